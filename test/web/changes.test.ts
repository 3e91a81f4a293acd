/** Changes through the web door: newest first, filtered, in words, as files. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineFile } from '../journeys/machine-files.ts';
import type { Door } from './door.ts';
import { openFilledDoor } from './filled-door.ts';

const days = ['2026-10-01', '2026-10-05', '2026-10-09'] as const;

const fileOf = (name: string, step: number) => ({
  path: `${name}.ocs`,
  content: machineFile({
    ...{ name, date: `${days[step]} 08:00:00`, serial: `${name}S1`, memory: 4096 * (step + 1) },
    software: ['Firefox', ...(step === 2 ? ['Inkscape'] : [])],
  }),
});
const names = Array.from({ length: 9 }, (_, index) => `PC-${index + 1}`);

let door: Door;
beforeAll(async () => {
  door = await openFilledDoor({
    parcels: [
      { site: 'lyon', put: names.map((name) => fileOf(name, 0)) },
      { site: 'nord', put: [fileOf('NORD-1', 0)] },
      { site: 'lyon', put: names.map((name) => fileOf(name, 1)) },
      { site: 'lyon', put: [fileOf('PC-1', 2)] },
    ],
  });
}, 60_000);
afterAll(() => door.close());

const list = (query: Readonly<Record<string, string | number>> = {}, language: 'fr' | 'en' = 'en') =>
  door.ask('GET /api/changes', { query, language });

test('come newest first, or oldest first, each once by cursor as by offset', async () => {
  const whole = (await list({ limit: 500 })).rows;
  const dates = whole.map(({ date }) => date);
  expect(dates).toEqual([...dates].sort().reverse());
  const numbers: number[] = [];
  for (let cursor = ''; ; ) {
    const page = await list({ limit: 4, cursor });
    numbers.push(...page.rows.map(({ number }) => number));
    cursor = page.next;
    if (cursor === '') break;
  }
  expect(numbers).toEqual(whole.map(({ number }) => number));
  expect((await list({ limit: 3, offset: 2 })).rows.map(({ number }) => number)).toEqual(numbers.slice(2, 5));
  expect((await list({ direction: 'asc', limit: 1 })).rows[0]?.number).toBe(numbers.at(-1));
});

test('are told in the language of who asks, with the asset that they are about', async () => {
  const [change] = (await list({ kind: 'software-installed' }, 'fr')).rows;
  expect(change).toMatchObject({ kind: 'software-installed', site: { id: 'lyon' }, asset: { name: 'PC-1' } });
  expect(change?.text).toBe('Inkscape 1.0 installé');
  expect((await list({ asset: change?.asset.id ?? '' })).rows.every(({ asset }) => asset.name === 'PC-1')).toBe(true);
});

test('are narrowed by kind, site, text and days of this installation', async () => {
  expect((await list({ kind: 'memory' })).total).toBe(10);
  expect((await list({ kind: 'memory,software-installed' })).total).toBe(11);
  expect((await list({ site: 'nord' })).rows.map(({ kind }) => kind)).toEqual(['appeared']);
  expect((await list({ text: 'INKSCAPE' })).total).toBe(1);
  expect((await list({ kind: 'memory', since: '2026-10-05', until: '2026-10-05' })).total).toBe(9);
  expect((await list({ kind: 'memory', until: '2026-10-04' })).total).toBe(0);
  expect((await list({ kind: 'memory', since: '2026-10-06' })).total).toBe(1);
});

test('refuse kinds and days that there are not', async () => {
  expect((await door.refused('GET /api/changes', { query: { kind: 'memory,weather' } })).fields[0]?.path).toBe('kind');
  expect((await door.refused('GET /api/changes', { query: { since: '2026-13-01' } })).fields[0]?.path).toBe('since');
});

test('are exported as they are shown', async () => {
  const asking = { query: { kind: 'software-installed', columns: 'asset,kind,text' }, language: 'fr' } as const;
  expect(await (await door.request('GET /api/changes.csv', asking)).text()).toBe(
    'asset,kind,text\r\nPC-1,logiciel installé,Inkscape 1.0 installé\r\n',
  );
  const workbook = await door.request('GET /api/changes.xlsx');
  expect(
    Buffer.from(await workbook.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});
