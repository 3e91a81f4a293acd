/** The first page: what needs a hand, the sites with their freshness, the main figures, what changed last. */
import { figureOf } from './figures.ts';
import { type Html, html } from './html.ts';
import { type Edition, layOut, type Page } from './layout.ts';
import { alertNotices, changeTable, freshnessBadge } from './lines.ts';
import type { PageWords } from './page-words.ts';
import { chapterPaths } from './paths.ts';
import { chapterLink, columnsOf, emptyNote, notices, part, siteLink, table } from './tables.ts';
import type { FiguresView, OverviewView, SiteSummary } from './view.ts';

const path = chapterPaths.overview;

export type OverviewParts = { readonly view: OverviewView; readonly figures: FiguresView; readonly publishedAt: string };

export const overviewPage = (edition: Edition, { view, figures, publishedAt }: OverviewParts): Page => {
  const { words } = edition;
  const alerts = alertNotices(words, path, view.alerts);
  return layOut(edition, {
    path,
    chapter: 'overview',
    title: edition.organisation || words.frame.noName,
    summary: words.summaries.overview(view),
    publishedAt,
    body: [
      tilesOf(words, view),
      part('alerts', words.headings.alerts, alerts.length === 0 ? emptyNote(words.empty.alerts) : notices(alerts)),
      part('sites', words.headings.sites, siteTable(words, view.sites)),
      part('figures', words.headings.figures, [
        html`<div class="figures">${(['bySite', 'byOs', 'byAge', 'growth'] as const).map((name) => figureOf(words, name, figures))}</div>`,
        chapterLink(path, chapterPaths.figures, words.frame.seeAll),
      ]),
      part('changes', words.headings.recentChanges, [
        changeTable(words, { path, changes: view.recentChanges, caption: words.headings.recentChanges }),
        chapterLink(path, chapterPaths.changes, words.frame.seeAll),
      ]),
    ],
  });
};

const tilesOf = (words: PageWords, { counts, sites }: OverviewView): Html => {
  const all = [
    { text: words.tiles.sites(sites.length), to: '#sites' },
    { text: words.tiles.assets(counts.assets), to: chapterPaths.assets },
    { text: words.tiles.software(counts.software), to: chapterPaths.software },
    { text: words.tiles.changesThisWeek(counts.changesThisWeek), to: chapterPaths.changes },
    { text: words.tiles.doubles(counts.doubles), to: chapterPaths.doubles },
  ];
  return html`<ul class="tiles" role="list">${all.map(({ text, to }) => {
    const [number = '', ...rest] = text.split('\u00a0');
    return html`<li><a href="${to}"><strong>${number}</strong> <span>${rest.join('\u00a0')}</span></a></li>
`;
  })}</ul>`;
};

const siteTable = (words: PageWords, sites: readonly SiteSummary[]): Html =>
  table(words, {
    caption: words.headings.sites,
    columns: columnsOf(words, ['site', 'freshness', 'lastContact', 'lastParcel', 'assets', 'files', 'version'], ['assets', 'files']),
    rows: sites.map((site) => [
      siteLink(path, site),
      freshnessBadge(words, site.freshness),
      words.format.stamp(site.lastContactAt),
      words.format.stamp(site.lastParcelAt),
      words.format.number(site.assets),
      words.format.number(site.files),
      site.version,
    ]),
    empty: words.empty.sites,
  });
