/** Key software and ageing over the web door: the same figures as the commands', page by page, and as files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keySoftware } from '../../src/jobs/key-software.ts';
import { lifecycle } from '../../src/jobs/lifecycle.ts';
import { openCommonStore } from '../../src/store/open.ts';
import { expectOk } from '../journeys/company.ts';
import { asset, at, commit, dossier, progress, software } from '../store/samples.ts';
import { type Door, openDoor } from './door.ts';

/** Sixty machines without Firefox, so that there is a second page. */
const many = Array.from({ length: 60 }, (_, number) =>
  asset('nord', `NU-${number + 10}`, { software: [software('Zoom')], os: 'Haiku', osVersion: 'R1' }),
);
const machines = [
  asset('lyon', 'PC-01', { software: [software('Firefox', '127.0')], biosDate: '2015-02-01' }),
  asset('lyon', 'PC-02', { software: [software('Firefox', '128.1'), software('AutoCAD 2024')], os: 'Debian GNU/Linux', osVersion: '9' }),
  asset('nord', 'PC-03', { software: [software('TeamViewer', '15'), software('AutoCAD 2024')], os: 'Haiku', osVersion: 'R1' }),
  asset('lyon', 'IMP-1', { kind: 'printer', software: [] }),
  ...many,
];

let door: Door;
beforeAll(async () => {
  door = await openDoor({ mailboxes: ['siege@mail.test'] });
  const { world } = door.desk;
  const settings = {
    role: 'common',
    site: 'siege',
    name: 'Siège',
    address: 'siege@mail.test',
    mailbox: 'memory:siege@mail.test',
    outbox: 'memory:out',
  } as const;
  expectOk(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
  await mkdir(join(world.home, 'dossier'), { recursive: true });
  const store = await openCommonStore(join(world.home, 'dossier', 'dossier.db'));
  for (const site of ['lyon', 'nord']) {
    const own = machines.filter(({ stored }) => stored.site === site);
    await store.commit(commit(site, { progress: progress(site), dossier: dossier(own) }));
  }
  const word = { at, by: 'anne', record: machines[0]?.id ?? '', other: '', until: '' };
  await store.decisions.decide({ entries: [{ ...word, action: 'set', field: 'warrantyUntil', value: '2020-01-01' }], trace: [] });
  await store.close();
}, 60_000);
afterAll(() => door.close());

const commonOf = async () => {
  const looked = expectOk(await door.desk.look());
  if (looked.role !== 'common') throw new Error('not a common site');
  return looked.common;
};

const fileText = async (
  key: Parameters<Door['request']>[0],
  query: Record<string, string>,
  language: 'fr' | 'en' = 'en',
): Promise<string> => {
  const answer = await door.request(key, { query, language });
  expect(answer.status).toBe(200);
  return answer.text();
};

const linesOf = (csv: string): readonly string[] =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');

type Named = { readonly rows: readonly { readonly asset: { readonly name: string } }[]; readonly next: string };

/** By cursor, seven at a time. */
async function everyName(ask: (paging: { readonly limit: number; readonly cursor: string }) => Promise<Named>): Promise<readonly string[]> {
  const names: string[] = [];
  for (let cursor = ''; ; ) {
    const { rows, next } = await ask({ limit: 7, cursor });
    names.push(...rows.map(({ asset: { name } }) => name));
    if (next === '') return names;
    cursor = next;
  }
}

describe('key software', () => {
  test('that nobody named is an empty list', async () => {
    expect(await door.ask('GET /api/key-software')).toMatchObject({ entries: [], licences: [], preferencesVersion: 0 });
  });

  test('has the figures of the command, in all and by site', async () => {
    await mkdir(join(door.desk.world.home, 'preferences'), { recursive: true });
    const list = ['Firefox >= 128', '"!TeamViewer"', '\'"AutoCAD" x 1\''].map((entry) => `  - ${entry}\n`).join('');
    await writeFile(join(door.desk.world.home, 'preferences', 'preferences.yaml'), `keySoftware:\n${list}`);
    door.passDays(1);
    const told = await door.ask('GET /api/key-software');
    const { entries, licences, judged } = await keySoftware(await commonOf(), { machines: 0 });
    const counts = ({ present, outdated, absent, forbidden }: (typeof entries)[number] | (typeof told.entries)[number]) => ({
      present,
      outdated,
      absent,
      forbidden,
    });
    expect(told.entries.map(counts)).toEqual(entries.map(counts));
    expect(told.entries[0]).toMatchObject({ name: 'Firefox', expected: '>= 128', present: 1, outdated: 1, absent: 61 });
    expect(told.entries[1]).toMatchObject({ isForbidden: true, forbidden: 1 });
    expect(told.judged).toBe(judged);
    expect(told.licences).toMatchObject([{ licences: licences[0]?.licences, installations: 2, left: -1 }]);
    expect(await door.ask('GET /api/key-software', { query: { site: 'lyon' } })).toMatchObject({
      judged: 2,
      entries: [{ absent: 0 }, { forbidden: 0 }],
    });
  });

  test('is judged on computers: a printer lacks no browser', async () => {
    const judgedOf = async (index: number) => {
      const id = machines[index]?.id ?? '';
      return (await door.ask('GET /api/assets/:id', { parameters: { id } })).keySoftware.map(({ name, verdict }) => `${name} ${verdict}`);
    };
    expect(await judgedOf(0)).toEqual(['Firefox outdated']);
    expect(await judgedOf(3)).toEqual([]);
  });

  test('names its machines page by page, each once', async () => {
    const query = { entry: 'Firefox >= 128', status: 'absent' };
    const first = await door.ask('GET /api/key-software/machines', { query: { ...query, limit: 1 }, language: 'fr' });
    expect(first).toMatchObject({ total: 61, isMore: false });
    expect(first.rows).toMatchObject([
      { asset: { name: 'NU-10' }, status: 'absent', statusWord: 'absent', versions: [], site: { id: 'nord' } },
    ]);
    const names = await everyName((paging) => door.ask('GET /api/key-software/machines', { query: { ...query, ...paging } }));
    expect(new Set(names).size).toBe(61);
    const outdated = await door.ask('GET /api/key-software/machines', { query: { entry: 'Firefox >= 128', status: 'outdated' } });
    expect(outdated.rows).toMatchObject([{ asset: { name: 'PC-01' }, versions: ['127.0'] }]);
    expect(await door.ask('GET /api/key-software/machines', { query: { entry: 'Nothing', status: 'absent' } })).toMatchObject({
      rows: [],
      total: 0,
      next: '',
    });
  });

  test('searches and sorts its machines, and writes a file of what is shown', async () => {
    const query = { entry: 'Firefox >= 128', status: 'absent', text: 'nu-3', sort: 'name', direction: 'desc' };
    const shown = await door.ask('GET /api/key-software/machines', { query });
    const wanted = Array.from({ length: 10 }, (_, number) => `NU-${39 - number}`);
    expect(shown.rows.map(({ asset: { name } }) => name)).toEqual(wanted);
    const csv = linesOf(await fileText('GET /api/key-software/machines.csv', { ...query, columns: 'name,site' }));
    expect(csv).toEqual(['name,site', ...wanted.map((name) => `${name},nord`)]);
    expect((await door.ask('GET /api/key-software/machines', { query: { ...query, site: 'lyon' } })).total).toBe(0);
    const workbook = await door.request('GET /api/key-software/machines.xlsx', { query });
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
  });

  test('refuses a cursor of another order, and one that somebody typed', async () => {
    const query = { entry: 'Firefox >= 128', status: 'absent', limit: 5 };
    const { next } = await door.ask('GET /api/key-software/machines', { query });
    for (const cursor of ['typed', Buffer.from('{}').toString('base64url'), next])
      expect(await door.refused('GET /api/key-software/machines', { query: { ...query, sort: 'site', cursor } })).toMatchObject({
        kind: 'request-invalid',
      });
  });

  test('comes as a file of what is shown, with the keys of the command’s', async () => {
    const all = (await fileText('GET /api/key-software/file', {}))
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n');
    expect(all[0]).toContain('entry,status,site,name,versions,asset');
    expect(all).toHaveLength(1 + 1 + 61 + 1);
    const some = (await fileText('GET /api/key-software/file', { entry: 'Firefox >= 128', status: 'outdated' }, 'fr')).trim().split('\r\n');
    expect(some).toHaveLength(2);
    expect(some[1]).toContain('trop ancien,lyon,PC-01,127.0');
    const sheet = await door.request('GET /api/key-software/file', { query: { format: 'xlsx' } });
    expect(sheet.headers.get('content-type')).toContain('spreadsheetml');
    expect(sheet.headers.get('content-disposition')).toMatch(/key-software-\d{4}-\d\d-\d\d\.xlsx/);
    expect(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });
});

describe('lifecycle', () => {
  test('has the figures of the command, with names in both languages', async () => {
    const told = await door.ask('GET /api/lifecycle', { language: 'fr' });
    const report = await lifecycle(await commonOf(), {});
    expect(
      told.sites.map(({ site: { id }, machines: count, support, age, warranty }) => ({
        site: id,
        machines: count,
        support,
        age,
        warranty,
      })),
    ).toEqual(report.sites);
    expect(told.machines).toBe(63);
    expect(told.systems.find(({ name }) => name === 'Debian 9')).toMatchObject({ support: 'ended', machines: 1 });
    expect(told.names.support.ended).toBe('terminé');
    expect((await door.ask('GET /api/lifecycle')).names.support.ended).toBe('ended');
  });

  test('draws what it counts', async () => {
    const { figures, sites } = await door.ask('GET /api/lifecycle');
    expect(figures.map(({ name }) => name)).toEqual(['support', 'supportBySite', 'age', 'ageBySite', 'warranty', 'warrantyBySite']);
    const ended = sites.reduce((sum, { support }) => sum + (support['ended'] ?? 0), 0);
    expect(figures[0]?.rows.find(({ label }) => label === 'ended')?.count).toBe(ended);
    expect(figures[0]?.description).toContain(`ended: ${ended}`);
  });

  test('names the machines of a class page by page', async () => {
    const query = { by: 'support', class: 'unknown', site: 'nord' };
    expect(await door.ask('GET /api/lifecycle/machines', { query })).toMatchObject({ total: 61 });
    const names = await everyName((paging) => door.ask('GET /api/lifecycle/machines', { query: { ...query, ...paging } }));
    expect(new Set(names).size).toBe(61);
    const over = await door.ask('GET /api/lifecycle/machines', { query: { by: 'warranty', class: 'ended' } });
    expect(over.rows).toMatchObject([{ asset: { name: 'PC-01' }, warrantyUntil: '2020-01-01' }]);
  });

  test('names the machines on a system as often as it counts them', async () => {
    const { systems } = await door.ask('GET /api/lifecycle');
    for (const { name, machines: count } of systems.filter((system) => system.name !== ''))
      expect((await door.ask('GET /api/lifecycle/machines', { query: { system: name } })).total, name).toBe(count);
  });

  test('sorts machines by each column both ways, and what is not known stands last upwards', async () => {
    for (const sort of ['name', 'site', 'system', 'support', 'supportEnds', 'ageYears', 'warrantyUntil'])
      for (const direction of ['asc', 'desc']) {
        const query = { sort, direction };
        const names = await everyName((paging) => door.ask('GET /api/lifecycle/machines', { query: { ...query, ...paging } }));
        expect(new Set(names).size, sort).toBe(63);
        const { rows } = await door.ask('GET /api/lifecycle/machines', { query: { ...query, limit: 500 } });
        expect(rows.map(({ asset: { name } }) => name)).toEqual(names);
      }
    const oldest = await door.ask('GET /api/lifecycle/machines', { query: { sort: 'ageYears', direction: 'desc', limit: 1 } });
    expect(oldest.rows[0]?.asset.name).toBe('PC-01');
    const byWarranty = await door.ask('GET /api/lifecycle/machines', { query: { sort: 'warrantyUntil', limit: 1 } });
    expect(byWarranty.rows[0]?.asset.name).toBe('PC-01');
    const bySupport = await door.ask('GET /api/lifecycle/machines', { query: { sort: 'supportEnds' } });
    const ends = bySupport.rows.map(({ supportEnds }) => supportEnds);
    const known = ends.filter((day) => day !== '');
    expect(ends).toEqual([...known.toSorted(), ...ends.slice(known.length)]);
    expect(known.length).toBeGreaterThan(0);
  });

  test('writes a file of the machines that are shown, and jumps to any place of them', async () => {
    const query = { text: 'HAÏKU', sort: 'name', direction: 'desc' };
    const shown = await door.ask('GET /api/lifecycle/machines', { query });
    expect(shown.total).toBe(61);
    const names = shown.rows.map(({ asset: { name } }) => name);
    const lines = linesOf(await fileText('GET /api/lifecycle/machines.csv', { ...query, columns: 'name,supportEnds' }, 'fr'));
    expect(lines.map((line) => line.split(',')[0])).toEqual(['name', ...names]);
    const jumped = await door.ask('GET /api/lifecycle/machines', { query: { ...query, offset: 58, limit: 100 } });
    expect(jumped.rows.map(({ asset: { name } }) => name)).toEqual(names.slice(58));
    expect(jumped.next).toBe('');
  });

  test('comes as a file of the class that is shown', async () => {
    const lines = (await fileText('GET /api/lifecycle/file', { by: 'warranty', class: 'ended' }, 'fr'))
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n');
    expect(lines[0]).toContain('asset,site,name,kind');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('PC-01');
  });
});

test('readers see it, nobody else does', async () => {
  expect(await door.ask('GET /api/lifecycle', { as: 'reader' })).toMatchObject({ machines: 63 });
  expect(await door.refused('GET /api/key-software', { as: 'nobody' })).toMatchObject({ kind: 'not-logged-in' });
});
