/** IMAP on its bad days, against a scripted server and hoodiecrow: the pitfalls of the library and of the protocol (L1 to L7, F3). */
import { describe, expect, it } from 'vitest';
import { expiredIdentity, loopbackIdentity } from './certificates.ts';
import { collect, kindOf, limit, must } from './contract.ts';
import * as hoodiecrow from './hoodiecrow.ts';
import { fetched, playImap } from './imap-script.ts';
import { entered, heard, ids, keep, open, opener, scripted, type Wish } from './imap-session.ts';
import { mailOf } from './samples.ts';
import { type Keys, type Peer, type ScriptedServer, silence, startScript } from './scripted-server.ts';

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

  const literal = `Subject: one\r\n\r\n${'x'.repeat(1_000)}`;
  const tenths = Array.from({ length: 10 }, (_, at) => at / 10);
  const breaks = (['FIN', 'RST'] as const).flatMap((how) => tenths.map((share) => ({ how, share })));

  it.each(breaks)('$how after $share of a literal is an error, never a mail, and the next session has it whole (L4)', async ({
    how,
    share,
  }) => {
    let isBroken = true;
    const server = await scripted({
      answers: {
        'UID FETCH': (peer, tag) => {
          const row = `* 1 FETCH (UID 1 RFC822.SIZE ${literal.length} BODY[] {${literal.length}}\r\n`;
          if (!isBroken) return peer.say(`${row}${literal})`, `${tag} OK`);
          peer.send(row + literal.slice(0, share * literal.length));
          setTimeout(() => (how === 'FIN' ? peer.end() : peer.reset()), 5);
        },
      },
    });
    const mailbox = await entered(server);
    expect((await collect(mailbox.fetch(['77:1'], limit))).map(kindOf)).toEqual(['unreachable']);
    expect(kindOf(await mailbox.dispose(['77:1'], { how: 'delete' }))).toBe('unreachable');
    must(await mailbox.close());
    isBroken = false;
    const again = await entered(server);
    expect(must((await collect(again.fetch(['77:1'], limit)))[0]!).raw.toString()).toBe(literal);
    expect(heard(server, /STORE|EXPUNGE/)).toEqual([]);
  });

  it('flags that the server tells of in between change nothing that is listed', async () => {
    const rows = [1, 2, 3].map((uid) => fetched(uid, `Subject: ${uid}\r\n\r\n`, { item: 'BODY[HEADER]<0>' }));
    const server = await scripted({
      answers: { 'UID FETCH': ['* 9 FETCH (UID 9 FLAGS ())', ...rows, '* 2 FETCH (UID 2 FLAGS (\\Seen))', '$ OK'] },
    });
    const listed = must(await (await entered(server)).list());
    expect(listed.map(({ id, bytes, headers }) => [id, bytes, Buffer.from(headers).toString()])).toEqual(
      ids.map((id, at) => [id, rows[at]!.length - rows[at]!.indexOf('\r\n') - 3, `Subject: ${at + 1}\r\n\r\n`]),
    );
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
