/** Who may use the page: a password lets in, a wrong one makes wait, a token works until it is revoked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk } from '../journeys/company.ts';
import { type Door, host, openDoor } from './door.ts';

let door: Door;
const password = 'douze lettres et plus';
const answers: string[] = [];

beforeAll(async () => {
  door = await openDoor({ mailboxes: ['siege@mail.test'] });
  const { world } = door.desk;
  const account = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const settings = { role: 'common', site: 'siege', ...account } as const;
  expectOk(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
  const { request } = door.app;
  door.app.request = async (...asked) => {
    const answer = await request(...asked);
    answers.push(await answer.clone().text());
    return answer;
  };
}, 60_000);

afterAll(() => door.close());

const role = { parameters: { role: 'reader' } };

const byToken = (token: string) => door.app.request(`http://${host}/api/status`, { headers: { host, authorization: `Bearer ${token}` } });

test('a password has twelve characters, and its role is one that there is', async () => {
  const short = await door.refused('PUT /api/access/passwords/:role', { ...role, body: { password: 'onze lettre' }, language: 'fr' });
  expect(short).toMatchObject({ kind: 'password-short', title: expect.stringMatching(/court/) });
  const odd = await door.refused('PUT /api/access/passwords/:role', { parameters: { role: 'king' }, body: { password } });
  expect(odd).toMatchObject({ status: 422, fields: [{ path: 'role' }] });
  expect((await door.ask('GET /api/access')).passwords).toEqual([]);
});

test('whose password it is says the role, and the session is in a cookie that no script reads', async () => {
  await door.ask('PUT /api/access/passwords/:role', { ...role, body: { password } });
  expect((await door.ask('GET /api/status', { as: 'nobody' })).isPasswordSet).toBe(true);
  const answer = await door.request('POST /api/login', { as: 'nobody', body: { password } });
  expect(await answer.json()).toEqual({ role: 'reader' });
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Strict/i);
  const session = cookie.split(';')[0] ?? '';
  const seen = await door.app.request(`http://${host}/api/status`, { headers: { host, cookie: session } });
  const status = (await seen.json()) as { session: { role: string; csrf: string } };
  expect(status.session).toMatchObject({ role: 'reader', by: 'password' });
  const headers = { host, cookie: session, origin: `http://${host}`, 'x-malleposte-csrf': status.session.csrf };
  const left = await door.app.request(`http://${host}/api/logout`, { method: 'POST', headers });
  expect(left.status).toBe(200);
  const after = await door.app.request(`http://${host}/api/status`, { headers: { host, cookie: session } });
  expect((await after.json()) as object).toMatchObject({ session: null });
});

test('a new password ends the sessions of the one before', async () => {
  const session = door.desk.sessions.open({ role: 'reader', way: 'password' });
  const { ended } = await door.ask('PUT /api/access/passwords/:role', { ...role, body: { password: `${password} encore` } });
  expect(ended).toBeGreaterThan(0);
  expect(door.desk.sessions.peek(session.id)).toBeUndefined();
  expect((await door.refused('POST /api/login', { as: 'nobody', body: { password } })).kind).toBe('password-wrong');
});

test('who guesses waits, and is told how long', async () => {
  let last = await door.refused('POST /api/login', { as: 'nobody', body: { password: 'faux' }, language: 'fr' });
  for (let tries = 0; tries < 10 && last.kind === 'password-wrong'; tries++)
    last = await door.refused('POST /api/login', { as: 'nobody', body: { password: `faux ${tries}` }, language: 'fr' });
  expect(last).toMatchObject({ status: 429, kind: 'too-many-attempts', facts: { seconds: expect.any(Number) } });
  const again = await door.request('POST /api/login', { as: 'nobody', body: { password: `${password} encore` } });
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
  door.passDays(1);
  expect(await door.ask('POST /api/login', { as: 'nobody', body: { password: `${password} encore` } })).toEqual({ role: 'reader' });
});

test('a token is shown once, works as Bearer, and ends at once when it is revoked', async () => {
  const made = await door.ask('POST /api/access/tokens', { body: { name: 'tableur', scope: 'read', days: 30 } });
  expect(made.token).toMatch(/^malle_/);
  expect((await (await byToken(made.token)).json()) as object).toMatchObject({ session: { role: 'reader', by: 'tableur' } });
  const { tokens } = await door.ask('GET /api/access');
  expect(tokens).toMatchObject([{ id: made.id, name: 'tableur', scope: 'read', lastUsedAt: expect.stringMatching(/^20/) }]);
  expect((await door.refused('POST /api/access/tokens', { body: { name: 'tableur', scope: 'act' } })).kind).toBe('token-exists');
  await door.ask('DELETE /api/access/tokens/:id', { parameters: { id: made.id } });
  expect((await byToken(made.token)).status).toBe(401);
  expect((await door.refused('DELETE /api/access/tokens/:id', { parameters: { id: made.id } })).status).toBe(404);
  expect(answers.filter((answer) => answer.includes(made.token))).toHaveLength(1);
});

test('a token manages no access, and a reader does not, either', async () => {
  const { token } = await door.ask('POST /api/access/tokens', { body: { name: 'robot', scope: 'act' } });
  const answer = await door.app.request(`http://${host}/api/access`, { headers: { host, authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(403);
  expect((await door.refused('GET /api/access', { as: 'reader' })).status).toBe(403);
});

test('all other sessions end at a word', async () => {
  const others = [
    door.desk.sessions.open({ role: 'reader', way: 'link' }),
    door.desk.sessions.open({ role: 'administrator', way: 'link' }),
  ];
  const { ended } = await door.ask('DELETE /api/access/sessions');
  expect(ended).toBeGreaterThanOrEqual(2);
  const [line] = (await door.ask('GET /api/trace', { query: { kind: 'access', limit: 1 } })).rows;
  expect(line?.reason.code).toBe(`sessions-ended sessions=${ended} by=link`);
  expect(others.filter(({ id }) => door.desk.sessions.peek(id) !== undefined)).toEqual([]);
});

test('sessions are listed without what proves them, and one is ended, which the trace remembers', async () => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';
  const entered = await door.app.request(`http://${host}/enter?key=${door.desk.sessions.makeLink('reader')}`, {
    headers: { host, 'user-agent': userAgent },
  });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const listed = await door.ask('GET /api/access/sessions');
  expect(listed.filter(({ isOwn }) => isOwn)).toMatchObject([{ role: 'administrator', way: 'link' }]);
  const other = listed.find(({ browser }) => browser === 'Firefox 132, Linux');
  expect(other).toMatchObject({ role: 'reader', way: 'link', isOwn: false });
  const [, secret = '?'] = cookie.split('=');
  expect(answers.filter((answer) => answer.includes(secret))).toEqual([]);
  const parameters = { id: other?.id ?? '' };
  expect((await door.refused('DELETE /api/access/sessions/:id', { parameters, as: 'reader' })).status).toBe(403);
  expect(await door.ask('DELETE /api/access/sessions/:id', { parameters })).toEqual({ ended: 1 });
  const after = await door.app.request(`http://${host}/api/status`, { headers: { host, cookie } });
  expect((await after.json()) as object).toMatchObject({ session: null });
  expect(await door.refused('DELETE /api/access/sessions/:id', { parameters })).toMatchObject({ status: 404, kind: 'thing-unknown' });
});

test('a session whose password was changed elsewhere is listed no more', async () => {
  const of = door.desk.sessions.open({ role: 'reader', way: 'password' });
  const before = await door.ask('GET /api/access/sessions');
  expect(before.filter(({ way }) => way === 'password').length).toBeGreaterThan(0);
  door.passDays(0.01);
  expectOk(await door.desk.world.access.setPassword('reader', `${password} ailleurs`));
  expect(door.desk.sessions.peek(of.id)).toBeDefined();
  expect((await door.ask('GET /api/access/sessions')).filter(({ way }) => way === 'password')).toEqual([]);
});

test('a password taken away lets nobody in, each change is in the trace, and no secret came out', async () => {
  await door.ask('DELETE /api/access/passwords/:role', role);
  expect((await door.refused('POST /api/login', { as: 'nobody', body: { password: `${password} encore` } })).kind).toBe('password-wrong');
  const looked = expectOk(await door.desk.look());
  if (looked.role !== 'common') throw new Error('no office');
  const reasons = (await looked.common.store.traceList({ limit: 100, newestFirst: true }))
    .filter(({ kind }) => kind === 'access')
    .map(({ reason }) => reason);
  for (const reason of [
    'password-set role=reader by=link',
    'session-ended role=reader by=link',
    'token-revoked name=tableur by=link',
    'logged-in role=reader',
    'login-refused',
  ])
    expect(reasons).toContain(reason);
  expect(answers.filter((answer) => answer.includes(password))).toEqual([]);
});
