import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EmbeddedEvent, EmbeddedServer } from '../../src/embedded/port.ts';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { common, lyon, mail, users } from './company.ts';
import { type Dialogue, dial } from './dialogue.ts';

let server: EmbeddedServer;
let events: EmbeddedEvent[];

const open = async (options: { tls: boolean; idleTimeoutMs?: number }) => {
  await server?.close();
  events = [];
  server = await openEmbeddedServer({ users, onEvent: (event) => events.push(event), ...options });
};

beforeEach(() => open({ tls: false }));
afterEach(() => server.close());

const greet = async (): Promise<Dialogue> => {
  const client = await dial({ port: server.pop3Port });
  expect(await client.until('\r\n')).toMatch(/^\+OK /);
  return client;
};

const enter = async (user = common): Promise<Dialogue> => {
  const client = await greet();
  await client.ask(`USER ${user.name}`);
  expect(await client.ask(`PASS ${user.password}`)).toMatch(/^\+OK /);
  return client;
};

test.each([
  ['before login', 'STAT'],
  ['before login', 'PASS x'],
  ['before login', 'STLS'],
  ['before login', 'constructor'],
  ['before login', '__proto__ x'],
  ['before login', ''],
  ['before login', '\0\xff\xfe'],
  ['after login', 'USER common'],
  ['after login', 'RETR'],
  ['after login', 'RETR 0'],
  ['after login', 'RETR -1'],
  ['after login', 'RETR 1e0'],
  ['after login', 'RETR 99999999999999999999'],
  ['after login', 'DELE x'],
  ['after login', 'TOP 1 -1'],
  ['after login', `NOOP ${'x'.repeat(600)}`],
])('%s, the line %j is refused and the session goes on', async (when, line) => {
  server.deliver(common.address, mail('one'));
  const client = when === 'before login' ? await greet() : await enter();
  expect(await client.ask(line)).toMatch(/^-ERR /);
  expect(await client.ask(when === 'before login' ? 'USER common' : 'NOOP')).toMatch(/^\+OK/);
});

test('ten faults in a row end the connection, nine do not', async () => {
  const client = await greet();
  for (let fault = 0; fault < 9; fault += 1) await client.ask('WHAT');
  expect(await client.ask('USER common')).toMatch(/^\+OK/);
  for (let fault = 0; fault < 10; fault += 1) client.say('WHAT\r\n');
  expect((await client.end()).match(/-ERR/g)).toHaveLength(10);
});

test('a line without end is cut off at 8 KiB', async () => {
  const client = await greet();
  client.say('A'.repeat(7_000));
  client.say('A'.repeat(2_000));
  expect(await client.end()).toBe('-ERR Line too long\r\n');
  expect(await (await enter()).ask('NOOP')).toMatch(/^\+OK/);
});

test('a silent client is cut off and frees the mailbox', async () => {
  await open({ tls: false, idleTimeoutMs: 800 });
  const mute = await greet();
  const sleeper = await enter();
  await Promise.all([mute.end(), sleeper.end()]);
  expect(events.filter(({ kind }) => kind === 'broken-off')).toHaveLength(2);
  expect(await (await enter()).ask('NOOP')).toMatch(/^\+OK/);
});

test('a client that trickles bytes without ever logging in is cut off too', async () => {
  await open({ tls: false, idleTimeoutMs: 800 });
  const client = await greet();
  const trickle = setInterval(() => client.say('x'), 20);
  await client.end();
  clearInterval(trickle);
  expect(events).toContainEqual({ kind: 'broken-off', protocol: 'pop3', cause: 'no login' });
});

test('a reader that never reads holds up nobody else', async () => {
  const heavy = mail('heavy', `${'.x\r\n'.repeat(500_000)}`);
  server.deliver(common.address, heavy);
  const lazy = await enter();
  lazy.socket.pause();
  lazy.say('RETR 1\r\n'.repeat(50));
  expect(await (await enter(lyon)).ask('NOOP')).toMatch(/^\+OK/);
  lazy.socket.resetAndDestroy();
  await expect.poll(async () => (await enter()).ask('NOOP'), { timeout: 10_000 }).toMatch(/^\+OK/);
});

test('noise of every kind neither crashes it nor opens a mailbox', async () => {
  await open({ tls: true });
  const noise = [
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01',
    '\0'.repeat(5_000),
    '\r\n'.repeat(3_000),
    `${'\xff'.repeat(300)}\r\n`.repeat(40),
  ];
  for (const port of [server.pop3Port, server.pop3sPort ?? 0]) {
    for (const bytes of noise) {
      const client = await dial({ port });
      client.say(bytes);
      client.socket.end();
      await client.end();
    }
  }
  expect(events.some(({ kind }) => kind === 'login')).toBe(false);
  expect(await (await greet()).askAll('CAPA')).toContain('UIDL');
});
