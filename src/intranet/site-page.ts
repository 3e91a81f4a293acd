/** One site: how fresh it is, what needs a hand, its assets, what changed, its exchanges. Long lists of assets continue on numbered pages. */
import { type Html, html, nothing } from './html.ts';
import { type Edition, layOut, type Page } from './layout.ts';
import { alertNotices, assetTable, changeTable, exchangeTable, freshnessBadge } from './lines.ts';
import type { PageWords } from './page-words.ts';
import { chapterPaths, sitePath } from './paths.ts';
import { factList, notices, pager, part } from './tables.ts';
import type { AssetRow, SiteView } from './view.ts';

export type SiteParts = {
  readonly view: SiteView;
  /** Of this page. */
  readonly rows: readonly AssetRow[];
  readonly number: number;
  readonly of: number;
};

export const sitePage = (edition: Edition, { view, rows, number, of }: SiteParts): Page => {
  const { words } = edition;
  const path = sitePath(view.id, number);
  const alerts = alertNotices(words, path, view.alerts);
  const isFirst = number === 1;
  return layOut(edition, {
    path,
    chapter: 'overview',
    title: number === 1 ? view.name : `${view.name} (${words.frame.page(number, of)})`,
    marks: freshnessBadge(words, view.freshness),
    summary: words.summaries.site(view),
    above: [{ path: chapterPaths.overview, title: words.chapters.overview }],
    body: [
      isFirst && alerts.length > 0 ? part('alerts', words.headings.alerts, notices(alerts)) : nothing,
      isFirst ? standing(words, view) : nothing,
      part('assets', words.headings.assets, [
        assetTable(words, { path, rows, caption: words.headings.assets, isOfOneSite: true }),
        pager(words, { first: sitePath(view.id), number, of }),
      ]),
      isFirst
        ? part(
            'changes',
            words.headings.recentChanges,
            changeTable(words, { path, changes: view.recentChanges, caption: words.headings.recentChanges }),
          )
        : nothing,
      isFirst
        ? part('exchanges', words.headings.exchanges, exchangeTable(words, { events: view.exchanges, caption: words.headings.exchanges }))
        : nothing,
    ],
  });
};

const standing = (words: PageWords, view: SiteView): Html =>
  html`${factList([
    [words.columns.lastContact, words.format.stamp(view.lastContactAt)],
    [words.columns.lastParcel, words.format.stamp(view.lastParcelAt)],
    [words.columns.assets, words.format.number(view.assets)],
    [words.columns.files, words.format.number(view.files)],
    [words.columns.version, view.version],
  ])}`;
