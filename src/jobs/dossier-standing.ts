/** How the sites stand, and what needs a person: the overview's alerts, most urgent first. */
import type { Alert, SiteSummary } from '../intranet/view.ts';
import { type Scene, siteRef } from './dossier-views.ts';
import { endOfLifeViews } from './end-of-life-views.ts';
import { keySoftwareViews } from './key-software-views.ts';
import { commonStatus, type SiteStatus } from './status.ts';

/** By name; sites that are known by their files alone (imported ones, this one) come with those that mail. */
export async function siteSummaries(scene: Scene): Promise<readonly SiteSummary[]> {
  const { sites } = await commonStatus(scene.common);
  const counts = new Map((await scene.common.store.listing.countBy('site', scene.without)).map(({ value, count }) => [value, count]));
  const mailing = sites.map((site) => ({
    ...siteRef(scene, site.site),
    freshness: site.freshness,
    lastContactAt: site.lastContactAt,
    lastParcelAt: site.lastParcelAt,
    assets: counts.get(site.site) ?? 0,
    files: site.files,
    version: site.version,
  }));
  const known = new Set(sites.map(({ site }) => site));
  const local = [...counts].filter(([site]) => !known.has(site)).map(([site, assets]) => ({ ...localSite(scene, site), assets }));
  return [...mailing, ...local].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const localSite = (scene: Scene, site: string) => ({
  ...siteRef(scene, site),
  freshness: 'fresh' as const,
  lastContactAt: '',
  lastParcelAt: '',
  files: 0,
  version: '',
});

export async function alertsOf(scene: Scene): Promise<readonly Alert[]> {
  const status = await commonStatus(scene.common);
  const { store, disk, now } = scene.common;
  const alerts: Alert[] = status.sites.flatMap((site) => siteAlerts(scene, site, now()));
  if (status.mailServer.isAlarm) alerts.unshift({ kind: 'mail-server', failures: status.mailServer.failures });
  for (const [site, files] of Map.groupBy(await store.problemFiles(), (file) => file.site)) {
    alerts.push({ kind: 'unreadable-files', site: siteRef(scene, site), count: files.length });
  }
  const quarantined = await disk.quarantined();
  if (quarantined.ok && quarantined.value.length > 0) alerts.push({ kind: 'quarantine', count: quarantined.value.length });
  alerts.push(...(await claimedAlerts(scene)));
  const doubles = await store.dossier.doubles();
  if (doubles.length > 0) alerts.push({ kind: 'doubles', count: doubles.length });
  return [...alerts, ...(await judgedAlerts(scene))];
}

const dayMs = 86_400_000;

/** A claim lasts as long as the machine goes on moving, at least so long. */
const claimDays = 30;

async function claimedAlerts(scene: Scene): Promise<readonly Alert[]> {
  const { store, now } = scene.common;
  const since = new Date(now().getTime() - claimDays * dayMs).toISOString();
  const claims = await store.dossier.changes({ kind: 'claimed', since });
  const newest = new Map(claims.toReversed().map((claim) => [claim.asset, claim]));
  return [...newest.values()].map(({ asset, name, before, after }) => ({
    kind: 'asset-claimed',
    asset: { id: asset, name: name || asset },
    sites: [...new Set([before, after])].filter((site) => site !== '').map((site) => siteRef(scene, site)),
  }));
}

function siteAlerts(scene: Scene, site: SiteStatus, now: Date): readonly Alert[] {
  const ref = siteRef(scene, site.site);
  const days = (since: string): number => Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / dayMs));
  const alerts: Alert[] = [];
  if (site.state === 'pending') alerts.push({ kind: 'site-pending', site: ref });
  if (site.freshness === 'silent' && site.lastContactAt !== '')
    alerts.push({ kind: 'site-silent', site: ref, days: days(site.lastContactAt) });
  if (site.freshness === 'silent' && site.lastContactAt === '')
    alerts.push({ kind: 'site-never-heard', site: ref, days: days(site.invitedAt) });
  if (site.freshness === 'late') alerts.push({ kind: 'site-late', site: ref, days: days(site.lastContactAt) });
  if (site.isOtherVersion) alerts.push({ kind: 'site-other-version', site: ref, version: site.version });
  if (site.isDuplicated) alerts.push({ kind: 'site-duplicated', site: ref });
  if (site.notices.includes('stripped')) alerts.push({ kind: 'site-stripped', site: ref });
  if (site.notices.some((notice) => notice.startsWith('bounce-'))) alerts.push({ kind: 'site-bounced', site: ref });
  return alerts;
}

async function judgedAlerts(scene: Scene): Promise<readonly Alert[]> {
  const ended = (await endOfLifeViews(scene, 0)).filter(({ state }) => state === 'ended').reduce((sum, { omitted }) => sum + omitted, 0);
  const key = (await keySoftwareViews(scene, 0)).reduce((sum, { omitted }) => sum + omitted, 0);
  return [
    ...(ended > 0 ? [{ kind: 'end-of-life', count: ended } as const] : []),
    ...(key > 0 ? [{ kind: 'key-software', count: key } as const] : []),
  ];
}
