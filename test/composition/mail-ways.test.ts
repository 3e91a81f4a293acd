/** Trying mail servers before anything is saved: the wizard's first test, a changed server with the known password, a certificate to pin. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose } from '../../src/composition.ts';
import type { EmbeddedServer } from '../../src/embedded/port.ts';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { unknownCertificate } from '../../src/jobs/pinning.ts';
import { testConnection, testReceive } from '../../src/jobs/probe.ts';
import { expectOk } from '../journeys/company.ts';

const password = 'pw é';
let server: EmbeddedServer;
let folder: string;

const { createHome, openReach } = compose({ version: '1.0.0', language: 'fr', now: () => new Date() });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-reach-'));
  server = await openEmbeddedServer({ users: [{ name: 'siege', password, address: 'siege@mail.test' }], tls: true });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const accounts = () => ({
  address: 'siege@mail.test',
  mailbox: `pop3s://siege@127.0.0.1:${server.pop3sPort}`,
  outbox: `smtps://siege@127.0.0.1:${server.smtpsPort}`,
});

const attempt = async (options: Parameters<typeof openReach>[0]) => testConnection(expectOk(await openReach(options)), () => undefined);

test('settings that nobody saved are tried, before a dossier is chosen, and nothing is written', async () => {
  const home = join(folder, 'to-be');
  const draft = { home, settings: { role: 'distant' as const, ...accounts() }, passwords: { mailbox: password }, tlsCa: server.ca };
  const { steps } = expectOk(await attempt(draft));
  expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['mailbox-login', 'outbox-login']));
  expect(expectOk(await testReceive(expectOk(await openReach(draft))))).toMatchObject({ total: 0, marked: 0 });
  expect(await readdir(folder)).toEqual([]);
  expect(await attempt({ ...draft, passwords: { mailbox: 'wrong' } })).toMatchObject({ ok: false, error: { kind: 'credentials' } });
  expect(await attempt({ ...draft, passwords: {} })).toMatchObject({ ok: false, error: { kind: 'credentials', answer: 'no-password' } });
});

test('a wrong setting is told with all others, not tried', async () => {
  const opened = await openReach({ settings: { role: 'common', ...accounts(), mailbox: 'http://mail.test' }, passwords: {} });
  expect(opened).toMatchObject({ ok: false, error: { kind: 'settings-invalid', problems: [expect.stringContaining('mailbox')] } });
});

test('a changed server is tried with the password that the home knows, and its other settings', async () => {
  const home = join(folder, 'office');
  const settings = { role: 'common' as const, site: 'siege', ...accounts(), mailbox: 'pop3s://siege@127.0.0.1:1' };
  expectOk(await createHome({ home, settings, passwords: { mailbox: password }, passwordStore: 'file', tlsCa: server.ca }));
  expect(await attempt({ home, settings: {}, passwords: {} })).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  expect(await attempt({ home, settings: { mailbox: accounts().mailbox }, passwords: {} })).toMatchObject({ ok: true });
  const mistyped = await attempt({ home, settings: { mailbox: accounts().mailbox }, passwords: { mailbox: 'wrong' } });
  expect(mistyped).toMatchObject({ ok: false, error: { kind: 'credentials' } });
});

test('a certificate that nobody vouches for is told with the settings that pin it, one server after the other', async () => {
  const settings = { role: 'common' as const, ...accounts() };
  const passwords = { mailbox: password };
  const first = await attempt({ settings, passwords });
  if (first.ok) throw new Error('a self-made authority is trusted');
  const unknown = unknownCertificate(settings, first.error);
  expect(unknown).toMatchObject({ host: '127.0.0.1', port: server.pop3sPort, settings: ['mailboxFingerprint'] });
  const pinned = { ...settings, mailboxFingerprint: unknown?.fingerprint ?? '' };
  const second = await attempt({ settings: pinned, passwords });
  if (second.ok) throw new Error('the other server was not asked for its certificate');
  expect(unknownCertificate(settings, second.error)?.settings).toEqual(['outboxFingerprint']);
  expect(await attempt({ settings: { ...pinned, outboxFingerprint: unknown?.fingerprint ?? '' }, passwords })).toMatchObject({ ok: true });
});
