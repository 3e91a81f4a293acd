/** XML: an element for each row, inside it one for each value by the key of its column. Null has none, a list has one for each item. */
import { inChunks } from './chunks.ts';
import type { CellValue, Table, TableColumn } from './table.ts';
import { escapeXml } from './xml-text.ts';

/** Throws for elements and keys that are no names: they are ours, never data. */
export function streamXml(table: Table): AsyncIterable<Uint8Array> {
  const { all, each } = table.elements;
  const wrong = [all, each, ...table.columns.map(({ key }) => key)].find((name) => !/^[A-Za-z_][\w.-]*$/.test(name));
  if (wrong !== undefined) throw new Error(`no name of an element: ${wrong}`);
  return inChunks(piecesOf(table));
}

async function* piecesOf({ elements: { all, each }, columns, rows }: Table): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${all}>\n`;
  for await (const row of rows)
    yield `<${each}>${columns.map((column, index) => elementsOf(column, row[index] ?? null)).join('')}</${each}>\n`;
  yield `</${all}>\n`;
}

function elementsOf({ key }: TableColumn, value: CellValue): string {
  if (value === null) return '';
  const items = typeof value === 'object' ? value : [String(value)];
  return items.map((item) => `<${key}>${escapeXml(item)}</${key}>`).join('');
}
