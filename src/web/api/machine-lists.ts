/** The lists of machines behind the counts of key software and of ageing: made whole, then searched, sorted and paged (list-pages.ts). */
import { ageClassOf, type lifeStates } from '../../inventory/figures.ts';
import type { Common } from '../../jobs/installation.ts';
import { type KeySoftwareProblem, keySoftwareProblems } from '../../jobs/key-software.ts';
import { lifecycleMachines } from '../../jobs/lifecycle.ts';
import type { Speech } from '../../words/speech.ts';
import type { AgeingMachine, KeyProblem, keySoftwareRoutes } from '../contract/key-software-routes.ts';
import type { QueryOf } from '../contract/route.ts';
import { siteNamesOf } from './doubles-view.ts';
import { keptList } from './kept-lists.ts';
import { sayAgeing } from './lifecycle-view.ts';
import { type ListTable, type Pager, pageOfList } from './list-pages.ts';
import { screensOf } from './screens-of.ts';
import type { FileColumn } from './table-files.ts';

export type ProblemQuery = Omit<QueryOf<(typeof keySoftwareRoutes)['GET /api/key-software/machines.csv']>, 'columns'>;
export type AgeingQuery = Omit<QueryOf<(typeof keySoftwareRoutes)['GET /api/lifecycle/machines.csv']>, 'columns'>;

type Shown = {
  readonly asset: { readonly id: string; readonly name: string };
  readonly site: { readonly id: string; readonly name: string };
};

const byName = ({ asset }: Shown) => [asset.name];
const bySite = ({ asset, site }: Shown) => [site.name, asset.name];
const idOf = ({ asset }: Shown): string => asset.id;

async function wholeList<T, R>(pages: AsyncIterable<readonly T[]>, rowOf: (item: T) => R): Promise<readonly R[]> {
  const rows: R[] = [];
  for await (const page of pages) for (const item of page) rows.push(rowOf(item));
  return rows;
}

// ---------------------------------------------------------------- key software

type Problem = Omit<KeyProblem, 'statusWord'>;

const problemTable: ListTable<Problem, ProblemQuery['sort']> = {
  name: 'key-software-machines',
  idOf,
  textsOf: ({ asset, site, versions }) => [asset.name, site.name, ...versions],
  orders: {
    name: byName,
    site: bySite,
    versions: ({ versions, asset }) => [versions.join(', '), asset.name],
  },
};

/** Of one entry in one state; of an entry that nobody wrote there are none. */
export async function problemPager(
  common: Common,
  { entry, status, site = '', text = '', sort, direction }: ProblemQuery,
): Promise<Pager<Problem>> {
  const list = await keptList(common, JSON.stringify(['problems', entry, status]), async () => {
    const siteNames = await siteNamesOf(common);
    return wholeList(keySoftwareProblems(common, { entry, status }), (problem) => problemRow(problem, siteNames));
  });
  const question = { order: sort, direction, text, choice: { site }, isChosen: (row: Problem) => site === '' || row.site.id === site };
  return (paging) => pageOfList(list, problemTable, { ...question, ...paging });
}

const problemRow = (
  { asset, name, site, entry, status, versions }: KeySoftwareProblem,
  siteNames: ReadonlyMap<string, string>,
): Problem => ({
  asset: { id: asset, name: name || asset },
  site: { id: site, name: siteNames.get(site) ?? site },
  ...{ entry, status, versions: [...versions] },
});

export function problemColumns(speech: Speech): readonly FileColumn<Problem>[] {
  const { asset: name, ...titles } = screensOf(speech).keySoftware.machines;
  return [
    { key: 'name', kind: 'text', width: 24, title: name, value: ({ asset }) => asset.name },
    { key: 'site', kind: 'text', width: 18, title: titles.site, value: ({ site }) => site.name },
    { key: 'versions', kind: 'text', width: 24, title: titles.versions, value: ({ versions }) => versions.join(', ') },
  ];
}

// ---------------------------------------------------------------- ageing

/** Those that end first stand first, unknown ones after them. */
const endOf = (day: string): string => day || '~';
const stateOf = (state: (typeof lifeStates)[number]): number => stateOrder.indexOf(state);
const stateOrder: readonly (typeof lifeStates)[number][] = ['ended', 'ending', 'supported', 'unknown'];

const ageingTable: ListTable<AgeingMachine, AgeingQuery['sort']> = {
  name: 'ageing-machines',
  idOf,
  textsOf: ({ asset, site, system }) => [asset.name, site.name, system],
  orders: {
    name: byName,
    site: bySite,
    system: ({ system, asset }) => [system, asset.name],
    support: ({ support, supportEnds, asset }) => [stateOf(support), endOf(supportEnds), asset.name],
    supportEnds: ({ supportEnds, asset }) => [endOf(supportEnds), asset.name],
    ageYears: ({ ageYears, asset }) => [ageYears ?? -1, asset.name],
    warrantyUntil: ({ warrantyUntil, asset }) => [endOf(warrantyUntil), asset.name],
  },
};

export async function ageingPager(common: Common, query: AgeingQuery): Promise<Pager<AgeingMachine>> {
  const { site = '', by, class: wanted, system = '', text = '', sort, direction } = query;
  const list = await keptList(common, 'ageing', async () => {
    const siteNames = await siteNamesOf(common);
    return wholeList(lifecycleMachines(common, {}), (machine) => sayAgeing(machine, siteNames));
  });
  const isChosen = (row: AgeingMachine): boolean =>
    (site === '' || row.site.id === site) && (system === '' || row.system === system) && isIn(row, { by, class: wanted });
  const question = { order: sort, direction, text, choice: { site, by, class: wanted, system }, isChosen };
  return (paging) => pageOfList(list, ageingTable, { ...question, ...paging });
}

/** A class without its kind, or the other way round, chooses nothing. */
const isIn = ({ support, ageYears, warranty }: AgeingMachine, { by, class: wanted }: Pick<AgeingQuery, 'by' | 'class'>): boolean =>
  by === undefined || wanted === undefined || { support, age: ageClassOf(ageYears), warranty }[by] === wanted;

export function ageingColumns(speech: Speech): readonly FileColumn<AgeingMachine>[] {
  const { machines, life } = screensOf(speech).keySoftware;
  const { states } = speech.figures.lifecycle;
  return [
    { key: 'name', kind: 'text', width: 24, title: machines.asset, value: ({ asset }) => asset.name },
    { key: 'site', kind: 'text', width: 18, title: machines.site, value: ({ site }) => site.name },
    { key: 'system', kind: 'text', width: 28, title: life.system, value: ({ system }) => system },
    { key: 'support', kind: 'text', width: 20, title: life.state, value: ({ support }) => states[support] },
    { key: 'supportEnds', kind: 'text', width: 14, title: life.supportEnds, value: ({ supportEnds }) => supportEnds },
    { key: 'ageYears', kind: 'number', width: 10, title: life.ageYears, value: ({ ageYears }) => ageYears },
    { key: 'warrantyUntil', kind: 'text', width: 16, title: life.warrantyUntil, value: ({ warrantyUntil }) => warrantyUntil },
  ];
}
