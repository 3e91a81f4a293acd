/**
 * The contract of the command line (DESIGN: scripts and schedulers depend on it), with the real program in its own process, as
 * an administrator's script runs it: flags, one JSON document, exit statuses.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeLock } from '../../src/disk/lock.ts';
import type { EmbeddedServer } from '../../src/embedded/port.ts';
import { openEmbeddedServer } from '../../src/embedded/server.ts';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const lyon = fileURLToPath(new URL('../../fixtures/company/lyon/', import.meta.url));

type Run = { readonly status: number; readonly stdout: string; readonly stderr: string };

let folder: string;
let server: EmbeddedServer;

const malleposte = (parameters: readonly string[], variables: Record<string, string> = {}): Promise<Run> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', ...variables };
    execFile(process.execPath, [program, ...parameters], { env, encoding: 'utf8', maxBuffer: 64_000_000 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

/** Runs with --json and answers the one document. */
async function answer(parameters: readonly string[], expectedStatus = 0): Promise<Record<string, unknown>> {
  const run = await malleposte([...parameters, '--json']);
  expect({ status: run.status, stderr: run.stderr }).toMatchObject({ status: expectedStatus });
  return JSON.parse(run.stdout) as Record<string, unknown>;
}

const home = (name: string): string => join(folder, name);

const account = (user: string): readonly string[] => [
  '--address',
  `${user}@mail.test`,
  '--mailbox',
  `pop3s://${user}@127.0.0.1:${server.pop3sPort}`,
  '--outbox',
  `smtps://${user}@127.0.0.1:${server.smtpsPort}`,
  '--password-file',
  join(folder, `${user}.pw`),
  '--password-store',
  'file',
  '--tls-ca',
  join(folder, 'ca.pem'),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-cli-'));
  const users = ['common', 'site01', 'site02'].map((name) => ({ name, password: `${name} pw é`, address: `${name}@mail.test` }));
  server = await openEmbeddedServer({ users, tls: true });
  await writeFile(join(folder, 'ca.pem'), server.ca);
  for (const { name, password } of users) await writeFile(join(folder, `${name}.pw`), `${password}\n`);
  await cp(lyon, join(folder, 'IparcDom'), { recursive: true });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the command line, as a script uses it', { timeout: 120_000 }, () => {
  it('sets up a head office and an agency, and sees the inventories arrive', async () => {
    await answer(['init', '--home', home('h'), '--role', 'common', '--site', 'siege', '--name', 'Siège', ...account('common')]);
    const invited = await answer(['invite', 'lyon', '--home', home('h'), '--auto-accept']);
    expect(invited).toMatchObject({ site: 'lyon', key: expect.stringMatching(/^MALLE1-/), expires: expect.stringMatching(/^\d{4}-/) });
    await answer(['join', String(invited['key']), `--home=${home('l')}`, '--dossier', join(folder, 'IparcDom'), ...account('site01')]);
    expect(await answer(['receive', '--home', home('h')])).toMatchObject({
      messages: 1,
      enrolled: 1,
      merged: 0,
      quarantined: 0,
      ignored: 0,
    });
    const sent = await answer(['send', '--home', home('l')]);
    expect(sent).toMatchObject({
      outcome: 'parcel',
      epoch: 1,
      seq: 1,
      mode: 'snapshot',
      volumes: 1,
      alert: null,
      heeded: { welcomed: true },
    });
    expect(await answer(['receive', '--home', home('h')])).toMatchObject({ messages: 1, merged: 1, duplicates: 0, receipts: 1 });
    const assets = (await answer(['assets', '--home', home('h')])) as unknown as readonly Record<string, unknown>[];
    expect(assets.length).toBeGreaterThan(2);
    const fields = [
      'id',
      'site',
      'name',
      'kind',
      'os',
      'osVersion',
      'manufacturer',
      'model',
      'serial',
      'uuid',
      'macs',
      'inventoryDate',
      'lastSeen',
      'softwareCount',
      'sources',
    ];
    for (const asset of assets) expect(Object.keys(asset)).toEqual(expect.arrayContaining(fields));
    const one = await answer(['asset', String(assets[0]?.['id']), '--home', home('h')]);
    expect(one).toMatchObject({ id: assets[0]?.['id'], software: expect.any(Array) });
    const trace = (await answer(['trace', 'list', '--home', home('h')])) as unknown as readonly Record<string, unknown>[];
    const columns = ['id', 'at', 'direction', 'peer', 'kind', 'messageId', 'outcome', 'reason', 'bytes', 'durationMs'];
    for (const event of trace) expect(Object.keys(event)).toEqual(expect.arrayContaining(columns));
  });

  it('understands the historic switches, with and without quotes, and says the same in French', async () => {
    const greeted = await malleposte([`/Send;Dom="${join(folder, 'IparcDom')}"`, '--home', home('l'), '--lang', 'fr']);
    expect(greeted).toMatchObject({ status: 0 });
    expect(greeted.stdout).toMatch(/présence/);
    const received = await malleposte(['/RECEIVE', '--home', home('h'), '--lang', 'fr']);
    expect(received).toMatchObject({ status: 0 });
    expect(received.stdout).toMatch(/accusé/i);
  });

  it('collects into another dossier with Dom=', async () => {
    const other = join(folder, 'autre dossier');
    await mkdir(other);
    expect(await malleposte([`/receive;dom=${other}`, '--home', home('h')])).toMatchObject({ status: 0 });
    expect(await answer(['assets', '--home', home('h'), '--dossier', other])).toEqual([]);
  });

  it('answers 2 to wrong usage and settings, in a sentence that helps', async () => {
    const flag = await malleposte(['send', '--home', home('l'), '--forse']);
    expect(flag.status).toBe(2);
    expect(flag.stderr).toContain('--force');
    expect((await malleposte(['send', '--home', join(folder, 'nowhere')])).status).toBe(2);
    const url = await malleposte([
      'init',
      '--home',
      home('x'),
      '--role',
      'common',
      '--address',
      'a@b.test',
      '--mailbox',
      'http://b.test',
      '--outbox',
      'smtps://b.test',
    ]);
    expect(url.status).toBe(2);
    expect(url.stderr).toMatch(/mailbox.*http.*imaps/s);
    expect((await malleposte(['join', 'MALLE1-abc', '--home', home('x'), ...account('site02')])).status).toBe(2);
    const empty = join(folder, 'vide');
    await mkdir(empty);
    expect((await malleposte(['send', '--force', '--home', home('l'), '--dossier', empty])).status).toBe(2);
    expect((await malleposte(['send', '--force', '--home', home('l'), '--dossier', join(folder, 'absent')])).status).toBe(2);
  });

  it('answers 5 to a refused password and to a certificate that is not trusted', async () => {
    const password = await malleposte(['test', 'connection', '--home', home('l')], { MALLEPOSTE_PASSWORD: 'wrong' });
    expect(password.status).toBe(5);
    const ca = await readFile(join(home('l'), 'tls-ca.pem'));
    const stranger = await openEmbeddedServer({ users: [], tls: true });
    await writeFile(join(home('l'), 'tls-ca.pem'), stranger.ca);
    await stranger.close();
    const certificate = await malleposte(['test', 'connection', '--home', home('l')]);
    await writeFile(join(home('l'), 'tls-ca.pem'), ca);
    expect(certificate.status).toBe(5);
    expect(certificate.stdout + certificate.stderr).toMatch(/([0-9A-F]{2}:){31}[0-9A-F]{2}/);
  });

  it('answers 4 at once while another run holds the home', async () => {
    const lock = takeLock(home('h'), 'the test');
    expect(lock.ok).toBe(true);
    const busy = await malleposte(['receive', '--home', home('h')]);
    if (lock.ok) lock.value.release();
    expect(busy.status).toBe(4);
    expect((await malleposte(['receive', '--home', home('h')])).status).toBe(0);
  });

  it('answers 1 when the server is away, loses nothing, and goes on at the next run', async () => {
    server.setDown(true);
    const away = await malleposte(['send', '--force', '--home', home('l'), '--json']);
    server.setDown(false);
    expect(away.status).toBe(1);
    expect(JSON.parse(away.stdout)).toMatchObject({
      error: { kind: expect.any(String), what: expect.any(String), remedy: expect.any(String) },
    });
    expect(await answer(['send', '--force', '--home', home('l')])).toMatchObject({ outcome: 'parcel' });
  });

  it('answers 3 when a person should look: a site that waits for accept', async () => {
    const invited = await answer(['invite', 'nord', '--home', home('h')]);
    const joined = await answer([
      'join',
      String(invited['key']),
      '--home',
      home('n'),
      '--dossier',
      join(folder, 'IparcDom'),
      ...account('site02'),
    ]);
    const received = await answer(['receive', '--home', home('h')], 3);
    expect(received).toMatchObject({ pending: [{ site: 'nord', words: joined['words'] }] });
    await answer(['accept', 'nord', '--home', home('h')]);
    expect(await answer(['send', '--home', home('n')])).toMatchObject({ outcome: 'parcel' });
  });

  it('shows a schedule without writing it, and never shows a password', async () => {
    const shown = await malleposte(['schedule', 'install', '--dry-run', '--kind', 'systemd', '--home', home('l')]);
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain('OnCalendar');
    const everything = [
      shown,
      await malleposte(['status', '--home', home('l'), '--json']),
      await malleposte(['trace', 'list', '--home', home('l'), '--json']),
    ];
    for (const run of everything) expect(run.stdout + run.stderr).not.toContain('site01 pw');
    expect(await readFile(join(home('l'), 'malleposte.yaml'), 'utf8')).not.toContain('site01 pw');
  });
});
