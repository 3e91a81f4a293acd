/** The embedded server as programs see it that we did not write: Python's poplib and smtplib, and curl. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedServer } from '../../src/embedded/port.ts';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { common, lyon, mail, nimes, users } from './company.ts';
import { missing, python, run } from './programs.ts';

const noPython = missing('python3');
const noCurl = missing('curl');

let secure: EmbeddedServer;
let clear: EmbeddedServer;
let folder: string;
let caFile: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'malleposte-'));
  caFile = join(folder, 'ca.pem');
});

beforeEach(async () => {
  secure = await openEmbeddedServer({ users, tls: true });
  clear = await openEmbeddedServer({ users, tls: false });
  writeFileSync(caFile, secure.ca);
  return async () => {
    await secure.close();
    await clear.close();
  };
});

afterAll(() => rmSync(folder, { recursive: true }));

const ways = ['clear', 'stls', 'tls'] as const;

const portOf = (way: (typeof ways)[number]) =>
  way === 'clear' ? clear.pop3Port : way === 'stls' ? secure.pop3Port : (secure.pop3sPort ?? 0);

const serverOf = (way: (typeof ways)[number]) => (way === 'clear' ? clear : secure);

/** Opens `box`, logged in as user on the way asked. */
const openBox = `
import sys, ssl, poplib
way, port, ca, user, password = sys.argv[1:6]
context = None if way == 'clear' else ssl.create_default_context(cafile=ca)
def enter():
    box = poplib.POP3_SSL('localhost', int(port), context=context) if way == 'tls' else poplib.POP3('localhost', int(port))
    if way == 'stls': box.stls(context)
    box.user(user); box.pass_(password)
    return box
box = enter()
`;

const pop = (way: (typeof ways)[number], program: string, user = common) =>
  python(openBox + program, way, String(portOf(way)), caFile, user.name, user.password);

// Python is not installed.
describe.skipIf(noPython !== null)('Python', () => {
  test.each(ways)('poplib (%s) lists, reads, deletes and takes back', async (way) => {
    const server = serverOf(way);
    const id = server.deliver(common.address, mail('one', '.dot\r\n..\r\n.\r\n\xe9'));
    server.deliver(common.address, mail('two'));
    const ran = await pop(
      way,
      `
capa = box.capa()
assert 'UIDL' in capa and 'TOP' in capa and 'STLS' not in capa, capa
assert box.stat()[0] == 2
assert box.uidl(1).split()[2].decode() == '${id}', box.uidl(1)
assert len(box.list()[1]) == len(box.uidl()[1]) == 2
lines = box.retr(1)[1]
assert lines[-4:] == [b'.dot', b'..', b'.', b'\\xe9'], lines
assert box.top(1, 1)[1][-1] == b'.dot'
try: box.retr(3); assert False
except poplib.error_proto as error: assert error.args[0].startswith(b'-ERR')
box.dele(1); box.rset(); assert box.stat()[0] == 2
box.dele(1); box.dele(2); box.close()
box = enter(); assert box.stat()[0] == 2
try: enter(); assert False
except poplib.error_proto as error: assert b'[IN-USE]' in error.args[0]
box.dele(1); box.quit()
box = enter(); assert box.stat()[0] == 1; box.quit()
`,
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(server.messages(common.address)).toHaveLength(1);
  });

  test('poplib logs in with accents by USER and PASS', async () => {
    expect(await pop('tls', 'assert box.stat()[0] == 0; box.quit()', nimes)).toMatchObject({ code: 0, err: '' });
  });

  test.each(['starttls', 'tls'] as const)('smtplib (%s) posts, and is told which recipient is unknown', async (way) => {
    const program = `
import sys, ssl, smtplib
way, port, ca, user, password = sys.argv[1:6]
context = ssl.create_default_context(cafile=ca)
post = smtplib.SMTP_SSL('localhost', int(port), context=context) if way == 'tls' else smtplib.SMTP('localhost', int(port))
if way == 'starttls': post.starttls(context=context)
post.login(user, password)
refused = post.sendmail('lyon@mail.test', ['common@mail.test', 'nobody@mail.test'], b'Subject: posted\\r\\n\\r\\n.dot\\r\\n\\xe9\\r\\n')
assert list(refused) == ['nobody@mail.test'] and refused['nobody@mail.test'][0] == 550, refused
post.quit()
`;
    const port = way === 'tls' ? secure.smtpsPort : secure.smtpPort;
    expect(await python(program, way, String(port), caFile, lyon.name, lyon.password)).toMatchObject({ code: 0, err: '' });
    expect(secure.messages(common.address)[0]?.raw.toString('latin1')).toMatch(/Subject: posted\r\n\r\n\.dot\r\n\xe9\r\n$/);
  });
});

// curl is not installed.
describe.skipIf(noCurl !== null)('curl', () => {
  const curl = (url: string, ...more: readonly string[]) => run('curl', ['--silent', '--show-error', '--cacert', caFile, ...more, url]);
  const login = (user: typeof common) => ['--user', `${user.name}:${user.password}`];

  test('lists and retrieves over pop3s', async () => {
    const raw = mail('one', '.dot\r\n.\r\n\xe9');
    secure.deliver(common.address, raw);
    const url = `pop3s://localhost:${secure.pop3sPort}`;
    expect(await curl(`${url}/`, ...login(common))).toMatchObject({ code: 0, out: `1 ${raw.length}\r\n` });
    expect(await curl(`${url}/1`, ...login(common))).toMatchObject({ code: 0, out: raw.toString('latin1') });
  });

  test('retrieves and deletes over STLS, with accents in name and password', async () => {
    secure.deliver(nimes.address, mail('one'));
    const url = `pop3://localhost:${secure.pop3Port}/1`;
    expect(await curl(url, '--ssl-reqd', ...login(nimes))).toMatchObject({ code: 0, out: mail('one').toString() });
    expect(await curl(url, '--ssl-reqd', '--request', 'DELE', '--list-only', ...login(nimes))).toMatchObject({ code: 0 });
    expect(secure.messages(nimes.address)).toEqual([]);
  });

  test('is refused with a wrong password, an untrusted certificate, or without TLS', async () => {
    const wrong = await curl(`pop3s://localhost:${secure.pop3sPort}/`, '--user', 'common:wrong');
    expect(wrong.code).toBe(67);
    const untrusted = await run('curl', ['--silent', ...login(common), `pop3s://localhost:${secure.pop3sPort}/`]);
    expect(untrusted.code).toBe(60);
    const inClear = await curl(`pop3://localhost:${secure.pop3Port}/`, ...login(common));
    expect(inClear.code).toBe(67);
  });

  test('posts over STARTTLS and smtps', async () => {
    const file = join(folder, 'mail.eml');
    writeFileSync(file, mail('by curl', '.dot'));
    const envelope = ['--mail-from', lyon.address, '--mail-rcpt', common.address, '--upload-file', file];
    expect(await curl(`smtp://localhost:${secure.smtpPort}`, '--ssl-reqd', ...login(lyon), ...envelope)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(await curl(`smtps://localhost:${secure.smtpsPort}`, ...login(lyon), ...envelope)).toMatchObject({ code: 0, err: '' });
    const bodies = secure.messages(common.address).map(({ raw }) => raw.subarray(raw.indexOf('From: ')));
    expect(bodies).toEqual([mail('by curl', '.dot'), mail('by curl', '.dot')]);
  });
});
