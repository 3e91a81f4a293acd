/** The first start through the page: a head office made step by step, and an agency that pastes its key, made and joined on the same post office. */
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invite } from '../../src/jobs/enrol.ts';
import { receive } from '../../src/jobs/receive.ts';
import { openMemoryPostOffice } from '../../src/transport/memory.ts';
import { portsOf } from '../../src/web/api/desk.ts';
import { expectOk } from '../journeys/company.ts';
import { type Door, openDoor } from './door.ts';

const postOffice = openMemoryPostOffice();
let office: Door;
let agency: Door;
let key: string;

beforeAll(async () => {
  office = await openDoor({ mailboxes: ['siege@mail.test', 'lyon@mail.test'], postOffice });
  agency = await openDoor({ postOffice });
});

afterAll(async () => {
  await agency.close();
  await office.close();
});

const account = (user: string) => ({ address: `${user}@mail.test`, mailbox: `memory:${user}@mail.test`, outbox: 'memory:out' });

const tested = async (door: Door, settings: object) => door.ended((await door.ask('POST /api/session/test', { body: { settings } })).id);

test('before the first set-up there is nothing to show, and everything to propose', async () => {
  expect((await office.refused('GET /api/session/settings')).kind).toBe('not-set-up');
  expect((await office.ask('GET /api/session/fields')).length).toBeGreaterThan(40);
  const checked = await office.ask('POST /api/session/check', { body: { settings: { role: 'common' } }, language: 'fr' });
  expect(checked.problems.map(({ path }) => path)).toEqual(['address', 'mailbox', 'outbox']);
});

test('a head office is made only from servers that answered', async () => {
  const settings = { role: 'common', site: 'siege', name: 'Siège', organisation: 'Transports Exemple', ...account('siege') };
  expect((await office.refused('POST /api/set-up/home', { body: { settings } })).kind).toBe('settings-untested');
  expect((await office.ask('GET /api/status')).role).toBeNull();
  expect((await tested(office, { role: 'common', ...account('nobody') })).state).toBe('failed');
  expect((await tested(office, settings)).state).toBe('done');
  expect(await office.ask('POST /api/set-up/home', { body: { settings }, language: 'fr' })).toEqual({ role: 'common', site: 'siege' });
  expect(await office.ask('GET /api/status')).toMatchObject({
    ...{ role: 'common', organisation: 'Transports Exemple', language: 'fr' },
    connection: { failures: 0, lastOkAt: expect.stringMatching(/^20/) },
  });
  expect(await office.refused('POST /api/set-up/home', { body: { settings } })).toMatchObject({ status: 409, kind: 'home-exists' });
});

test('a pasted key is understood, and what was cut off it is told', async () => {
  const looked = await office.desk.hold(async (installation) => {
    if (installation.role !== 'common') throw new Error('no office');
    return invite(installation.common, { site: 'lyon', autoAccept: true });
  });
  key = expectOk(looked).key;
  const understood = await agency.ask('POST /api/set-up/key', { body: { key: `> ${key.slice(0, 60)}\n> ${key.slice(60)}` } });
  expect(understood).toMatchObject({ site: 'lyon', organisation: 'Transports Exemple', commonAddress: 'siege@mail.test' });
  expect((await agency.refused('POST /api/set-up/key', { body: { key: key.slice(0, -20) }, language: 'fr' })).kind).toBe('key-truncated');
  agency.passDays(40);
  expect((await agency.refused('POST /api/set-up/key', { body: { key } })).kind).toBe('key-expired');
  agency.passDays(-40);
});

test('an agency names a folder that is there', async () => {
  const settings = { role: 'distant', ...account('lyon'), dossier: agency.path('parc') };
  const checked = await agency.ask('POST /api/session/check', { body: { settings }, language: 'fr' });
  expect(checked.problems).toMatchObject([{ path: 'dossier', text: expect.stringContaining('existe') }]);
  await mkdir(agency.path('parc'));
  expect((await agency.ask('POST /api/session/check', { body: { settings } })).problems).toEqual([]);
  expect((await agency.ask('POST /api/session/check', { body: { settings: { ...settings, dossier: 'parc' } } })).problems).toHaveLength(1);
});

test('an agency is made from its key, joins, shows four words, and is admitted', async () => {
  const settings = { role: 'distant', ...account('lyon'), name: 'Lyon', dossier: agency.path('parc') };
  expect((await tested(agency, { role: 'distant', ...account('lyon') })).state).toBe('done');
  expect(await agency.ask('POST /api/set-up/home', { body: { settings, key } })).toEqual({ role: 'distant', site: 'lyon' });
  const joined = await agency.ended((await agency.ask('POST /api/set-up/join', { body: { key } })).id);
  expect(joined).toMatchObject({ kind: 'join', state: 'done', problem: null });
  const { words } = joined.outcome as { words: string };
  expect(words.split(' ')).toHaveLength(4);
  expect(joined.summary.join(' ')).toContain(words);
  const { store } = portsOf(expectOk(await agency.desk.look()));
  const [line] = await store.traceList({ newestFirst: true, limit: 1, kind: 'enrolment' });
  expect(line?.reason).toBe('joined by=link');
  const received = await office.desk.hold(async (installation) => {
    if (installation.role !== 'common') throw new Error('no office');
    return receive(installation.common, { dryRun: false });
  });
  expect(expectOk(received)).toMatchObject({ enrolled: 1 });
  expect(await agency.ask('GET /api/status')).toMatchObject({ role: 'distant', site: 'lyon', name: 'Lyon' });
});
