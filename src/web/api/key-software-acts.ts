/** Key software and how machines age. */
import { readKeySoftware } from '../../inventory/key-software.ts';
import { type KeySoftwareReport as Judged, keySoftware, keySoftwarePage } from '../../jobs/key-software.ts';
import { type LifecycleClass, lifecycle, lifecyclePage } from '../../jobs/lifecycle.ts';
import { ok } from '../../result.ts';
import type { KeySoftwareReport, keySoftwareRoutes } from '../contract/key-software-routes.ts';
import type { Acts } from './call.ts';
import { siteNamesOf } from './doubles-view.ts';
import { lifecycleFile, problemFile } from './figure-files.ts';
import { keptRead } from './kept-reads.ts';
import { sayAgeing, sayLifecycle } from './lifecycle-view.ts';

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
    const { entry: wanted, status: asked, after, limit } = query;
    const { machines, next } = await keySoftwarePage(common, { ...scopeOf(query), entry: wanted, status: asked, after, limit });
    const siteNames = await siteNamesOf(common);
    return ok({
      machines: machines.map(({ asset, name, site, entry, status, versions }) => ({
        asset: { id: asset, name: name || asset },
        site: named(siteNames, site),
        ...{ entry, status, statusWord: statuses[status], versions: [...versions] },
      })),
      next,
    });
  },
  'GET /api/key-software/file': async ({ common, speech, query }) => ok(problemFile(common, speech, query)),
  'GET /api/lifecycle': async ({ common, speech, query }) => {
    const report = await keptRead(common, `lifecycle ${query.site ?? ''}`, () => lifecycle(common, scopeOf(query)));
    const siteNames = await siteNamesOf(common);
    return ok({ ...sayLifecycle(speech, report, siteNames), allSites: namedSites(siteNames) });
  },
  'GET /api/lifecycle/machines': async ({ common, query }) => {
    const { after, limit } = query;
    const { machines, next } = await lifecyclePage(common, { ...scopeOf(query), ...classOf(query), after, limit });
    const siteNames = await siteNamesOf(common);
    return ok({ machines: machines.map((machine) => sayAgeing(machine, siteNames)), next });
  },
  'GET /api/lifecycle/file': async ({ common, speech, query }) => ok(lifecycleFile(common, speech, { ...query, ...classOf(query) })),
};

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
