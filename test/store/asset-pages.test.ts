import { describe, expect, test } from 'vitest';
import { parseQuestion, type Question } from '../../src/inventory/questions.ts';
import type { AssetReport } from '../../src/inventory/report.ts';
import { fold } from '../../src/store/folded-text.ts';
import { type AssetChoice, type AssetOrder, type AssetQuestion, assetOrders, type TableRow } from '../../src/store/listing-port.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { times } from '../bench/draw.ts';
import { places } from './places.ts';
import { asset, commit, dossier, filePut, progress, software } from './samples.ts';

const asked = (text: string): Question => {
  const parsed = parseQuestion(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
};

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

const makers = ['Dell Inc.', 'dell inc.', 'Éclair', 'HP', '', 'Zèbre', 'œuvre'];
const names = ['Été', 'ete', 'PC-1', 'pc-1', 'Ω', '', '100%', "l'un", 'a_b', 'a\\b', 'Z', '数'];

const facts = (index: number): Partial<AssetReport> => ({
  name: pick(names, index * 7),
  manufacturer: pick(makers, index),
  model: pick(['', 'Latitude 5420', 'latitude 5420', 'Élite'], index),
  serial: pick(['', 'S1', 's1', 'É2'], index),
  user: pick(['camille', '', 'Zoé', 'ZOE'], index),
  os: pick(['Microsoft Windows 11', '', 'Debian', 'débian'], index),
  kind: pick(['computer', 'printer', 'phone'] as const, index),
  form: pick(['desktop', 'laptop', ''] as const, index),
  memoryMb: pick([16_384, null, 8_192, 0], index),
  biosDate: pick(['', '2020-01-01', '2019-05-05'], index),
  software: times(index % 3, (slot) => software(`Logiciel ${slot}`)),
});

const count = 61;
const sites = ['lyon', 'nord', 'brest'];

async function fill(store: CommonStore): Promise<void> {
  for (const [at, site] of sites.entries()) {
    const assets = times(count, (index) => index)
      .filter((index) => index % sites.length === at)
      .map((index) => asset(site, `PC-${index}`, facts(index)));
    await store.commit(commit(site, { progress: progress(site), dossier: dossier(assets), at: `2026-11-2${at}T02:00:00.000Z` }));
  }
  const file = { ...filePut('gone.ocs'), records: [asset('lyon', 'PC-0').id] };
  await store.commit(commit('put', { filesPut: [file] }));
  await store.commit(commit('gone', { filesDeleted: ['gone.ocs'] }));
}

/** What rows are sorted by, as JavaScript reads it from the rows; after that by name, but for those that have no second key. */
const keyOf: Readonly<Record<AssetOrder, (row: TableRow) => readonly (string | number)[]>> = {
  site: ({ site, name, id }) => [site, fold(name), id],
  name: ({ name }) => [fold(name)],
  kind: ({ kind, name }) => [kind, fold(name)],
  os: ({ os, osVersion, name }) => [fold(`${os} ${osVersion}`.trim()), fold(name)],
  manufacturer: ({ manufacturer, name }) => [fold(manufacturer), fold(name)],
  model: ({ model, name }) => [fold(model), fold(name)],
  serial: ({ serial }) => [fold(serial)],
  user: ({ user, name }) => [fold(user), fold(name)],
  lastSeen: ({ lastSeen }) => [lastSeen],
  firstSeen: ({ firstSeen }) => [firstSeen],
  inventoryDate: ({ inventoryDate }) => [inventoryDate],
  memoryMb: ({ memoryMb, name }) => [memoryMb ?? -1, fold(name)],
  biosDate: ({ biosDate, name }) => [biosDate, fold(name)],
  softwareCount: ({ softwareCount, name }) => [softwareCount, fold(name)],
};

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, mine] of a.entries()) {
    const theirs = b[index] ?? '';
    const order =
      typeof mine === 'number' && typeof theirs === 'number'
        ? mine - theirs
        : Buffer.compare(Buffer.from(`${mine}`), Buffer.from(`${theirs}`));
    if (order !== 0) return order;
  }
  return 0;
}

const everything: AssetChoice = { filters: {}, without: [] };

async function allByCursor(store: CommonStore, question: Omit<AssetQuestion, 'limit'>, limit: number): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.listing.assetPage({ ...question, limit, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    if (page.next === '') return rows;
    after = page.next;
  }
}

async function allByOffset(store: CommonStore, question: Omit<AssetQuestion, 'limit'>, limit: number): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for (let offset = 0; ; offset += limit) {
    const page = await store.listing.assetPage({ ...question, limit, offset });
    rows.push(...page.rows);
    if (offset + limit >= page.total) return rows;
  }
}

const idsOf = (rows: readonly TableRow[]): readonly string[] => rows.map(({ id }) => id);

describe.each(places(openCommonStore))('the table of assets in %s', (_, open) => {
  const filled = async (): Promise<CommonStore> => {
    const store = await open();
    await fill(store);
    return store;
  };

  test('has every row once, in every order and direction, whatever way the pages are turned', async () => {
    const store = await filled();
    for (const order of assetOrders) {
      const question = { ...everything, order, direction: 'asc' } as const;
      const rows = await allByCursor(store, question, 7);
      expect({ order, ids: new Set(idsOf(rows)).size }).toEqual({ order, ids: count });
      const keys = rows.map(keyOf[order]);
      expect(keys).toEqual(keys.toSorted(compare));
      const turned = idsOf(rows).toReversed();
      expect(idsOf(await allByOffset(store, question, 7))).toEqual(idsOf(rows));
      expect(idsOf(await allByCursor(store, { ...question, direction: 'desc' }, 5))).toEqual(turned);
      expect(idsOf(await allByOffset(store, { ...question, direction: 'desc' }, 8))).toEqual(turned);
    }
  });

  test('shows of each row what is known of it', async () => {
    const store = await filled();
    const { rows } = await store.listing.assetPage({ ...everything, order: 'site', direction: 'asc', limit: 1_000 });
    const [known] = await store.assets({ site: 'nord', name: 'été' });
    const { deviceId: _d, uuid: _u, cpu: _c, disks: _k, osInstalledOn: _i, sources: _s, ...shown } = known!;
    expect(rows.find(({ id }) => id === known?.id)).toEqual({ ...shown, matched: [] });
    expect(rows.filter(({ missingSince }) => missingSince !== '')).toHaveLength(1);
  });

  test('is chosen by filters, all of which must hold', async () => {
    const store = await filled();
    const { rows: all } = await store.listing.assetPage({ ...everything, order: 'name', direction: 'asc', limit: 1_000 });
    const choices: readonly (readonly [AssetChoice['filters'], (row: TableRow) => boolean])[] = [
      [{ site: 'nord' }, ({ site }) => site === 'nord'],
      [{ kind: 'printer', form: 'laptop' }, ({ kind, form }) => kind === 'printer' && form === 'laptop'],
      [{ os: '' }, ({ os }) => os === ''],
      [{ os: 'Debian', site: 'lyon' }, ({ os, site }) => os === 'Debian' && site === 'lyon'],
      [{ missing: true }, ({ missingSince }) => missingSince !== ''],
      [{ missing: false }, ({ missingSince }) => missingSince === ''],
      [{ site: "nord' or 1=1 --" }, () => false],
    ];
    for (const [filters, isChosen] of choices) {
      const page = await store.listing.assetPage({ ...everything, filters, order: 'name', direction: 'asc', limit: 1_000 });
      expect({ filters, ids: idsOf(page.rows) }).toEqual({ filters, ids: idsOf(all.filter(isChosen)) });
      expect(page).toMatchObject({ total: page.rows.length, isMore: false, next: '', isLost: false });
    }
    const without = idsOf(all.slice(0, 10));
    const left = await store.listing.assetPage({ ...everything, without, order: 'name', direction: 'asc', limit: 1_000 });
    expect(idsOf(left.rows)).toEqual(idsOf(all.slice(10)));
    expect(left.total).toBe(count - 10);
  });

  test('answers a question as search does, and says what matched', async () => {
    const store = await filled();
    for (const text of [
      'windows',
      'user:zo -site:nord',
      'software:"logiciel 1"',
      'missing:yes',
      'name:% ',
      'name:_b',
      `name:"l'u"`,
      'name:"a\\b"',
    ]) {
      const question = asked(text);
      const found = await store.search(question);
      const page = await store.listing.assetPage({ ...everything, question, order: 'site', direction: 'asc', limit: 1_000 });
      expect(page.rows.map(({ id, matched }) => ({ id, matched }))).toEqual(found.assets.map(({ id, matched }) => ({ id, matched })));
      expect(page.total).toBe(found.total);
    }
    const nothing = await store.listing.assetPage({ ...everything, question: asked('logiciel'), order: 'os', direction: 'asc', limit: 5 });
    expect(nothing).toMatchObject({ total: 0, rows: [], asSoftware: ['logiciel'] });
  });

  test('counts values, each facet without its own filter', async () => {
    const store = await filled();
    const { rows: all } = await store.listing.assetPage({ ...everything, order: 'name', direction: 'asc', limit: 1_000 });
    const counted = (facet: 'site' | 'kind' | 'os', rows: readonly TableRow[]) =>
      [...Map.groupBy(rows, (row) => row[facet])]
        .map(([value, group]) => ({ value, count: group.length }))
        .toSorted((a, b) => b.count - a.count || compare([a.value], [b.value]));
    const facets = await store.listing.assetFacets({ ...everything, filters: { kind: 'printer' } }, 100);
    const printers = all.filter(({ kind }) => kind === 'printer');
    expect(facets).toEqual({ site: counted('site', printers), kind: counted('kind', all), os: counted('os', printers) });
    expect((await store.listing.assetFacets(everything, 2)).kind).toEqual(counted('kind', all).slice(0, 2));
  });

  test('keeps its place when assets come between two pages', async () => {
    const store = await filled();
    const question = { ...everything, order: 'name', direction: 'asc' } as const;
    const before = await store.listing.assetPage({ ...question, limit: 30 });
    const newcomers = [asset('lyon', 'new 1', { name: '' }), asset('lyon', 'new 2', { name: '\u{10ffff}' })];
    await store.commit(commit('newcomers', { dossier: dossier(newcomers) }));
    const after = await store.listing.assetPage({ ...question, limit: 1_000, after: before.next });
    expect(new Set([...idsOf(before.rows), ...idsOf(after.rows)]).size).toBe(count + 1);
    expect(after.rows.at(-1)?.id).toBe(newcomers[1]?.id);
    expect(after).toMatchObject({ total: count + 2, next: '' });
  });

  test('has no rows after what is no cursor of this order', async () => {
    const store = await filled();
    const question = { ...everything, order: 'name', direction: 'asc', limit: 5 } as const;
    const { next } = await store.listing.assetPage(question);
    const forged = Buffer.from(JSON.stringify(['assets name asc', { $ne: 1 }, 2])).toString('base64url');
    for (const [after, more] of [
      [next, { order: 'os' }],
      [next, { direction: 'desc' }],
      ['nonsense', {}],
      ['', {}],
      [forged, {}],
    ] as const)
      expect(await store.listing.assetPage({ ...question, ...more, after })).toMatchObject({ rows: [], next: '', isLost: true });
  });
});

test('of which much is chosen, the order is walked: the same rows as where it is sorted', async () => {
  const store = await openCommonStore(':memory:');
  const many = times(4_500, (index) => asset('lyon', `PC-${index}`, { ...facts(index), software: null }));
  await store.commit(commit('many', { dossier: dossier(many) }));
  const choice = { filters: { missing: false }, without: [many[0]!.id, many[9]!.id], question: asked('-os:debian') };
  const { assets } = await store.search(choice.question);
  const chosen = new Set(assets.map(({ id }) => id).filter((id) => !choice.without.includes(id)));
  expect(chosen.size).toBeGreaterThan(2_000);
  for (const order of ['site', 'os', 'memoryMb'] as const) {
    const rows = await allByCursor(store, { ...choice, order, direction: 'asc' }, 900);
    expect(new Set(idsOf(rows))).toEqual(chosen);
    expect(rows.map(keyOf[order])).toEqual(rows.map(keyOf[order]).toSorted(compare));
    expect(idsOf(await allByOffset(store, { ...choice, order, direction: 'desc' }, 700))).toEqual(idsOf(rows).toReversed());
  }
  await store.close();
});
