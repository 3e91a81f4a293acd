/** Assets as tables for programs: CSV, a spreadsheet, JSON; on standard output or in a file. */
import { buffer } from 'node:stream/consumers';
import type { Asset } from '../inventory/asset.ts';
import { err, ok } from '../result.ts';
import { tableFormats, writeTable } from '../tables/formats.ts';
import type { Row, Table, TableColumn } from '../tables/table.ts';
import type { Speech } from '../words/speech.ts';
import { absolutePath, answerJson, type Context, type Outcome, report } from './context.ts';
import { type Given, isOn, textOf } from './given.ts';
import { csvOption, type Option } from './options.ts';
import { saveNewFile } from './saving.ts';

export const tableOptions: readonly Option[] = [
  csvOption,
  { name: 'format', value: 'FORMAT', reading: ['csv', 'json', 'xlsx'], word: 'tableFormat' },
  { name: 'output', value: 'FILE', reading: 'text', word: 'tableOutput' },
];

/** The names of the JSON fields, which are the contract, head the columns. */
const columns = [
  { key: 'id', kind: 'text', width: 18 },
  { key: 'site', kind: 'text', width: 14 },
  { key: 'name', kind: 'text', width: 22 },
  { key: 'kind', kind: 'text', width: 12 },
  { key: 'os', kind: 'text', width: 36 },
  { key: 'osVersion', kind: 'text', width: 14 },
  { key: 'manufacturer', kind: 'text', width: 18 },
  { key: 'model', kind: 'text', width: 22 },
  { key: 'serial', kind: 'text', width: 18 },
  { key: 'uuid', kind: 'text', width: 38 },
  { key: 'macs', kind: 'text', width: 20 },
  { key: 'cpu', kind: 'text', width: 28 },
  { key: 'memoryMb', kind: 'number', width: 12 },
  { key: 'user', kind: 'text', width: 18 },
  { key: 'inventoryDate', kind: 'date', width: 18 },
  { key: 'lastSeen', kind: 'date', width: 18 },
  { key: 'softwareCount', kind: 'number', width: 14 },
] as const satisfies readonly (Omit<TableColumn, 'title'> & { readonly key: keyof Asset })[];

const rowOf = (asset: Asset): Row => [...columns.map(({ key }) => asset[key]), asset.sources.map(({ site, path }) => `${site}:${path}`)];

export const assetTable = (speech: Speech, assets: readonly Asset[]): Table => ({
  name: speech.reports.search.sheet,
  subtitle: '',
  elements: { all: 'assets', each: 'asset' },
  columns: [...columns, { key: 'sources', kind: 'text', width: 40 } as const].map((column) => ({ ...column, title: column.key })),
  rows: assets.map(rowOf),
  timeZone: speech.format.timeZone,
  language: speech.language,
  sayLimited: speech.reports.search.found,
});

/** What was asked for: `csv` by its own flag, too; undefined for a screen. */
export const tableFormatOf = (given: Given): string | undefined =>
  textOf(given, 'format') ?? (isOn(given, 'csv') || textOf(given, 'output') !== undefined ? 'csv' : undefined);

/** Writes them where and as it was asked for; with a file, the one JSON document tells of the file. A file that exists is left alone. */
export async function exportAssets(context: Context, given: Given, assets: readonly Asset[]): Promise<Outcome> {
  const { environment, speech } = context;
  const format = tableFormatOf(given) ?? 'csv';
  const limit = tableFormats.xlsx.mostRows;
  if (format === 'xlsx' && assets.length > limit) return err({ kind: 'sheet-too-large', rows: assets.length, limit });
  const bytes = await bytesOf(context, format, assets);
  const output = textOf(given, 'output');
  if (output === undefined) {
    environment.terminal.stdoutBytes(bytes);
    return ok(0);
  }
  const path = absolutePath(output);
  const written = await saveNewFile(context, path, { content: bytes });
  if (!written.ok) return written;
  answerJson(context, { output: path, bytes: bytes.length, assets: assets.length });
  report(context, 0, [speech.reports.search.written(path, assets.length)]);
  return ok(0);
}

/** The JSON is that of the command without a file: more than a table holds. */
async function bytesOf(context: Context, format: string, assets: readonly Asset[]): Promise<Buffer> {
  if (format === 'json') return Buffer.from(`${JSON.stringify(assets)}\n`);
  return buffer(writeTable(format === 'xlsx' ? 'xlsx' : 'csv', assetTable(context.speech, assets)));
}
