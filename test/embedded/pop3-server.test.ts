import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EmbeddedEvent, EmbeddedServer } from '../../src/embedded/port.ts';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { common, lyon, mail, nimes, users } from './company.ts';
import { converse, type Dialogue, dial } from './dialogue.ts';

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

const subjects = () => server.messages(common.address).map(({ raw }) => /Subject: (.*)\r\n/.exec(raw.toString('latin1'))?.[1]);

const plain = (user: string, password: string, actingFor = '') => Buffer.from(`${actingFor}\0${user}\0${password}`).toString('base64');

test('a session lists, shows and deletes', async () => {
  const first = mail('one');
  const [id1, id2] = [server.deliver(common.address, first), server.deliver(common.address, mail('two'))];
  const client = await enter();
  const sizes = [first.length, mail('two').length] as const;
  expect(await client.ask('STAT')).toBe(`+OK 2 ${sizes[0] + sizes[1]}\r\n`);
  expect(await client.askAll('LIST')).toBe(`+OK 2 ${sizes[0] + sizes[1]}\r\n1 ${sizes[0]}\r\n2 ${sizes[1]}\r\n.\r\n`);
  expect(await client.askAll('UIDL')).toContain(`\r\n1 ${id1}\r\n2 ${id2}\r\n.\r\n`);
  expect(await client.ask('LIST 2')).toBe(`+OK 2 ${sizes[1]}\r\n`);
  expect(await client.ask('UIDL 2')).toBe(`+OK 2 ${id2}\r\n`);
  expect(await client.askAll('RETR 1')).toBe(`+OK ${sizes[0]} octets\r\n${first.toString()}.\r\n`);
  expect(await client.ask('DELE 1')).toMatch(/^\+OK/);
  expect(await client.ask('RETR 1')).toMatch(/^-ERR/);
  expect(await client.ask('DELE 1')).toMatch(/^-ERR/);
  expect(await client.askAll('LIST')).toBe(`+OK 1 ${sizes[1]}\r\n2 ${sizes[1]}\r\n.\r\n`);
  expect(await client.ask('NOOP')).toMatch(/^\+OK/);
  expect(await client.ask('QUIT')).toMatch(/^\+OK/);
  await client.end();
  expect(subjects()).toEqual(['two']);
  expect(events.at(-1)).toEqual({ kind: 'collected', address: common.address, retrieved: 1, deleted: 1 });
});

test('RSET takes all deletions back', async () => {
  server.deliver(common.address, mail('one'));
  const client = await enter();
  await client.ask('DELE 1');
  expect(await client.ask('RSET')).toMatch(/^\+OK 1 /);
  await client.ask('QUIT');
  expect(subjects()).toEqual(['one']);
});

test('a connection that dies before QUIT deletes nothing and frees the mailbox', async () => {
  server.deliver(common.address, mail('one'));
  const client = await enter();
  await client.ask('DELE 1');
  client.socket.resetAndDestroy();
  await expect.poll(async () => (await enter()).ask('STAT'), { timeout: 10_000 }).toMatch(/^\+OK 1 /);
  expect(subjects()).toEqual(['one']);
});

test('a second session is told [IN-USE] until the first one quits; another mailbox is free', async () => {
  const first = await enter();
  const second = await greet();
  await second.ask('USER common');
  expect(await second.ask(`PASS ${common.password}`)).toMatch(/^-ERR \[IN-USE\] /);
  await enter(lyon);
  await first.ask('QUIT');
  await second.ask('USER common');
  expect(await second.ask(`PASS ${common.password}`)).toMatch(/^\+OK/);
});

test('mail that arrives during a session is seen by the next one and survives its deletions', async () => {
  server.deliver(common.address, mail('one'));
  const client = await enter();
  server.deliver(common.address, mail('two'));
  expect(await client.ask('STAT')).toMatch(/^\+OK 1 /);
  await client.ask('DELE 1');
  await client.ask('QUIT');
  expect(subjects()).toEqual(['two']);
});

test('leading dots are stuffed wherever a line begins, and every byte passes', async () => {
  const bytes = Buffer.from([...Array(256).keys()].filter((byte) => byte !== 10 && byte !== 13)).toString('latin1');
  const raw = mail('dots', `.\r\n..\r\n.x\r\nx.\r\n${bytes}\r\n\r\n.`);
  server.deliver(common.address, raw);
  server.deliver(common.address, Buffer.concat([Buffer.from('.X: 1\r\n'), raw]));
  const client = await enter();
  const sent = await client.askAll('RETR 1');
  expect(sent).toContain('\r\n\r\n..\r\n...\r\n..x\r\nx.\r\n');
  expect(unstuff(sent)).toBe(raw.toString('latin1'));
  expect(unstuff(await client.askAll('RETR 2'))).toBe(`.X: 1\r\n${raw.toString('latin1')}`);
});

test('a mail without a last line end gets one, and the sizes say so', async () => {
  server.deliver(common.address, Buffer.from('A: b\r\n\r\nend'));
  const client = await enter();
  expect(await client.ask('LIST 1')).toBe('+OK 1 13\r\n');
  expect(await client.askAll('RETR 1')).toBe('+OK 13 octets\r\nA: b\r\n\r\nend\r\n.\r\n');
});

test('a mail out of a file with bare LF is served with CRLF', async () => {
  server.deliver(common.address, Buffer.from('A: b\n\n.é\n', 'latin1'));
  const client = await enter();
  expect(await client.askAll('RETR 1')).toBe('+OK 12 octets\r\nA: b\r\n\r\n..é\r\n.\r\n');
});

test('TOP shows the header and as many lines as asked', async () => {
  server.deliver(common.address, Buffer.from('A: b\r\nC: d\r\n\r\none\r\n.two\r\nthree'));
  const client = await enter();
  expect(await client.askAll('TOP 1 0')).toMatch(/\r\nA: b\r\nC: d\r\n\r\n\.\r\n$/);
  expect(await client.askAll('TOP 1 2')).toMatch(/\r\n\r\none\r\n\.\.two\r\n\.\r\n$/);
  expect(await client.askAll('TOP 1 99')).toMatch(/\r\nthree\r\n\.\r\n$/);
  expect(await client.ask('TOP 1')).toMatch(/^-ERR/);
  expect(await client.ask('TOP 2 0')).toMatch(/^-ERR/);
});

test('login takes name or address, spaces and accents, by PASS and by AUTH PLAIN', async () => {
  const client = await greet();
  await client.ask('USER LYON@MAIL.TEST');
  expect(await client.ask(`PASS ${lyon.password}`)).toMatch(/^\+OK/);
  const other = await greet();
  expect(await other.ask('AUTH PLAIN')).toBe('+ \r\n');
  expect(await other.ask(plain(nimes.name, nimes.password))).toMatch(/^\+OK/);
  const third = await greet();
  expect(await third.ask(`AUTH PLAIN ${plain(common.name, common.password, common.name)}`)).toMatch(/^\+OK/);
});

test('AUTH lists its mechanisms, can be given up and refuses what is not PLAIN', async () => {
  const client = await greet();
  expect(await client.askAll('AUTH')).toMatch(/\r\nPLAIN\r\n\.\r\n$/);
  expect(await client.ask('AUTH CRAM-MD5')).toMatch(/^-ERR/);
  await client.ask('AUTH PLAIN');
  expect(await client.ask('*')).toMatch(/^-ERR/);
  expect(await client.ask('AUTH PLAIN !!!')).toMatch(/^-ERR/);
  expect(await client.ask(`AUTH PLAIN ${plain(common.name, common.password, 'lyon')}`)).toMatch(/^-ERR/);
  expect(await client.ask(`AUTH PLAIN ${plain(common.name, common.password)}`)).toMatch(/^\+OK/);
});

test('the third wrong password ends the connection', async () => {
  const client = await greet();
  for (const name of ['common', 'nobody', 'common']) {
    await client.ask(`USER ${name}`);
    expect(await client.ask('PASS wrong')).toMatch(/^-ERR \[AUTH\] /);
  }
  await client.end();
  expect(events.filter(({ kind }) => kind === 'login')).toHaveLength(3);
});

test('CAPA says what is offered before and after login', async () => {
  const client = await greet();
  const before = (await client.askAll('capa')).split('\r\n');
  expect(before).toEqual(expect.arrayContaining(['TOP', 'UIDL', 'USER', 'SASL PLAIN', 'RESP-CODES', 'PIPELINING']));
  expect(before).not.toContain('STLS');
  await client.ask('user common');
  await client.ask(`pass ${common.password}`);
  expect(await client.askAll('CAPA')).toContain('\r\nUIDL\r\n');
});

test('pipelined commands are answered in order', async () => {
  server.deliver(common.address, mail('one'));
  const client = await greet();
  client.say(`USER common\r\nPASS ${common.password}\r\nSTAT\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n`);
  const heard = await client.end();
  expect(heard.match(/^(\+OK|-ERR)/gm)).toEqual(['+OK', '+OK', '+OK', '+OK', '+OK', '+OK']);
  expect(subjects()).toEqual([]);
});

test('commands cut anywhere by the network are understood', async () => {
  server.deliver(common.address, mail('one'));
  const client = await greet();
  client.socket.setNoDelay(true);
  for (const byte of `USER common\r\nPASS ${common.password}\r\nSTAT\r\n`) {
    client.say(byte);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await client.until(/\+OK 1 \d+\r\n$/)).toMatch(/^\+OK/);
});

test('with TLS, no password is taken in clear; after STLS and on the TLS port it is', async () => {
  await open({ tls: true });
  const client = await greet();
  expect(await client.askAll('CAPA')).toMatch(/\r\nSTLS\r\n/);
  expect(await client.ask('USER common')).toMatch(/^-ERR .*STLS/);
  expect(await client.ask(`AUTH PLAIN ${plain(common.name, common.password)}`)).toMatch(/^-ERR .*STLS/);
  expect(await client.ask('STLS')).toMatch(/^\+OK/);
  client.socket.removeAllListeners('data');
  const secure = converse(connectTls({ socket: client.socket, ca: server.ca, host: 'localhost' }));
  expect(await secure.askAll('CAPA')).not.toContain('STLS');
  expect(await secure.ask('STLS')).toMatch(/^-ERR/);
  expect(await secure.ask(`AUTH PLAIN ${plain(common.name, common.password)}`)).toMatch(/^\+OK/);
  await secure.ask('QUIT');
  const implicit = await dial({ port: server.pop3sPort ?? 0, ca: server.ca });
  await implicit.until('\r\n');
  expect(await implicit.ask(`AUTH PLAIN ${plain(common.name, common.password)}`)).toMatch(/^\+OK/);
});

test.each(['STLS\r\nCAPA\r\n', 'STLS\r\nCAP'])('bytes in clear after STLS end the connection: %j', async (bytes) => {
  await open({ tls: true });
  const client = await greet();
  client.say(bytes);
  expect(await client.end()).not.toContain('TOP');
});

const unstuff = (reply: string) => reply.slice(reply.indexOf('\r\n') + 2, -3).replaceAll(/^\./gm, '');
