/** `assets`: what is in use, as people corrected it, on a screen, as CSV and as JSON. */

import type { AssetFilter } from '../../inventory/asset.ts';
import type { Question } from '../../inventory/questions.ts';
import type { Common } from '../../jobs/installation.ts';
import { lookAtAssets, type ShownAsset } from '../../jobs/look.ts';
import { ok } from '../../result.ts';
import { sayCode } from '../../words/codes.ts';
import { exportAssets, tableFormatOf, tableOptions } from '../asset-table.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show, widthOfTable } from '../context.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption, type Option } from '../options.ts';
import { readOptionalQuestion } from '../question.ts';
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
    filterOption('where', 'where', 'QUESTION'),
    ...tableOptions,
    dossierOption,
  ],
  run: runAssets,
};

function runAssets(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const question = readOptionalQuestion(textOf(given, 'where'), common.settings.queries);
    if (!question.ok) return question;
    await warnOfReplay(inside, common);
    const found = await assetsFor(common, filterOf(given), question.value);
    const assets = isOn(given, 'all') ? found : found.filter(({ retiredAt }) => retiredAt === '');
    const isFile = textOf(given, 'output') !== undefined;
    if (tableFormatOf(given) !== undefined && (isFile || !inside.isJson)) return exportAssets(inside, given, assets);
    if (inside.isJson) answerJson(inside, assets);
    else tellAssets(inside, assets, found.length - assets.length);
    return ok(0);
  });
}

/** All filters hold, and the question; retired ones, too. */
async function assetsFor(common: Common, filter: AssetFilter, question: Question | undefined): Promise<readonly ShownAsset[]> {
  const assets = await lookAtAssets(common, filter, true);
  if (question === undefined) return assets;
  const asked = new Set((await common.store.search(question)).assets.map(({ id }) => id));
  return assets.filter(({ id }) => asked.has(id));
}

function filterOf(given: Given): AssetFilter {
  const filters = (['site', 'name', 'os', 'software'] as const).map((name) => [name, textOf(given, name)] as const);
  return Object.fromEntries(filters.filter(([, text]) => text !== undefined));
}

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
