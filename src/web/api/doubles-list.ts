/** The list of possible doubles: made whole, then searched, sorted and paged (list-pages.ts), and as a file. */
import { type PossibleDouble, possibleDoubles } from '../../jobs/doubles.ts';
import type { Common } from '../../jobs/installation.ts';
import type { Speech } from '../../words/speech.ts';
import type { doublesRoutes, Pair, PairMachine } from '../contract/doubles-routes.ts';
import type { QueryOf } from '../contract/route.ts';
import { type Saying, sayMachine, sayPair, siteNamesOf } from './doubles-view.ts';
import { keptList } from './kept-lists.ts';
import { type ListTable, type Pager, pageOfList } from './list-pages.ts';
import { screensOf } from './screens-of.ts';
import type { FileColumn } from './table-files.ts';

export type PairQuery = Omit<QueryOf<(typeof doublesRoutes)['GET /api/doubles.csv']>, 'columns'>;

/** In no language yet. */
type Listed = { readonly a: PairMachine; readonly b: PairMachine; readonly found: PossibleDouble };

const reasonOrder: readonly PossibleDouble['reason'][] = ['clone', 'several-candidates', 'weak-evidence', 'contradiction'];

const names = ({ a, b }: Listed) => [a.name, b.name];
const kindsOf = ({ agreeing }: PossibleDouble): number => new Set(agreeing.map(({ kind }) => kind)).size;

const table: ListTable<Listed, PairQuery['sort']> = {
  name: 'doubles',
  idOf: ({ a, b }) => `${a.record} ${b.record}`,
  textsOf: ({ a, b }) => [a.name, b.name, a.site.name, b.site.name],
  orders: {
    a: names,
    siteA: ({ a, b }) => [a.site.name, a.name, b.name],
    b: ({ a, b }) => [b.name, a.name],
    siteB: ({ a, b }) => [b.site.name, b.name, a.name],
    reason: (row) => [reasonOrder.indexOf(row.found.reason), ...names(row)],
    agreeing: (row) => [kindsOf(row.found), ...names(row)],
    lastA: ({ a, b }) => [a.lastDate, a.name, b.name],
    lastB: ({ a, b }) => [b.lastDate, b.name, a.name],
  },
};

export async function pairPager(common: Common, query: PairQuery): Promise<Pager<Listed>> {
  const { site = '', reason, text = '', sort, direction } = query;
  const list = await keptList(common, 'doubles', async () => {
    const saying = { siteNames: await siteNamesOf(common) };
    return (await possibleDoubles(common)).map((found) => ({ a: sayMachine(saying, found.a), b: sayMachine(saying, found.b), found }));
  });
  const isChosen = ({ a, b, found }: Listed): boolean =>
    (reason === undefined || reason === found.reason) && (site === '' || a.site.id === site || b.site.id === site);
  return (paging) => pageOfList(list, table, { order: sort, direction, text, choice: { site, reason }, isChosen, ...paging });
}

export const sayListed = (saying: Saying, { found }: Listed): Pair => sayPair(saying, found);

export function pairColumns(speech: Speech): readonly FileColumn<Pair>[] {
  const { columns: titles, reasons } = screensOf(speech).doubles;
  const said = (what: string, values: string): string => `${what}${speech.colon} ${values}`;
  return [
    { key: 'a', kind: 'text', width: 22, title: titles.a, value: ({ a }) => a.name },
    { key: 'siteA', kind: 'text', width: 16, title: titles.siteA, value: ({ a }) => a.site.name },
    { key: 'b', kind: 'text', width: 22, title: titles.b, value: ({ b }) => b.name },
    { key: 'siteB', kind: 'text', width: 16, title: titles.siteB, value: ({ b }) => b.site.name },
    { key: 'reason', kind: 'text', width: 24, title: titles.reason, value: ({ reason }) => reasons[reason] },
    {
      ...{ key: 'agreeing', kind: 'text', width: 40, title: titles.agreeing },
      value: ({ agreeing }) => agreeing.map(({ word, values }) => said(word, values.join(', '))),
    },
    {
      ...{ key: 'differing', kind: 'text', width: 40, title: titles.differing },
      value: ({ differing }) => differing.map(({ word, a, b }) => said(word, `${a} ≠ ${b}`)),
    },
    { key: 'lastA', kind: 'date', width: 18, title: titles.lastA, value: ({ a }) => a.lastDate },
    { key: 'lastB', kind: 'date', width: 18, title: titles.lastB, value: ({ b }) => b.lastDate },
  ];
}
