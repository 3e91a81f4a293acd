/** The dossier as the pages of the intranet read it: lists a page at a time, an asset only when it is drawn. */
import { DateTime } from 'luxon';
import type { DossierSource, ListedAsset } from '../intranet/source.ts';
import type { Alert, SiteView, SoftwareView } from '../intranet/view.ts';
import type { ListPlace } from '../store/listing-port.ts';
import { figuresView } from './dossier-figures.ts';
import { alertsOf, siteSummaries } from './dossier-standing.ts';
import { assetView, changeRows, doubleViews, rowOf, type Scene } from './dossier-views.ts';
import { effectiveSettings } from './effective-settings.ts';
import { endOfLifeViews } from './end-of-life-views.ts';
import type { Common } from './installation.ts';
import { keySoftwareViews } from './key-software-views.ts';
import { retiredAssets, today } from './look.ts';

/** What is asked again and again is asked once here; the rest is read when a page is drawn. */
export async function openDossierSource(common: Common): Promise<DossierSource> {
  const scene = await openScene(common);
  const { store } = common;
  return {
    organisation: async () => common.settings.organisation,
    overview: () => overviewOf(scene),
    figures: () => figuresView(scene),
    sites: () => sitesOf(scene),
    assets: (order) => assetsOf(scene, order),
    asset: (id) => assetView(scene, id),
    software: () => softwareOf(scene),
    changes: async (limit) => {
      const changes = await changeRows(scene, { limit });
      return { changes, omitted: Math.max(0, (await store.listing.countChanges(scene.without)) - changes.length) };
    },
    doubles: async (limit) => {
      const all = await store.dossier.doubles();
      return { doubles: await doubleViews(scene, all.slice(0, limit)), omitted: Math.max(0, all.length - limit) };
    },
    keySoftware: (limit) => keySoftwareViews(scene, limit),
    endOfLife: (limit) => endOfLifeViews(scene, limit),
    exchanges: async (limit) => {
      const events = await store.traceList({ newestFirst: true, limit: limit + 1 });
      return { events: events.slice(0, limit), omitted: Math.max(0, events.length - limit) };
    },
  };
}

/** What is asked again and again, asked once; for as long as one look at the dossier lasts. */
export async function openScene(common: Common): Promise<Scene> {
  const sites = await common.register.sites();
  const { site, name } = common.settings;
  let alerts: Promise<readonly Alert[]> | undefined;
  const scene: Scene = {
    common,
    siteNames: new Map([[site, name || site], ...sites.map((each) => [each.id, each.name || each.id] as const)]),
    manual: await common.store.decisions.manual(),
    today: today(common),
    without: [...(await retiredAssets(common)).keys()],
    alerts: () => {
      alerts ??= alertsOf(scene);
      return alerts;
    },
    keySoftware: (await effectiveSettings(common)).keySoftware,
  };
  return scene;
}

const recentChanges = 20;
const recentExchanges = 30;

async function overviewOf(scene: Scene): ReturnType<DossierSource['overview']> {
  const { store, now } = scene.common;
  const sites = await siteSummaries(scene);
  const weekAgo = DateTime.fromJSDate(now()).minus({ days: 7 }).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
  const [kinds, doubles] = [await store.listing.countBy('kind', scene.without), await store.dossier.doubles()];
  let products = 0;
  for await (const _ of store.listing.products()) products += 1;
  return {
    alerts: await scene.alerts(),
    sites,
    counts: {
      assets: kinds.reduce((sum, { count }) => sum + count, 0),
      software: products,
      changesThisWeek: await store.listing.changesSince(weekAgo),
      doubles: doubles.length,
    },
    recentChanges: await changeRows(scene, { limit: recentChanges }),
  };
}

async function* sitesOf(scene: Scene): AsyncGenerator<SiteView> {
  const { store } = scene.common;
  const alerts = await scene.alerts();
  for (const summary of await siteSummaries(scene)) {
    yield {
      ...summary,
      alerts: alerts.filter((alert) => 'site' in alert && alert.site.id === summary.id),
      recentChanges: await changeRows(scene, { site: summary.id, limit: recentChanges }),
      exchanges: await store.traceList({ newestFirst: true, limit: recentExchanges, peer: summary.id }),
    };
  }
}

const rowsTogether = 500;

async function* assetsOf(scene: Scene, order: 'site' | 'name'): AsyncGenerator<ListedAsset> {
  // What a page says beside the asset itself: key software, names of sites, words of people that end with a day.
  const scenery = JSON.stringify([scene.keySoftware, [...scene.siteNames], scene.today.slice(0, 7)]);
  let after: ListPlace | null = null;
  for (;;) {
    const rows = await scene.common.store.listing.listed({ order, after, limit: rowsTogether, without: scene.without });
    for (const row of rows) {
      const manual = scene.manual.get(row.id);
      const words = manual ? JSON.stringify([manual, scene.today]) : '';
      yield { row: rowOf(scene, row), revision: `${row.revision} ${words} ${scenery}` };
    }
    after = rows.at(-1) ?? null;
    if (rows.length < rowsTogether) return;
  }
}

async function* softwareOf({ common }: Scene): AsyncGenerator<SoftwareView> {
  for await (const versions of common.store.listing.products()) {
    const [first] = versions;
    if (!first) continue;
    const counted = versions.map(({ version, installations }) => ({ label: version, count: installations }));
    yield {
      name: first.name,
      publisher: first.publisher,
      installations: versions.reduce((sum, { installations }) => sum + installations, 0),
      sites: versions.reduce((most, { sites }) => Math.max(most, sites), 0),
      versions: counted.sort((a, b) => b.count - a.count || (a.label < b.label ? 1 : -1)),
    };
  }
}
