/** What a table shows, as a file: the same columns in the same order, all rows that match, written as they are read. */
import type { Page } from '../../store/page-port.ts';
import { tableFormats, writeTable } from '../../tables/formats.ts';
import type { Row, TableColumn } from '../../tables/table.ts';
import type { Speech } from '../../words/speech.ts';
import type { Download } from './call.ts';

export type FileColumn<R> = Omit<TableColumn, 'title'> & {
  readonly title: string;
  readonly value: (row: R) => Row[number];
};

export type TableFile<R> = {
  readonly format: 'csv' | 'xlsx';
  /** Of the file, without extension, and of the XML that is never written here. */
  readonly name: string;
  readonly sheet: string;
  readonly columns: readonly FileColumn<R>[];
  /** Keys with commas between; what is no column is passed over. */
  readonly chosen: string | undefined;
  readonly rows: Iterable<R> | AsyncIterable<R>;
};

export function fileOf<R>(speech: Speech, { format, name, sheet, columns, chosen, rows }: TableFile<R>): Download {
  const wanted = chosen?.split(',').flatMap((key) => columns.filter((column) => column.key === key)) ?? [];
  const shown = wanted.length > 0 ? wanted : columns;
  async function* written(): AsyncGenerator<Row> {
    for await (const row of rows) yield shown.map(({ value }) => value(row));
  }
  const bytes = writeTable(format, {
    name: sheet,
    subtitle: '',
    elements: { all: name, each: 'row' },
    columns: shown.map(({ value: _, ...column }) => column),
    rows: written(),
    timeZone: speech.format.timeZone,
    language: speech.language,
    sayLimited: speech.reports.search.found,
  });
  return { name: `${name}.${format}`, mediaType: tableFormats[format].mediaType, bytes };
}

export const rowsTogether = 500;

/** Page after page, by cursor. */
export async function* allRows<R>(pageAfter: (after: string | undefined) => Promise<Page<R>>): AsyncGenerator<R> {
  let after: string | undefined;
  do {
    const { rows, next } = await pageAfter(after);
    yield* rows;
    after = next;
  } while (after !== '');
}
