/** How the company stands: sites, alerts, exchanges over time, charts; and how a distant site does. */
import { DateTime } from 'luxon';
import { sayFigure } from '../../intranet/figures.ts';
import { figureNames } from '../../intranet/page-words.ts';
import type { ChangeRow } from '../../intranet/view.ts';
import { figuresView } from '../../jobs/dossier-figures.ts';
import { openScene } from '../../jobs/dossier-source.ts';
import { siteSummaries } from '../../jobs/dossier-standing.ts';
import { changeRows } from '../../jobs/dossier-views.ts';
import type { Common, Distant } from '../../jobs/installation.ts';
import { distantStatus } from '../../jobs/status.ts';
import { ok } from '../../result.ts';
import { sayCode, sayReason } from '../../words/codes.ts';
import { openPages } from '../../words/pages.ts';
import type { Speech } from '../../words/speech.ts';
import type { ChangeLine, Overview, overviewRoutes, Standing } from '../contract/overview-routes.ts';
import type { Acts } from './call.ts';
import { keptRead } from './kept-reads.ts';
import { overviewAlert, standingAlerts } from './overview-alerts.ts';
import { saidFigure } from './said-figure.ts';
import { timelineOf } from './timeline.ts';

export const overviewActs: Acts<typeof overviewRoutes> = {
  'GET /api/overview': async ({ common, speech }) => ok(await overviewOf(common, speech)),
  'GET /api/overview/alerts': async ({ common, speech }) => {
    const alerts = await keptRead(common, 'alerts', async () => (await openScene(common)).alerts());
    const words = openPages(speech);
    return ok(alerts.map((alert) => overviewAlert(words, alert)));
  },
  'GET /api/overview/figures': async ({ common, speech }) => {
    const view = await keptRead(common, 'figures', async () => figuresView(await openScene(common)));
    const words = openPages(speech);
    return ok(figureNames.map((name) => saidFigure(name, sayFigure(words, name, view))));
  },
  'GET /api/overview/timeline': async ({ installed, query: { days } }) => ok(await timelineOf(installed, days)),
  'GET /api/overview/standing': async ({ distant, speech }) => ok(await standingOf(distant, speech)),
};

const recentChanges = 12;

async function overviewOf(common: Common, speech: Speech): Promise<Overview> {
  const scene = await openScene(common);
  const words = openPages(speech);
  const { listing, dossier } = common.store;
  const weekAgo = DateTime.fromJSDate(common.now()).minus({ days: 7 }).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
  const sites = await siteSummaries(scene);
  const kinds = await listing.countBy('kind', scene.without);
  const products = await listing.productPage({ limit: 1, order: 'name', direction: 'asc' });
  const mailing = new Set((await common.register.sites()).map(({ id }) => id));
  return {
    sites: sites.map((site) => ({
      ...site,
      freshnessWord: words.freshness[site.freshness],
      isOtherVersion: site.version !== '' && site.version !== common.version,
      isMailing: mailing.has(site.id),
    })),
    counts: {
      sites: sites.length,
      assets: kinds.reduce((sum, { count }) => sum + count, 0),
      software: products.total,
      changesThisWeek: await listing.changesSince(weekAgo),
      doubles: (await dossier.doubles()).length,
    },
    recentChanges: (await changeRows(scene, { limit: recentChanges })).map((change) => changeLine(words, change)),
  };
}

const changeLine = (words: ReturnType<typeof openPages>, change: ChangeRow): ChangeLine => ({
  date: change.date,
  text: words.changes[change.kind](change),
  asset: change.asset,
  site: { id: change.site, name: change.siteName },
});

async function standingOf(distant: Distant, speech: Speech): Promise<Standing> {
  const status = await distantStatus(distant);
  const { reports, codes, format } = speech;
  // Who has left sends nothing more, whatever was due before.
  const isJoined = status.state === 'waiting' || status.state === 'admitted';
  const nextDueAt = isJoined ? status.nextDueAt : null;
  const isDue = nextDueAt !== null && Date.parse(nextDueAt) <= distant.now().getTime();
  return {
    state: status.state,
    stateWord: sayCode(codes.siteStates, status.state),
    mark: isJoined ? markOf(status, isDue) : 'none',
    sending: isJoined ? reports.status.freshness(status, isDue) : '',
    lastSentAt: status.lastSentAt ?? '',
    nextDueAt: nextDueAt ?? '',
    isDue,
    lastContactAt: status.lastContactAt,
    receipt: sayReason(codes, status.summary, format.stamp),
    preferencesVersion: status.preferencesVersion,
    queued: status.queued,
    alerts: [...standingAlerts(speech, status)],
  };
}

/** As `status` says it: what was sent and is not yet due again waits for its receipt. */
function markOf(
  { upToDate, lastSentAt }: { readonly upToDate: boolean; readonly lastSentAt: string | null },
  isDue: boolean,
): Standing['mark'] {
  if (lastSentAt === null) return 'to-do';
  if (upToDate) return 'up-to-date';
  return isDue ? 'to-do' : 'waiting';
}
