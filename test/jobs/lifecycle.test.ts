/** What the database counts by groups is what the machines, judged one by one, add up to: lifecycle, ends of support, charts. */
import { beforeAll, expect, test } from 'vitest';
import { ageClassOf } from '../../src/inventory/figures.ts';
import { figuresView } from '../../src/jobs/dossier-figures.ts';
import { openScene } from '../../src/jobs/dossier-source.ts';
import { endsOf } from '../../src/jobs/dossier-views.ts';
import { endOfLifeViews } from '../../src/jobs/end-of-life-views.ts';
import type { Common } from '../../src/jobs/installation.ts';
import { type LifecycleMachine, lifecycle, lifecycleMachines } from '../../src/jobs/lifecycle.ts';
import { openCommonStore } from '../../src/store/open.ts';
import { openOffice } from '../journeys/common-dossier.ts';
import { asset, at, commit, dossier, progress, software } from '../store/samples.ts';

const systems = [
  ['Microsoft Windows 11 Professionnel', '10.0.26100'],
  ['Microsoft Windows 11 Entreprise', '10.0.26100'],
  ['Microsoft Windows 10 Famille', '10.0.19045'],
  ['Debian GNU/Linux 9', '9.13'],
  ['Haiku', 'R1'],
  ['Haiku', 'R2'],
  ['', ''],
] as const;
const kinds = ['computer', 'computer', 'phone', 'printer'] as const;

const machines = Array.from({ length: 240 }, (_, index) => {
  const [os = '', osVersion = ''] = systems[(index * 11) % systems.length] ?? [];
  const year = 2026 - (index % 10);
  return asset(`site-${(index * 7) % 3}`, `PC-${(index * 37) % 240}`, {
    ...{ os, osVersion, kind: kinds[index % 4] ?? 'computer', form: index % 5 === 0 ? 'virtual' : 'laptop' },
    biosDate: index % 6 === 0 ? '' : `${year}-11-${String(1 + (index % 28)).padStart(2, '0')}`,
    osInstalledOn: index % 2 === 0 ? `${year + 1}-10-12` : '',
    memoryMb: index % 9 === 0 ? null : 4096 * (1 + (index % 3)),
    software: [software('Firefox', `${120 + (index % 4)}.0`, 'Mozilla'), software(`Outil ${index % 8}`)],
  });
});

let common: Common;
beforeAll(async () => {
  const store = await openCommonStore(':memory:');
  await store.commit(commit('all', { progress: progress('site-0'), dossier: dossier(machines) }));
  const say = (index: number, action: 'set' | 'retire', [field, value] = ['', '']) => {
    const entry = { at: '2026-11-22T03:00:00.000Z', by: 'anne', record: machines[index]?.id ?? '', other: '', until: '' };
    return store.decisions.decide({ entries: [{ ...entry, action, field, value }], trace: [] });
  };
  for (const index of [0, 1, 40]) await say(index, 'set', ['warrantyUntil', '2020-01-01']);
  for (const index of [1, 2, 61]) await say(index, 'set', ['purchasedOn', '2013-02-28']);
  await say(5, 'set', ['os', 'Debian GNU/Linux 8']);
  await say(6, 'set', ['room', '12']);
  for (const index of [7, 8, 40]) await say(index, 'retire');
  common = { ...(await openOffice(store)).common, now: () => new Date(at) };
});

async function machinesOf(asked: { readonly site?: string }): Promise<readonly LifecycleMachine[]> {
  const found: LifecycleMachine[] = [];
  for await (const page of lifecycleMachines(common, asked)) found.push(...page);
  return found;
}

const sum = (found: readonly LifecycleMachine[], keyOf: (machine: LifecycleMachine) => string) =>
  Object.fromEntries([...Map.groupBy(found, keyOf)].map(([key, group]) => [key, group.length]).sort());

const positive = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .sort(),
  );

for (const asked of [{}, { site: 'site-1' }]) {
  test(`lifecycle counts each machine once in each way ${JSON.stringify(asked)}`, async () => {
    const { sites, systems: counted } = await lifecycle(common, asked);
    const found = await machinesOf(asked);
    expect(found.length).toBeGreaterThan(50);
    expect(sites.map(({ site }) => site)).toEqual([...new Set(found.map(({ site }) => site))].sort());
    for (const { site, machines: count, support, age, warranty } of sites) {
      const here = found.filter((machine) => machine.site === site);
      expect(count).toBe(here.length);
      expect(positive(support)).toEqual(sum(here, (machine) => machine.support));
      expect(positive(age)).toEqual(sum(here, (machine) => ageClassOf(machine.ageYears)));
      expect(positive(warranty)).toEqual(sum(here, (machine) => machine.warranty));
    }
    const named = counted.map(({ product, release, supportEnds, machines: count }) => [`${product}|${release}|${supportEnds}`, count]);
    const systemOf = ({ product, release, os, osVersion, supportEnds }: LifecycleMachine) =>
      product === '' ? `${os}|${osVersion}|` : `${product}|${release}|${supportEnds}`;
    expect(positive(Object.fromEntries(named))).toEqual(sum(found, systemOf));
  });
}

test('systems that nothing else tells apart stand in the order in which they came', async () => {
  const { systems: counted } = await lifecycle(common, {});
  const found = await machinesOf({});
  const came = [...new Set(found.filter(({ os }) => os === 'Haiku').map(({ osVersion }) => osVersion))];
  const shown = counted.filter(({ product }) => product === 'Haiku');
  const equal = shown[0]?.machines === shown[1]?.machines;
  expect(shown.map(({ release }) => release)).toEqual(
    equal ? came : shown.toSorted((a, b) => b.machines - a.machines).map((s) => s.release),
  );
});

for (const limit of [0, 1, 3, 1_000]) {
  test(`ends of support name the first ${limit} machines of the list and count the others`, async () => {
    const scene = await openScene(common);
    const rows = await common.store.listing.listed({ order: 'site', after: null, limit: 1_000, without: scene.without });
    const running = Map.groupBy(
      rows.flatMap((row) => endsOf(scene, row).map((end) => ({ ...end, id: row.id }))),
      ({ product }) => product,
    );
    const views = await endOfLifeViews(scene, limit);
    expect(views.length).toBeGreaterThan(2);
    expect(
      views.map(({ product, ends, state, assets, omitted }) => [product, ends, state, assets.map((one) => one.asset.id), omitted]),
    ).toEqual(
      [...running]
        .map(([product, [first, ...others]]) => {
          const ids = [first, ...others].map((each) => each?.id ?? '');
          return [product, first?.ends ?? '', first?.state, ids.slice(0, limit), Math.max(0, ids.length - limit)] as const;
        })
        .toSorted(([a, endsA], [b, endsB]) => (endsA < endsB ? -1 : endsA > endsB ? 1 : a < b ? -1 : 1)),
    );
  });
}

test('charts count all assets in use, and show the software that is installed most', async () => {
  const scene = await openScene(common);
  const { byMemory, byDisk, byAge, byOs, byKind, bySite, softwareVersions } = await figuresView(scene);
  for (const counts of [byMemory, byDisk, byAge, byOs, byKind, bySite]) expect(counts.reduce((all, { count }) => all + count, 0)).toBe(237);
  const unknown = machines.filter(({ report, id }) => report.memoryMb === null && !scene.without.includes(id));
  expect(byMemory.find(({ label }) => label === 'unknown')?.count).toBe(unknown.length);
  expect(softwareVersions.map(({ name }) => name)).toEqual(['Firefox', 'Outil 0', 'Outil 1', 'Outil 2', 'Outil 3', 'Outil 4']);
  expect(softwareVersions[0]?.versions).toEqual(['120.0', '121.0', '122.0', '123.0'].map((label) => ({ label, count: 60 })));
});
