/** `assets`: what is in use, as people corrected it, on a screen, as CSV and as JSON. */

import type { Asset, AssetFilter } from '../../inventory/asset.ts';
import { lookAtAssets, type ShownAsset } from '../../jobs/look.ts';
import { ok } from '../../result.ts';
import { sayCode } from '../../words/codes.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show, widthOfTable } from '../context.ts';
import { type CsvValue, writeCsv } from '../csv.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { csvOption, dossierOption, type Option } from '../options.ts';
import { warnOfReplay } from '../replaying.ts';

/** Filters have variables of their own: a setting's variable must not thin out a list. */
export const filterOption = (name: string, word: Option['word'], value = 'TEXT'): Option => ({
  name,
  value,
  reading: 'text',
  word,
  variable: `MALLEPOSTE_FILTER_${name.toUpperCase()}`,
});

export const assetsCommand: Command = {
  path: 'assets',
  options: [
    filterOption('site', 'filterSite', 'SITE'),
    filterOption('name', 'filterName'),
    filterOption('os', 'filterOs'),
    filterOption('software', 'filterSoftware'),
    { name: 'all', reading: 'flag', word: 'retiredToo', variable: 'MALLEPOSTE_ASSETS_ALL' },
    csvOption,
    dossierOption,
  ],
  run: runAssets,
};

function runAssets(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    await warnOfReplay(inside, common);
    const found = await lookAtAssets(common, filterOf(given), true);
    const assets = isOn(given, 'all') ? found : found.filter(({ retiredAt }) => retiredAt === '');
    if (inside.isJson) answerJson(inside, assets);
    else if (isOn(given, 'csv')) inside.environment.terminal.stdout(assetsCsv(assets));
    else tellAssets(inside, assets, found.length - assets.length);
    return ok(0);
  });
}

function filterOf(given: Given): AssetFilter {
  const filters = (['site', 'name', 'os', 'software'] as const).map((name) => [name, textOf(given, name)] as const);
  return Object.fromEntries(filters.filter(([, text]) => text !== undefined));
}

const csvColumns = [
  'id',
  'site',
  'name',
  'kind',
  'os',
  'osVersion',
  'manufacturer',
  'model',
  'serial',
  'uuid',
  'macs',
  'cpu',
  'memoryMb',
  'user',
  'inventoryDate',
  'lastSeen',
  'softwareCount',
] as const satisfies readonly (keyof Asset)[];

/** The names of the JSON fields, which are the contract, head the columns. */
export const assetsCsv = (assets: readonly Asset[]): string =>
  writeCsv(
    [...csvColumns, 'sources'],
    assets.map((asset) => [
      ...csvColumns.map((column): CsvValue => asset[column]),
      asset.sources.map(({ site, path }) => `${site}:${path}`),
    ]),
  );

function tellAssets(context: Context, assets: readonly ShownAsset[], retired: number): void {
  const { dossier, decisions } = context.speech.reports;
  show(context, assets.length === 0 ? dossier.noAssets : tableOfAssets(context, assets));
  if (assets.length > 0) note(context, dossier.assets(assets.length));
  if (retired > 0) note(context, decisions.asset.retiredHidden(retired));
}

function tableOfAssets(context: Context, assets: readonly ShownAsset[]): string {
  const { reports, codes } = context.speech;
  const { columns } = reports.dossier;
  const { retired } = reports.decisions.asset;
  const rows = assets.map((asset) => [
    asset.id,
    asset.site,
    asset.name,
    asset.retiredAt === '' ? sayCode(codes.assetKinds, asset.kind) : retired,
    [asset.os, asset.osVersion].filter((part) => part !== '').join(' '),
    asset.inventoryDate.slice(0, 10),
  ]);
  const flexible = [columns.name, columns.kind, columns.os].map((title) => ({ title, isFlexible: true }));
  return table([{ title: columns.id }, { title: columns.site }, ...flexible, { title: columns.date }], rows, widthOfTable(context));
}
