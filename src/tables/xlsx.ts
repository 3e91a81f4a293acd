/**
 * An Excel workbook of one sheet, written as the rows come: dates are dates, numbers are numbers, and everything else is text: no
 * formula can come of data. By hand, for memory: libraries build all of it first. Characters beyond Excel's longest cell are not written.
 */
import { DateTime } from 'luxon';
import { inChunks } from './chunks.ts';
import { type CellValue, firstRows, type Table, type TableColumn, textOf } from './table.ts';
import { declaration, mainNamespace, partsAround, sheetPath, styles } from './workbook.ts';
import { escapeXml } from './xml-text.ts';
import { writeZip } from './zip.ts';

/** Excel's own bound, less the line of titles and the one that tells of more. */
export const maxSheetRows = 1_048_574;

const maxCellLength = 32_767;

/** Of more than `most` rows the last line says how many there are. */
export function streamXlsx(table: Table, most = maxSheetRows): AsyncIterable<Uint8Array> {
  const around = Object.entries(partsAround(table.name)).map(([name, text]) => ({ name, content: [new TextEncoder().encode(text)] }));
  return writeZip([...around, { name: sheetPath, content: inChunks(sheetOf(table, most)) }]);
}

async function* sheetOf(table: Table, most: number): AsyncGenerator<string> {
  const { columns, timeZone, sayLimited } = table;
  const letters = columns.map((_, index) => lettersOf(index));
  yield headOf(columns);
  yield rowOf(
    1,
    columns.map(({ title }, index) => textCell(`${letters[index]}1`, title, styles.bold)),
  );
  const { first, total } = firstRows(table, most);
  let line = 1;
  for await (const row of first) {
    line += 1;
    yield rowOf(
      line,
      columns.map((column, index) => cellOf(`${letters[index]}${line}`, row[index] ?? null, { column, timeZone })),
    );
  }
  if (total() > most) yield rowOf(line + 1, [textCell(`A${line + 1}`, sayLimited(most, total()), styles.bold)]);
  yield '</sheetData></worksheet>';
}

/** The line of titles stays in sight. */
const headOf = (columns: readonly TableColumn[]): string => {
  const widths = columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  return [
    `${declaration}<worksheet xmlns="${mainNamespace}"><sheetViews><sheetView workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${widths.join('')}</cols><sheetData>`,
  ].join('');
};

const rowOf = (line: number, cells: readonly string[]): string => `<row r="${line}">${cells.join('')}</row>\n`;

type Place = { readonly column: TableColumn; readonly timeZone: string };

function cellOf(reference: string, value: CellValue, { column: { kind }, timeZone }: Place): string {
  if (value === null || value === '') return '';
  const isNumber = typeof value === 'number' && Number.isFinite(value) && (kind === 'number' || kind === 'bytes');
  if (isNumber) return numberCell(reference, value, kind === 'bytes' ? styles.grouped : styles.plain);
  const day = kind === 'date' && typeof value === 'string' ? dayNumber(value, timeZone) : undefined;
  return day === undefined ? textCell(reference, textOf(value)) : numberCell(reference, day, styles.date);
}

const numberCell = (reference: string, value: number, style: number): string => `<c r="${reference}" s="${style}"><v>${value}</v></c>`;

function textCell(reference: string, text: string, style: number = styles.plain): string {
  const cut = text.slice(0, maxCellLength);
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(withoutEscapes(cut))}</t></is></c>`;
}

/** `_x0041_` would be read as `A` (ECMA-376 part 1, §22.9.2.19); an underscore before it is one, too. */
const withoutEscapes = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** The days of local time that Excel counts; undefined for what is no date, and before March 1900, where it counts wrongly. */
function dayNumber(iso: string, timeZone: string): number | undefined {
  const date = DateTime.fromISO(iso, { zone: timeZone });
  const day = (date.toMillis() + date.offset * 60_000) / 86_400_000 + 25_569;
  return day >= 61 && day < 2_958_466 ? day : undefined;
}

/** 0 → A, 26 → AA. */
const lettersOf = (index: number): string =>
  (index < 26 ? '' : lettersOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
