/** POP3 on its bad days: every fault is a typed error within the deadline; nothing hangs, nothing is thrown (L8, L9, L12). */
import { afterEach, describe, expect, it } from 'vitest';
import { openMailboxAt } from '../../src/transport/open.ts';
import type { Credentials, Mailbox, OpenMailbox, TlsTrust } from '../../src/transport/port.ts';
import { foreignIdentity, loopbackIdentity } from './certificates.ts';
import { collect, kindOf, limit, must } from './contract.ts';
import { password, startPop3Server, user } from './pop3-server.ts';
import { mailOf, samples } from './samples.ts';
import { type Peer, type Script, type ScriptedServer, silence, startScript } from './scripted-server.ts';
import { urlOf } from './urls.ts';

const login: Credentials = { user, type: 'password', password };
const timeoutMs = 300;

type Server = { readonly port: number; close(): Promise<void> };

const running: Server[] = [];
const keep = <S extends Server>(server: S): S => {
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const scripted = async (script: Script): Promise<ScriptedServer> => keep(await startScript(script));

type Wish = { readonly security?: 'off' | 'stls'; readonly credentials?: Credentials; readonly trust?: TlsTrust };

const opener = ({ port }: Server, { security = 'off', credentials = login, trust = {} }: Wish = {}): OpenMailbox =>
  openMailboxAt(urlOf(`pop3://${user}@127.0.0.1:${port}${security === 'off' ? '?tls=off' : ''}`), {
    credentials,
    trust,
    timeoutMs,
  });

const open = (server: Server, wish?: Wish): ReturnType<OpenMailbox> => opener(server, wish)({ readOnly: false });

/** Plays a well-behaved server up to the login, with these capabilities. */
const welcome = async (peer: Peer, capabilities: readonly string[] = ['USER', 'UIDL', 'TOP']): Promise<void> => {
  peer.say('+OK ready');
  for (;;) {
    const line = await peer.hear();
    if (line === 'CAPA') peer.say('+OK', ...capabilities, '.');
    else if (line === 'STAT') return peer.say('+OK 0 0');
    else peer.say('+OK');
  }
};

/** Answers by the map, the longest matching beginning first; anything else is +OK. */
const answer = async (peer: Peer, answers: Readonly<Record<string, string>>): Promise<void> => {
  const known = Object.keys(answers).sort((a, b) => b.length - a.length);
  for (;;) {
    const line = await peer.hear();
    const match = known.find((beginning) => line.startsWith(beginning));
    peer.send(match === undefined ? '+OK\r\n' : (answers[match] ?? ''));
    if (line === 'QUIT') return peer.end();
  }
};

const entered = async (server: Server): Promise<Mailbox> => must(await open(server));

describe('a POP3 greeting', () => {
  it.each([
    ['-ERR too many connections', 'busy'],
    ['-ERR [IN-USE] locked', 'busy'],
    ['220 smtp.example ESMTP', 'protocol'],
    ['', 'protocol'],
  ])('of %j is a typed error (L8)', async (greeting, kind) => {
    const server = await scripted(async (peer) => peer.say(greeting));
    expect(kindOf(await open(server))).toBe(kind);
  });

  it('that never comes is a timeout', async () => {
    expect(await open(await scripted(silence))).toMatchObject({ error: { kind: 'timeout', command: 'greeting' } });
  });

  it('of endless bytes without a line end is cut off', async () => {
    const server = await scripted(async (peer) => peer.send('x'.repeat(100_000)));
    expect(kindOf(await open(server))).toBe('protocol');
  });
});

describe('a POP3 login', () => {
  const refusing = (text: string): Promise<ScriptedServer> =>
    scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { CAPA: '+OK\r\nUSER\r\n.\r\n', PASS: `-ERR ${text}\r\n` });
    });

  it.each([
    ['[IN-USE] another session', 'busy', 'later'],
    ['[LOGIN-DELAY] wait', 'busy', 'later'],
    ['[SYS/TEMP] disk', 'busy', 'later'],
    ['[SYS/PERM] blocked', 'refused', 'never'],
    ['[AUTH] wrong', 'credentials', 'never'],
    ['wrong password', 'credentials', 'never'],
  ])('refused by -ERR %s', async (text, kind, retry) => {
    expect(await open(await refusing(text))).toMatchObject({ error: { kind, retry } });
  });

  it('with letters beyond ASCII goes by AUTH PLAIN in UTF-8 (RFC 5034)', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { CAPA: '+OK\r\nUSER\r\nSASL PLAIN\r\n.\r\n', 'AUTH PLAIN': '+ \r\n' });
    });
    must(await open(server, { credentials: { user: 'zoé', type: 'password', password: 'été' } }));
    expect(server.heard).toContain(Buffer.from('\0zoé\0été').toString('base64'));
    expect(server.heard.some((line) => line.startsWith('PASS'))).toBe(false);
  });

  it('a line break in a password never becomes a command', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { CAPA: '+OK\r\nUSER\r\n.\r\n', 'AUTH PLAIN': '-ERR unknown\r\n' });
    });
    const outcome = await open(server, { credentials: { user, type: 'password', password: 'x\r\nDELE 1' } });
    expect(kindOf(outcome)).toBe('credentials');
    expect(server.heard.some((line) => line.startsWith('DELE'))).toBe(false);
  });

  it('by SASL PLAIN when the server does not offer USER', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { CAPA: '+OK\r\nSASL PLAIN XOAUTH2\r\n.\r\n', 'AUTH PLAIN': '+ \r\n' });
    });
    must(await open(server));
    expect(server.heard.some((line) => line.startsWith('USER'))).toBe(false);
  });

  it('by XOAUTH2 goes in two steps', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { CAPA: '+OK\r\nSASL XOAUTH2\r\n.\r\n', 'AUTH XOAUTH2': '+ \r\n' });
    });
    must(await open(server, { credentials: { user, type: 'xoauth2', accessToken: 'token' } }));
    expect(server.heard).toContain(Buffer.from(`user=${user}\x01auth=Bearer token\x01\x01`).toString('base64'));
  });

  it('by a refused XOAUTH2 token tells the reason that the server gave in base64', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      for (;;) {
        const line = await peer.hear();
        if (line === 'CAPA') peer.say('+OK', 'SASL XOAUTH2', '.');
        else if (line.startsWith('AUTH')) peer.say('+ ');
        else peer.say(line === '' ? '-ERR failed' : `+ ${Buffer.from('{"status":"401"}').toString('base64')}`);
      }
    });
    const outcome = await open(server, { credentials: { user, type: 'xoauth2', accessToken: 'old' } });
    expect(outcome).toMatchObject({ error: { kind: 'credentials', answer: '{"status":"401"}' } });
  });

  it('names no secret in its errors', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { CAPA: '+OK\r\nSASL PLAIN\r\n.\r\n', 'AUTH PLAIN': '+ \r\n', AGFnZ: 'what?\r\n' });
    });
    expect(JSON.stringify(await open(server))).not.toContain(Buffer.from(`\0${user}\0${password}`).toString('base64'));
  });
});

describe('POP3 STLS', () => {
  const heardLogin = (server: ScriptedServer): boolean => server.heard.some((line) => /^(?:USER|PASS|AUTH|CAPA)/.test(line));

  it('that is not offered ends before the login (RFC 2595 §4)', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { STLS: '-ERR unknown\r\n' });
    });
    expect(kindOf(await open(server, { security: 'stls' }))).toBe('no-tls');
    expect(heardLogin(server)).toBe(false);
  });

  it('with bytes injected behind its +OK is refused', async () => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await answer(peer, { STLS: '+OK\r\n+OK injected\r\n' });
    });
    expect(await open(server, { security: 'stls' })).toMatchObject({ error: { kind: 'protocol', command: 'STARTTLS' } });
    expect(heardLogin(server)).toBe(false);
  });

  it('with a certificate for another host ends before the login and tells the fingerprint', async () => {
    const identity = foreignIdentity();
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await peer.hear();
      peer.say('+OK');
      await welcome(await peer.secure(identity));
    });
    const outcome = await open(server, { security: 'stls', trust: { ca: identity.certificate } });
    expect(outcome).toMatchObject({
      error: { kind: 'certificate', cause: 'ERR_TLS_CERT_ALTNAME_INVALID', fingerprint: identity.fingerprint },
    });
    expect(heardLogin(server)).toBe(false);
  });

  it('with a trusted certificate asks for the capabilities anew, behind TLS', async () => {
    const identity = loopbackIdentity();
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      await peer.hear();
      peer.say('+OK');
      await answer(await peer.secure(identity), { CAPA: '+OK\r\nUSER\r\n.\r\n' });
    });
    must(await open(server, { security: 'stls', trust: { ca: identity.certificate } }));
    expect(server.heard.slice(0, 2)).toEqual(['STLS', 'CAPA']);
  });
});

describe('a POP3 server that breaks off', () => {
  const broken = (end: (peer: Peer) => void): Promise<ScriptedServer> =>
    scripted(async (peer) => {
      await welcome(peer);
      for (;;) {
        const line = await peer.hear();
        if (line === 'LIST') peer.say('+OK', '1 1000', '.');
        if (line === 'UIDL') peer.say('+OK', '1 one', '.');
        if (line.startsWith('RETR')) {
          peer.send('+OK\r\nSubject: x\r\n\r\nhalf a li');
          setTimeout(() => end(peer), 20);
        }
      }
    });

  it.each([
    ['FIN', (peer: Peer) => peer.end(), 'unreachable'],
    ['RST', (peer: Peer) => peer.reset(), 'unreachable'],
    ['silence', () => undefined, 'timeout'],
  ])('by %s within a mail is an error, not half a mail (L8, L9)', async (_how, end, kind) => {
    const mailbox = await entered(await broken(end));
    expect((await collect(mailbox.fetch(['one'], limit))).map(kindOf)).toEqual([kind]);
    expect(kindOf(await mailbox.list())).toBe(kind);
    expect(kindOf(await mailbox.close())).toBe(kind);
  });

  it.each(['CAPA', 'USER', 'PASS', 'STAT', 'LIST', 'UIDL', 'TOP', 'DELE', 'QUIT'])('at %s is a typed error', async (command) => {
    const server = await scripted(async (peer) => {
      peer.say('+OK');
      for (;;) {
        const line = await peer.hear();
        if (line.startsWith(command)) return peer.reset();
        const listing = { CAPA: ['+OK', 'USER', '.'], LIST: ['+OK', '1 10', '.'], UIDL: ['+OK', '1 one', '.'] }[line] ?? ['+OK'];
        peer.say(...(line.startsWith('TOP') ? ['+OK', 'Subject: x', '', '.'] : listing));
      }
    });
    const opened = await open(server);
    if (!opened.ok) return expect(opened.error.kind).toBe('unreachable');
    const outcomes = [await opened.value.list(), await opened.value.dispose(['one'], { how: 'delete' }), await opened.value.close()];
    expect(outcomes.some((outcome) => kindOf(outcome) === 'unreachable')).toBe(true);
  });
});

describe('POP3 mails', () => {
  it.each([1, 2, 3, 7])('arrive whole in pieces of %i bytes (L9, L10, L11)', async (chunkBytes) => {
    const server = keep(await startPop3Server({ chunkBytes }));
    server.mails.push(
      ...samples
        .map(({ raw }) => raw.subarray(0, 1500))
        .map((raw) => (raw.toString('latin1').endsWith('\r\n') ? raw : Buffer.concat([raw, Buffer.from('\r\n')]))),
    );
    const mailbox = await entered(server);
    const ids = must(await mailbox.list()).map(({ id }) => id);
    const fetched = await collect(mailbox.fetch(ids, limit));
    expect(fetched.map((mail) => must(mail).raw)).toEqual(server.mails);
    must(await mailbox.close());
  });

  it('beyond the limit that LIST did not tell are dropped while they come, and the next one is read', async () => {
    const server = await scripted(async (peer) => {
      await welcome(peer);
      await answer(peer, {
        LIST: '+OK\r\n1 10\r\n2 10\r\n.\r\n',
        UIDL: '+OK\r\n1 one\r\n2 two\r\n.\r\n',
        'RETR 1': `+OK\r\n${'long\r\n'.repeat(1000)}.\r\n`,
        'RETR 2': '+OK\r\nshort\r\n.\r\n',
      });
    });
    const mailbox = await entered(server);
    const [long, short] = await collect(mailbox.fetch(['one', 'two'], 100));
    expect(long).toMatchObject({ error: { kind: 'too-large', bytes: 6000, limit: 100 } });
    expect(must(short!).raw.toString()).toBe('short\r\n');
  });

  it('with UIDLs that repeat are named by their headers (L12)', async () => {
    const server = keep(await startPop3Server({ uidl: (raw) => (raw.includes('unique') ? 'unique' : 'same') }));
    server.mails.push(mailOf('a', 'x\r\n'), mailOf('unique', 'x\r\n'), mailOf('b', 'x\r\n'), mailOf('b', 'x\r\n'));
    const mailbox = await entered(server);
    const ids = must(await mailbox.list()).map(({ id }) => id);
    expect(ids.map((id) => id.replace(/[0-9a-f]{64}/, '*'))).toEqual(['sha256-*', 'unique', 'sha256-*', 'sha256-*-2']);
    must(await mailbox.close());
    const again = await entered(server);
    expect(must(await again.list()).map(({ id }) => id)).toEqual(ids);
    must(await again.close());
  });

  it('are asked for by TOP, never by RETR, when the mailbox is read-only: RETR takes them away at Gmail (F13)', async () => {
    const server = await scripted(async (peer) => {
      await welcome(peer);
      await answer(peer, { LIST: '+OK\r\n1 10\r\n.\r\n', UIDL: '+OK\r\n1 one\r\n.\r\n', TOP: '+OK\r\nSubject: x\r\n\r\nbody\r\n.\r\n' });
    });
    const mailbox = must(await opener(server)({ readOnly: true }));
    must(await mailbox.list());
    expect(must((await collect(mailbox.fetch(['one'], limit)))[0]!).raw.toString()).toContain('body');
    must(await mailbox.close());
    expect(server.heard.filter((line) => /^(?:RETR|DELE)/.test(line))).toEqual([]);
  });

  it('are asked for up to 16 ahead when the server offers PIPELINING, and one by one when not', async () => {
    const mostAhead = async (capabilities: readonly string[]): Promise<number> => {
      let most = 0;
      const server = await scripted(async (peer) => {
        await welcome(peer, capabilities);
        const lines = (describe: (n: number) => string): string[] => Array.from({ length: 40 }, (_, at) => `${at + 1} ${describe(at + 1)}`);
        const waiting: string[] = [];
        const serve = setInterval(() => {
          most = Math.max(most, waiting.length);
          const line = waiting.shift();
          if (line) peer.say('+OK', 'Subject: x', '', '.');
        }, 1);
        for (let line = await peer.hear(); line !== 'QUIT'; line = await peer.hear()) {
          if (line === 'LIST') peer.say('+OK', ...lines(() => '100'), '.');
          else if (line === 'UIDL') peer.say('+OK', ...lines((n) => `id${n}`), '.');
          else waiting.push(line);
        }
        clearInterval(serve);
        peer.say('+OK');
      });
      const mailbox = await entered(server);
      must(await mailbox.list());
      must(await mailbox.close());
      return most;
    };
    expect(await mostAhead(['USER'])).toBe(1);
    expect(await mostAhead(['USER', 'PIPELINING'])).toBeGreaterThan(8);
    expect(await mostAhead(['USER', 'PIPELINING'])).toBeLessThanOrEqual(16);
  });
});

describe('POP3 DELE counts at QUIT only (L12, RFC 1939 §6)', () => {
  it('a session that breaks off before it deletes nothing', async () => {
    const server = keep(await startPop3Server());
    server.mails.push(mailOf('a', 'x\r\n'));
    const mailbox = await entered(server);
    must(
      await mailbox.dispose(
        must(await mailbox.list()).map(({ id }) => id),
        { how: 'delete' },
      ),
    );
    expect(server.mails.length).toBe(1);
    must(await mailbox.close());
    expect(server.mails.length).toBe(0);
  });

  const listing = { LIST: '+OK\r\n1 10\r\n2 10\r\n3 10\r\n.\r\n', UIDL: '+OK\r\n1 one\r\n2 two\r\n3 three\r\n.\r\n' };
  const failing = (answers: Readonly<Record<string, string>>, capabilities?: readonly string[]): Promise<ScriptedServer> =>
    scripted(async (peer) => {
      await welcome(peer, capabilities);
      await answer(peer, { ...listing, ...answers });
    });
  const remove = { how: 'delete' } as const;

  it('after an error it is taken back by RSET, and close says so', async () => {
    const server = await failing({ RETR: '-ERR [SYS/TEMP] later\r\n' });
    const mailbox = await entered(server);
    must(await mailbox.dispose(['one'], remove));
    expect((await collect(mailbox.fetch(['two'], limit))).map(kindOf)).toEqual(['busy']);
    expect(kindOf(await mailbox.close())).toBe('busy');
    expect(server.heard.slice(-2)).toEqual(['RSET', 'QUIT']);
  });

  it('an answer that came ahead is not taken for that of RSET', async () => {
    const server = await failing({ 'RETR 1': '-ERR [SYS/TEMP] later\r\n', RETR: '+OK\r\nx\r\n.\r\n', RSET: '-ERR no\r\n' }, [
      'USER',
      'PIPELINING',
    ]);
    const mailbox = await entered(server);
    must(await mailbox.dispose(['three'], remove));
    expect((await collect(mailbox.fetch(['one', 'two', 'three'], limit))).map(kindOf)).toEqual(['busy']);
    expect(kindOf(await mailbox.close())).toBe('busy');
    expect(server.heard).not.toContain('QUIT');
  });

  it('when RSET is refused, QUIT is not said', async () => {
    const server = await failing({ RETR: '-ERR [SYS/TEMP] later\r\n', RSET: '-ERR no\r\n' });
    const mailbox = await entered(server);
    must(await mailbox.dispose(['one'], remove));
    await collect(mailbox.fetch(['two'], limit));
    expect(kindOf(await mailbox.close())).toBe('busy');
    expect(server.heard).not.toContain('QUIT');
  });

  it.each([
    ['-ERR [SYS/TEMP] later', []],
    ['-ERR [SYS/PERM] read-only', []],
    ['-ERR permission denied', ['PIPELINING']],
  ])('a DELE refused by %j is no dead connection: the others count, and the session goes on', async (text, capabilities) => {
    const server = await failing({ 'DELE 2': `${text}\r\n`, RETR: '+OK\r\nx\r\n.\r\n' }, ['USER', ...capabilities]);
    const mailbox = await entered(server);
    expect(await mailbox.dispose(['one', 'two', 'three'], remove)).toMatchObject({
      error: { kind: 'disposal-refused', retry: 'later', answer: text },
    });
    expect((await collect(mailbox.fetch(['two'], limit))).map(kindOf)).toEqual(['ok']);
    must(await mailbox.close());
    expect(server.heard.filter((line) => /^(?:DELE|RSET|QUIT)/.test(line))).toEqual(['DELE 1', 'DELE 2', 'DELE 3', 'QUIT']);
  });

  it('a mail that somebody else took meanwhile is no refusal, and none is deleted twice', async () => {
    const server = await failing({ 'DELE 2': '-ERR no such message\r\n' });
    const mailbox = await entered(server);
    must(await mailbox.dispose(['one', 'two'], remove));
    must(await mailbox.dispose(['one', 'two', 'three'], remove));
    must(await mailbox.close());
    expect(server.heard.filter((line) => line.startsWith('DELE'))).toEqual(['DELE 1', 'DELE 2', 'DELE 3']);
  });

  it('a QUIT that the server refuses is a refused disposal: nobody knows what is left', async () => {
    const server = await failing({ QUIT: '-ERR some not removed\r\n' });
    const mailbox = await entered(server);
    must(await mailbox.dispose(['one'], remove));
    expect(await mailbox.close()).toMatchObject({ error: { kind: 'disposal-refused', answer: '-ERR some not removed' } });
  });
});
