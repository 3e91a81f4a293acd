/** JSON: an array with an object for each row, one a line, by the keys of the columns. Lists stay lists, null stays null. */
import { inChunks } from './chunks.ts';
import type { CellValue, Row, Table, TableColumn } from './table.ts';

export const streamJson = (table: Table): AsyncIterable<Uint8Array> => inChunks(piecesOf(table));

async function* piecesOf({ columns, rows }: Table): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield `${before}${JSON.stringify(documentOf(columns, row))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const documentOf = (columns: readonly TableColumn[], row: Row): unknown =>
  Object.fromEntries(columns.map(({ key }, index) => [key, wellFormed(row[index] ?? null)]));

/** A lone surrogate would be written as an escape that many readers refuse. */
const wellFormed = (value: CellValue): CellValue => {
  if (typeof value === 'string') return value.toWellFormed();
  return typeof value === 'object' && value !== null ? value.map((item) => item.toWellFormed()) : value;
};
