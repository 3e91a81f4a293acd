/** The web door on real sockets, and as a process of its own: where it listens, what it refuses, how it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as askTls } from 'node:https';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../src/embedded/certificate.ts';
import type { Result } from '../../src/result.ts';
import { openWebDoor, type ServeOptions, type WebDoor } from '../../src/web/api/server.ts';
import { type Door, openDoor } from './door.ts';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** In the clothes of IPv6 the door does not take it for loopback, yet nobody else reaches it. */
const elsewhere = '::ffff:127.0.0.1';

let door: Door;
let opened: WebDoor[];

beforeAll(async () => {
  door = await openDoor({ mailboxes: ['siege@mail.test'] });
  const { world } = door.desk;
  const account = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const settings = { role: 'common', site: 'siege', name: 'Siège', ...account } as const;
  given(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
  opened = [];
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});
afterAll(() => door.close());

function given<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const tryToOpen = async (options: Partial<ServeOptions> = {}) => {
  const usual = { host: '127.0.0.1', port: 0, pagesFolder: join(door.folder, 'pages') };
  const answer = await openWebDoor(door.desk.world, { ...usual, ...options });
  if (answer.ok) opened.push(answer.value);
  return answer;
};
const open = async (options?: Partial<ServeOptions>): Promise<WebDoor> => given(await tryToOpen(options));

const tls = makeCertificate({ now: new Date(), days: 2, names: ['parc.example', '127.0.0.1'] });
const portOf = (url: string): number => Number(new URL(url).port);

/** The cookie of whoever opened a one-time link. */
async function enter(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const isReachable = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5000 });
    const answer = (isOpen: boolean) => () => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** What a proxy on this machine would hear. */
async function askPlainly(port: number, name: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET /api/status HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

describe('where it listens', () => {
  test('is this machine alone, unless more is asked', async () => {
    const { url } = await open();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(url)).status).toBe(200);
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((each) => each?.internal === false && each.family === 'IPv4');
    for (const each of outside) expect(await isReachable(each?.address ?? '', portOf(url)), each?.address).toBe(false);
  });

  test('is no other address without a password and TLS, and what lacks is said', async () => {
    const { access } = door.desk.world;
    expect(await tryToOpen({ host: elsewhere })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'both' } });
    expect(await tryToOpen({ host: '0.0.0.0' })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'both' } });
    expect(await tryToOpen({ host: elsewhere, tls })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'password' } });
    given(await access.setPassword('reader', 'un lecteur ne suffit pas'));
    expect(await tryToOpen({ host: elsewhere, tls })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'password' } });
    given(await access.setPassword('administrator', 'correct cheval pile agrafe'));
    expect(await tryToOpen({ host: elsewhere })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'tls' } });
    const { url } = await open({ host: elsewhere, tls });
    expect(url).toMatch(/^https:\/\/\[::ffff:7f00:1\]:\d+$/);
    const port = portOf(url);
    expect(await askByTls({ port, name: `[::ffff:7f00:1]:${port}` })).toMatchObject({ status: 200 });
    for (const name of [`evil.example:${port}`, `127.0.0.1:${port}`, `parc.example:${port}`])
      expect(await askByTls({ port, name }), name).toMatchObject({ status: 421 });
  });

  test('is explained where somebody else listens already', async () => {
    const { url } = await open();
    const second = await tryToOpen({ port: portOf(url) });
    expect(second).toEqual({ ok: false, error: { kind: 'port-refused', host: '127.0.0.1', port: portOf(url), cause: 'EADDRINUSE' } });
    expect((await fetch(url)).status).toBe(200);
  });
});

function askByTls({ port, name, path = '/api/status' }: { readonly port: number; readonly name: string; readonly path?: string }) {
  return new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path,
      ca: tls.certificate,
      servername: 'parc.example',
      headers: { host: name },
    };
    const asking = askTls(options, async (answer) => resolve({ status: answer.statusCode ?? 0, body: await text(answer) }));
    asking.once('error', reject);
    asking.end();
  });
}

describe('with a certificate', () => {
  test('it speaks TLS, and nothing to who does not', async () => {
    const { url } = await open({ tls });
    expect(url).toMatch(/^https:/);
    const answer = await askByTls({ port: portOf(url), name: `localhost:${portOf(url)}` });
    expect(JSON.parse(answer.body)).toMatchObject({ version: '1.0.0', role: null, session: null });
    await expect(fetch(url.replace('https', 'http'))).rejects.toThrow();
  });

  test('that is none it does not start, and says so', async () => {
    const other = makeCertificate({ now: new Date(), days: 2, names: ['parc.example'] });
    for (const broken of [
      { certificate: 'no certificate', key: tls.key },
      { certificate: tls.certificate, key: 'no key' },
      { certificate: tls.certificate, key: other.key },
    ])
      expect(await tryToOpen({ tls: broken })).toMatchObject({ ok: false, error: { kind: 'certificate-refused' } });
  });
});

describe('behind a reverse proxy', () => {
  const publicUrl = new URL('https://parc.example');

  test('it wants a password, for others come in there', async () => {
    const fresh = await openDoor();
    const options = { host: '127.0.0.1', port: 0, pagesFolder: '', publicUrl };
    const refused = await openWebDoor(fresh.desk.world, options);
    expect(refused).toEqual({ ok: false, error: { kind: 'not-loopback', host: 'parc.example', lacks: 'password' } });
    await fresh.close();
  });

  test('it answers to the public name alone, and makes links to it', async () => {
    const port = await freePort();
    const { makeLink } = await open({ publicUrl, port });
    expect(makeLink()).toMatch(/^https:\/\/parc\.example\/enter\?key=/);
    expect(await askPlainly(port, 'parc.example')).toMatch(/^HTTP\/1\.1 200 /);
    for (const name of [`127.0.0.1:${port}`, `parc.example:${port}`, 'evil.example'])
      expect(await askPlainly(port, name), name).toMatch(/^HTTP\/1\.1 421 /);
  });

  test('without TLS of its own it is never opened to others', async () => {
    const plain = new URL('http://parc.example');
    expect(await tryToOpen({ publicUrl: plain, tls })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'tls' } });
    expect(await tryToOpen({ publicUrl: plain })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'tls' } });
    expect(await tryToOpen({ publicUrl, host: elsewhere })).toMatchObject({ ok: false, error: { kind: 'not-loopback', lacks: 'tls' } });
  });
});

describe('a one-time link', () => {
  test('opens the door once', async () => {
    const { url, makeLink } = await open();
    const link = makeLink();
    const cookie = await enter(link);
    expect(await (await fetch(`${url}/api/status`, { headers: { cookie } })).json()).toMatchObject({ session: { role: 'administrator' } });
    const again = await fetch(link, { redirect: 'manual' });
    expect([again.status, again.headers.get('location'), again.headers.get('set-cookie')]).toEqual([303, '/?link=used', null]);
    expect((await fetch(`${url}/enter?key=guess`, { redirect: 'manual' })).headers.get('location')).toBe('/?link=used');
  });

  test('of a door that was closed opens nothing', async () => {
    const first = await open();
    const link = first.makeLink();
    await first.close();
    opened.splice(0);
    const second = await open({ port: portOf(first.url) });
    expect(second.url).toBe(first.url);
    expect((await fetch(link, { redirect: 'manual' })).headers.get('location')).toBe('/?link=used');
  });
});

describe('when it closes', () => {
  test('followers of events are let go', async () => {
    const { url, makeLink, close } = await open();
    const cookie = await enter(makeLink());
    const events = await fetch(`${url}/api/events`, { headers: { cookie } });
    const reader = events.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('retry:');
    await close();
    opened.splice(0);
    const rest = reader?.read().then(
      ({ done }) => (done ? 'ended' : 'goes on'),
      () => 'ended',
    );
    expect(await rest).toBe('ended');
    expect(await isReachable('127.0.0.1', portOf(url))).toBe(false);
  });

  test('a browser that said nothing yet does not hold it open', async () => {
    const { url, close } = await open();
    const silent = connect(portOf(url), '127.0.0.1');
    await once(silent, 'connect');
    const ended = once(silent, 'close');
    await close();
    opened.splice(0);
    await ended;
  });
});

describe('`malleposte serve` as a process', { timeout: 60_000 }, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'malleposte-serve-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const serve = (...more: readonly string[]) => {
    const env = { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8' };
    const child = spawn(process.execPath, [program, 'serve', '--home', join(folder, 'home'), ...more], { env });
    return { child, ended: once(child, 'exit'), error: text(child.stderr) };
  };

  test('prints a link that works, ends well when it is interrupted, and frees its port', async () => {
    const { child, ended, error } = serve('--port', '0', '--json');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, link } = JSON.parse(line.toString('utf8')) as { readonly url: string; readonly link: string };
    const cookie = await enter(link);
    const status = await (await fetch(`${url}/api/status`, { headers: { cookie } })).json();
    expect(status).toMatchObject({ role: null, session: { role: 'administrator', by: 'link' } });
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(await error).not.toMatch(/Error|at .*\.ts/);
    expect(await isReachable('127.0.0.1', portOf(url))).toBe(false);
  });

  test('says who listens already on its port, and ends', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { readonly port: number };
    const { ended, error } = serve('--port', String(port));
    const [status] = await ended;
    expect(status).toBeGreaterThan(0);
    expect(await error).toContain(String(port));
    taken.close();
  });
});
