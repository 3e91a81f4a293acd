/** The sentences of the intranet's pages, in English. */
import type { AssetView, OverviewView } from '../../intranet/view.ts';
import type { Format } from '../format.ts';
import type { PageSentences } from '../page-sentences.ts';
import type { Ways } from '../ways.ts';
import { englishPageAlerts } from './page-alerts.ts';
import { englishPageChanges } from './page-changes.ts';

const assets = { one: 'asset', other: 'assets' };
const days = { one: 'day', other: 'days' };

export const englishPages = (format: Format, ways: Ways): PageSentences => ({
  unknown: 'unknown',
  ...englishPageAlerts(format, ways),
  changes: englishPageChanges(format),
  frame: frameOf(format),
  empty,
  tiles: tilesOf(format),
  summaries: summariesOf(format),
  memory: (megabytes) => `${format.number(Math.round((megabytes / 1024) * 10) / 10)} GB`,
  missingSince: (date) => `missing since ${date}`,
  claimedSince: (date) => `claimed by two sites since ${date}`,
  asOf: (date) => `as of ${date}`,
  records: (count) => format.count(count, { one: 'item', other: 'items' }),
  figures: figuresOf(format),
  otherVersions: 'others',
  noVersion: 'no version',
  figuresAsTable: 'The figures as a table',
  otherLetters: 'others',
  search,
});

const frameOf = (format: Format): PageSentences['frame'] => ({
  noName: 'IT inventory',
  skip: 'Skip to the content',
  navigation: 'Main pages',
  breadcrumb: 'Where you are',
  contents: 'On this page',
  madeBy: 'Pages written by Malleposte. They read without a network.',
  published: (date) => `Published on ${date}.`,
  thisLanguage: 'English',
  inThisLanguage: 'This page in English',
  pages: 'More of the list',
  page: (number, of) => `page ${number} of ${of}`,
  scrolls: ' (scrolling table)',
  more: (count) => `and ${format.number(count)} more`,
  seeAll: 'See all',
});

const empty: PageSentences['empty'] = {
  alerts: 'Nothing to report: all sites are in touch.',
  sites: 'No site yet. “malleposte invite SITE” makes the multi-site key of an agency.',
  assets: 'No asset yet: it will come with the first parcel.',
  software: 'No software in the inventory.',
  noSoftwareList: 'No inventory gave a list of software.',
  changes: 'Nothing has changed since the first inventory.',
  doubles: 'No possible double: every asset is here once.',
  keySoftware: 'No key software is defined. The preferences of the common site say which to watch.',
  endOfLife: 'No product here has a known end of support.',
  exchanges: 'No exchange yet.',
  sources: 'No file.',
  figure: 'Nothing to draw yet.',
};

const tilesOf = (format: Format): PageSentences['tiles'] => ({
  sites: (count) => format.count(count, { one: 'site', other: 'sites' }),
  assets: (count) => format.count(count, assets),
  software: (count) => format.count(count, { one: 'software product', other: 'software products' }),
  changesThisWeek: (count) => format.count(count, { one: 'change this week', other: 'changes this week' }),
  doubles: (count) => format.count(count, { one: 'possible double', other: 'possible doubles' }),
});

const summariesOf = (format: Format): PageSentences['summaries'] => ({
  overview: (view) => sayOverview(format, view),
  site: ({ name, freshness, lastContactAt, assets: count, alerts }) => {
    const has = `${format.count(count, assets)} at ${name}.`;
    const contact = lastContactAt === '' ? 'Nothing has come from it yet' : `Last contact on ${format.date(lastContactAt)}`;
    const state = { fresh: 'the site is up to date', late: 'the site is late', silent: 'the site is silent', never: 'it is expected' }[
      freshness
    ];
    const look = alerts.length === 0 ? '' : ` ${format.count(alerts.length, { one: 'point needs', other: 'points need' })} a look.`;
    return `${has} ${contact}: ${state}.${look}`;
  },
  asset: (view) => sayAsset(format, view),
  assets: (count) =>
    `${format.count(count, assets)} in the order of their names. The search also finds serial numbers, users and addresses.`,
  software: 'Each product with its versions, and on how many machines they are.',
  keySoftware: (views) => {
    const wanting = views.filter(({ counts }) => counts.absent + counts.outdated + counts.forbidden > 0);
    if (wanting.length === 0) return 'All key software is as it should be.';
    return `To be put right: ${format.list(wanting.map(({ name }) => name))}.`;
  },
  endOfLife: (views) => {
    const ended = views.filter(({ state }) => state === 'ended');
    const count = ended.reduce((sum, { assets: some, omitted }) => sum + some.length + omitted, 0);
    if (count === 0) return 'No asset runs a system whose support has ended.';
    return `${format.count(count, { one: 'asset runs', other: 'assets run' })} a product that gets no more fixes.`;
  },
  changes: (count) =>
    count === 0 ? 'Nothing has changed.' : `The latest ${format.count(count, { one: 'change', other: 'changes' })}, newest first.`,
  doubles: (count) =>
    count === 0
      ? 'There is nothing to decide.'
      : `${format.count(count, { one: 'pair', other: 'pairs' })} of assets that may be one. Nothing was joined: it is for you to say.`,
  exchanges: (count) =>
    count === 0
      ? 'No mail exchanged.'
      : `The latest ${format.count(count, { one: 'event', other: 'events' })} between the sites, errors included.`,
  figures: 'The company in pictures; beneath each chart the same figures as a table.',
  search: 'A name, a serial number, a user, a model, an address: several words narrow it down.',
});

const figuresOf = (format: Format): PageSentences['figures'] => ({
  bySite: figure(format, 'Assets by site', 'Site', 'Assets'),
  byKind: figure(format, 'Assets by kind', 'Kind', 'Assets'),
  byOs: figure(format, 'Assets by system', 'System', 'Assets'),
  byAge: figure(format, 'Age of the assets', 'Age', 'Assets'),
  byMemory: figure(format, 'Memory', 'Memory', 'Assets'),
  byDisk: figure(format, 'Disks', 'Size', 'Assets'),
  growth: {
    title: 'The company over the months',
    label: 'Month',
    count: 'Assets',
    describe: ({ label, count }) => `Highest in ${label}: ${format.count(count, assets)}.`,
  },
  freshness: figure(format, 'Freshness of the sites', 'State', 'Sites'),
  softwareVersions: figure(format, 'Versions of the most installed software', 'Version', 'Machines'),
});

const search: PageSentences['search'] = {
  label: 'Find an asset',
  hint: 'The search happens in these very files, without a network.',
  withoutScript: 'Without JavaScript, look in the alphabetical list or by site, below; “Find in page” of your browser does the rest.',
  browse: 'Browse',
  found: '{count} assets found.',
  foundOne: 'One asset found.',
  none: 'Nothing matches. Try fewer letters, or another word.',
  more: 'The first fifty are shown: add a word.',
};

const figure = (format: Format, title: string, label: string, count: string): PageSentences['figures']['bySite'] => ({
  title,
  label,
  count,
  describe: (greatest, total) =>
    `Most: ${greatest.label}, ${format.number(greatest.count)} of ${format.number(total)} (${format.number(Math.round((100 * greatest.count) / total))}%).`,
});

/** The most urgent thing first: who is silent, else that all is well. */
const sayOverview = (format: Format, { alerts, sites, counts }: OverviewView): string => {
  if (sites.length === 0) return 'No site has been invited yet.';
  const has = `${format.count(counts.assets, assets)} at ${format.count(sites.length, { one: 'site', other: 'sites' })}.`;
  const silent = alerts.filter((alert) => alert.kind === 'site-silent');
  if (silent.length > 0)
    return `${format.list(silent.map(({ site, days: since }) => `${site.name} has been silent for ${format.count(since, days)}`))}. ${has}`;
  return alerts.length === 0
    ? `All is well. ${has}`
    : `${has} ${format.count(alerts.length, { one: 'point needs', other: 'points need' })} a look.`;
};

const sayAsset = (format: Format, { os, osVersion, manufacturer, model, site, lastSeen, missingSince }: AssetView): string => {
  const what = [`${manufacturer} ${model}`.trim(), `${os} ${osVersion}`.trim()].filter((text) => text !== '').join(', ');
  const seen =
    missingSince === ''
      ? `last seen on ${format.date(lastSeen)}`
      : `missing from the dossier of its site since ${format.day(missingSince)}`;
  return `${what === '' ? 'Asset' : what}, at ${site.name}, ${seen}.`;
};
