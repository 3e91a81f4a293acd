/** `asset ID --at DAY`, `--history` and `--raw`: one machine as it was, what changed on it, and all that its newest file says. */
import { assetAt } from '../jobs/asset-at.ts';
import { rawAsset } from '../jobs/asset-raw.ts';
import type { Common } from '../jobs/installation.ts';
import { err, ok } from '../result.ts';
import { argumentOf } from './command.ts';
import { answerJson, type Context, colour, type Outcome, show, widthOfTerminal } from './context.ts';
import { readDay } from './days.ts';
import { type Given, textOf } from './given.ts';
import { changeDocuments, tellChanges } from './history.ts';
import { definitions } from './layout.ts';
import type { Option } from './options.ts';

export const pastOptions: readonly Option[] = [
  { name: 'at', value: 'DAY', reading: 'day', word: 'asOfDay', variable: 'MALLEPOSTE_FILTER_AT' },
  { name: 'history', reading: 'flag', word: 'history' },
  { name: 'raw', reading: 'flag', word: 'rawSections' },
];

/** The asset of the argument as it was with `--at`, of which a heading tells; undefined when there is none. */
export async function findPast(context: Context, common: Common, given: Given): ReturnType<typeof assetAt> {
  const day = readDay(textOf(given, 'at') ?? '', { now: context.environment.now(), timeZone: common.timeZone });
  const found = await assetAt(common, argumentOf(given), day);
  if (found.ok && found.value) show(context, `${context.speech.reports.dossier.asOf(day)}\n`);
  return found;
}

const mostShown = 1000;

/** All of it in JSON; of an id that it had before, too. */
export async function showHistory(context: Context, common: Common, id: string): Promise<Outcome> {
  const asset = await common.store.asset(id);
  if (!asset) return err({ kind: 'asset-unknown', id });
  const changes = await common.store.dossier.changes({ asset: asset.id, ...(context.isJson ? {} : { limit: mostShown + 1 }) });
  answerJson(context, changeDocuments(changes));
  if (!context.isJson) tellChanges(context, changes, mostShown);
  return ok(0);
}

/** Names of sections and fields are those of the file, in lower case. */
export async function showRaw(context: Context, common: Common, id: string): Promise<Outcome> {
  const raw = await rawAsset(common, id);
  if (!raw.ok) return raw;
  if (!raw.value) return err({ kind: 'asset-unknown', id });
  const { site, path, date, sections } = raw.value;
  answerJson(context, raw.value);
  const { format } = context.speech;
  show(context, `${site}/${path}${date === '' ? '' : ` (${format.date(date)})`}`);
  for (const { name, rows, count } of sections) {
    const records = rows.map((row) => definitions(Object.entries(row), widthOfTerminal(context))).filter((text) => text !== '');
    const text = records.join('\n\n').replaceAll(/^(?=.)/gm, '  ');
    show(context, `\n${colour(context, `${name} (${format.number(count)})`, 'bold')}${text === '' ? '' : `\n${text}`}`);
  }
  return ok(0);
}
