import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import type { EmbeddedEvent, EmbeddedServer } from '../../src/embedded/port.ts';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { common, lyon, mail, users } from './company.ts';
import { dial } from './dialogue.ts';

let server: EmbeddedServer | undefined;

const open = async (tls: boolean, more: { maxMessageBytes?: number; onEvent?: (event: EmbeddedEvent) => void } = {}) => {
  server = await openEmbeddedServer({ users, tls, ...more });
  return server;
};

afterEach(() => server?.close());

const plain = Buffer.from(`\0${lyon.name}\0${lyon.password}`).toString('base64');

const submit = async (port: number, ca?: string) => {
  const client = await dial(ca === undefined ? { port } : { port, ca });
  await client.until('\r\n');
  client.say('EHLO agency.test\r\n');
  const offers = await client.until(/^250 .*\r\n/m);
  return { client, offers };
};

test('with TLS it listens on four ports, without on two, all different', async () => {
  const { smtpPort, pop3Port, smtpsPort, pop3sPort, ca } = await open(true);
  expect(new Set([smtpPort, pop3Port, smtpsPort, pop3sPort]).size).toBe(4);
  expect(ca).toMatch(/^-----BEGIN CERTIFICATE-----/);
  await server?.close();
  expect(await open(false)).toMatchObject({ smtpsPort: null, pop3sPort: null, ca: '' });
});

test('submission states its size, asks for a login and stamps what it takes', async () => {
  const events: EmbeddedEvent[] = [];
  const { smtpPort, messages } = await open(false, { maxMessageBytes: 1_000_000, onEvent: (event) => events.push(event) });
  const { client, offers } = await submit(smtpPort);
  expect(offers).toMatch(/SIZE 1000000/);
  expect(offers).toMatch(/AUTH .*PLAIN/);
  expect(offers).toMatch(/DSN/);
  expect(offers).not.toMatch(/STARTTLS/);
  expect(await client.ask('MAIL FROM:<lyon@mail.test>')).toMatch(/^530 /);
  expect(await client.ask(`AUTH PLAIN ${plain}`)).toMatch(/^235 /);
  expect(await client.ask('MAIL FROM:<lyon@mail.test> SIZE=2000000')).toMatch(/^552 /);
  expect(await client.ask('MAIL FROM:<lyon@mail.test> SIZE=100 RET=HDRS ENVID=QQ314159')).toMatch(/^250 /);
  expect(await client.ask('RCPT TO:<nobody@mail.test>')).toMatch(/^550 5\.1\.1 /);
  expect(await client.ask('RCPT TO:<COMMON@mail.test> NOTIFY=FAILURE,DELAY')).toMatch(/^250 /);
  expect(await client.ask('DATA')).toMatch(/^354 /);
  expect(await client.ask(`${mail('stuffed', '..dot\r\n\xe9').toString('latin1')}.`)).toMatch(/^250 /);
  const [stored] = messages(common.address);
  expect(stored?.raw.toString('latin1')).toMatch(
    /^Return-Path: <lyon@mail\.test>\r\nReceived: from agency\.test \(\[127\.0\.0\.1\]\) by localhost with ESMTPA id [\w-]+;\r\n\t\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000\r\nFrom: /,
  );
  expect(stored?.raw.toString('latin1')).toMatch(/\r\n\r\n\.dot\r\n\xe9\r\n$/);
  expect(events.map(({ kind }) => kind)).toEqual(['login', 'recipient-refused', 'posted']);
  expect(events[2]).toMatchObject({ user: lyon.address, from: 'lyon@mail.test', to: ['COMMON@mail.test'] });
});

test('a wrong password is 535, and a mail over the limit is 552 and not stored', async () => {
  const { smtpPort, messages } = await open(false, { maxMessageBytes: 10_000 });
  const { client } = await submit(smtpPort);
  expect(await client.ask(`AUTH PLAIN ${Buffer.from('\0lyon\0wrong').toString('base64')}`)).toMatch(/^535 /);
  await client.ask(`AUTH PLAIN ${plain}`);
  await client.ask('MAIL FROM:<lyon@mail.test>');
  await client.ask('RCPT TO:<common@mail.test>');
  await client.ask('DATA');
  expect(await client.ask(`${mail('large', 'x'.repeat(20_000)).toString()}.`)).toMatch(/^552 /);
  expect(messages(common.address)).toEqual([]);
});

test('with TLS, submission takes no password in clear, and the TLS port does', async () => {
  const { smtpPort, smtpsPort, ca } = await open(true);
  const { client, offers } = await submit(smtpPort);
  expect(offers).toMatch(/STARTTLS/);
  expect(await client.ask(`AUTH PLAIN ${plain}`)).toMatch(/^538 /);
  const secure = await submit(smtpsPort ?? 0, ca);
  expect(secure.offers).not.toMatch(/STARTTLS/);
  expect(await secure.client.ask(`AUTH PLAIN ${plain}`)).toMatch(/^235 /);
});

test('a mail with an attachment of 30 MB comes out of POP3 as it went into SMTP', async () => {
  const { smtpsPort, pop3sPort, ca } = await open(true);
  const lines = randomBytes(30_000_000).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  const raw = Buffer.from(`Subject: large\r\n\r\n${lines}\r\n..stuffed\r\n.\r\n`);
  const outbox = createTransport({
    host: '127.0.0.1',
    port: smtpsPort ?? 0,
    secure: true,
    tls: { ca },
    auth: { user: lyon.name, pass: lyon.password },
  });
  await outbox.sendMail({ envelope: { from: lyon.address, to: common.address }, raw });
  outbox.close();
  const { socket } = await dial({ port: pop3sPort ?? 0, ca });
  socket.removeAllListeners('data').end(`USER common\r\nPASS ${common.password}\r\nRETR 1\r\nQUIT\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  const heard = Buffer.concat(chunks);
  const body = heard.subarray(heard.indexOf('Subject: large'), heard.lastIndexOf('\r\n.\r\n') + 2);
  expect(body.length).toBe(raw.length + 2); // the two stuffed lines at the end
  expect(body.subarray(0, raw.length - 16).equals(raw.subarray(0, -16))).toBe(true);
  expect(body.subarray(raw.length - 16).toString()).toBe('\r\n...stuffed\r\n..\r\n');
});

test('deliver and messages know their users only', async () => {
  const { deliver, messages } = await open(false);
  const id = deliver('common@MAIL.test', mail('one'));
  expect(messages(common.address)).toEqual([{ id, raw: mail('one') }]);
  expect(messages(lyon.address)).toEqual([]);
  expect(() => deliver('nobody@mail.test', mail('x'))).toThrow(RangeError);
  expect(() => messages('nobody@mail.test')).toThrow(RangeError);
});

test('when it is down, connections die and new ones are reset; afterwards the same ports serve the same mail', async () => {
  const { deliver, setDown, pop3Port, pop3sPort, smtpPort, smtpsPort } = await open(true);
  deliver(common.address, mail('one'));
  const busy = await dial({ port: pop3Port });
  setDown(true);
  await busy.end();
  for (const port of [pop3Port, pop3sPort ?? 0, smtpPort, smtpsPort ?? 0]) {
    expect(
      await dial({ port }).then(
        (client) => client.end(),
        (error: NodeJS.ErrnoException) => error.code,
      ),
    ).toMatch(/^(|ECONNRESET)$/);
  }
  setDown(false);
  expect(await (await dial({ port: pop3Port })).until('\r\n')).toMatch(/^\+OK/);
  expect(await (await dial({ port: smtpPort })).until('\r\n')).toMatch(/^220 /);
});

test('going down in the middle of TLS handshakes, again and again, harms nobody', async () => {
  const { setDown, pop3sPort, smtpsPort, ca } = await open(true);
  for (let round = 0; round < 40; round += 1) {
    setDown(false);
    const ports = [pop3sPort ?? 0, smtpsPort ?? 0];
    const attempts = ports.map((port) =>
      dial({ port, ca }).then(
        ({ socket }) => socket.destroy(),
        () => undefined,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, round % 8));
    setDown(true);
    await Promise.all(attempts);
  }
  setDown(false);
  expect(await (await dial({ port: pop3sPort ?? 0, ca })).until('\r\n')).toMatch(/^\+OK/);
});

test('close cuts waiting clients and frees the ports at once', async () => {
  const { pop3Port, smtpPort, close } = await open(true);
  const waiting = [await dial({ port: pop3Port }), await dial({ port: smtpPort })];
  await close();
  await Promise.all(waiting.map((client) => client.end()));
  await expect(dial({ port: pop3Port })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
