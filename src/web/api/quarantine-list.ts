/** The quarantine as a list: chosen by kind and by words, sorted, and as a file. */
import type { Common, Distant } from '../../jobs/installation.ts';
import { listQuarantine } from '../../jobs/quarantine.ts';
import { ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { QuarantineChoice, QuarantineEntryView, upkeepRoutes } from '../contract/upkeep-routes.ts';
import type { Call, Download } from './call.ts';
import { everyRow, type ListTable, type Pager, pageOfList } from './list-pages.ts';
import { screensOf } from './screens-of.ts';
import { type FileColumn, fileOf } from './table-files.ts';
import { viewEntry } from './upkeep-view.ts';

type FileCall = Call<(typeof upkeepRoutes)['GET /api/quarantine.csv']>;

type Found<T> = Promise<Result<T, ExplainedError>>;

/** Words are looked for in what the page shows. */
const table: ListTable<QuarantineEntryView, FileCall['query']['sort']> = {
  name: 'quarantine',
  idOf: ({ id }) => id,
  textsOf: ({ id, name, explanation }) => [id, name, explanation],
  orders: {
    at: ({ at }) => [at],
    name: ({ name, id }) => [name || id],
    reason: ({ explanation }) => [explanation],
    bytes: ({ bytes }) => [bytes],
  },
};

type Asked = QuarantineChoice & Partial<Pick<FileCall['query'], 'sort' | 'direction'>>;

export async function entryPager(
  installed: Common | Distant,
  { kind, text = '', sort = 'at', direction = 'desc' }: Asked,
  speech: Speech,
): Found<Pager<QuarantineEntryView>> {
  const entries = await listQuarantine(installed);
  if (!entries.ok) return entries;
  const views = entries.value.map((entry) => viewEntry(entry, speech));
  const isChosen = (view: QuarantineEntryView): boolean => kind === undefined || view.kind === kind;
  const question = { order: sort, direction, text: text.trim(), choice: { kind }, isChosen };
  return ok((paging) => pageOfList(views, table, { ...question, ...paging }));
}

/** All that a choice means, the newest first. */
export async function chosenEntries(
  installed: Common | Distant,
  chosen: QuarantineChoice,
  speech: Speech,
): Found<readonly QuarantineEntryView[]> {
  const pager = await entryPager(installed, chosen, speech);
  return pager.ok ? ok(pager.value(everyRow).rows) : pager;
}

export async function exportEntries({ installed, speech, query }: FileCall, format: 'csv' | 'xlsx'): Found<Download> {
  const pager = await entryPager(installed, query, speech);
  if (!pager.ok) return pager;
  const { title } = screensOf(speech).quarantine;
  const file = { format, name: 'quarantine', sheet: title, columns: columnsOf(speech), chosen: query.columns };
  return ok(fileOf(speech, { ...file, rows: pager.value(everyRow).rows }));
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
