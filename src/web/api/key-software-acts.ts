/** Key software and how machines age. */
import { readKeySoftware } from '../../inventory/key-software.ts';
import { type KeySoftwareReport as Judged, keySoftware } from '../../jobs/key-software.ts';
import { type LifecycleClass, lifecycle } from '../../jobs/lifecycle.ts';
import { ok } from '../../result.ts';
import type { KeySoftwareReport, keySoftwareRoutes } from '../contract/key-software-routes.ts';
import type { Acts, Call } from './call.ts';
import { siteNamesOf } from './doubles-view.ts';
import { lifecycleFile, problemFile } from './figure-files.ts';
import { keptRead } from './kept-reads.ts';
import { sayLifecycle } from './lifecycle-view.ts';
import { everyRow } from './list-pages.ts';
import { ageingColumns, ageingPager, problemColumns, problemPager } from './machine-lists.ts';
import { found, pagingOf } from './paging.ts';
import { fileOf } from './table-files.ts';

type Named = { readonly id: string; readonly name: string };

export const keySoftwareActs: Acts<typeof keySoftwareRoutes> = {
  'GET /api/key-software': async ({ common, query }) => {
    const asked = scopeOf(query);
    const judged = await keptRead(common, `key-software ${query.site ?? ''}`, () => keySoftware(common, { ...asked, machines: 0 }));
    const siteNames = await siteNamesOf(common);
    return ok({ ...sayJudged(judged, siteNames), sites: namedSites(siteNames) });
  },
  'GET /api/key-software/machines': async ({ common, speech, query }) => {
    const { statuses } = speech.figures.keySoftware;
    const page = found((await problemPager(common, query))(pagingOf(query)));
    if (!page.ok) return page;
    return ok({ ...page.value, rows: page.value.rows.map((row) => ({ ...row, statusWord: statuses[row.status] })) });
  },
  'GET /api/key-software/machines.csv': (call) => problemsShown(call, 'csv'),
  'GET /api/key-software/machines.xlsx': (call) => problemsShown(call, 'xlsx'),
  'GET /api/key-software/file': async ({ common, speech, query }) => ok(problemFile(common, speech, query)),
  'GET /api/lifecycle': async ({ common, speech, query }) => {
    const report = await keptRead(common, `lifecycle ${query.site ?? ''}`, () => lifecycle(common, scopeOf(query)));
    const siteNames = await siteNamesOf(common);
    return ok({ ...sayLifecycle(speech, report, siteNames), allSites: namedSites(siteNames) });
  },
  'GET /api/lifecycle/machines': async ({ common, query }) => {
    const page = found((await ageingPager(common, query))(pagingOf(query)));
    return page.ok ? ok({ ...page.value, rows: [...page.value.rows] }) : page;
  },
  'GET /api/lifecycle/machines.csv': (call) => ageingShown(call, 'csv'),
  'GET /api/lifecycle/machines.xlsx': (call) => ageingShown(call, 'xlsx'),
  'GET /api/lifecycle/file': async ({ common, speech, query }) => ok(lifecycleFile(common, speech, { ...query, ...classOf(query) })),
};

type ProblemsCall = Call<(typeof keySoftwareRoutes)['GET /api/key-software/machines.csv']>;
type AgeingCall = Call<(typeof keySoftwareRoutes)['GET /api/lifecycle/machines.csv']>;
type Format = 'csv' | 'xlsx';

async function problemsShown({ common, speech, query }: ProblemsCall, format: Format) {
  const pager = await problemPager(common, query);
  const { name } = speech.figures.keySoftware.file;
  const sheet = `${readKeySoftware(query.entry).name} – ${speech.figures.keySoftware.statuses[query.status]}`;
  return ok(fileOf(speech, { format, name, sheet, columns: problemColumns(speech), chosen: query.columns, rows: pager(everyRow).rows }));
}

async function ageingShown({ common, speech, query }: AgeingCall, format: Format) {
  const pager = await ageingPager(common, query);
  const { name, title: sheet } = speech.figures.lifecycle.file;
  return ok(fileOf(speech, { format, name, sheet, columns: ageingColumns(speech), chosen: query.columns, rows: pager(everyRow).rows }));
}

const scopeOf = ({ site }: { readonly site?: string | undefined }): { readonly site?: string } =>
  site === undefined || site === '' ? {} : { site };

/** A class without its kind, or the other way round, chooses nothing. */
function classOf({ by, class: wanted }: { readonly by?: string | undefined; readonly class?: string | undefined }): {
  readonly chosen?: LifecycleClass;
} {
  return by === undefined || wanted === undefined ? {} : { chosen: { by, class: wanted } as LifecycleClass };
}

const named = (siteNames: ReadonlyMap<string, string>, id: string): Named => ({ id, name: siteNames.get(id) ?? id });

const namedSites = (siteNames: ReadonlyMap<string, string>): Named[] =>
  [...siteNames].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));

function sayJudged(
  { preferencesVersion, judged, unlisted, entries, licences }: Judged,
  siteNames: ReadonlyMap<string, string>,
): Omit<KeySoftwareReport, 'sites'> {
  return {
    ...{ preferencesVersion, judged, unlisted },
    entries: entries.map(({ entry, isForbidden, present, outdated, absent, forbidden, sites }) => {
      const { name, comparison } = readKeySoftware(entry);
      return {
        ...{ entry, name, isForbidden, present, outdated, absent, forbidden },
        expected: comparison ? `${comparison.operator} ${comparison.version}` : '',
        sites: sites.map(({ site, ...counts }) => ({ site: named(siteNames, site), ...counts })),
      };
    }),
    licences: licences.map(({ names, sites, ...figures }) => ({
      ...figures,
      left: figures.licences - figures.installations,
      names: [...names],
      sites: sites.map(({ site, ...counts }) => ({ site: named(siteNames, site), ...counts })),
    })),
  };
}
