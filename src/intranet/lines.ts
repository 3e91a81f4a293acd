/** Lines that several pages have: alerts with their links, changes, exchanges, rows of assets, possible doubles. */
import type { StoredTraceEvent, TraceOutcome } from '../exchange/trace.ts';
import { type Content, type Html, html, nothing } from './html.ts';
import type { AlertOf, AlertWords, PageWords } from './page-words.ts';
import { chapterPaths, linkTo, sitePath } from './paths.ts';
import { assetLink, badge, columnsOf, type Notice, siteLink, type Tone, table } from './tables.ts';
import type { Alert, AlertKind, AssetRow, ChangeRow, DoubleView, Freshness, SupportState, Verdict } from './view.ts';

const freshnessTones: Readonly<Record<Freshness, Tone>> = { fresh: 'good', late: 'notice', silent: 'bad', never: 'quiet' };
const verdictTones: Readonly<Record<Verdict, Tone>> = { present: 'good', absent: 'bad', outdated: 'notice', forbidden: 'bad' };
const supportTones: Readonly<Record<SupportState, Tone>> = { supported: 'good', ending: 'notice', ended: 'bad' };
export const alertTones: Readonly<Record<AlertKind, Tone>> = {
  'site-silent': 'bad',
  'site-late': 'notice',
  'site-never-heard': 'notice',
  'site-pending': 'notice',
  'site-other-version': 'notice',
  'site-duplicated': 'bad',
  'site-stripped': 'bad',
  'site-bounced': 'bad',
  'unreadable-files': 'notice',
  'mail-server': 'bad',
  quarantine: 'notice',
  'asset-claimed': 'notice',
  doubles: 'notice',
  'end-of-life': 'notice',
  'key-software': 'notice',
};
const outcomeTones: Readonly<Record<TraceOutcome, Tone>> = {
  done: 'good',
  ignored: 'quiet',
  refused: 'bad',
  quarantined: 'notice',
  deferred: 'notice',
  failed: 'bad',
  alert: 'bad',
};

export const freshnessBadge = (words: PageWords, freshness: Freshness): Html =>
  badge(freshnessTones[freshness], words.freshness[freshness]);
export const verdictBadge = (words: PageWords, verdict: Verdict): Html => badge(verdictTones[verdict], words.verdicts[verdict]);
export const supportBadge = (words: PageWords, state: SupportState): Html => badge(supportTones[state], words.supportStates[state]);

export const alertNotices = (words: PageWords, path: string, alerts: readonly Alert[]): readonly Notice[] =>
  alerts.map((alert) => ({ tone: alertTones[alert.kind], ...sayAlert(words, alert), more: alertLink(words, path, alert) }));

/** The compiler knows that every kind has its words, not that the two kinds are one. */
export const sayAlert = <K extends AlertKind>(words: PageWords, alert: AlertOf<K>): AlertWords =>
  (words.alerts[alert.kind as K] as (alert: AlertOf<K>) => AlertWords)(alert);

const alertLink = (words: PageWords, path: string, alert: Alert): Content => {
  if ('site' in alert) return path === sitePath(alert.site.id) ? nothing : siteLink(path, alert.site);
  if ('asset' in alert) return assetLink(path, alert.asset);
  const chapter = ({ doubles: 'doubles', 'end-of-life': 'endOfLife', 'key-software': 'keySoftware' } as const)[alert.kind as 'doubles'];
  return chapter === undefined ? nothing : html`<a href="${linkTo(path, chapterPaths[chapter])}">${words.chapters[chapter]}</a>`;
};

type ChangeTable = { readonly path: string; readonly changes: readonly ChangeRow[]; readonly caption: string };

export const changeTable = (words: PageWords, { path, changes, caption }: ChangeTable): Html =>
  table(words, {
    caption,
    columns: columnsOf(words, ['asset', 'change', 'site', 'date']),
    rows: changes.map((change) => [
      assetLink(path, change.asset),
      words.changes[change.kind](change),
      siteLink(path, { id: change.site, name: change.siteName }),
      words.format.stamp(change.date),
    ]),
    empty: words.empty.changes,
  });

type ExchangeTable = { readonly events: readonly StoredTraceEvent[]; readonly caption: string };

export const exchangeTable = (words: PageWords, { events, caption }: ExchangeTable): Html =>
  table(words, {
    caption,
    columns: columnsOf(words, ['date', 'direction', 'peer', 'kind', 'outcome', 'size', 'detail'], ['size']),
    rows: events.map(({ at, direction, peer, kind, outcome, bytes, reason }) => [
      words.format.stamp(at),
      words.directions[direction],
      peer,
      words.sayTraceKind(kind),
      badge(outcomeTones[outcome], words.traceOutcomes[outcome]),
      bytes === 0 ? '' : words.format.bytes(bytes),
      words.sayTraceReason(reason),
    ]),
    empty: words.empty.exchanges,
  });

type AssetTable = { readonly path: string; readonly rows: readonly AssetRow[]; readonly caption: string; readonly isOfOneSite?: boolean };

export const assetTable = (words: PageWords, { path, rows, caption, isOfOneSite = false }: AssetTable): Html =>
  table(words, {
    caption,
    columns: columnsOf(words, ['name', ...(isOfOneSite ? [] : (['site'] as const)), 'kind', 'os', 'model', 'serial', 'user', 'lastSeen']),
    rows: rows.map((row) => [
      assetLink(path, row),
      ...(isOfOneSite ? [] : [siteLink(path, row.site)]),
      words.assetKinds[row.kind],
      inOneLine(row.os, row.osVersion),
      inOneLine(row.manufacturer, row.model),
      row.serial,
      row.user,
      row.missingSince === '' ? words.format.day(row.lastSeen) : badge('notice', words.missingSince(words.format.day(row.missingSince))),
    ]),
    empty: words.empty.assets,
  });

/** A maker or a version that the other text has already is not said twice. */
export const inOneLine = (first: string, second: string): string => {
  if (first === '' || second === '') return first + second;
  if (second.toLowerCase().startsWith(first.toLowerCase())) return second;
  return first.toLowerCase().includes(second.toLowerCase()) ? first : `${first} ${second}`;
};

/** Both sides with what they share and where they differ. */
export const doubleBlock = (words: PageWords, path: string, double: DoubleView): Html => {
  const { what, remedy } = words.doubleReasons[double.reason];
  const { a, b } = double;
  return html`<article class="double"><h3>${assetLink(path, a)} <span aria-hidden="true">↔</span> ${assetLink(path, b)}</h3>
<p><strong>${what}</strong> ${remedy}</p>
${table(words, {
  caption: `${a.name} – ${b.name}`,
  columns: [
    { label: words.columns.field },
    { label: inOneLine(a.name, `(${a.site.name})`) },
    { label: inOneLine(b.name, `(${b.site.name})`) },
  ],
  rows: [
    ...double.agreeing.map(({ kind, value }) => [words.evidence[kind], badge('notice', value), badge('notice', value)]),
    ...double.differing.map((each) => [words.evidence[each.kind], each.a, each.b]),
  ],
  empty: '',
})}</article>
`;
};
