/** IMAP on its bad days, against a scripted server and hoodiecrow: the pitfalls of the library and of the protocol (L1 to L7, F3). */
import { afterEach, describe, expect, it } from 'vitest';
import { openMailboxAt } from '../../src/transport/open.ts';
import type { Credentials, Mailbox, OpenMailbox, TlsTrust } from '../../src/transport/port.ts';
import { expiredIdentity, loopbackIdentity } from './certificates.ts';
import { collect, kindOf, limit, must } from './contract.ts';
import * as hoodiecrow from './hoodiecrow.ts';
import { fetched, type ImapAnswers, playImap } from './imap-script.ts';
import { mailOf } from './samples.ts';
import { type Keys, type Peer, type ScriptedServer, silence, startScript } from './scripted-server.ts';
import { urlOf } from './urls.ts';

const login: Credentials = { user: hoodiecrow.user, type: 'password', password: hoodiecrow.password };

type Server = { readonly port: number; close(): Promise<void> };

const running: Server[] = [];
const keep = <S extends Server>(server: S): S => {
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const scripted = async (answers: ImapAnswers, tls?: Keys): Promise<ScriptedServer> => keep(await startScript(playImap(answers), tls));

type Wish = {
  readonly security?: 'imaps' | 'imap' | 'off';
  readonly credentials?: Credentials;
  readonly trust?: TlsTrust;
  readonly doneFolder?: string;
  readonly folder?: string;
};

const opener = (
  { port }: Server,
  { security = 'off', credentials = login, trust = {}, doneFolder = '', folder = 'INBOX' }: Wish = {},
): OpenMailbox =>
  openMailboxAt(
    urlOf(`${security === 'imaps' ? 'imaps' : 'imap'}://u@127.0.0.1:${port}/${folder}${security === 'off' ? '?tls=off' : ''}`),
    {
      credentials,
      trust,
      doneFolder,
      timeoutMs: 400,
    },
  );

const open = (server: Server, wish?: Wish): ReturnType<OpenMailbox> => opener(server, wish)({ readOnly: false });

const entered = async (server: Server, wish?: Wish): Promise<Mailbox> => must(await open(server, wish));

const heard = (server: ScriptedServer, command: RegExp): readonly string[] =>
  server.heard.map((line) => line.replace(/^\S+ /, '')).filter((line) => command.test(line));

const ids = ['77:1', '77:2', '77:3'];

describe('opening an IMAP mailbox', () => {
  it.each([
    ['* BYE too many connections', 'busy'],
    ['-ERR what', 'timeout'],
  ])('greeted by %j is a typed error', async (greeting, kind) => {
    expect(kindOf(await open(await scripted({ greeting })))).toBe(kind);
  });

  it('of a silent server is a timeout', async () => {
    expect(await open(keep(await startScript(silence)))).toMatchObject({ error: { kind: 'timeout', command: 'greeting' } });
  });

  it.each([
    ['$ NO [AUTHENTICATIONFAILED] no', 'credentials', 'never'],
    ['$ NO [UNAVAILABLE] backend', 'busy', 'later'],
    ['$ NO [INUSE] locked', 'busy', 'later'],
    ['$ NO [LIMIT] logins', 'busy', 'later'],
    ['$ NO no', 'credentials', 'never'],
  ])('refused by %s', async (answer, kind, retry) => {
    expect(await open(await scripted({ answers: { LOGIN: [answer] } }))).toMatchObject({ error: { kind, retry } });
  });

  it('by XOAUTH2 works, and a refused token is a matter of credentials', async () => {
    const server = keep(await hoodiecrow.startImapServer(['AUTH-PLAIN', 'SASL-IR', 'XOAUTH2']));
    const token = (accessToken: string): Wish => ({ credentials: { user: hoodiecrow.user, type: 'xoauth2', accessToken } });
    must(await (await entered(server, token('good-token'))).close());
    expect(kindOf(await open(server, token('bad-token')))).toBe('credentials');
  });

  it('with a folder that is not there is no such folder', async () => {
    const server = await scripted({ answers: { SELECT: ['$ NO nothing there'], 'LIST "" "NOWHERE"': ['$ OK'] } });
    expect(await open(server, { folder: 'Nowhere' })).toMatchObject({
      error: { kind: 'no-such-folder', folder: 'Nowhere', retry: 'never' },
    });
  });

  it('read-only is EXAMINE, otherwise SELECT', async () => {
    const server = await scripted({});
    must(await must(await opener(server)({ readOnly: true })).close());
    expect(heard(server, /^(?:SELECT|EXAMINE)/)).toEqual(['EXAMINE INBOX']);
  });

  it('without a UIDVALIDITY is refused: its ids would mean nothing tomorrow', async () => {
    const server = await scripted({ answers: { SELECT: ['* 3 EXISTS', '$ OK'] } });
    expect(kindOf(await open(server))).toBe('protocol');
  });

  it('tells its steps in order', async () => {
    const identity = loopbackIdentity();
    const server = await scripted({}, identity);
    const steps: string[] = [];
    const mailbox = await opener(server, { security: 'imaps', trust: { ca: identity.certificate } })({
      readOnly: true,
      onStep: (step) => steps.push(step),
    });
    must(await must(mailbox).close());
    expect(steps).toEqual(['name', 'connect', 'tls', 'login', 'mailbox']);
  });
});

describe('IMAP and TLS', () => {
  const secrets = /LOGIN|AUTHENTICATE/i;

  it('STARTTLS that is not offered ends before the login (L7)', async () => {
    const server = await scripted({});
    expect(kindOf(await open(server, { security: 'imap' }))).toBe('no-tls');
    expect(heard(server, secrets)).toEqual([]);
  });

  it('STARTTLS that is refused ends before the login', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 STARTTLS', answers: { STARTTLS: ['$ NO'] } });
    expect(kindOf(await open(server, { security: 'imap' }))).toBe('no-tls');
    expect(heard(server, secrets)).toEqual([]);
  });

  it('bytes injected behind the OK of STARTTLS are refused', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 STARTTLS', answers: { STARTTLS: ['$ OK', '* PREAUTH injected'] } });
    expect(await open(server, { security: 'imap' })).toMatchObject({ error: { kind: 'protocol', command: 'STARTTLS' } });
    expect(heard(server, secrets)).toEqual([]);
  });

  const overStartTls = async (identity: Keys): Promise<ScriptedServer> =>
    keep(
      await startScript(async (peer) => {
        peer.say('* OK ready');
        for (;;) {
          const [tag = '', command] = (await peer.hear()).split(' ');
          peer.say(...(command === 'STARTTLS' ? [] : ['* CAPABILITY IMAP4rev1 STARTTLS']), `${tag} OK`);
          // Behind TLS there is no second greeting (RFC 9051 §6.2.1).
          if (command === 'STARTTLS') return playImap({ greeting: '' })(await peer.secure(identity));
        }
      }),
    );

  const servers: readonly (readonly [string, 'imaps' | 'imap', (identity: Keys) => Promise<ScriptedServer>])[] = [
    ['implicit TLS', 'imaps', (identity) => scripted({}, identity)],
    ['STARTTLS', 'imap', overStartTls],
  ];

  it.each(servers)('%s: an untrusted certificate tells its fingerprint, and no login is sent', async (_name, security, start) => {
    const identity = loopbackIdentity();
    const server = await start(identity);
    expect(await open(server, { security })).toMatchObject({
      error: { kind: 'certificate', retry: 'never', fingerprint: identity.fingerprint },
    });
    expect(heard(server, secrets)).toEqual([]);
  });

  it.each(servers)('%s: another certificate than the pinned one is refused before the login', async (_name, security, start) => {
    const identity = loopbackIdentity();
    const server = await start(identity);
    const outcome = await open(server, { security, trust: { ca: identity.certificate, fingerprint: loopbackIdentity().fingerprint } });
    expect(outcome).toMatchObject({ error: { kind: 'certificate', fingerprint: identity.fingerprint } });
    expect(heard(server, secrets)).toEqual([]);
  });

  it.each(servers)('%s: exactly the pinned certificate is enough, though self-signed and expired', async (_name, security, start) => {
    const identity = expiredIdentity();
    const mailbox = await entered(await start(identity), { security, trust: { fingerprint: identity.fingerprint } });
    must(await mailbox.close());
  });

  it('a server that says PREAUTH to escape the look at its certificate is refused all the same', async () => {
    const server = await scripted({ greeting: '* PREAUTH welcome' }, loopbackIdentity());
    const outcome = await open(server, { security: 'imaps', trust: { fingerprint: loopbackIdentity().fingerprint } });
    expect(kindOf(outcome)).toBe('certificate');
    expect(heard(server, /SELECT/)).toEqual([]);
  });

  it('a plain server behind imaps: has no TLS', async () => {
    expect(kindOf(await open(await scripted({}), { security: 'imaps' }))).toBe('no-tls');
  });
});

describe('listing and fetching by IMAP', () => {
  it('a SEARCH that the server refuses is an error, not an empty mailbox (L3)', async () => {
    const mailbox = await entered(await scripted({ answers: { 'UID SEARCH': ['$ NO [SERVERBUG] oops'] } }));
    expect(await mailbox.list()).toMatchObject({ error: { kind: 'protocol', command: 'UID SEARCH', answer: 'NO [SERVERBUG]' } });
  });

  const cuts: readonly (readonly [string, (peer: Peer) => void, string])[] = [
    ['FIN', (peer) => peer.end(), 'unreachable'],
    ['RST', (peer) => peer.reset(), 'unreachable'],
    ['silence', () => undefined, 'timeout'],
  ];

  it.each(cuts)('%s within a literal is an error, not half a mail (L4, L6)', async (_how, end, kind) => {
    const server = await scripted({
      answers: {
        'UID FETCH': (peer) => {
          peer.send(`* 1 FETCH (UID 1 RFC822.SIZE 1000 BODY[] {1000}\r\nSubject: half`);
          setTimeout(() => end(peer), 20);
        },
      },
    });
    const mailbox = await entered(server);
    expect((await collect(mailbox.fetch(ids, limit))).map(kindOf)).toEqual([kind]);
    expect(kindOf(await mailbox.list())).toBe(kind);
    must(await mailbox.close());
  });

  it.each(cuts)('%s instead of an answer to SEARCH is an error, not an empty mailbox (L5)', async (_how, end, kind) => {
    const mailbox = await entered(await scripted({ answers: { 'UID SEARCH': end } }));
    expect(kindOf(await mailbox.list())).toBe(kind);
    must(await mailbox.close());
  });

  it('a connection that dies behind the last answer is found out by NOOP (L5)', async () => {
    const mailbox = await entered(await scripted({ answers: { 'UID SEARCH': ['* SEARCH', '$ OK'], NOOP: (peer) => peer.reset() } }));
    expect(kindOf(await mailbox.list())).toBe('unreachable');
  });

  it('a mail whose bytes do not come is gone, and the others are there', async () => {
    const answers = { 'UID FETCH': [fetched(1, 'one\r\n'), '* 2 FETCH (UID 2 BODY[] NIL)', fetched(3, 'three\r\n'), '$ OK'] };
    const mailbox = await entered(await scripted({ answers }));
    expect((await collect(mailbox.fetch(ids, limit))).map(kindOf)).toEqual(['ok', 'gone', 'ok']);
  });

  it('a wrong RFC822.SIZE changes nothing as long as the bytes are within the limit (F14)', async () => {
    const answers = { 'UID FETCH': [fetched(1, 'x'.repeat(500), { size: 3 }), fetched(2, 'abc', { size: 90 }), fetched(3, 'abc'), '$ OK'] };
    const mailbox = await entered(await scripted({ answers }));
    const outcomes = await collect(mailbox.fetch(ids, 100));
    expect(outcomes.map(kindOf)).toEqual(['too-large', 'ok', 'ok']);
    expect(outcomes[0]).toMatchObject({ error: { bytes: 500, limit: 100 } });
  });

  it('nothing is fetched of a mail that says to be beyond the limit', async () => {
    const server = await scripted({
      answers: { 'UID FETCH': [1, 2, 3].map((uid) => `* ${uid} FETCH (UID ${uid} RFC822.SIZE 5000)`).concat('$ OK') },
    });
    const mailbox = await entered(server);
    expect((await collect(mailbox.fetch(ids, 100))).map(kindOf)).toEqual(['too-large', 'too-large', 'too-large']);
    expect(heard(server, /BODY/)).toEqual([]);
  });

  it('mails flagged \\Deleted do not wait any more', async () => {
    const server = keep(await hoodiecrow.startImapServer([]));
    server.deliver(mailOf('deleted', 'x\r\n'), ['\\Deleted']);
    server.deliver(mailOf('waiting', 'x\r\n'));
    const mailbox = await entered(server);
    expect(must(await mailbox.list()).length).toBe(1);
    must(await mailbox.close());
  });

  it('every BODY is asked for by PEEK', async () => {
    const server = await scripted({ answers: { 'UID FETCH': [fetched(1, 'one\r\n'), '$ OK'] } });
    const mailbox = await entered(server);
    await collect(mailbox.fetch(ids, limit));
    must(await mailbox.list());
    expect(heard(server, /BODY/).length).toBeGreaterThan(1);
    expect(heard(server, /BODY\[/)).toEqual([]);
  });
});

describe('discarding by IMAP', () => {
  it('without UIDPLUS flags the mails and never says EXPUNGE (L2)', async () => {
    const server = await scripted({});
    must(await (await entered(server)).discard(ids));
    expect(heard(server, /STORE/)).toEqual(['UID STORE 1:3 +FLAGS (\\Deleted)']);
    expect(heard(server, /EXPUNGE|CLOSE/)).toEqual([]);
  });

  it("with UIDPLUS expunges the mails named, and nobody else's (L2)", async () => {
    const server = keep(await hoodiecrow.startImapServer(['UIDPLUS']));
    server.deliver(mailOf('a colleague flagged it', 'x\r\n'), ['\\Deleted']);
    server.deliver(mailOf('ours', 'x\r\n'));
    const mailbox = await entered(server);
    must(await mailbox.discard(must(await mailbox.list()).map(({ id }) => id)));
    must(await mailbox.close());
    expect(server.messages('INBOX').map(({ raw }) => /Subject: (.*)\r/.exec(raw)?.[1])).toEqual(['a colleague flagged it']);
  });

  it('a STORE that is refused is an error and nothing is expunged (L3)', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 UIDPLUS', answers: { 'UID STORE': ['$ NO read-only'] } });
    expect(kindOf(await (await entered(server)).discard(ids))).toBe('protocol');
    expect(heard(server, /EXPUNGE/)).toEqual([]);
  });

  it('into a folder is one UID MOVE where the server knows it', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 UIDPLUS MOVE' });
    must(await (await entered(server, { doneFolder: 'Done' })).discard(ids));
    expect(heard(server, /^UID (?:MOVE|COPY|STORE|EXPUNGE)/)).toEqual(['UID MOVE 1:3 Done']);
  });

  it('a MOVE that is refused is an error (L3)', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 UIDPLUS MOVE', answers: { 'UID MOVE': ['$ NO [OVERQUOTA] full'] } });
    const outcome = await (await entered(server, { doneFolder: 'Done' })).discard(ids);
    expect(outcome).toMatchObject({ error: { kind: 'protocol', answer: 'NO [OVERQUOTA]' } });
    expect(heard(server, /STORE|EXPUNGE/)).toEqual([]);
  });

  it('without MOVE, a COPY that is refused leaves everything where it is (L1)', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 UIDPLUS', answers: { 'UID COPY': ['$ NO [OVERQUOTA] full'] } });
    expect(kindOf(await (await entered(server, { doneFolder: 'Done' })).discard(ids))).toBe('protocol');
    expect(heard(server, /STORE|EXPUNGE/)).toEqual([]);
  });

  it('without MOVE, COPY comes first and a refused STORE ends it (L1, L3)', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 UIDPLUS', answers: { 'UID STORE': ['$ NO'] } });
    expect(kindOf(await (await entered(server, { doneFolder: 'Done' })).discard(ids))).toBe('protocol');
    expect(heard(server, /^UID (?:COPY|STORE|EXPUNGE)/).map((line) => line.split(' ')[1])).toEqual(['COPY', 'STORE']);
  });

  it('without MOVE, only what COPYUID names as copied is removed', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 UIDPLUS', answers: { 'UID COPY': ['$ OK [COPYUID 5 1,3 10:11] done'] } });
    must(await (await entered(server, { doneFolder: 'Done' })).discard(ids));
    expect(heard(server, /^UID (?:STORE|EXPUNGE)/)).toEqual(['UID STORE 1,3 +FLAGS (\\Deleted)', 'UID EXPUNGE 1,3']);
  });

  it('makes the folder when it is missing', async () => {
    const server = keep(await hoodiecrow.startImapServer(['UIDPLUS', 'MOVE']));
    server.deliver(mailOf('one', 'x\r\n'));
    const mailbox = await entered(server, { doneFolder: 'Terminé' });
    must(await mailbox.discard(must(await mailbox.list()).map(({ id }) => id)));
    must(await mailbox.close());
    expect(server.messages('INBOX').length).toBe(0);
    expect(server.messages('Termin&AOk-').length).toBe(1);
  });

  it('a changed UIDVALIDITY deletes nothing at all (F3)', async () => {
    const server = keep(await hoodiecrow.startImapServer(['UIDPLUS']));
    server.deliver(mailOf('old', 'x\r\n'));
    const before = await entered(server);
    const [old] = must(await before.list());
    must(await before.close());
    server.setUidValidity('INBOX', 999);
    const after = await entered(server);
    const [fresh] = must(await after.list());
    expect(await after.discard([fresh!.id, old!.id])).toMatchObject({ error: { kind: 'protocol', command: 'UIDVALIDITY' } });
    expect((await collect(after.fetch([old!.id], limit))).map(kindOf)).toEqual(['gone']);
    must(await after.close());
    expect(server.messages('INBOX').map(({ flags }) => flags)).toEqual([[]]);
  });

  it('goes in batches whose lines stay short', async () => {
    const server = await scripted({ capabilities: 'IMAP4rev1 UIDPLUS' });
    const scattered = Array.from({ length: 1_200 }, (_, at) => `77:${4_000_000_000 + 2 * at}`);
    must(await (await entered(server)).discard(scattered));
    const lines = heard(server, /^UID EXPUNGE/);
    expect(lines.length).toBe(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(8_000);
  });
});
