/** Assets in pages: searched, sorted, counted, exported; one of them whole; what people say of it. */
import { openScene } from '../../jobs/dossier-source.ts';
import { siteRef } from '../../jobs/dossier-views.ts';
import type { Common } from '../../jobs/installation.ts';
import { retiredAssets } from '../../jobs/look.ts';
import { err, ok, type Result } from '../../result.ts';
import type { AssetChoice } from '../../store/listing-port.ts';
import { sayCode } from '../../words/codes.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { assetsRoutes } from '../contract/assets-routes.ts';
import type { QueryOf } from '../contract/route.ts';
import { assetAsOf } from './asset-as-of.ts';
import { editFields } from './asset-edit.ts';
import { assetFile } from './asset-file.ts';
import { newestOriginal } from './asset-original.ts';
import { openRows } from './asset-rows.ts';
import { readAsset } from './asset-view.ts';
import type { Acts, Call } from './call.ts';
import { found, pagingOf } from './paging.ts';
import { readQuestion } from './question.ts';

export const assetsActs: Acts<typeof assetsRoutes> = {
  'GET /api/assets': async ({ common, speech, query }) => {
    const choice = await choiceOf(common, query);
    if (!choice.ok) return choice;
    const { sort: order, direction } = query;
    const page = found(await common.store.listing.assetPage({ ...choice.value, ...pagingOf(query), order, direction }));
    if (!page.ok) return page;
    const { rowOf } = await openRows(common, speech);
    return ok({ ...page.value, rows: page.value.rows.map(rowOf), asSoftware: [...page.value.asSoftware] });
  },
  'GET /api/assets/facets': async ({ common, speech, query }) => {
    const choice = await choiceOf(common, query);
    if (!choice.ok) return choice;
    const scene = await openScene(common);
    const { site, kind, os } = await common.store.listing.assetFacets(choice.value, mostValues);
    return ok({
      site: site.map((each) => ({ ...each, name: siteRef(scene, each.value).name })),
      kind: kind.map((each) => ({ ...each, name: sayCode(speech.codes.assetKinds, each.value) })),
      os: os.filter(({ value }) => value !== '').map((each) => ({ ...each, name: each.value })),
    });
  },
  'GET /api/assets.csv': (call) => exported(call, 'csv'),
  'GET /api/assets.xlsx': (call) => exported(call, 'xlsx'),
  'GET /api/assets/:id': async ({ common, speech, parameters: { id = '' } }) => known(await readAsset(common, speech, id), id),
  'PUT /api/assets/:id/manual': editFields,
  'GET /api/assets/:id/raw': newestOriginal,
  'GET /api/assets/:id/at': assetAsOf,
};

/** Of each facet: people choose among names that they read. */
const mostValues = 200;

const known = <T>(asset: T | undefined, id: string): Result<T, ExplainedError> =>
  asset === undefined ? err({ kind: 'asset-unknown', id }) : ok(asset);

type Query = QueryOf<(typeof assetsRoutes)['GET /api/assets/facets']>;

async function choiceOf(
  common: Common,
  { question, site, kind, os, missing, retired }: Query,
): Promise<Result<AssetChoice, ExplainedError>> {
  const read = readQuestion(question, common.settings.queries);
  if (!read.ok) return read;
  const without = retired === 'shown' ? [] : [...(await retiredAssets(common)).keys()];
  const filters = { ...given({ site, kind, os }), ...(missing === undefined ? {} : { missing: missing === 'yes' }) };
  return ok({ ...(read.value === undefined ? {} : { question: read.value }), filters, without });
}

/** What was left empty filters nothing. */
const given = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));

type FileCall = Call<(typeof assetsRoutes)['GET /api/assets.csv']>;

async function exported({ common, speech, query }: FileCall, format: 'csv' | 'xlsx') {
  const choice = await choiceOf(common, query);
  if (!choice.ok) return choice;
  const { sort: order, direction, columns } = query;
  return ok(await assetFile({ common, speech }, { choice: choice.value, order, direction, columns, format }));
}
