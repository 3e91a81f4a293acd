/** One asset: what it is, what is wrong with it, its software, its history, why it is taken for one, and all that its inventories say. */
import { asIdentified } from './asset-identity.ts';
import { type Content, type Html, html, nothing } from './html.ts';
import { type Edition, layOut, type Page } from './layout.ts';
import { doubleBlock, inOneLine, supportBadge, verdictBadge } from './lines.ts';
import type { PageWords } from './page-words.ts';
import { assetPath, chapterPaths, sitePath } from './paths.ts';
import { badge, columnsOf, emptyNote, factList, part, siteLink, table } from './tables.ts';
import type { AssetView } from './view.ts';

export const assetPage = (edition: Edition, view: AssetView): Page => {
  const { words } = edition;
  const path = assetPath(view.id);
  const parts: readonly (readonly [id: 'facts' | keyof PageWords['headings'], content: Content])[] = [
    ['facts', factsOf(words, path, view)],
    ['endOfLife', endOfLifeOf(words, view)],
    ['keySoftware', keySoftwareOf(words, view)],
    ['doubles', view.doubles.map((double) => doubleBlock(words, path, double))],
    ['software', softwareOf(words, view)],
    ['history', historyOf(words, view)],
    ...asIdentified(words, path, view),
    ['sections', sectionsOf(words, view)],
  ];
  const shown = parts.filter(([, content]) => content !== nothing && !(Array.isArray(content) && content.length === 0));
  return layOut(edition, {
    path,
    chapter: 'assets',
    title: view.name || view.id,
    marks: marksOf(words, view),
    summary: words.summaries.asset(view),
    above: [
      { path: chapterPaths.overview, title: words.chapters.overview },
      { path: sitePath(view.site.id), title: view.site.name },
    ],
    body: [
      contentsOf(
        words,
        shown.map(([id]) => id),
      ),
      ...shown.map(([id, content]) => part(id, words.headings[id], content)),
    ],
  });
};

const marksOf = (words: PageWords, { kind, missingSince, claimedSince }: AssetView): Content => [
  badge('quiet', words.assetKinds[kind]),
  missingSince === '' ? nothing : badge('notice', words.missingSince(words.format.day(missingSince))),
  claimedSince === '' ? nothing : badge('bad', words.claimedSince(words.format.day(claimedSince))),
];

const contentsOf = (words: PageWords, ids: readonly (keyof PageWords['headings'])[]): Html =>
  html`<nav class="contents" aria-label="${words.frame.contents}"><ul role="list">${ids.map(
    (id) => html`<li><a href="#${id}">${words.headings[id]}</a></li>`,
  )}</ul></nav>`;

const factsOf = (words: PageWords, path: string, view: AssetView): Html => {
  const { facts, format } = words;
  return factList([
    [facts.site, siteLink(path, view.site)],
    [facts.kind, words.assetKinds[view.kind]],
    [facts.os, inOneLine(view.os, view.osVersion)],
    [facts.maker, inOneLine(view.manufacturer, view.model)],
    [facts.serial, code(view.serial)],
    [facts.user, view.user],
    [facts.cpu, view.cpu],
    [facts.memory, view.memoryMb === null ? '' : words.memory(view.memoryMb)],
    [facts.disks, format.list(view.disks.map(({ name, sizeMb }) => `${name} (${format.bytes(sizeMb * 1_000_000)})`))],
    [facts.ips, view.ips.join(', ')],
    [facts.macs, code(view.macs.join(', '))],
    [facts.domain, view.domain],
    [facts.osInstalledOn, format.day(view.osInstalledOn)],
    [facts.biosDate, format.day(view.biosDate)],
    [facts.uuid, code(view.uuid)],
    [facts.deviceId, code(view.deviceId)],
    [facts.agent, view.agent],
    [facts.inventoryDate, format.stamp(view.inventoryDate)],
    [facts.firstSeen, format.stamp(view.firstSeen)],
    [facts.lastSeen, format.stamp(view.lastSeen)],
  ]);
};

const code = (text: string): Content => (text === '' ? '' : html`<code>${text}</code>`);

const endOfLifeOf = (words: PageWords, { endOfLife }: AssetView): Content =>
  endOfLife.length === 0
    ? nothing
    : table(words, {
        caption: words.headings.endOfLife,
        columns: columnsOf(words, ['product', 'state', 'ends']),
        rows: endOfLife.map(({ product, state, ends }) => [product, supportBadge(words, state), words.format.day(ends)]),
        empty: '',
      });

const keySoftwareOf = (words: PageWords, { keySoftware }: AssetView): Content =>
  keySoftware.length === 0
    ? nothing
    : table(words, {
        caption: words.headings.keySoftware,
        columns: columnsOf(words, ['name', 'verdict', 'expected', 'found']),
        rows: keySoftware.map(({ name, verdict, expected, found }) => [name, verdictBadge(words, verdict), expected, found]),
        empty: '',
      });

const softwareOf = (words: PageWords, { software }: AssetView): Content => {
  if (software === null) return emptyNote(words.empty.noSoftwareList);
  return table(words, {
    caption: words.headings.software,
    columns: columnsOf(words, ['name', 'version', 'publisher']),
    rows: software.map(({ name, version, publisher }) => [name, version, publisher]),
    empty: words.empty.software,
  });
};

const historyOf = (words: PageWords, { changes, site }: AssetView): Html =>
  changes.length === 0
    ? emptyNote(words.empty.changes)
    : html`<ol class="history" role="list">${changes.map(
        (change) =>
          html`<li><time datetime="${change.date}">${words.format.stamp(change.date)}</time> <span>${words.changes[change.kind](change)}</span>${change.site === site.id ? nothing : html` <span class="aside">${change.site}</span>`}</li>
`,
      )}</ol>`;

/** All records of each section; the columns are the fields that any of them has. */
const sectionsOf = (words: PageWords, { sections, olderSections }: AssetView): Content =>
  Object.entries(sections)
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => {
      const title = Object.hasOwn(words.sections, name) ? (words.sections[name] ?? name) : name;
      const since = olderSections[name] === undefined ? '' : `, ${words.asOf(words.format.day(olderSections[name]))}`;
      return html`<details class="section"><summary>${title} <span class="aside">${words.records(rows.length)}${since}</span></summary>
${rows.length === 1 ? factList(Object.entries(rows[0] ?? {})) : recordsOf(words, title, rows)}</details>
`;
    });

const recordsOf = (words: PageWords, title: string, rows: AssetView['sections'][string]): Html => {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return table(words, {
    caption: title,
    columns: fields.map((label) => ({ label })),
    rows: rows.map((row) => fields.map((field) => (Object.hasOwn(row, field) ? (row[field] ?? '') : ''))),
    empty: '',
  });
};
