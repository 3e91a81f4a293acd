/** The furniture of pages: tables, badges, alerts, lists of facts, numbered pages. Takes words and values, knows no page. */
import { type Content, type Html, html, nothing } from './html.ts';
import type { AlertWords, ColumnName, PageWords } from './page-words.ts';
import { assetPath, linkTo, numbered, sitePath } from './paths.ts';
import type { AssetRef, SiteRef } from './view.ts';

export type Column = { readonly label: string; readonly isNumber?: boolean };

export type TableParts = {
  readonly caption: string;
  /** Seen by all, or by those who listen only (when a heading says it already). */
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column[];
  /** The first cell of each names the row. */
  readonly rows: readonly (readonly Content[])[];
  /** Stands in the place of a table without rows. */
  readonly empty: string;
};

/** Columns by their names in words/; those of `numbers` are aligned at the end. */
export const columnsOf = (words: PageWords, names: readonly ColumnName[], numbers: readonly ColumnName[] = []): readonly Column[] =>
  names.map((name) => ({ label: words.columns[name], isNumber: numbers.includes(name) }));

/** Wide ones scroll inside their frame, which the keyboard reaches, too. */
export const table = (words: PageWords, { caption, isCaptionHidden = true, columns, rows, empty }: TableParts): Html => {
  if (rows.length === 0) return emptyNote(empty);
  return html`<div class="frame" role="group" aria-label="${caption}${words.frame.scrolls}" tabindex="0"><table>
<caption class="${isCaptionHidden ? 'unseen' : 'shown'}">${caption}</caption>
<thead><tr>${columns.map(({ label, isNumber }) => html`<th scope="col" class="${isNumber === true ? 'number' : 'text'}">${label}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>${row.map((cell, place) => cellOf(cell, place, columns[place]))}</tr>
`,
)}</tbody>
</table></div>`;
};

const cellOf = (cell: Content, place: number, column: Column | undefined): Html => {
  if (place === 0) return html`<th scope="row">${cell}</th>`;
  return html`<td class="${column?.isNumber === true ? 'number' : 'text'}">${cell}</td>`;
};

export const emptyNote = (text: string): Html => html`<p class="empty">${text}</p>`;

export type Tone = 'good' | 'notice' | 'bad' | 'quiet';

/** The sign and the word say it; the colour only repeats it. */
export const badge = (tone: Tone, text: string): Html =>
  html`<span class="badge ${tone}"><span class="sign" aria-hidden="true">${signs[tone]}</span>${text}</span>`;

const signs: Readonly<Record<Tone, string>> = { good: '●', notice: '▲', bad: '■', quiet: '○' };

export type Notice = AlertWords & { readonly tone: Tone; readonly more?: Content };

export const notices = (items: readonly Notice[]): Html =>
  html`<ul class="notices" role="list">${items.map(
    ({
      tone,
      what,
      remedy,
      more = nothing,
    }) => html`<li class="${tone}"><p class="what"><span class="sign" aria-hidden="true">${signs[tone]}</span>${what}</p><p>${remedy} ${more}</p></li>
`,
  )}</ul>`;

/** A part of a page; `id` is one of ours. */
export const part = (id: string, title: string, content: Content): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}
</section>`;

/** Names and values; those without a value are left out. */
export const factList = (facts: readonly (readonly [name: string, value: Content])[]): Html =>
  html`<dl class="facts">${facts
    .filter(([, value]) => value !== '')
    .map(
      ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
    )}</dl>`;

export const siteLink = (from: string, { id, name }: SiteRef): Html => html`<a href="${linkTo(from, sitePath(id))}">${name}</a>`;

export const assetLink = (from: string, { id, name }: AssetRef): Html => html`<a href="${linkTo(from, assetPath(id))}">${name || id}</a>`;

export const chapterLink = (from: string, to: string, text: string): Html =>
  html`<p class="onward"><a href="${linkTo(from, to)}">${text}</a></p>`;

/** `first` is the path of page 1. Nothing for a single page. */
export const pager = (
  words: PageWords,
  { first, number, of }: { readonly first: string; readonly number: number; readonly of: number },
): Html => {
  if (of <= 1) return nothing;
  const path = numbered(first, number);
  const pages = Array.from({ length: of }, (_, place) => place + 1);
  return html`<nav class="pager" aria-label="${words.frame.pages}"><ol role="list">${pages.map((page) =>
    page === number
      ? html`<li><span aria-current="page" aria-label="${words.frame.page(page, of)}">${page}</span></li>`
      : html`<li><a href="${linkTo(path, numbered(first, page))}" aria-label="${words.frame.page(page, of)}">${page}</a></li>`,
  )}</ol></nav>`;
};
