/** Configuring the session as a person does: typed, checked, proposed, tested, saved; and nothing secret ever comes back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '../../src/embedded/port.ts';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { describeSettings } from '../../src/settings/describe.ts';
import { expectOk } from '../journeys/company.ts';
import { type Door, openDoor } from './door.ts';

let door: Door;
let server: EmbeddedServer;
const secret = 'Sésame-7c1f-ouvre-toi';
const answers: string[] = [];

beforeAll(async () => {
  server = await openEmbeddedServer({ users: [{ name: 'siege', password: secret, address: 'siege@mail.test' }], tls: true });
  door = await openDoor({ mailboxes: ['siege@mail.test', 'autre@mail.test'] });
  const { world } = door.desk;
  const account = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const settings = { role: 'common', site: 'siege', name: 'Siège', ...account } as const;
  expectOk(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
  const { request } = door.app;
  door.app.request = async (...asked) => {
    const answer = await request(...asked);
    answers.push(await answer.clone().text(), JSON.stringify([...answer.headers]));
    return answer;
  };
});

afterAll(async () => {
  await door.close();
  await server.close();
});

const draft = (settings: object, rest: object = {}) => ({ settings, ...rest });
const revisionNow = async () => (await door.ask('GET /api/session/settings')).revision;
const testAll = async (body: object) => door.ended((await door.ask('POST /api/session/test', { body })).id);

const pop = () => ({
  mailbox: `pop3s://siege@127.0.0.1:${server.pop3sPort}`,
  outbox: `smtps://siege@127.0.0.1:${server.smtpsPort}`,
});

test('shows every setting of the schema, with its help in the language asked for', async () => {
  for (const language of ['fr', 'en'] as const) {
    const fields = await door.ask('GET /api/session/fields', { language, as: 'reader' });
    expect(fields.map(({ key, help }) => [key, help])).toEqual(describeSettings(language).map(({ key, help }) => [key, help]));
    expect(fields.filter(({ group }) => group === 'others')).toEqual([]);
  }
  const { values } = await door.ask('GET /api/session/settings', { as: 'reader' });
  expect(Object.keys(values).sort()).toEqual(
    describeSettings('en')
      .map(({ key }) => key)
      .sort(),
  );
  expect(values).toMatchObject({ name: 'Siège', 'limits.maxMimeDepth': 4, afterMerged: 'delete' });
});

test('says field by field what is wrong, in both languages, and what is right', async () => {
  const wrong = draft({ address: 'nobody', mailbox: 'imaps://h', everyDays: 400, 'limits.maxMimeDepth': 9, include: ['(a+)+'], nosuch: 1 });
  const french = await door.ask('POST /api/session/check', { body: wrong, language: 'fr' });
  expect(Object.fromEntries(french.problems.map(({ path, text }) => [path, text]))).toMatchObject({
    address: expect.stringContaining('parc@exemple.fr'),
    mailbox: expect.stringContaining('nom du compte'),
    everyDays: 'au plus 365',
    'limits.maxMimeDepth': 'au plus 4',
    'include.0': expect.stringContaining('répétitions imbriquées'),
    nosuch: expect.stringContaining('inconnu'),
  });
  const english = await door.ask('POST /api/session/check', { body: wrong });
  expect(english.problems.find(({ path }) => path === 'everyDays')?.text).toBe('at most 365');
  expect(english.problems).toHaveLength(french.problems.length);
  expect((await door.ask('POST /api/session/check', { body: draft({ everyDays: 30, include: null }) })).problems).toEqual([]);
});

test('reads a mail URL apart as one types it', async () => {
  const body = draft({ mailbox: 'imaps://parc@mail.test/Parc', outbox: 'smtp://parc@mail.test?tls=off' });
  const { mailbox, outbox, needsTest } = await door.ask('POST /api/session/check', { body });
  expect(mailbox).toMatchObject({ protocol: 'imap', security: 'tls', host: 'mail.test', port: 993, user: 'parc', folder: 'Parc' });
  expect(outbox).toMatchObject({ protocol: 'smtp', security: 'none', port: 587 });
  expect(needsTest).toBe(true);
  expect((await door.ask('POST /api/session/check', { body: draft({ outbox: 'nonsense' }) })).outbox).toBeNull();
});

test('proposes servers from the address, and nothing for a password', async () => {
  const ask = async (field: string) =>
    (await door.ask('GET /api/session/proposals', { query: { field, address: 'parc@exemple.fr', role: 'common' } })).proposals;
  expect((await ask('mailbox'))[0]).toBe('imaps://parc@exemple.fr@imap.exemple.fr:993/INBOX');
  expect((await ask('outbox'))[0]).toContain('smtp.exemple.fr');
  expect(await ask('password')).toEqual([]);
  const fields = await door.ask('GET /api/session/fields');
  expect(fields.filter(({ proposes }) => proposes).map(({ key }) => key)).toEqual(expect.arrayContaining(['address', 'mailbox', 'name']));
});

test('refuses to save mail settings that were not tested, saves them after a good test or when one insists', async () => {
  const changes = { settings: { mailbox: 'memory:autre@mail.test', address: 'autre@mail.test' } };
  const refused = await door.refused('PUT /api/session/settings', { body: { ...changes, revision: await revisionNow() } });
  expect(refused).toMatchObject({ status: 409, kind: 'settings-untested' });
  const tested = await testAll(changes);
  expect(tested).toMatchObject({ state: 'done', problem: null, summary: [expect.stringContaining('works')] });
  expect(await door.ask('POST /api/session/check', { body: changes })).toMatchObject({ needsTest: false, problems: [] });
  const before = await revisionNow();
  const saved = await door.ask('PUT /api/session/settings', { body: { ...changes, revision: before } });
  expect(saved.revision).not.toBe(before);
  expect(await door.ask('GET /api/status')).toMatchObject({ connection: { failures: 0, lastOkAt: expect.stringMatching(/^20/) } });

  const blind = { settings: { mailbox: 'memory:nobody@mail.test' }, revision: saved.revision };
  expect((await door.refused('PUT /api/session/settings', { body: blind })).kind).toBe('settings-untested');
  await door.ask('PUT /api/session/settings', { body: { ...blind, insist: true } });
  const back = { settings: { mailbox: 'memory:siege@mail.test', address: 'siege@mail.test' }, revision: await revisionNow(), insist: true };
  await door.ask('PUT /api/session/settings', { body: back });
});

test('tells where a test failed, in the language of whoever looks', async () => {
  const failed = await testAll({ settings: { mailbox: 'memory:nobody@mail.test' } });
  expect(failed).toMatchObject({ state: 'failed', problem: { kind: expect.any(String), remedy: expect.stringMatching(/./) } });
  const [task] = await door.ask('GET /api/tasks', { language: 'fr' });
  expect(task?.problem?.title).not.toBe(failed.problem?.title);
  expect((await door.ask('POST /api/session/check', { body: { settings: { mailbox: 'memory:nobody@mail.test' } } })).needsTest).toBe(true);
  const wrong = await door.refused('POST /api/session/test', { body: { settings: { mailbox: 'imaps://' } }, language: 'fr' });
  expect(wrong).toMatchObject({ status: 422, fields: [{ path: 'mailbox' }] });
});

test('saves what no test can try at once, and notices who saved meanwhile', async () => {
  const seen = await revisionNow();
  const first = await door.ask('PUT /api/session/settings', { body: { settings: { name: 'Siège social' }, revision: seen } });
  const second = await door.refused('PUT /api/session/settings', { body: { settings: { name: 'Autre' }, revision: seen } });
  expect(second).toMatchObject({ status: 409, kind: 'settings-changed' });
  expect((await door.ask('GET /api/session/settings')).values['name']).toBe('Siège social');
  const body = { settings: { 'limits.maxMimeDepth': 3, role: 'distant', everyDays: 14 }, revision: first.revision };
  await door.ask('PUT /api/session/settings', { body });
  const { values } = await door.ask('GET /api/session/settings');
  expect(values).toMatchObject({ 'limits.maxMimeDepth': 3, role: 'common', everyDays: 14, name: 'Siège social' });
  await door.ask('PUT /api/session/settings', {
    body: { settings: { 'limits.maxMimeDepth': null, everyDays: null }, revision: await revisionNow() },
  });
  expect((await door.ask('GET /api/session/settings')).values).toMatchObject({ 'limits.maxMimeDepth': 4, everyDays: 7 });
});

test('shows a certificate that nobody vouches for, takes it when it is pinned, and stores a password that never comes out', async () => {
  const passwords = { mailbox: secret };
  const unknown = await testAll({ settings: pop(), passwords });
  expect(unknown).toMatchObject({ state: 'failed', problem: { kind: 'certificate', facts: { pins: ['mailboxFingerprint'] } } });
  const fingerprint = String(unknown.problem?.facts['fingerprint']);
  const settings = { ...pop(), mailboxFingerprint: fingerprint, outboxFingerprint: fingerprint };
  const wrong = await testAll({ settings, passwords: { mailbox: `not-${secret}` } });
  expect(wrong).toMatchObject({ state: 'failed', problem: { kind: 'credentials' } });
  expect(await testAll({ settings, passwords })).toMatchObject({ state: 'done' });
  await door.ask('PUT /api/session/settings', { body: { settings, passwords, revision: await revisionNow() } });
  const shown = await door.ask('GET /api/session/settings');
  expect(shown).toMatchObject({ passwords: { mailbox: true, outbox: false }, values: { mailboxFingerprint: fingerprint } });
  expect(await testAll({ settings: {} })).toMatchObject({ state: 'done' });
});

test('takes a certificate authority in PEM and nothing else', async () => {
  const refused = await door.refused('PUT /api/session/settings', {
    body: { settings: {}, tlsCa: 'not one', revision: await revisionNow(), insist: true },
    language: 'fr',
  });
  expect(refused.fields).toMatchObject([{ path: 'tlsCa', text: expect.stringContaining('PEM') }]);
});

test('readers look and change nothing', async () => {
  const body = { settings: { name: 'X' }, revision: await revisionNow() };
  expect((await door.refused('PUT /api/session/settings', { body, as: 'reader' })).status).toBe(403);
  expect((await door.refused('POST /api/session/test', { body, as: 'reader' })).status).toBe(403);
});

test('each change has left one line in the trace, names of settings and who it was, no value', async () => {
  const looked = expectOk(await door.desk.look());
  if (looked.role !== 'common') throw new Error('no office');
  const lines = (await looked.common.store.traceList({ limit: 100, newestFirst: true })).filter(({ kind }) => kind === 'settings');
  const reasons = lines.map(({ reason }) => reason);
  expect(reasons).toContain('settings-changed fields=name by=link');
  expect(reasons.some((reason) => reason.includes('mailbox-password'))).toBe(true);
  expect(JSON.stringify(lines)).not.toContain(secret);
});

test('no answer has ever held the password', () => {
  expect(answers.length).toBeGreaterThan(40);
  expect(answers.filter((answer) => answer.includes(secret) || answer.includes(encodeURIComponent(secret)))).toEqual([]);
});

test('a password that the environment gives is said to be given, not missing, and stays unsaid', async () => {
  const given = await openDoor({ mailboxes: ['siege@mail.test'], passwords: { mailbox: secret } });
  const { world } = given.desk;
  const settings = { role: 'common', site: 'siege', name: 'Siège', address: 'siege@mail.test' } as const;
  const account = { mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  expectOk(await world.createHome({ home: world.home, settings: { ...settings, ...account }, passwords: {}, passwordStore: 'file' }));
  const shown = await given.ask('GET /api/session/settings');
  expect(shown).toMatchObject({ passwords: { mailbox: false, outbox: false }, passwordsGiven: { mailbox: true, outbox: false } });
  expect(JSON.stringify(shown)).not.toContain(secret);
  await given.close();
});
