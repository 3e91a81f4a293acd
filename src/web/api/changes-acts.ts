/** What changed, in pages. */
import { DateTime } from 'luxon';
import { changeKinds } from '../../inventory/history/timeline.ts';
import { corrections } from '../../inventory/overlay.ts';
import { openScene } from '../../jobs/dossier-source.ts';
import { siteRef } from '../../jobs/dossier-views.ts';
import type { Common } from '../../jobs/installation.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ChangeQuestion, TableChange } from '../../store/listing-port.ts';
import { sayChange } from '../../words/changes.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { ChangeRow, changesRoutes } from '../contract/changes-routes.ts';
import type { Acts, Call } from './call.ts';
import { found, pagingOf } from './paging.ts';
import { screensOf } from './screens-of.ts';
import { allRows, type FileColumn, fileOf, rowsTogether } from './table-files.ts';

export const changesActs: Acts<typeof changesRoutes> = {
  'GET /api/changes': async ({ common, speech, query }) => {
    const question = questionOf(common, query);
    if (!question.ok) return question;
    const page = found(await common.store.listing.changePage({ ...question.value, ...pagingOf(query) }));
    if (!page.ok) return page;
    const rowOf = await openRows(common, speech);
    return ok({ ...page.value, rows: page.value.rows.map(rowOf) });
  },
  'GET /api/changes.csv': (call) => exported(call, 'csv'),
  'GET /api/changes.xlsx': (call) => exported(call, 'xlsx'),
};

type FileCall = Call<(typeof changesRoutes)['GET /api/changes.csv']>;
type Choice = Omit<ChangeQuestion, 'limit' | 'offset' | 'after'>;

/** Days are those of this installation; both are part of what is asked for. */
function questionOf({ timeZone }: Common, query: FileCall['query']): Result<Choice, ExplainedError> {
  const { kind, site, asset, since, until, text, direction } = query;
  const kinds = kind?.split(',').filter((each) => each !== '') ?? [];
  const stranger = kinds.find((each) => !changeKinds.some((known) => known === each));
  if (stranger !== undefined) return err({ kind: 'request-invalid', problems: [`kind: not-one-of (${changeKinds.join(', ')})`] });
  const startOf = (day: string, days = 0): string =>
    DateTime.fromISO(day, { zone: timeZone }).plus({ days }).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
  return ok({
    direction,
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(site ? { site } : {}),
    ...(asset ? { asset } : {}),
    ...(text ? { text } : {}),
    ...(since ? { since: startOf(since) } : {}),
    ...(until ? { until: startOf(until, 1) } : {}),
  });
}

async function openRows(common: Common, speech: Speech): Promise<(change: TableChange) => ChangeRow> {
  const scene = await openScene(common);
  return ({ number, date, at, site, asset, name, ...change }) => {
    const corrected = corrections(scene.manual.get(asset) ?? [], scene.today);
    return {
      ...{ number, date, at, kind: change.kind, site: siteRef(scene, site) },
      asset: { id: asset, name: corrected.name || name || asset },
      text: sayChange(speech.changes, { ...change, name: '' }),
    };
  };
}

async function exported({ common, speech, query }: FileCall, format: 'csv' | 'xlsx') {
  const question = questionOf(common, query);
  if (!question.ok) return question;
  const rowOf = await openRows(common, speech);
  async function* rows(asked: Choice): AsyncGenerator<ChangeRow> {
    const pages = allRows((after) =>
      common.store.listing.changePage({ ...asked, limit: rowsTogether, ...(after === undefined ? {} : { after }) }),
    );
    for await (const row of pages) yield rowOf(row);
  }
  const { title } = screensOf(speech).changes;
  const columns = columnsOf(speech);
  return ok(fileOf(speech, { format, name: 'changes', sheet: title, columns, chosen: query.columns, rows: rows(question.value) }));
}

function columnsOf(speech: Speech): readonly FileColumn<ChangeRow>[] {
  const { columns: titles, kinds } = screensOf(speech).changes;
  const kindOf = (kind: string): string => (Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : kind);
  return [
    { key: 'date', kind: 'date', width: 18, title: titles.date, value: ({ date }) => date },
    { key: 'asset', kind: 'text', width: 22, title: titles.asset, value: ({ asset }) => asset.name },
    { key: 'site', kind: 'text', width: 16, title: titles.site, value: ({ site }) => site.name },
    { key: 'kind', kind: 'text', width: 24, title: titles.kind, value: ({ kind }) => kindOf(kind) },
    { key: 'text', kind: 'text', width: 60, title: titles.text, value: ({ text }) => text },
    { key: 'at', kind: 'date', width: 18, title: titles.at, value: ({ at }) => at },
  ];
}
