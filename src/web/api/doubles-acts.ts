/** Possible doubles, compared, merged, separated, taken back. */
import { comparePair, previewPair } from '../../jobs/compare-pair.ts';
import { decidePair } from '../../jobs/decide.ts';
import { standingFindings } from '../../jobs/doubles.ts';
import type { Common } from '../../jobs/installation.ts';
import { completeReplay } from '../../jobs/replay.ts';
import { err, ok } from '../../result.ts';
import type { doublesRoutes, Pair } from '../contract/doubles-routes.ts';
import type { Acts, Call } from './call.ts';
import { sayComparison } from './doubles-comparison.ts';
import { pairColumns, pairPager, sayListed } from './doubles-list.ts';
import { sayConflict, sayPreview, sayStanding, siteNamesOf } from './doubles-view.ts';
import { everyRow } from './list-pages.ts';
import { found, pagingOf } from './paging.ts';
import { screensOf } from './screens-of.ts';
import { fileOf } from './table-files.ts';

export const doublesActs: Acts<typeof doublesRoutes> = {
  'GET /api/doubles': async ({ common, speech, query }) => {
    const page = found((await pairPager(common, query))(pagingOf(query)));
    if (!page.ok) return page;
    const saying = { speech, siteNames: await siteNamesOf(common) };
    return ok({ ...page.value, rows: page.value.rows.map((row) => sayListed(saying, row)) });
  },
  'GET /api/doubles.csv': (call) => exported(call, 'csv'),
  'GET /api/doubles.xlsx': (call) => exported(call, 'xlsx'),
  'GET /api/doubles/standing': async ({ common, speech }) => {
    const listed = await standingFindings(common, { withDecided: true });
    return ok(sayStanding({ speech, siteNames: await siteNamesOf(common) }, listed));
  },
  'GET /api/doubles/:a/:b': async ({ common, speech, parameters: { a = '', b = '' } }) => {
    const compared = await comparePair(common, { a, b });
    return compared.ok ? ok(sayComparison({ speech, siteNames: await siteNamesOf(common) }, compared.value)) : compared;
  },
  'GET /api/doubles/:a/:b/preview': async ({ common, speech, parameters: { a = '', b = '' }, query: { word } }) => {
    const preview = await previewPair(common, { word, a, b });
    if (!preview.ok) return preview;
    const names = await namesOf(common, [...preview.value.before, ...preview.value.after]);
    return ok(sayPreview({ speech, siteNames: new Map() }, preview.value, names));
  },
  'POST /api/doubles': async ({ desk, speech, session, body: { word, a, b } }) =>
    desk.hold(async (installation) => {
      if (installation.role !== 'common') return err({ kind: 'wrong-role', role: installation.role, needed: 'common', retry: 'never' });
      const { common } = installation;
      await completeReplay(common);
      const decided = await decidePair(common, { word, a, b, by: session?.by ?? '' });
      if (!decided.ok) return decided;
      const { assets, conflicts } = decided.value;
      const names = await namesOf(common, assets);
      return ok({
        said: speech.reports.decisions.doubles.done(decided.value),
        assets: assets.map((id) => ({ id, name: names.get(id) || id })),
        conflicts: conflicts.map((conflict) => sayConflict({ speech, siteNames: new Map() }, conflict)),
      });
    }),
};

async function exported({ common, speech, query }: Call<(typeof doublesRoutes)['GET /api/doubles.csv']>, format: 'csv' | 'xlsx') {
  const pager = await pairPager(common, query);
  const saying = { speech, siteNames: await siteNamesOf(common) };
  const { title } = screensOf(speech).doubles;
  function* rows(): Generator<Pair> {
    for (const row of pager(everyRow).rows) yield sayListed(saying, row);
  }
  return ok(fileOf(speech, { format, name: 'doubles', sheet: title, columns: pairColumns(speech), chosen: query.columns, rows: rows() }));
}

const namesOf = ({ store }: Common, assets: readonly string[]) => store.dossier.namesOf([...new Set(assets)]);
