/** `search QUESTION`: the assets that a question asks for, what they were found by, and the questions that are saved. */
import type { Common } from '../../jobs/installation.ts';
import { err, ok } from '../../result.ts';
import type { Found, FoundAsset, Page } from '../../store/search-port.ts';
import { sayCode } from '../../words/codes.ts';
import { exportAssets, tableFormatOf, tableOptions } from '../asset-table.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show, widthOfTable } from '../context.ts';
import { type Given, isOn, numberOf, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { questionOf, readQuestion, type SavedQueries } from '../question.ts';

export const searchCommand: Command = {
  path: 'search',
  argument: { form: '[question...]', word: 'question' },
  options: [
    { name: 'limit', value: 'N', reading: 'whole-number', word: 'searchLimit' },
    { name: 'page', value: 'N', reading: 'whole-number', word: 'page' },
    { name: 'list', reading: 'flag', word: 'listQueries' },
    ...tableOptions,
    dossierOption,
  ],
  run,
};

const defaultLimit = 100;

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const { queries } = common.settings;
    if (isOn(given, 'list')) return listQueries(inside, queries);
    const typed = questionOf(given.arguments);
    if (typed.trim() === '') return err({ kind: 'missing-argument', argument: 'QUESTION' });
    return answer(inside, common, given, typed);
  });
}

async function answer(context: Context, common: Common, given: Given, typed: string): Promise<Outcome> {
  const question = readQuestion(typed, common.settings.queries);
  if (!question.ok) return question;
  const isExport = tableFormatOf(given) !== undefined;
  const page = pageOf(given, isExport);
  const found = await common.store.search(question.value, page);
  if (isExport && (!context.isJson || textOf(given, 'output') !== undefined)) return exportAssets(context, given, found.assets);
  answerJson(context, { question: typed, total: found.total, offset: page.offset, assets: found.assets });
  tellFound(context, found);
  return ok(0);
}

/** A file or a pipe takes all of them, unless told otherwise. */
function pageOf(given: Given, isExport: boolean): Page {
  const limit = numberOf(given, 'limit') ?? (isExport ? Number.POSITIVE_INFINITY : defaultLimit);
  const page = Math.max(1, numberOf(given, 'page') ?? 1);
  return { limit, offset: page === 1 ? 0 : (page - 1) * limit };
}

function tellFound(context: Context, { total, assets, asSoftware }: Found): void {
  const { reports } = context.speech;
  show(context, assets.length === 0 ? reports.dossier.noAssets : tableOfFound(context, assets));
  if (asSoftware.length > 0) note(context, reports.search.asSoftware(asSoftware));
  if (total > 0) note(context, reports.search.found(assets.length, total));
}

const mostMatches = 3;

function tableOfFound(context: Context, assets: readonly FoundAsset[]): string {
  const { reports, codes, colon } = context.speech;
  const { columns } = reports.dossier;
  const rows = assets.map((asset) => {
    const matches = asset.matched.map(({ field, value }) => `${sayCode(reports.search.fields, field)}${colon} ${value}`);
    const more = matches.length > mostMatches ? ['…'] : [];
    const os = [asset.os, asset.osVersion].filter((part) => part !== '').join(' ');
    const facts = [asset.id, asset.site, asset.name, sayCode(codes.assetKinds, asset.kind), os];
    return [...facts, [...matches.slice(0, mostMatches), ...more].join(', ')];
  });
  const flexible = [columns.name, columns.kind, columns.os, reports.search.matched].map((title) => ({ title, isFlexible: true }));
  return table([{ title: columns.id }, { title: columns.site }, ...flexible], rows, widthOfTable(context));
}

function listQueries(context: Context, queries: SavedQueries): Outcome {
  const { search } = context.speech.reports;
  const rows = Object.entries(queries).toSorted(([a], [b]) => (a < b ? -1 : 1));
  answerJson(
    context,
    rows.map(([name, question]) => ({ name, question })),
  );
  const titles = [{ title: search.queryColumns.name }, { title: search.queryColumns.question, isFlexible: true }];
  const saved = rows.map(([name, question]) => [`@${name}`, question]);
  show(context, rows.length === 0 ? search.noQueries : table(titles, saved, widthOfTable(context)));
  return ok(0);
}
