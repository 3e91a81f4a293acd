/** The formats that a table can be written in: one file each, and what the outside calls them. */
import { streamCsv } from './csv.ts';
import { streamJson } from './json.ts';
import type { Table } from './table.ts';
import { maxSheetRows, streamXlsx } from './xlsx.ts';
import { streamXml } from './xml.ts';

type Format = {
  readonly mediaType: string;
  /** Text can be shown on a terminal. */
  readonly isText: boolean;
  /** The rows that one file holds; others are counted in it. */
  readonly mostRows: number;
};

const office = 'application/vnd.openxmlformats-officedocument';

/** By the extension of their files. */
export const tableFormats = {
  xml: { mediaType: 'application/xml; charset=utf-8', isText: true, mostRows: Number.POSITIVE_INFINITY },
  docx: { mediaType: `${office}.wordprocessingml.document`, isText: false, mostRows: 2_000 },
  xlsx: { mediaType: `${office}.spreadsheetml.sheet`, isText: false, mostRows: maxSheetRows },
  csv: { mediaType: 'text/csv; charset=utf-8', isText: true, mostRows: Number.POSITIVE_INFINITY },
  json: { mediaType: 'application/json; charset=utf-8', isText: true, mostRows: Number.POSITIVE_INFINITY },
} as const satisfies Readonly<Record<string, Format>>;

export type TableFormat = keyof typeof tableFormats;

export const isTableFormat = (text: string): text is TableFormat => Object.hasOwn(tableFormats, text);

/** The bytes of the file as they are made: memory does not grow with the rows but for Word, whose pages are bounded. */
export function writeTable(format: TableFormat, table: Table): AsyncIterable<Uint8Array> {
  return format === 'docx' ? writePages(table) : streams[format](table);
}

const streams = { xml: streamXml, xlsx: (table: Table) => streamXlsx(table), csv: streamCsv, json: streamJson };

/** Its library is loaded by those who want it only. */
async function* writePages(table: Table): AsyncGenerator<Uint8Array> {
  const { writeDocx } = await import('./docx.ts');
  yield* writeDocx(table, tableFormats.docx.mostRows);
}
