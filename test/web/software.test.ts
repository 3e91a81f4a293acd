/** Software through the web door: products in pages, their versions, files. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineFile } from '../journeys/machine-files.ts';
import type { Door } from './door.ts';
import { openFilledDoor } from './filled-door.ts';

const date = '2026-10-01 08:00:00';
const titles = Array.from({ length: 30 }, (_, index) => `Outil ${String(index).padStart(2, '0')}`);
const fileOf = (name: string, software: readonly string[]) => ({
  path: `${name}.ocs`,
  content: machineFile({ name, date, serial: `${name}S1`, software }),
});

let door: Door;
beforeAll(async () => {
  door = await openFilledDoor({
    parcels: [
      { site: 'lyon', put: [fileOf('PC-A', [...titles, 'Firefox']), fileOf('PC-B', ['Firefox', '+HYPERLINK("x")'])] },
      { site: 'nord', put: [fileOf('PC-C', ['Firefox', 'Éditeur'])] },
    ],
  });
}, 60_000);
afterAll(() => door.close());

const list = (query: Readonly<Record<string, string | number>> = {}) => door.ask('GET /api/software', { query });

test('counts each product over all sites, or at one', async () => {
  const all = await list({ sort: 'installations', direction: 'desc', limit: 1 });
  expect(all).toMatchObject({ total: 33, uncounted: 0, rows: [{ name: 'Firefox', versions: 1, installations: 3, sites: 2 }] });
  expect((await list({ text: 'firefox', site: 'nord' })).rows).toMatchObject([{ installations: 1, sites: 1 }]);
});

test('finds by a part of the name, whatever case and accents', async () => {
  expect((await list({ text: 'EDITEUR' })).rows.map(({ name }) => name)).toEqual(['Éditeur']);
  expect((await list({ text: 'nothing of that name' })).total).toBe(0);
});

test('has each product once, by cursor as by offset', async () => {
  const names: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await list({ limit: 8, cursor });
    names.push(...page.rows.map(({ name }) => name));
    cursor = page.next;
    if (cursor === '') break;
  }
  expect(new Set(names).size).toBe(33);
  expect((await list({ limit: 500 })).rows.map(({ name }) => name)).toEqual(names);
  expect((await list({ limit: 8, offset: 30 })).rows.map(({ name }) => name)).toEqual(names.slice(30));
});

test('unfolds the versions of a product', async () => {
  const versions = await door.ask('GET /api/software/versions', { query: { name: 'Firefox' } });
  expect(versions).toEqual([{ version: '1.0', installations: 3, sites: 2 }]);
  expect(await door.ask('GET /api/software/versions', { query: { name: 'Nobody has it' } })).toEqual([]);
});

test('is exported as it is shown, without formulas', async () => {
  const csv = await (await door.request('GET /api/software.csv', { query: { sort: 'name', columns: 'name,installations' } })).text();
  const lines = csv.trimEnd().split('\r\n');
  expect(lines[0]).toBe('name,installations');
  expect(lines).toHaveLength(34);
  expect(lines).toContain('Firefox,3');
  expect(lines.some((line) => line.includes("'+HYPERLINK"))).toBe(true);
  const workbook = await door.request('GET /api/software.xlsx');
  expect(
    Buffer.from(await workbook.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});
