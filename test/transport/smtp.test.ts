/** The SMTP outbox: against smtp-server for what goes through, against a scripted server for what does not (L16 to L21). */
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { openOutboxAt } from '../../src/transport/open.ts';
import type { Credentials, MailToPost, OpenOutbox, Outbox, TlsTrust } from '../../src/transport/port.ts';
import { loopbackIdentity } from './certificates.ts';
import { kindOf, must } from './contract.ts';
import { bigMail, mailOf, samples } from './samples.ts';
import { type Peer, type Script, type ScriptedServer, silence, startScript } from './scripted-server.ts';
import { urlOf } from './urls.ts';

const login: Credentials = { user: 'agency', type: 'password', password: 'agency-pw' };

type Server = { readonly port: number; close(): Promise<void> };

const running: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
const keep = <S extends { close(): Promise<void> | void }>(server: S): S => {
  running.push(server);
  return server;
};

type Wish = { readonly security?: 'smtps' | 'smtp' | 'off'; readonly credentials?: Credentials | undefined; readonly trust?: TlsTrust };

const opener = ({ port }: Pick<Server, 'port'>, { security = 'off', trust = {}, ...rest }: Wish = {}): OpenOutbox =>
  openOutboxAt(urlOf(`${security === 'smtps' ? 'smtps' : 'smtp'}://agency@127.0.0.1:${port}${security === 'off' ? '?tls=off' : ''}`), {
    credentials: 'credentials' in rest ? rest.credentials : login,
    trust,
    timeoutMs: 400,
  });

const open = (server: Pick<Server, 'port'>, wish?: Wish): ReturnType<OpenOutbox> => opener(server, wish)({});

const entered = async (server: Pick<Server, 'port'>, wish?: Wish): Promise<Outbox> => keep(must(await open(server, wish)));

const letter = (raw: Buffer = mailOf('letter', 'x\r\n')): MailToPost => ({
  from: 'agency@mail.test',
  to: 'common@mail.test',
  raw,
  messageId: '<malleposte.0123@mail.test>',
});

type Received = { readonly from: string; readonly to: readonly string[]; readonly raw: Buffer };

const startSmtpServer = async (options: SMTPServerOptions = {}): Promise<Server & { readonly received: readonly Received[] }> => {
  const received: Received[] = [];
  const { certificate, key } = loopbackIdentity();
  const server = new SMTPServer({
    cert: certificate,
    key,
    disabledCommands: [],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'agency' && password === 'agency-pw' ? done(null, { user: username }) : done(new Error('no')),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return keep({ port, received, close: () => new Promise<void>((resolve) => server.close(() => resolve())) });
};

type Answer = string | ((peer: Peer) => void);

type Answers = Readonly<Record<string, Answer>>;

const usual: Answers = { greeting: '220 ready', AUTH: '235 in', DATA: '354 go', '.': '250 taken', QUIT: '221 bye' };

/** A server that takes everything, unless `answers` says otherwise by the beginning of a command; `\n` parts lines of a reply. */
const playSmtp =
  (answers: Answers = {}, extensions: readonly string[] = ['AUTH PLAIN', 'PIPELINING']): Script =>
  async (peer) => {
    const ehlo = ['250-mail.test', ...extensions.map((name) => `250-${name}`), '250 OK'].join('\n');
    const replies: Answers = { ...usual, EHLO: ehlo, ...answers };
    const give = (answer: Answer): void => (typeof answer === 'string' ? peer.say(...answer.split('\n')) : answer(peer));
    const answerTo = (line: string): Answer =>
      replies[Object.keys(replies).find((beginning) => line.startsWith(beginning)) ?? ''] ?? '250 ok';
    give(answerTo('greeting'));
    for (;;) {
      const line = await peer.hear();
      const answer = answerTo(line);
      give(answer);
      if (line !== 'DATA' || typeof answer !== 'string' || !answer.startsWith('354')) continue;
      while ((await peer.hear()) !== '.');
      give(answerTo('.'));
    }
  };

const scripted = async (...script: Parameters<typeof playSmtp>): Promise<ScriptedServer> => keep(await startScript(playSmtp(...script)));

const heard = (server: ScriptedServer, command: RegExp): readonly string[] => server.heard.filter((line) => command.test(line));

describe('posting by SMTP', () => {
  it.each(samples)('brings a mail with $quirk over unchanged', async ({ raw }) => {
    const server = await startSmtpServer();
    must(await (await entered(server)).post(letter(raw)));
    expect(server.received).toEqual([{ from: 'agency@mail.test', to: ['common@mail.test'], raw }]);
  });

  it('posts several mails over one connection, and 5 MB', async () => {
    const server = await startSmtpServer();
    const outbox = await entered(server);
    const raws = [mailOf('one', 'x\r\n'), bigMail(), mailOf('three', 'x\r\n')];
    for (const raw of raws) must(await outbox.post(letter(raw)));
    expect(server.received.map(({ raw }) => raw.equals(raws[0]!) || raw.equals(raws[1]!) || raw.equals(raws[2]!))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('needs no login where there are no credentials', async () => {
    const server = await startSmtpServer({ authOptional: true });
    must(await (await entered(server, { credentials: undefined })).post(letter()));
    expect(server.received.length).toBe(1);
  });

  it('goes on after a refused mail, on the same connection', async () => {
    const server = await scripted({ 'RCPT TO:<nobody': '550 5.1.1 unknown' });
    const outbox = await entered(server);
    expect(await outbox.post({ ...letter(), to: 'nobody@mail.test' })).toMatchObject({
      error: { kind: 'refused', code: '5.1.1', retry: 'never' },
    });
    must(await outbox.post(letter()));
    expect(heard(server, /^(?:EHLO|RSET)/).map((line) => line.slice(0, 4))).toEqual(['EHLO', 'RSET']);
  });

  it.each([
    ['FIN', (peer: Peer) => peer.end()],
    ['RST', (peer: Peer) => peer.reset()],
  ])('dials again when the server has ended the idle connection by %s', async (_how, leave) => {
    const takeAndLeave = (peer: Peer): void => {
      peer.say('250 taken');
      setTimeout(() => leave(peer), 10);
    };
    const server = await scripted({ '.': takeAndLeave });
    const outbox = await entered(server);
    must(await outbox.post(letter()));
    await new Promise((resolve) => setTimeout(resolve, 60));
    must(await outbox.post(letter()));
    expect(heard(server, /^EHLO/).length).toBe(2);
  });

  it('states the fixed envelope: sender, one recipient, size, and delivery reports where the server offers them (RFC 3461)', async () => {
    const server = await scripted({}, ['AUTH PLAIN', 'SIZE 1000000', 'DSN', '8BITMIME']);
    const mail = letter(samples[1]!.raw);
    must(await (await entered(server)).post(mail));
    expect(heard(server, /^MAIL/)).toEqual([
      `MAIL FROM:<agency@mail.test> BODY=8BITMIME SIZE=${mail.raw.length} RET=HDRS ENVID=${mail.messageId}`,
    ]);
    expect(heard(server, /^RCPT/)).toEqual(['RCPT TO:<common@mail.test> NOTIFY=FAILURE,DELAY']);
  });

  it('states none of it to a server that offers nothing', async () => {
    const server = await scripted({}, ['AUTH PLAIN']);
    must(await (await entered(server)).post(letter()));
    expect(heard(server, /^(?:MAIL|RCPT)/)).toEqual(['MAIL FROM:<agency@mail.test>', 'RCPT TO:<common@mail.test>']);
  });

  it.each([
    'a@b.test\r\nRCPT TO:<x@y.test>',
    'a@b.test\0',
    '<a@b.test>',
    'a b@c.test',
    '',
  ])('refuses the address %j before it says a word', async (to) => {
    const server = await scripted();
    const outbox = await entered(server);
    expect(kindOf(await outbox.post({ ...letter(), to }))).toBe('refused');
    expect(kindOf(await outbox.post({ ...letter(), from: to }))).toBe('refused');
    expect(heard(server, /^(?:MAIL|RCPT)/)).toEqual([]);
  });
});

describe('the size that a server takes', () => {
  it('is read from EHLO, null when there is none', async () => {
    expect(must(await (await entered(await scripted({}, ['AUTH PLAIN', 'SIZE 35882577']))).maxBytes())).toBe(35_882_577);
    expect(must(await (await entered(await scripted({}, ['AUTH PLAIN', 'SIZE']))).maxBytes())).toBeNull();
    expect(must(await (await entered(await scripted({}, ['AUTH PLAIN', 'SIZE 0']))).maxBytes())).toBeNull();
  });

  it('stops a mail before a byte of it is sent (L18)', async () => {
    const server = await scripted({}, ['AUTH PLAIN', 'SIZE 99']);
    const mail = letter();
    expect(await (await entered(server)).post(mail)).toMatchObject({ error: { kind: 'too-large', bytes: mail.raw.length, limit: 99 } });
    expect(heard(server, /^MAIL/)).toEqual([]);
  });

  it.each([
    ['552 5.3.4 message too big', 'too-large'],
    ['552 too big', 'too-large'],
    ['552 5.2.3 too long for this mailbox', 'too-large'],
    ['552 5.2.2 mailbox full', 'refused'],
    ['552-5.7.0 blocked\n552 5.7.0 content', 'refused'],
  ])('told at the end by %s', async (reply, kind) => {
    expect(kindOf(await (await entered(await scripted({ '.': reply }))).post(letter()))).toBe(kind);
  });
});

describe('an SMTP server that does not take a mail', () => {
  it.each([
    ['RCPT', '450 4.7.1 greylisted', 'deferred', 'later'],
    ['RCPT', '550 5.1.1 unknown', 'refused', 'never'],
    ['MAIL', '530 5.7.0 log in first', 'credentials', 'never'],
    ['MAIL', '432 4.3.2 too many connections', 'deferred', 'later'],
    ['DATA', '451 4.3.0 later', 'deferred', 'later'],
    ['.', '554 5.7.1 spam', 'refused', 'never'],
    ['.', '421 4.3.2 going down', 'unreachable', 'soon'],
  ])('says so at %s by %s (L19)', async (command, reply, kind, retry) => {
    for (const extensions of [['AUTH PLAIN'], ['AUTH PLAIN', 'PIPELINING']]) {
      const outbox = await entered(await scripted({ [command]: reply }, extensions));
      expect(await outbox.post(letter())).toMatchObject({ error: { kind, retry } });
    }
  });

  it('whose last reply is lost may have taken it: unreachable, and the same bytes may go again (L20)', async () => {
    const server = await scripted({ '.': (peer) => peer.reset() });
    const outbox = await entered(server);
    expect(await outbox.post(letter())).toMatchObject({ error: { kind: 'unreachable', retry: 'soon' } });
    expect(kindOf(await outbox.post(letter()))).toBe('unreachable');
    expect(heard(server, /^Message-ID/i)).toEqual(['Message-ID: <letter@mail.test>', 'Message-ID: <letter@mail.test>']);
  });

  it.each(['MAIL', 'RCPT', 'DATA', '.'])('but is silent at %s is a timeout', async (command) => {
    const outbox = await entered(await scripted({ [command]: () => undefined }, ['AUTH PLAIN']));
    expect(kindOf(await outbox.post(letter()))).toBe('timeout');
  });
});

describe('an SMTP login', () => {
  it.each([
    ['535 5.7.8 wrong', 'credentials', 'never'],
    ['534 5.7.9 application password needed', 'credentials', 'never'],
    ['454 4.7.0 try later', 'deferred', 'later'],
    ['421 4.7.0 closing', 'unreachable', 'soon'],
  ])('answered by %s', async (reply, kind, retry) => {
    expect(await open(await scripted({ AUTH: reply }))).toMatchObject({ error: { kind, retry } });
  });

  it('with a wrong password is a matter of credentials', async () => {
    const server = await startSmtpServer();
    expect(kindOf(await open(server, { credentials: { ...login, password: 'wrong' } }))).toBe('credentials');
    expect(kindOf(await open(server, { credentials: { ...login, password: '' } }))).toBe('credentials');
  });

  it('at a server that offers none is an error, not a mail without a login', async () => {
    expect(await open(await scripted({}, []))).toMatchObject({ error: { kind: 'protocol', command: 'AUTH' } });
  });

  it('cut off in the middle is unreachable', async () => {
    expect(kindOf(await open(await scripted({ AUTH: (peer) => peer.reset() })))).toBe('unreachable');
  });

  const token: Credentials = { user: 'agency', type: 'xoauth2', accessToken: 'token' };

  it('by XOAUTH2 sends the token, and PLAIN is not tried beside it', async () => {
    const server = await scripted({}, ['AUTH PLAIN LOGIN XOAUTH2']);
    await entered(server, { credentials: token });
    expect(heard(server, /^AUTH/)).toEqual([`AUTH XOAUTH2 ${Buffer.from('user=agency\x01auth=Bearer token\x01\x01').toString('base64')}`]);
  });

  it('by a refused XOAUTH2 token tells the reason given in base64', async () => {
    const reason = Buffer.from('{"status":"400"}').toString('base64');
    const server = await scripted({ AUTH: `334 ${reason}`, '': '535 5.7.8 bad token' }, ['AUTH XOAUTH2']);
    const outcome = await open(server, { credentials: token });
    expect(outcome).toMatchObject({ error: { kind: 'credentials' } });
    expect(JSON.stringify(outcome)).toContain('400');
  });
});

describe('opening an SMTP outbox', () => {
  it.each([
    ['421 busy', 'unreachable', 'soon'],
    ['554 go away', 'refused', 'never'],
    ['+OK POP3', 'protocol', 'later'],
  ])('greeted by %s', async (greeting, kind, retry) => {
    expect(await open(await scripted({ greeting }))).toMatchObject({ error: { kind, retry } });
  });

  it('of a silent server is a timeout', async () => {
    expect(kindOf(await open(keep(await startScript(silence))))).toBe('timeout');
    expect(kindOf(await open(keep(await startScript(silence)), { security: 'smtp' }))).toBe('timeout');
  });

  it('tells its steps in order', async () => {
    const identity = loopbackIdentity();
    const server = await startSmtpServer({ secure: true, cert: identity.certificate, key: identity.key });
    const steps: string[] = [];
    keep(must(await opener(server, { security: 'smtps', trust: { ca: identity.certificate } })({ onStep: (step) => steps.push(step) })));
    expect(steps).toEqual(['name', 'connect', 'tls', 'login']);
  });

  it('of a stopped server is unreachable', async () => {
    const server = await startScript(silence);
    await server.close();
    expect(kindOf(await open(server))).toBe('unreachable');
  });
});

describe('SMTP STARTTLS', () => {
  it('that is not offered ends before the login (L17)', async () => {
    const server = await scripted();
    expect(kindOf(await open(server, { security: 'smtp' }))).toBe('no-tls');
    expect(heard(server, /^(?:AUTH|STARTTLS)/)).toEqual([]);
  });

  it('that is refused ends before the login', async () => {
    const server = await scripted({ STARTTLS: '502 no' }, ['STARTTLS', 'AUTH PLAIN']);
    expect(kindOf(await open(server, { security: 'smtp' }))).toBe('no-tls');
    expect(heard(server, /^AUTH/)).toEqual([]);
  });

  it('with bytes injected behind the 220 is refused (CVE-2011-0411)', async () => {
    const server = await scripted({ STARTTLS: '220 go\n250 injected' }, ['STARTTLS', 'AUTH PLAIN']);
    expect(await open(server, { security: 'smtp' })).toMatchObject({ error: { kind: 'protocol', command: 'STARTTLS' } });
    expect(heard(server, /^AUTH/)).toEqual([]);
  });

  it('with a trusted certificate carries login and mail', async () => {
    const identity = loopbackIdentity();
    const server = await startSmtpServer({ cert: identity.certificate, key: identity.key, size: 1_000_000 });
    const outbox = await entered(server, { security: 'smtp', trust: { ca: identity.certificate } });
    expect(must(await outbox.maxBytes())).toBe(1_000_000);
    must(await outbox.post(letter()));
    expect(server.received.length).toBe(1);
  });
});
