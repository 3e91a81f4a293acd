/** Each figure of the company as a chart, with the same counts as a table beneath: what is drawn can be read, heard and printed. */

import { drawChart } from './chart-svg.ts';
import type { ChartData } from './charts.ts';
import { type Html, html } from './html.ts';
import { type FigureName, figureNames, type PageWords } from './page-words.ts';
import { emptyNote, table } from './tables.ts';
import type { FiguresView, Tally } from './view.ts';

const maxBars = 12;
const maxParts = 5;

export type SaidFigure = {
  readonly title: string;
  /** Heads of the two columns of its table. */
  readonly label: string;
  readonly count: string;
  readonly rows: readonly Tally[];
  /** In a sentence; '' when there is nothing to draw. */
  readonly description: string;
  readonly data: ChartData;
};

/** A figure with its labels said: what a page draws, tells and puts in a table. */
export const sayFigure = (words: PageWords, name: FigureName, view: FiguresView): SaidFigure => {
  const { title, label, count, describe } = words.figures[name];
  const rows = rowsOf(words, name, view);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const greatest = rows.reduce<Tally | undefined>((most, row) => (most === undefined || row.count > most.count ? row : most), undefined);
  const description = greatest === undefined || total === 0 ? '' : describe(greatest, total);
  return { title, label, count, rows, description, data: dataOf(words, name, view) };
};

export const figureOf = (words: PageWords, name: FigureName, view: FiguresView): Html => {
  const { title, label, count, rows, description, data } = sayFigure(words, name, view);
  if (description === '') return html`<figure><figcaption>${title}</figcaption>${emptyNote(words.empty.figure)}</figure>`;
  return html`<figure><figcaption>${title}</figcaption>
${drawChart({ data, title, description, say: (value) => words.format.number(value) })}
<p class="said">${description}</p>
<details><summary>${words.figuresAsTable}<span class="unseen"> ${title}</span></summary>
${table(words, {
  caption: title,
  columns: [{ label }, { label: count, isNumber: true }],
  rows: rows.map((row) => [row.label, words.format.number(row.count)]),
  empty: words.empty.figure,
})}</details></figure>
`;
};

export const allFigures = (words: PageWords, view: FiguresView): Html =>
  html`<div class="figures">${figureNames.map((name) => figureOf(words, name, view))}</div>`;

/** The counts of one figure, said. */
const rowsOf = (words: PageWords, name: FigureName, view: FiguresView): readonly Tally[] => {
  if (name === 'byAge') return said(view.byAge, words.ages);
  if (name === 'byMemory') return said(view.byMemory, words.memories);
  if (name === 'byDisk') return said(view.byDisk, words.diskSizes);
  if (name === 'byKind') return said(view.byKind, words.assetKinds);
  if (name === 'freshness') return said(view.freshness, words.freshness);
  if (name === 'growth') return view.growth.map(({ label, count }) => ({ label: words.format.month(label), count }));
  if (name === 'softwareVersions') return view.softwareVersions.flatMap((each) => versionsOf(words, each).map(inFull(each.name)));
  return view[name].map((row) => ({ ...row, label: row.label || words.unknown }));
};

const said = (rows: readonly Tally[], names: Readonly<Record<string, string>>): readonly Tally[] =>
  rows.map(({ label, count }) => ({ label: Object.hasOwn(names, label) ? (names[label] ?? label) : label, count }));

const inFull =
  (product: string) =>
  ({ label, count }: Tally): Tally => ({ label: `${product} ${label}`, count });

const dataOf = (words: PageWords, name: FigureName, view: FiguresView): ChartData => {
  const rows = rowsOf(words, name, view);
  if (name === 'growth') return { shape: 'line', rows };
  if (name === 'byAge' || name === 'byMemory' || name === 'byDisk') return { shape: 'columns', rows };
  if (name !== 'softwareVersions') return { shape: 'bars', rows: withOthers(words, rows, maxBars) };
  return { shape: 'stacks', stacks: view.softwareVersions.map((each) => ({ label: each.name, parts: versionsOf(words, each) })) };
};

const versionsOf = (words: PageWords, { versions }: FiguresView['softwareVersions'][number]): readonly Tally[] =>
  withOthers(
    words,
    versions.map(({ label, count }) => ({ label: label || words.noVersion, count })),
    maxParts,
  );

/** The greatest ones, and all others together. */
const withOthers = (words: PageWords, rows: readonly Tally[], most: number): readonly Tally[] => {
  if (rows.length <= most + 1) return rows;
  const others = rows.slice(most).reduce((sum, { count }) => sum + count, 0);
  return [...rows.slice(0, most), { label: words.otherVersions, count: others }];
};
