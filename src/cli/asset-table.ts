/** Assets as tables for programs: CSV, a spreadsheet, JSON; on standard output or in a file. */
import type { Asset } from '../inventory/asset.ts';
import { err, ok } from '../result.ts';
import { absolutePath, answerJson, type Context, type Outcome, report } from './context.ts';
import { type CsvValue, writeCsv } from './csv.ts';
import { type Given, isOn, textOf } from './given.ts';
import { csvOption, type Option } from './options.ts';
import { maxSheetRows, type SheetColumn, writeSpreadsheet } from './spreadsheet.ts';

export const tableOptions: readonly Option[] = [
  csvOption,
  { name: 'format', value: 'FORMAT', reading: ['csv', 'json', 'xlsx'], word: 'tableFormat' },
  { name: 'output', value: 'FILE', reading: 'text', word: 'tableOutput' },
];

/** The names of the JSON fields, which are the contract, head the columns. */
const columns = [
  { title: 'id', kind: 'text', width: 18 },
  { title: 'site', kind: 'text', width: 14 },
  { title: 'name', kind: 'text', width: 22 },
  { title: 'kind', kind: 'text', width: 12 },
  { title: 'os', kind: 'text', width: 36 },
  { title: 'osVersion', kind: 'text', width: 14 },
  { title: 'manufacturer', kind: 'text', width: 18 },
  { title: 'model', kind: 'text', width: 22 },
  { title: 'serial', kind: 'text', width: 18 },
  { title: 'uuid', kind: 'text', width: 38 },
  { title: 'macs', kind: 'text', width: 20 },
  { title: 'cpu', kind: 'text', width: 28 },
  { title: 'memoryMb', kind: 'number', width: 12 },
  { title: 'user', kind: 'text', width: 18 },
  { title: 'inventoryDate', kind: 'date', width: 18 },
  { title: 'lastSeen', kind: 'date', width: 18 },
  { title: 'softwareCount', kind: 'number', width: 14 },
] as const satisfies readonly (SheetColumn & { readonly title: keyof Asset })[];

const sourcesColumn: SheetColumn = { title: 'sources', kind: 'text', width: 40 };

const rowOf = (asset: Asset): readonly CsvValue[] => [
  ...columns.map(({ title }): CsvValue => asset[title]),
  asset.sources.map(({ site, path }) => `${site}:${path}`),
];

export const assetsCsv = (assets: readonly Asset[]): string =>
  writeCsv(
    [...columns, sourcesColumn].map(({ title }) => title),
    assets.map(rowOf),
  );

/** What was asked for: `csv` by its own flag, too; undefined for a screen. */
export const tableFormatOf = (given: Given): string | undefined =>
  textOf(given, 'format') ?? (isOn(given, 'csv') || textOf(given, 'output') !== undefined ? 'csv' : undefined);

/** Writes them where and as it was asked for; with a file, the one JSON document tells of the file. A file that exists is left alone. */
export async function exportAssets(context: Context, given: Given, assets: readonly Asset[]): Promise<Outcome> {
  const { environment, speech } = context;
  const format = tableFormatOf(given) ?? 'csv';
  if (format === 'xlsx' && assets.length > maxSheetRows) return err({ kind: 'sheet-too-large', rows: assets.length, limit: maxSheetRows });
  const bytes = await bytesOf(context, format, assets);
  const output = textOf(given, 'output');
  if (output === undefined) {
    environment.terminal.stdoutBytes(bytes);
    return ok(0);
  }
  const path = absolutePath(output);
  const written = await environment.writeNewFile(path, bytes);
  if (!written.ok) return written;
  answerJson(context, { output: path, bytes: bytes.length, assets: assets.length });
  report(context, 0, [speech.reports.search.written(path, assets.length)]);
  return ok(0);
}

async function bytesOf({ speech }: Context, format: string, assets: readonly Asset[]): Promise<Buffer> {
  if (format === 'json') return Buffer.from(`${JSON.stringify(assets)}\n`);
  if (format === 'csv') return Buffer.from(assetsCsv(assets));
  const { timeZone } = speech.format;
  return writeSpreadsheet({ name: speech.reports.search.sheet, columns: [...columns, sourcesColumn], rows: assets.map(rowOf), timeZone });
}
