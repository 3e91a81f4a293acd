/** The smaller chapters, a page each: key software, end of support, changes, possible doubles, exchanges, figures, search. */
import { allFigures } from './figures.ts';
import { type Html, html, nothing } from './html.ts';
import { type Edition, layOut, type Page } from './layout.ts';
import { changeTable, doubleBlock, exchangeTable, supportBadge, verdictBadge } from './lines.ts';
import type { PageWords } from './page-words.ts';
import { type Chapter, chapterPaths, linkTo, linkUp, searchDataPath } from './paths.ts';
import { assetLink, columnsOf, emptyNote, siteLink, table } from './tables.ts';
import type { ChangesView, DoublesView, EndOfLifeView, ExchangesView, FiguresView, KeySoftwareView, SiteSummary } from './view.ts';

const chapterPage = (edition: Edition, chapter: Chapter, parts: { readonly summary: string; readonly body: Html }): Page =>
  layOut(edition, {
    path: chapterPaths[chapter],
    chapter,
    title: edition.words.chapters[chapter],
    isSearch: chapter === 'search',
    ...parts,
  });

export const keySoftwarePage = (edition: Edition, view: readonly KeySoftwareView[]): Page => {
  const { words } = edition;
  const body = view.length === 0 ? emptyNote(words.empty.keySoftware) : html`${view.map((each) => keySoftwareBlock(words, each))}`;
  return chapterPage(edition, 'keySoftware', { summary: words.summaries.keySoftware(view), body });
};

const keySoftwareBlock = (
  words: PageWords,
  { name, expected, counts, wanting, omitted }: KeySoftwareView,
): Html => html`<section class="block"><h2>${name}${expected === '' ? nothing : html` <span class="aside">${words.columns.expected}${words.colon} ${expected}</span>`}</h2>
<ul class="counts" role="list">${(['present', 'outdated', 'absent', 'forbidden'] as const)
  .filter((verdict) => counts[verdict] > 0)
  .map((verdict) => html`<li>${verdictBadge(words, verdict)} <strong>${words.format.number(counts[verdict])}</strong></li>`)}</ul>
${
  wanting.length === 0
    ? nothing
    : table(words, {
        caption: name,
        columns: columnsOf(words, ['asset', 'site', 'verdict', 'found']),
        rows: wanting.map(({ asset, site, verdict, found }) => [
          assetLink(path('keySoftware'), asset),
          siteLink(path('keySoftware'), site),
          verdictBadge(words, verdict),
          found,
        ]),
        empty: '',
      })
}${omission(words, omitted)}</section>
`;

export const endOfLifePage = (edition: Edition, view: readonly EndOfLifeView[]): Page => {
  const { words } = edition;
  const body = table(words, {
    caption: words.chapters.endOfLife,
    columns: columnsOf(words, ['product', 'state', 'ends', 'installations', 'assets'], ['installations']),
    rows: view.map(({ product, state, ends, assets, omitted }) => [
      product,
      supportBadge(words, state),
      words.format.day(ends),
      words.format.number(assets.length + omitted),
      html`<ul class="inline" role="list">${assets.map(({ asset }) => html`<li>${assetLink(path('endOfLife'), asset)}</li>`)}</ul>${omission(words, omitted)}`,
    ]),
    empty: words.empty.endOfLife,
  });
  return chapterPage(edition, 'endOfLife', { summary: words.summaries.endOfLife(view), body });
};

export const changesPage = (edition: Edition, view: ChangesView): Page => {
  const { words } = edition;
  const lines = changeTable(words, { path: path('changes'), changes: view.changes, caption: words.chapters.changes });
  const summary = words.summaries.changes(view.changes.length);
  return chapterPage(edition, 'changes', { summary, body: html`${lines}${omission(words, view.omitted)}` });
};

export const doublesPage = (edition: Edition, view: DoublesView): Page => {
  const { words } = edition;
  const blocks = view.doubles.map((double) => doubleBlock(words, path('doubles'), double));
  const body = blocks.length === 0 ? emptyNote(words.empty.doubles) : html`${blocks}${omission(words, view.omitted)}`;
  return chapterPage(edition, 'doubles', { summary: words.summaries.doubles(view.doubles.length + view.omitted), body });
};

export const exchangesPage = (edition: Edition, view: ExchangesView): Page => {
  const { words } = edition;
  const lines = exchangeTable(words, { events: view.events, caption: words.chapters.exchanges });
  const summary = words.summaries.exchanges(view.events.length);
  return chapterPage(edition, 'exchanges', { summary, body: html`${lines}${omission(words, view.omitted)}` });
};

export const figuresPage = (edition: Edition, view: FiguresView): Page =>
  chapterPage(edition, 'figures', { summary: edition.words.summaries.figures, body: allFigures(edition.words, view) });

export type SearchParts = { readonly sites: readonly SiteSummary[]; readonly dataParts: number };

/** The script reads everything it needs from `data-` attributes: the page holds no code and no sentence in code. */
export const searchPage = (edition: Edition, { sites, dataParts }: SearchParts): Page => {
  const { words } = edition;
  const { search } = words;
  const body = html`<div id="search" class="search" hidden data-parts="${dataParts}" data-folder="${linkUp(path('search'), searchDataPath(0)).replace('-0.js', '-')}" data-asset="asset/" data-found="${search.found}" data-found-one="${search.foundOne}" data-none="${search.none}" data-more="${search.more}">
<label for="query">${search.label}</label>
<input id="query" type="search" autocomplete="off" spellcheck="false" aria-describedby="hint" aria-controls="hits">
<p id="hint" class="aside">${search.hint}</p>
<p id="count" role="status" aria-live="polite"></p>
<ol id="hits" class="hits" role="list"></ol>
</div>
<noscript><p class="empty">${search.withoutScript}</p></noscript>
<section aria-labelledby="browse"><h2 id="browse">${search.browse}</h2>
<ul class="inline" role="list"><li><a href="${linkTo(path('search'), chapterPaths.assets)}">${words.chapters.assets}</a></li>
<li><a href="${linkTo(path('search'), chapterPaths.software)}">${words.chapters.software}</a></li>
${sites.map(
  (site) => html`<li>${siteLink(path('search'), site)}</li>
`,
)}</ul></section>`;
  return chapterPage(edition, 'search', { summary: words.summaries.search, body });
};

const path = (chapter: Chapter): string => chapterPaths[chapter];

const omission = (words: PageWords, omitted: number): Html =>
  omitted > 0 ? html`<p class="aside">${words.frame.more(omitted)}</p>` : nothing;
