/** Assets through the web door: paged, asked for, counted, exported, read whole, and changed by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssetRow } from '../../src/web/contract/assets-routes.ts';
import { machineFile } from '../journeys/machine-files.ts';
import type { Door } from './door.ts';
import { openFilledDoor } from './filled-door.ts';

const date = '2026-10-01 08:00:00';
const hostile = '=cmd|calc!A1 <img src=x onerror=alert(1)>';

const fileOf = (number: number) => {
  const name = `PC-${String(number).padStart(3, '0')}`;
  const os = number % 2 === 0 ? 'Debian GNU/Linux 12' : 'Microsoft Windows 11';
  const memory = 1024 * (1 + (number % 4));
  const content = machineFile({
    name,
    date,
    serial: `SER${number}X9`,
    os,
    memory,
    software: ['Firefox', ...(number === 7 ? ['AutoCAD'] : [])],
  });
  return { path: `${name}.ocs`, content };
};

const lyon = Array.from({ length: 40 }, (_, index) => fileOf(index + 1));
const nord = Array.from({ length: 20 }, (_, index) => fileOf(index + 101));
const strange = {
  path: 'strange.ocs',
  content: machineFile({ name: hostile.replaceAll('<', '&lt;'), date, serial: 'STRANGE1', user: '&lt;script&gt;', software: ['Firefox'] }),
};
const newer = {
  path: 'PC-001.ocs',
  content: machineFile({
    name: 'PC-001',
    date: '2026-10-20 08:00:00',
    serial: 'SER1X9',
    os: 'Microsoft Windows 11',
    memory: 65_536,
    software: ['Firefox', 'Inkscape'],
  }),
};

let door: Door;
beforeAll(async () => {
  door = await openFilledDoor({
    parcels: [
      { site: 'lyon', put: lyon },
      { site: 'nord', put: [...nord, strange] },
      { site: 'lyon', put: [newer] },
      { site: 'nord', gone: ['PC-120.ocs'] },
    ],
    settings: { fields: ['bail'], queries: { cad: 'software:autocad' } },
  });
}, 60_000);
afterAll(() => door.close());

const list = (query: Readonly<Record<string, string | number>>) => door.ask('GET /api/assets', { query });
const idOf = async (name: string): Promise<string> => (await list({ question: `name:${name}` })).rows[0]?.id ?? '';

describe('the table', () => {
  const walk = async (query: Readonly<Record<string, string | number>>, isByCursor: boolean): Promise<readonly AssetRow[]> => {
    const rows: AssetRow[] = [];
    for (let cursor = ''; ; ) {
      const page = await list({ ...query, limit: 7, ...(isByCursor ? { cursor } : { offset: rows.length }) });
      expect(page.total).toBe(61);
      rows.push(...page.rows);
      cursor = page.next;
      if (cursor === '') return rows;
    }
  };

  test.each([
    'name',
    'os',
    'lastSeen',
    'memoryMb',
    'site',
  ])('has each asset once, by cursor as by offset, in the order of %s', async (sort) => {
    const [byCursor, byOffset] = [await walk({ sort, direction: 'desc' }, true), await walk({ sort, direction: 'desc' }, false)];
    expect(new Set(byCursor.map(({ id }) => id)).size).toBe(61);
    expect(byOffset.map(({ id }) => id)).toEqual(byCursor.map(({ id }) => id));
  });

  test('is sorted by the server, either way', async () => {
    expect((await list({ sort: 'memoryMb', direction: 'desc', limit: 1 })).rows[0]).toMatchObject({ name: 'PC-001', memoryMb: 65_536 });
    const names = (await list({ question: 'pc', sort: 'name', limit: 500 })).rows.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  });

  test('answers a question, says what it found by, and knows the saved ones', async () => {
    const found = await list({ question: 'site:lyon software:autocad' });
    expect(found.rows.map(({ name }) => name)).toEqual(['PC-007']);
    expect(found.rows[0]?.matched).toContainEqual({ field: 'software', name: 'software', value: 'AutoCAD 1.0' });
    expect((await list({ question: '@cad' })).total).toBe(1);
    expect((await list({ question: 'autocad' })).asSoftware).toEqual(['autocad']);
  });

  test('narrows by facets, which count what each choice would leave', async () => {
    expect((await list({ site: 'nord', os: 'Debian GNU/Linux 12' })).total).toBe(10);
    const facets = await door.ask('GET /api/assets/facets', { query: { os: 'Debian GNU/Linux 12' }, language: 'fr' });
    expect(facets.site).toContainEqual({ value: 'lyon', name: 'lyon', count: 20 });
    expect(facets.os.map(({ count }) => count)).toEqual([30, 30]);
    expect(facets.kind).toEqual([{ value: 'computer', name: 'ordinateur', count: 30 }]);
    expect((await list({ missing: 'yes' })).rows.map(({ name }) => name)).toEqual(['PC-120']);
  });

  test('tells what is wrong with a question and where, in the language of who asks', async () => {
    const problem = await door.refused('GET /api/assets', { query: { question: 'pc couleur:bleu' }, language: 'fr' });
    expect(problem).toMatchObject({ status: 400, kind: 'question-problem', facts: { code: 'unknown-field', at: 3 } });
    expect(problem.title).toContain('▸couleur:bleu');
    expect(await door.refused('GET /api/assets', { query: { question: '@nobody' } })).toMatchObject({ kind: 'query-unknown' });
  });

  test('refuses what it cannot answer', async () => {
    for (const query of [{ limit: 501 }, { limit: 0 }, { sort: 'colour' }, { cursor: 'abc' }, { offset: -1 }])
      expect(await door.refused('GET /api/assets', { query })).toMatchObject({ status: 422, kind: 'request-invalid' });
    const { next } = await list({ sort: 'name', limit: 2 });
    const lost = await door.refused('GET /api/assets', { query: { sort: 'os', limit: 2, cursor: next } });
    expect(lost.fields).toEqual([{ path: 'cursor', text: 'not a valid value' }]);
  });

  test('hands out texts of inventories as they came', async () => {
    expect((await list({ question: 'serial:strange1' })).rows[0]).toMatchObject({ name: hostile, user: '<script>' });
  });
});

describe('the files', () => {
  const download = async (key: 'GET /api/assets.csv' | 'GET /api/assets.xlsx', query = {}) => door.request(key, { query, as: 'reader' });

  test('CSV has what is shown, all rows, and no formula', async () => {
    const answer = await download('GET /api/assets.csv', { sort: 'name', columns: 'name,site,memoryMb,colour' });
    expect(answer.headers.get('content-disposition')).toContain('assets.csv');
    const lines = (await answer.text()).trimEnd().split('\r\n');
    expect(lines[0]).toBe('name,site,memoryMb');
    expect(lines).toHaveLength(62);
    expect(lines).toContain('PC-001,lyon,65536');
    expect(lines.find((line) => line.includes('calc!A1'))?.startsWith("'=cmd")).toBe(true);
  });

  test('xlsx is a workbook, of what the question asks for', async () => {
    const answer = await download('GET /api/assets.xlsx', { question: 'software:autocad' });
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(await door.refused('GET /api/assets.csv', { query: { question: 'a:' } })).toMatchObject({ kind: 'question-problem' });
  });
});

describe('one asset', () => {
  test('tells its facts, its history in words, and which file says each section', async () => {
    const asset = await door.ask('GET /api/assets/:id', { parameters: { id: await idOf('PC-001') } });
    expect(asset).toMatchObject({ name: 'PC-001', site: { id: 'lyon' }, facts: { memoryMb: 65_536, serial: 'SER1X9' }, retiredAt: '' });
    expect(asset.changes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['memory', 'software-installed']));
    expect(asset.changes.find(({ kind }) => kind === 'software-installed')?.text).toContain('Inkscape');
    expect(asset.sections.find(({ name }) => name === 'hardware')?.origin).toMatchObject({ path: 'PC-001.ocs', site: { id: 'lyon' } });
    expect(asset.reports).toHaveLength(2);
    expect(asset.fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['owner', 'bail', 'name']));
  });

  test('is found as it was on a day, and not before its first report', async () => {
    const id = await idOf('PC-001');
    const past = await door.ask('GET /api/assets/:id/at', { parameters: { id }, query: { day: '2026-10-10' } });
    expect(past).toMatchObject({ asOf: '2026-10-10', facts: { memoryMb: 2_048 } });
    expect(past.software.map(({ name }) => name)).toEqual(['Firefox']);
    const early = await door.refused('GET /api/assets/:id/at', { parameters: { id }, query: { day: '2020-01-01' } });
    expect(early.kind).toBe('asset-not-yet');
  });

  test('hands its newest file over byte for byte, to administrators', async () => {
    const parameters = { id: await idOf('PC-001') };
    const answer = await door.request('GET /api/assets/:id/raw', { parameters });
    expect(await answer.text()).toBe(newer.content);
    expect(answer.headers.get('content-disposition')).toContain('PC-001.ocs');
    expect((await door.request('GET /api/assets/:id/raw', { parameters, as: 'reader' })).status).toBe(403);
  });

  test('is not there under an unknown id', async () => {
    expect(await door.refused('GET /api/assets/:id', { parameters: { id: 'f'.repeat(16) } })).toMatchObject({
      status: 404,
      kind: 'asset-unknown',
    });
  });
});

describe('what people say', () => {
  const edit = (id: string, body: unknown) => ({ parameters: { id }, body });

  test('is shown from then on, everywhere, with who said it', async () => {
    const id = await idOf('PC-002');
    const body = {
      set: [
        { field: 'owner', value: 'Zoé' },
        { field: 'name', value: 'ACCUEIL' },
        { field: 'bail', value: 'B-12' },
      ],
    };
    const asset = await door.ask('PUT /api/assets/:id/manual', edit(id, body));
    expect(asset).toMatchObject({ name: 'ACCUEIL' });
    expect(asset.fields.find(({ field }) => field === 'name')).toMatchObject({ reported: 'PC-002', isSaid: true, by: 'link' });
    expect((await list({ question: 'accueil' })).rows.map(({ id: found, name }) => [found, name])).toEqual([[id, 'ACCUEIL']]);
    expect(await (await door.request('GET /api/assets.csv', { query: { question: 'accueil', columns: 'name' } })).text()).toBe(
      'name\r\nACCUEIL\r\n',
    );
    const cleared = await door.ask('PUT /api/assets/:id/manual', edit(id, { clear: ['name'] }));
    expect(cleared.name).toBe('PC-002');
  });

  test('leaves a line of the trace that says what and by whom, and never the value', async () => {
    const looked = await door.desk.look();
    if (!looked.ok || looked.value.role !== 'common') throw new Error('not a common site');
    const events = await looked.value.common.store.traceList({ newestFirst: true, limit: 20 });
    const told = events.filter(({ kind }) => kind === 'decision').map(({ reason }) => reason);
    expect(told.some((reason) => /^set owner [0-9a-f]{16} by=link$/.test(reason))).toBe(true);
    expect(told.join()).not.toContain('Zoé');
  });

  test('is not written over when somebody said something else meanwhile', async () => {
    const id = await idOf('PC-003');
    await door.ask('PUT /api/assets/:id/manual', edit(id, { set: [{ field: 'room', value: 'A1' }] }));
    const body = { set: [{ field: 'room', value: 'B2' }], expected: [{ field: 'room', value: '' }] };
    const refused = await door.refused('PUT /api/assets/:id/manual', edit(id, body));
    expect(refused).toMatchObject({ kind: 'field-changed', facts: { field: 'room', expected: '', value: 'A1' } });
    const { fields } = await door.ask('GET /api/assets/:id', { parameters: { id } });
    expect(fields.find(({ field }) => field === 'room')?.value).toBe('A1');
  });

  test('is the business of administrators', async () => {
    const id = await idOf('PC-004');
    const refused = await door.request('PUT /api/assets/:id/manual', { ...edit(id, { clear: ['room'] }), as: 'reader' });
    expect(refused.status).toBe(403);
  });

  test('is refused where it makes no sense', async () => {
    const id = await idOf('PC-004');
    expect(await door.refused('PUT /api/assets/:id/manual', edit(id, { set: [{ field: 'colour', value: 'blue' }] }))).toMatchObject({
      kind: 'field-unknown',
    });
    const late = await door.refused('PUT /api/assets/:id/manual', edit(id, { set: [{ field: 'warrantyUntil', value: 'soon' }] }));
    expect(late.fields).toEqual([{ path: 'warrantyUntil', text: 'not a valid value' }]);
  });

  test('takes an asset out of the lists and brings it back', async () => {
    const id = await idOf('PC-005');
    expect((await door.ask('PUT /api/assets/:id/manual', edit(id, { life: 'retire' }))).retiredAt).not.toBe('');
    expect((await list({ question: 'name:PC-005' })).total).toBe(0);
    expect((await list({ question: 'name:PC-005', retired: 'shown' })).rows[0]?.retiredAt).not.toBe('');
    expect((await list({})).total).toBe(60);
    await door.ask('PUT /api/assets/:id/manual', edit(id, { life: 'reactivate' }));
    expect((await list({})).total).toBe(61);
  });
});
