/** The quarantine as a list: chosen by kind and by words, sorted, and as a file. */
import type { Common, Distant } from '../../jobs/installation.ts';
import { listQuarantine } from '../../jobs/quarantine.ts';
import { ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { QuarantineChoice, QuarantineEntryView, upkeepRoutes } from '../contract/upkeep-routes.ts';
import type { Call, Download } from './call.ts';
import { type ListOrder, sortedRows } from './listed-page.ts';
import { screensOf } from './screens-of.ts';
import { type FileColumn, fileOf } from './table-files.ts';
import { viewEntry } from './upkeep-view.ts';

type FileCall = Call<(typeof upkeepRoutes)['GET /api/quarantine.csv']>;

type Found<T> = Promise<Result<T, ExplainedError>>;

/** Mails newest first, then files. Words are looked for in what the page shows. */
export async function chosenEntries(
  installed: Common | Distant,
  { kind, text = '' }: QuarantineChoice,
  speech: Speech,
): Found<readonly QuarantineEntryView[]> {
  const entries = await listQuarantine(installed);
  if (!entries.ok) return entries;
  const wanted = folded(text.trim());
  const isWanted = ({ id, name, explanation }: QuarantineEntryView): boolean =>
    wanted === '' || [id, name, explanation].some((shown) => folded(shown).includes(wanted));
  const views = entries.value.map((entry) => viewEntry(entry, speech));
  return ok(views.filter((view) => (kind === undefined || view.kind === kind) && isWanted(view)));
}

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const keys = {
  at: ({ at }: QuarantineEntryView) => at,
  name: ({ name, id }: QuarantineEntryView) => folded(name || id),
  reason: ({ explanation }: QuarantineEntryView) => folded(explanation),
  bytes: ({ bytes }: QuarantineEntryView) => bytes,
};

export const orderOf = ({ sort, direction }: Pick<FileCall['query'], 'sort' | 'direction'>): ListOrder<QuarantineEntryView> => ({
  ...{ name: `quarantine ${sort}`, direction },
  keyOf: keys[sort],
  idOf: ({ id }) => id,
});

export async function exportEntries({ installed, speech, query }: FileCall, format: 'csv' | 'xlsx'): Found<Download> {
  const chosen = await chosenEntries(installed, query, speech);
  if (!chosen.ok) return chosen;
  async function* rows(sorted: readonly QuarantineEntryView[]): AsyncGenerator<QuarantineEntryView> {
    yield* sorted;
  }
  const { title } = screensOf(speech).quarantine;
  const file = { format, name: 'quarantine', sheet: title, columns: columnsOf(speech), chosen: query.columns };
  return ok(fileOf(speech, { ...file, rows: rows(sortedRows(chosen.value, orderOf(query))) }));
}

function columnsOf(speech: Speech): readonly FileColumn<QuarantineEntryView>[] {
  const { columns: titles, kinds } = screensOf(speech).quarantine;
  return [
    { key: 'name', kind: 'text', width: 32, title: titles.name, value: ({ name }) => name },
    { key: 'kind', kind: 'text', width: 12, title: titles.kind, value: ({ kind }) => kinds[kind] },
    { key: 'reason', kind: 'text', width: 50, title: titles.reason, value: ({ explanation }) => explanation },
    { key: 'remedy', kind: 'text', width: 50, title: titles.remedy, value: ({ remedy }) => remedy },
    { key: 'at', kind: 'date', width: 18, title: titles.at, value: ({ at }) => at },
    { key: 'bytes', kind: 'bytes', width: 12, title: titles.bytes, value: ({ bytes }) => bytes },
    { key: 'id', kind: 'text', width: 32, title: titles.id, value: ({ id }) => id },
  ];
}
