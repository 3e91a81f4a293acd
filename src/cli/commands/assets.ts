/** `assets`, `asset ID`, `software`: looking into the common dossier, on a screen, as CSV and as JSON. */

import type { Asset, AssetFilter } from '../../inventory/asset.ts';
import { err, ok } from '../../result.ts';
import { sayCode } from '../../words/codes.ts';
import { findAsset, pastOptions, showHistory } from '../asset-past.ts';
import { argumentOf, type Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show, widthOfTable, widthOfTerminal } from '../context.ts';
import { type CsvValue, writeCsv } from '../csv.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { definitions, table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { csvOption, dossierOption, type Option } from '../options.ts';

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
    csvOption,
    dossierOption,
  ],
  run: runAssets,
};

export const assetCommand: Command = {
  path: 'asset',
  argument: { form: '<id>', word: 'id' },
  options: [...pastOptions, dossierOption],
  run: runAsset,
};

function runAssets(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const assets = await common.store.assets(filterOf(given));
    if (inside.isJson) answerJson(inside, assets);
    else if (isOn(given, 'csv')) inside.environment.terminal.stdout(assetsCsv(assets));
    else tellAssets(inside, assets);
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

function tellAssets(context: Context, assets: readonly Asset[]): void {
  const { dossier } = context.speech.reports;
  show(context, assets.length === 0 ? dossier.noAssets : tableOfAssets(context, assets));
  if (assets.length > 0) note(context, dossier.assets(assets.length));
}

function tableOfAssets(context: Context, assets: readonly Asset[]): string {
  const { reports, codes } = context.speech;
  const { columns } = reports.dossier;
  const rows = assets.map((asset) => [
    asset.id,
    asset.site,
    asset.name,
    sayCode(codes.assetKinds, asset.kind),
    [asset.os, asset.osVersion].filter((part) => part !== '').join(' '),
    asset.inventoryDate.slice(0, 10),
  ]);
  const flexible = [columns.name, columns.kind, columns.os].map((title) => ({ title, isFlexible: true }));
  return table([{ title: columns.id }, { title: columns.site }, ...flexible, { title: columns.date }], rows, widthOfTable(context));
}

function runAsset(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    if (isOn(given, 'history')) return showHistory(inside, common, argumentOf(given));
    const found = await findAsset(inside, common, given);
    if (!found.ok) return found;
    const asset = found.value;
    if (!asset) return err({ kind: 'asset-unknown', id: argumentOf(given) });
    answerJson(inside, asset);
    show(inside, definitions(describeAsset(inside, asset), widthOfTerminal(inside)));
    if (asset.software.length > 0) show(inside, `\n${tableOfSoftware(inside, asset.software)}`);
    return ok(0);
  });
}

function describeAsset(context: Context, asset: Asset): readonly (readonly [string, string])[] {
  const { reports, codes, format } = context.speech;
  const { rows } = reports.dossier;
  const megabytes = (count: number): string => format.bytes(count * 1_000_000);
  const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
  return [
    [rows.id, asset.id],
    [rows.site, asset.site],
    [rows.name, asset.name],
    [rows.kind, sayCode(codes.assetKinds, asset.kind)],
    [rows.os, join(asset.os, asset.osVersion)],
    [rows.maker, join(asset.manufacturer, asset.model)],
    [rows.serial, asset.serial],
    [rows.uuid, asset.uuid],
    [rows.macs, asset.macs.join(' ')],
    [rows.cpu, asset.cpu],
    [rows.memory, asset.memoryMb === null ? '' : megabytes(asset.memoryMb)],
    [rows.disks, asset.disks.map(({ name, sizeMb }) => join(name, megabytes(sizeMb))).join(', ')],
    [rows.user, asset.user],
    [rows.inventoryDate, asset.inventoryDate === '' ? '' : format.date(asset.inventoryDate)],
    [rows.lastSeen, asset.lastSeen === '' ? '' : format.date(asset.lastSeen)],
    [rows.sources, asset.sources.map(({ site, path }) => `${site}/${path}`).join(', ')],
    [rows.software, String(asset.softwareCount)],
  ];
}

function tableOfSoftware(
  context: Context,
  software: readonly { readonly name: string; readonly version: string; readonly publisher: string }[],
): string {
  const { columns } = context.speech.reports.dossier;
  const titles = [columns.name, columns.version, columns.publisher].map((title) => ({ title, isFlexible: true }));
  return table(
    titles,
    software.map(({ name, version, publisher }) => [name, version, publisher]),
    widthOfTable(context),
  );
}
