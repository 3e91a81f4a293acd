/** Many possible doubles over the web door: searched, sorted, in pages without loss or repetition, and as the file that is seen. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCommonStore } from '../../src/store/open.ts';
import { expectOk } from '../journeys/company.ts';
import { asset, commit, dossier, progress } from '../store/samples.ts';
import { type Door, openDoor } from './door.ts';

const sites = ['lyon', 'nord'] as const;
const reasons = ['clone', 'several-candidates', 'weak-evidence', 'contradiction'] as const;
const machinesOf = (site: string) =>
  Array.from({ length: 60 }, (_, number) => asset(site, `${site === 'lyon' ? 'ÉCRAN' : 'Poste'}-${number + 10}`));

/** The machines of a site two by two, of four reasons; every third pair agrees in two ways. */
const doublesOf = (machines: ReturnType<typeof machinesOf>) =>
  Array.from({ length: 30 }, (_, index) => ({
    ...{ a: machines[index * 2]?.id ?? '', b: machines[index * 2 + 1]?.id ?? '', reason: reasons[index % 4] ?? 'clone' },
    agreeing: [
      { kind: 'uuid' as const, value: `U-${index}` },
      ...(index % 3 === 0 ? [{ kind: 'board' as const, value: '=cmd|calc' }] : []),
    ],
    differing: [{ kind: 'serial' as const, a: `DELL|A${index}`, b: `DELL|B${index}` }],
  }));

let door: Door;
beforeAll(async () => {
  door = await openDoor({ mailboxes: ['siege@mail.test'] });
  const { world } = door.desk;
  const mail = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const settings = { role: 'common', site: 'siege', name: 'Siège', ...mail } as const;
  expectOk(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
  await mkdir(join(world.home, 'dossier'), { recursive: true });
  const store = await openCommonStore(join(world.home, 'dossier', 'dossier.db'));
  for (const site of sites) {
    const machines = machinesOf(site);
    const change = { ...dossier(machines), doubles: doublesOf(machines), judged: machines.map(({ id }) => id) };
    await store.commit(commit(site, { progress: progress(site), dossier: change }));
  }
  await store.close();
}, 60_000);
afterAll(() => door.close());

type Query = Readonly<Record<string, string | number>>;
const list = (query: Query = {}) => door.ask('GET /api/doubles', { query });
type Pairs = Awaited<ReturnType<typeof list>>['rows'];
const nameOf = ({ a, b }: Pairs[number]): string => `${a.name} ${b.name}`;

async function everyPair(query: Query): Promise<Pairs> {
  const pairs: Pairs = [];
  for (let cursor = ''; ; ) {
    const { rows, next } = await list({ ...query, limit: 7, cursor });
    pairs.push(...rows);
    if (next === '') return pairs;
    cursor = next;
  }
}

test('those that agree in most stand first', async () => {
  const { total, rows } = await list({ limit: 21 });
  expect(total).toBe(60);
  expect(rows.map(({ agreeing }) => agreeing.length)).toEqual([...Array(20).fill(2), 1]);
});

test('each stands once, in any order, both ways, by cursor as by offset', async () => {
  for (const sort of ['a', 'siteA', 'b', 'siteB', 'reason', 'agreeing', 'lastA', 'lastB'])
    for (const direction of ['asc', 'desc']) {
      const names = (await everyPair({ sort, direction })).map(nameOf);
      expect(new Set(names).size, sort).toBe(60);
      expect((await list({ sort, direction, limit: 500 })).rows.map(nameOf), sort).toEqual(names);
      expect((await list({ sort, direction, limit: 10, offset: 55 })).rows.map(nameOf), sort).toEqual(names.slice(55));
    }
  const reasonsBy = async (direction: string) => (await everyPair({ sort: 'reason', direction })).map(({ reason }) => reason);
  expect([...new Set(await reasonsBy('asc'))]).toEqual(reasons);
  expect((await reasonsBy('desc')).toReversed()).toEqual(await reasonsBy('asc'));
});

test('those that are alike in what is sorted by stand by name, both ways', async () => {
  for (const direction of ['asc', 'desc']) {
    const names = (await list({ sort: 'siteA', direction, site: 'nord', limit: 500 })).rows.map(nameOf);
    expect(names).toEqual(names.toSorted());
  }
});

test('are found by the name or the site of either machine, and chosen by site and reason', async () => {
  expect((await list({ text: 'ecran-1', sort: 'a', direction: 'asc' })).rows.map(nameOf)).toEqual([
    'ÉCRAN-10 ÉCRAN-11',
    'ÉCRAN-12 ÉCRAN-13',
    'ÉCRAN-14 ÉCRAN-15',
    'ÉCRAN-16 ÉCRAN-17',
    'ÉCRAN-18 ÉCRAN-19',
  ]);
  expect((await list({ text: 'LYON' })).total).toBe(30);
  expect((await list({ site: 'nord' })).total).toBe(30);
  const clones = await list({ site: 'nord', reason: 'clone' });
  expect(clones.total).toBe(8);
  expect(clones.rows.every(({ reason, a }) => reason === 'clone' && a.site.id === 'nord')).toBe(true);
  expect(await door.refused('GET /api/doubles', { query: { reason: 'any' } })).toMatchObject({ kind: 'request-invalid' });
});

test('come as a file of what is seen: the same pairs, order and columns, in the words of the page, without formulas', async () => {
  const query = { text: 'écran', sort: 'b', direction: 'desc' };
  const seen = await list({ ...query, limit: 500 });
  const columns = 'b,a,reason,agreeing,differing';
  const csv = await (await door.request('GET /api/doubles.csv', { query: { ...query, columns }, language: 'fr' })).text();
  const lines = csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe(columns);
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual(seen.rows.map(({ a, b }) => [b.name, a.name]));
  expect(lines.find((line) => line.startsWith('ÉCRAN-11,'))?.replaceAll('\u00a0', ' ')).toBe(
    'ÉCRAN-11,ÉCRAN-10,clone probable,UUID : U-0; série de la carte mère : =cmd|calc,numéro de série : DELL A0 ≠ DELL B0',
  );
  const workbook = await door.request('GET /api/doubles.xlsx', { query });
  expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
});

test('a cursor of another order is refused', async () => {
  const { next } = await list({ limit: 5, sort: 'a' });
  expect(await door.refused('GET /api/doubles', { query: { sort: 'b', cursor: next } })).toMatchObject({ kind: 'request-invalid' });
});
