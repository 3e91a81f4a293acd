/** CSV as RFC 4180 wants it, UTF-8 without a mark, with a guard against formulas: inventories come from machines that anybody may own. */
import { inChunks } from './chunks.ts';
import { type CellValue, type Row, type Table, textOf } from './table.ts';

/** Header line and records, CRLF after each. Lists are joined by `; `. */
export function writeCsv(columns: readonly string[], rows: readonly Row[]): string {
  return [columns, ...rows].map(lineOf).join('');
}

/** The same, of a table, as the rows come; the keys head the columns. */
export const streamCsv = (table: Table): AsyncIterable<Uint8Array> => inChunks(linesOf(table));

async function* linesOf({ columns, rows }: Table): AsyncGenerator<string> {
  yield lineOf(columns.map(({ key }) => key));
  for await (const row of rows) yield lineOf(row);
}

const lineOf = (row: Row): string => `${row.map(writeCell).join(',')}\r\n`;

function writeCell(value: CellValue): string {
  if (typeof value === 'number') return String(value);
  const text = textOf(value);
  const guarded = guardFormulas(text);
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/**
 * An apostrophe before what a spreadsheet takes for a formula at the beginning of a cell. One that splits at semicolons, as in French, or
 * at line ends, finds the beginnings of cells within a text, too; doubled quotes there are an empty quotation before the rest of the cell.
 */
const guardFormulas = (text: string): string => text.replace(/^(?=[=+\-@\t\r\n])/, "'").replaceAll(/(?=[=+\-@])(?<=[;\t\r\n][\s"]*)/g, "'");
