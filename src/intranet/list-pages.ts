/** The pages that list: all assets by name, software with its versions. Each comes in numbered pages; both are the plain way to find things. */
import { type Html, html, nothing } from './html.ts';
import { type Edition, layOut, type Page } from './layout.ts';
import { assetTable } from './lines.ts';
import type { PageWords } from './page-words.ts';
import { chapterPaths, linkTo, numbered } from './paths.ts';
import { columnsOf, pager, table } from './tables.ts';
import type { AssetRow, SoftwareView } from './view.ts';

/** On which numbered page the names of a letter begin. */
export type LetterIndex = readonly { readonly letter: string; readonly page: number }[];

/** A to Z, digits as they are, '' for all else; accents and case do not count. */
export const letterOf = (name: string): string => /^[A-Z0-9]/.exec(name.normalize('NFD').toUpperCase())?.[0] ?? '';

type Numbered<T> = { readonly rows: readonly T[]; readonly number: number; readonly of: number; readonly letters: LetterIndex };

export const assetsPage = (
  edition: Edition,
  { rows, number, of, letters, count }: Numbered<AssetRow> & { readonly count: number },
): Page => {
  const { words } = edition;
  const path = numbered(chapterPaths.assets, number);
  return layOut(edition, {
    path,
    chapter: 'assets',
    title: titleOf(words, words.chapters.assets, { number, of }),
    summary: words.summaries.assets(count),
    body: [
      letterLinks(words, path, chapterPaths.assets, letters),
      assetTable(words, { path, rows, caption: words.chapters.assets }),
      pager(words, { first: chapterPaths.assets, number, of }),
    ],
  });
};

export const softwarePage = (edition: Edition, { rows, number, of, letters }: Numbered<SoftwareView>): Page => {
  const { words } = edition;
  const path = numbered(chapterPaths.software, number);
  return layOut(edition, {
    path,
    chapter: 'software',
    title: titleOf(words, words.chapters.software, { number, of }),
    summary: words.summaries.software,
    body: [
      letterLinks(words, path, chapterPaths.software, letters),
      table(words, {
        caption: words.chapters.software,
        columns: columnsOf(words, ['name', 'publisher', 'installations', 'sites', 'versions'], ['installations', 'sites']),
        rows: rows.map((each) => [
          each.name,
          each.publisher,
          words.format.number(each.installations),
          words.format.number(each.sites),
          versionsOf(words, each),
        ]),
        empty: words.empty.software,
      }),
      pager(words, { first: chapterPaths.software, number, of }),
    ],
  });
};

const titleOf = (words: PageWords, title: string, { number, of }: { readonly number: number; readonly of: number }): string =>
  of === 1 ? title : `${title} (${words.frame.page(number, of)})`;

const letterLinks = (words: PageWords, path: string, first: string, letters: LetterIndex): Html =>
  letters.length < 2
    ? nothing
    : html`<nav class="letters" aria-label="${words.search.browse}"><ul role="list">${letters.map(
        ({ letter, page }) => html`<li><a href="${linkTo(path, numbered(first, page))}">${letter || words.otherLetters}</a></li>`,
      )}</ul></nav>`;

const shownVersions = 6;

const versionsOf = (words: PageWords, { versions }: SoftwareView): Html => {
  const shown = versions.slice(0, shownVersions);
  const omitted = versions.length - shown.length;
  return html`<ul class="versions" role="list">${shown.map(
    ({ label, count }) => html`<li>${label || words.noVersion} <span class="aside">× ${words.format.number(count)}</span></li>`,
  )}${omitted > 0 ? html`<li class="aside">${words.frame.more(omitted)}</li>` : nothing}</ul>`;
};
