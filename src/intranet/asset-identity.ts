/** The parts of an asset's page that say why its reports are taken for one asset, where it was, and which files speak of it. */
import { type Content, type Html, html, nothing } from './html.ts';
import type { HeadingName, PageWords } from './page-words.ts';
import { columnsOf, siteLink, table } from './tables.ts';
import type { AssetView, RecordRef } from './view.ts';

export const asIdentified = (
  words: PageWords,
  path: string,
  view: AssetView,
): readonly (readonly [id: HeadingName, content: Content])[] => [
  ['reasons', reasonsOf(words, path, view)],
  ['residences', residencesOf(words, path, view)],
  ['sources', sourcesOf(words, path, view)],
];

const reasonsOf = (words: PageWords, path: string, { reasons }: AssetView): Content =>
  reasons.length === 0
    ? nothing
    : html`<ul class="reasons">${reasons.map(
        ({ rule, evidence, a, b }) => html`<li>${words.rules[rule]} ${recordOf(path, a)} ↔ ${recordOf(path, b)}
${evidence.map(({ kind, value }) => html`<br><span class="aside">${words.evidence[kind]}${words.colon} <code>${value}</code></span>`)}</li>
`,
      )}</ul>`;

const recordOf = (path: string, { site, deviceId }: RecordRef): Html => html`${siteLink(path, site)} <code>${deviceId}</code>`;

const residencesOf = (words: PageWords, path: string, { residences }: AssetView): Content =>
  residences.length < 2
    ? nothing
    : table(words, {
        caption: words.headings.residences,
        columns: columnsOf(words, ['site', 'since']),
        rows: residences.map(({ site, name, since }) => [siteLink(path, { id: site, name }), words.format.stamp(since)]),
        empty: '',
      });

const sourcesOf = (words: PageWords, path: string, { sources }: AssetView): Html =>
  table(words, {
    caption: words.headings.sources,
    columns: columnsOf(words, ['path', 'site', 'date']),
    rows: sources.map(({ site, path: file, date }) => [html`<code>${file}</code>`, siteLink(path, site), words.format.stamp(date)]),
    empty: words.empty.sources,
  });
