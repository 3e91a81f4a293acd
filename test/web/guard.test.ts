/** The guard before a real Hono app: what each request needs, and that nothing else passes. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serve } from '@hono/node-server';
import fc from 'fast-check';
import { type Context, Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAccess } from '../../src/keys/access.ts';
import type { Access, AccessError } from '../../src/keys/port.ts';
import type { Result } from '../../src/result.ts';
import { type AccessLevel, csrfHeader, type GuardEnv, guard, quietHeader } from '../../src/web/api/guard.ts';
import { allowedHosts, loopbackNames } from '../../src/web/api/hosts.ts';
import { statusOf } from '../../src/web/api/problems.ts';
import { clearSessionCookie, setSessionCookie } from '../../src/web/api/session-cookie.ts';
import { openSessions, type Session, type Sessions } from '../../src/web/api/sessions.ts';

const port = 4180;
const host = `127.0.0.1:${port}`;
const origin = `http://${host}`;
const longEnough = 'correct cheval pile agrafe';

const levels: Readonly<Record<string, AccessLevel>> = {
  'GET /': 'public',
  'GET /api/state': 'public',
  'POST /api/login': 'public',
  'GET /api/assets': 'reader',
  'POST /api/saved': 'reader',
  'POST /api/receive': 'administrator',
  'PUT /api/settings': 'administrator',
  'PATCH /api/settings': 'administrator',
  'DELETE /api/trace': 'administrator',
  'GET /api/tokens': 'administrator-session',
  'POST /api/tokens': 'administrator-session',
};

type Site = { readonly app: Hono<GuardEnv>; readonly sessions: Sessions; readonly access: Access };

let home: string;
let site: Site;
let reader: Session;
let administrator: Session;
let readToken: string;
let actToken: string;

const openSite = (isTls = false, names: readonly string[] = loopbackNames, atPort: () => number = () => port): Site => {
  const now = (): Date => new Date();
  const sessions = openSessions({ now, randomBytes });
  const access = openAccess(home, { now, cost: 2 });
  const app = new Hono<GuardEnv>();
  app.use(
    guard({
      sessions,
      access,
      hosts: () => allowedHosts({ names, port: atPort(), isTls }),
      isTls,
      now,
      randomBytes,
      levelOf: (method, path) => levels[`${method} ${path}`],
      problem: (_, refusal) =>
        Response.json(refusal, { status: statusOf(refusal.kind), headers: { 'Content-Type': 'application/problem+json' } }),
      maxBodyBytes: 1000,
    }),
  );
  app.post('/api/login', (c) => {
    const session = sessions.open({ role: 'reader', way: 'password' });
    setSessionCookie(c, session, { isTls });
    return c.json({ asked: c.get('session')?.by ?? 'nobody' });
  });
  const said = async (c: Context<GuardEnv>): Promise<string> => `by ${c.get('session')?.by ?? 'nobody'}: ${(await c.req.text()).length}`;
  app.delete('/api/trace', async (c) => {
    clearSessionCookie(c, { isTls });
    return c.text(await said(c));
  });
  app.get('/api/broken', () => {
    throw new Error('a defect');
  });
  app.onError((_, c) => c.text('broken', 500));
  app.all('*', async (c) => {
    return new Response(await said(c), {
      headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public', 'Content-Type': 'text/plain' },
    });
  });
  return { app, sessions, access };
};

/** For steps that a test begins with: they must work. */
const done = async <T>(step: Promise<Result<T, AccessError>>): Promise<T> => {
  const outcome = await step;
  if (!outcome.ok) throw new Error(outcome.error.kind);
  return outcome.value;
};

const tokenOf = async (access: Access, scope: 'read' | 'act'): Promise<string> =>
  (await done(access.createToken({ name: `robot-${scope}`, scope }))).token;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'malleposte-guard-'));
  site = openSite();
  await done(site.access.setPassword('reader', longEnough));
  await done(site.access.setPassword('administrator', `${longEnough} two`));
  reader = site.sessions.open({ role: 'reader', way: 'password' });
  administrator = site.sessions.open({ role: 'administrator', way: 'password' });
  [readToken, actToken] = [await tokenOf(site.access, 'read'), await tokenOf(site.access, 'act')];
});
afterEach(() => rm(home, { recursive: true, force: true }));

type Asked = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

const ask = async (path: string, { method = 'GET', headers = {}, body }: Asked = {}, { app } = site): Promise<Response> =>
  app.request(`http://${host}${path}`, { method, headers: { Host: host, ...headers }, ...(body === undefined ? {} : { body }) });

const cookieOf = ({ id }: Session): Readonly<Record<string, string>> => ({ Cookie: `malleposte-${port}=${id}` });
const bySession = (session: Session): Readonly<Record<string, string>> => ({
  ...cookieOf(session),
  Origin: origin,
  [csrfHeader]: session.csrf,
});
const byToken = (token: string): Readonly<Record<string, string>> => ({ Authorization: `Bearer ${token}` });

const routes = Object.entries(levels).map(([route, level]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path, level };
});
const closed = routes.filter(({ level }) => level !== 'public');

describe.each(closed)('$route ($level)', ({ method, path, level }) => {
  const rank = { public: 0, reader: 1, administrator: 2, 'administrator-session': 3 }[level];

  test('lets in whoever it is for, and nobody else', async () => {
    const askers = { reader: bySession(reader), administrator: bySession(administrator), read: byToken(readToken), act: byToken(actToken) };
    const answers = await Promise.all(Object.values(askers).map(async (headers) => (await ask(path, { method, headers })).status));
    expect(answers).toEqual([rank <= 1 ? 200 : 403, 200, rank <= 1 ? 200 : 403, rank <= 2 ? 200 : 403]);
  });

  test('refuses whoever is unknown', async () => {
    const strangers: readonly Readonly<Record<string, string>>[] = [
      { Origin: origin },
      { Origin: origin, Cookie: `malleposte-${port}=` },
      { Origin: origin, Cookie: `malleposte-${port}=${'A'.repeat(43)}` },
      { Origin: origin, Cookie: `malleposte=${administrator.id}` },
      { Origin: origin, [csrfHeader]: administrator.csrf },
      byToken(''),
      byToken(`malle_${'A'.repeat(43)}`),
      { Authorization: actToken },
      { Authorization: `Basic ${btoa(`x:${actToken}`)}` },
      { ...bySession(administrator), ...byToken(`malle_${'A'.repeat(43)}`) },
      { ...bySession(administrator), Authorization: '' },
    ];
    for (const headers of strangers) {
      const answer = await ask(path, { method, headers });
      expect([answer.status, await answer.json()], JSON.stringify(headers)).toEqual([401, { kind: 'not-logged-in' }]);
    }
  });

  test('refuses a foreign name of the host, whoever asks', async () => {
    for (const name of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      '127.0.0.1:80',
      `127.0.0.1.:${port}`,
      `${host}.evil.example`,
      '',
    ]) {
      for (const asker of [bySession(administrator), byToken(actToken)]) {
        const answer = await ask(path, { method, headers: { ...asker, Host: name, Origin: `http://${name}` } });
        expect([answer.status, await answer.json()], name).toEqual([421, { kind: 'host-refused', host: name.replace(':80', '') }]);
      }
    }
  });

  test('refuses a foreign origin, whoever asks', async () => {
    const foreign = [
      'https://evil.example',
      'null',
      '',
      `https://${host}`,
      'http://127.0.0.1',
      `http://localhost:${port}`,
      `${origin}.evil.example`,
    ];
    for (const from of foreign) {
      for (const asker of [bySession(administrator), byToken(actToken)])
        expect((await ask(path, { method, headers: { ...asker, Origin: from } })).status, from).toBe(403);
    }
  });

  test('refuses what a browser says to come from elsewhere', async () => {
    for (const fetchSite of ['cross-site', 'same-site', 'odd'])
      expect((await ask(path, { method, headers: { ...bySession(administrator), 'Sec-Fetch-Site': fetchSite } })).status).toBe(403);
    const visit = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await ask(path, { method, headers: { ...cookieOf(administrator), ...visit } })).status).toBe(403);
    expect((await ask(path, { method, headers: { ...bySession(administrator), 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(200);
  });
});

describe.each(closed.filter(({ method }) => method !== 'GET'))('the change $route', ({ method, path }) => {
  test('by a session wants its CSRF secret', async () => {
    for (const csrf of ['', 'x', reader.csrf, administrator.id, `${administrator.csrf}x`]) {
      const answer = await ask(path, { method, headers: { ...bySession(administrator), [csrfHeader]: csrf } });
      expect([answer.status, await answer.json()], csrf).toEqual([403, { kind: 'csrf-refused' }]);
    }
    const without = await ask(path, { method, headers: { ...cookieOf(administrator), Origin: origin } });
    expect(without.status).toBe(403);
  });

  test('by a session wants an origin, and by a token only no foreign one', async () => {
    const { Origin: _, ...silent } = { Origin: '', ...bySession(administrator) };
    expect((await ask(path, { method, headers: silent })).status).toBe(403);
    expect((await ask(path, { method, headers: { ...bySession(administrator), 'Sec-Fetch-Site': 'none' } })).status).toBe(403);
  });

  test('wants JSON, and not too much of it', async () => {
    const headers = bySession(administrator);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', ''])
      expect((await ask(path, { method, headers: { ...headers, 'Content-Type': type }, body: '{}' })).status, type).toBe(415);
    expect((await ask(path, { method, headers: { ...headers, 'Content-Length': '2' } })).status).toBe(415);
    const json = { ...headers, 'Content-Type': 'application/json; charset=utf-8' };
    expect(await (await ask(path, { method, headers: json, body: '{}' })).text()).toBe('by password: 2');
    expect((await ask(path, { method, headers: json, body: 'x'.repeat(1000) })).status).toBe(200);
    const large = await ask(path, { method, headers: json, body: 'x'.repeat(1001) });
    expect([large.status, await large.json()]).toEqual([413, { kind: 'body-too-large', limit: 1000 }]);
  });
});

describe('the guard', () => {
  test('lets nobody without credentials past anything that is not public', async () => {
    const pick = (...values: readonly string[]) => fc.constantFrom(...values);
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const headers = fc.record({
      Host: pick(host, `localhost:${port}`, `[::1]:${port}`, 'evil.example', host.toUpperCase()),
      Origin: optional(pick(origin, 'null', 'https://evil.example', `http://[::1]:${port}`)),
      Cookie: optional(pick('', 'malleposte=x', `malleposte-${port}=x`, `__Host-malleposte=${'A'.repeat(43)}`, `malleposte-${port}=;;=`)),
      Authorization: optional(pick('', 'Bearer', 'Bearer malle_', `Bearer malle_${'z'.repeat(43)}`, 'Basic eDp5', 'bearer  x')),
      [csrfHeader]: optional(fc.oneof(fc.constant(''), fc.base64String({ maxLength: 50 }))),
      'Sec-Fetch-Site': optional(pick('same-origin', 'none', 'cross-site')),
      'Content-Type': optional(pick('application/json', 'text/plain')),
      'X-HTTP-Method-Override': optional(pick('GET', 'POST')),
      'X-Forwarded-Host': optional(pick(host)),
    });
    const paths = fc.oneof(
      fc.constantFrom(...closed.map(({ path }) => path)),
      pick(
        '/api/unknown',
        '/api',
        '/x',
        '/api/assets/',
        '//api/assets',
        '/API/assets',
        '/api/%61ssets',
        '/api/../api/tokens',
        '/api/assets?x=/',
      ),
    );
    const methods = pick('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND');
    await fc.assert(
      fc.asyncProperty(methods, paths, headers, async (method, path, given) => {
        const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>;
        const { status } = await ask(path, { method, headers: sent });
        return [401, 403, 405, 421].includes(status);
      }),
      { numRuns: 3000 },
    );
  });

  test('takes a route that nobody declared for one of administrators in person', async () => {
    expect((await ask('/api/new', { headers: byToken(actToken) })).status).toBe(403);
    expect((await ask('/api/new', { headers: cookieOf(reader) })).status).toBe(403);
    expect((await ask('/api/new', { headers: cookieOf(administrator) })).status).toBe(200);
  });

  test('lets everybody see the page, also by a link from elsewhere, and HEAD is GET', async () => {
    const visit = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    for (const headers of [{}, visit, { 'Sec-Fetch-Site': 'none' }, { Host: `[::1]:${port}` }, { Host: `LOCALHOST:${port}` }])
      expect((await ask('/', { headers })).status).toBe(200);
    expect((await ask('/', { method: 'HEAD' })).status).toBe(200);
    expect((await ask('/', { headers: { ...visit, 'Sec-Fetch-Dest': 'iframe' } })).status).toBe(403);
    expect((await ask('/', { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' } })).status).toBe(403);
  });

  test('refuses the questions of CORS and never answers them', async () => {
    const preflight = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    for (const headers of [preflight, { ...preflight, Origin: origin }, bySession(administrator)]) {
      const answer = await ask('/api/receive', { method: 'OPTIONS', headers });
      expect([answer.status, await answer.json()]).toEqual([405, { kind: 'method-refused', method: 'OPTIONS' }]);
    }
  });

  test('ignores the cookie beside a token: what counts is what the token may do', async () => {
    const both = { ...bySession(administrator), ...byToken(readToken) };
    expect((await ask('/api/receive', { method: 'POST', headers: both })).status).toBe(403);
    expect(await (await ask('/api/assets', { headers: both })).text()).toMatch(/^by robot-read/);
  });

  test('does not take a session without CSRF secret for the one who logs in', async () => {
    const json = { 'Content-Type': 'application/json', Origin: origin };
    const login = async (headers: Readonly<Record<string, string>>) =>
      (await ask('/api/login', { method: 'POST', headers: { ...json, ...headers }, body: '{}' })).json();
    expect(await login({})).toEqual({ asked: 'nobody' });
    expect(await login(cookieOf(reader))).toEqual({ asked: 'nobody' });
    expect(await login(bySession(reader))).toEqual({ asked: 'password' });
    expect((await ask('/api/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status).toBe(403);
  });

  test('ends sessions by password when the password was changed or removed elsewhere, and no others', async () => {
    const link = site.sessions.useLink(site.sessions.makeLink('administrator'));
    if (!link) throw new Error('the link did not open');
    await new Promise((resume) => setTimeout(resume, 5));
    const elsewhere = openAccess(home, { now: () => new Date(), cost: 2 });
    await done(elsewhere.removePassword('reader'));
    await done(elsewhere.setPassword('administrator', 'another one of it'));
    const asked = [reader, administrator, link].map(async (session) => (await ask('/api/assets', { headers: cookieOf(session) })).status);
    expect(await Promise.all(asked)).toEqual([401, 401, 200]);
    expect(site.sessions.peek(administrator.id)).toBeUndefined();
    const anew = site.sessions.open({ role: 'administrator', way: 'password' });
    expect((await ask('/api/assets', { headers: cookieOf(anew) })).status).toBe(200);
  });

  test('does not keep a session alive by what a page asks while nobody is at it; a change always does', async () => {
    const seenAt = (): number => site.sessions.peek(administrator.id)?.seenAt.getTime() ?? 0;
    const seen = async (path: string, asked: Asked): Promise<boolean> => {
      const before = seenAt();
      await new Promise((resume) => setTimeout(resume, 5));
      expect((await ask(path, asked)).status).toBe(200);
      return seenAt() > before;
    };
    const quiet = { [quietHeader]: '1' };
    expect(await seen('/api/assets', { headers: { ...cookieOf(administrator), ...quiet } })).toBe(false);
    expect(await seen('/api/state', { headers: { ...cookieOf(administrator), ...quiet } })).toBe(false);
    expect(await seen('/api/assets', { headers: { ...cookieOf(administrator), Accept: 'text/event-stream' } })).toBe(false);
    expect(await seen('/api/assets', { headers: cookieOf(administrator) })).toBe(true);
    expect(await seen('/api/assets', { headers: { ...cookieOf(administrator), [quietHeader]: '' } })).toBe(true);
    expect(await seen('/api/receive', { method: 'POST', headers: { ...bySession(administrator), ...quiet } })).toBe(true);
  });

  test('ends tokens that were revoked', async () => {
    for (const { id } of await done(site.access.tokens())) await done(site.access.revokeToken(id));
    expect((await ask('/api/assets', { headers: byToken(readToken) })).status).toBe(401);
  });

  test('lets nobody in by password or token when the list of access is damaged, and says so', async () => {
    await writeFile(join(home, 'keys', 'web-access.json'), '{');
    for (const headers of [cookieOf(administrator), byToken(actToken)]) {
      const answer = await ask('/api/assets', { headers });
      expect([answer.status, await answer.json()]).toMatchObject([500, { kind: 'access-damaged' }]);
    }
    expect((await ask('/api/assets')).status).toBe(401);
    expect(await (await ask('/', { headers: cookieOf(administrator) })).text()).toBe('by nobody: 0');
    const link = site.sessions.useLink(site.sessions.makeLink('administrator'));
    if (!link) throw new Error('the link did not open');
    expect((await ask('/api/assets', { headers: cookieOf(link) })).status).toBe(200);
  });
});

describe('every answer', () => {
  const answers = async (): Promise<readonly Response[]> => [
    await ask('/'),
    await ask('/api/state'),
    await ask('/api/assets', { headers: cookieOf(reader) }),
    await ask('/api/assets'),
    await ask('/api/broken', { headers: cookieOf(administrator) }),
    await ask('/', { headers: { Host: 'evil.example' } }),
    await ask('/api/receive', { method: 'OPTIONS' }),
  ];

  test('carries the headers of security and none of CORS', async () => {
    for (const { headers, status } of await answers()) {
      const named = Object.fromEntries(headers);
      expect(named, String(status)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
      expect(Object.keys(named).filter((name) => name.startsWith('access-control-') || name === 'strict-transport-security')).toEqual([]);
    }
  });

  test('allows no inline script, no frame, no other server, and one style element by a nonce of its own', async () => {
    const policies = (await answers()).map(({ headers }) => headers.get('Content-Security-Policy') ?? '');
    for (const policy of policies) {
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toMatch(/style-src-elem 'self' 'nonce-[A-Za-z0-9_-]{22}';/);
      expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/unsafe|\*|http/);
    }
    expect(new Set(policies).size).toBe(policies.length);
  });

  test('of the API is kept by nobody, while the handler says how long the rest is', async () => {
    expect((await ask('/api/state')).headers.get('Cache-Control')).toBe('no-store');
    expect((await ask('/api/assets')).headers.get('Cache-Control')).toBe('no-store');
    expect((await ask('/')).headers.get('Cache-Control')).toBe('public');
  });
});

describe('the cookie', () => {
  const login = async (asked: Site, name: string, scheme: string): Promise<Response> =>
    asked.app.request(`${scheme}://${name}/api/login`, {
      method: 'POST',
      headers: { Host: name, Origin: `${scheme}://${name}`, 'Content-Type': 'application/json' },
      body: '{}',
    });

  test('is out of reach of scripts and of other sites, and named after the port', async () => {
    const cookie = (await login(site, host, 'http')).headers.get('Set-Cookie');
    expect(cookie).toMatch(/^malleposte-4180=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('under TLS is bound to the host and never sent without TLS', async () => {
    const secure = openSite(true, ['parc.example'], () => 443);
    const answer = await login(secure, 'parc.example', 'https');
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-malleposte=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=31536000');
    const [cookie = ''] = (answer.headers.get('Set-Cookie') ?? '').split(';');
    const asked = (sent: string, name = 'parc.example') =>
      secure.app.request('https://parc.example/api/assets', { headers: { Host: name, Cookie: sent } });
    expect((await asked(cookie)).status).toBe(200);
    expect((await asked(cookie, 'parc.example:443')).status).toBe(200);
    expect((await asked(cookie.replace('__Host-', ''))).status).toBe(401);
  });

  test('on another port under TLS does not shut the plain pages of the same machine', async () => {
    const secure = openSite(true, ['fe80::1', 'parc.example'], () => 8443);
    const answer = await login(secure, '[fe80::1]:8443', 'https');
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-malleposte-8443=/);
    expect(answer.headers.get('Strict-Transport-Security')).toBeNull();
  });

  test('is taken away by the same attributes', async () => {
    const answer = await ask('/api/trace', { method: 'DELETE', headers: bySession(administrator) });
    expect(answer.headers.get('Set-Cookie')).toMatch(/^malleposte-4180=; Max-Age=0; Path=\/; HttpOnly; SameSite=Strict$/);
  });
});

describe('over a real connection', () => {
  let open: { readonly port: number; close(): Promise<void> };

  beforeEach(async () => {
    let atPort = 0;
    site = openSite(false, loopbackNames, () => atPort);
    open = await new Promise((resolve) => {
      const server = serve({ fetch: site.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port: listening }) => {
        atPort = listening;
        resolve({ port: listening, close: () => new Promise((closed) => server.close(() => closed())) });
      });
    });
  });
  afterEach(() => open.close());

  const speak = async (...lines: readonly string[]): Promise<string> => {
    const socket = connect(open.port, '127.0.0.1');
    socket.write(lines.join('\r\n'));
    return text(socket);
  };
  const start = (): readonly string[] => [
    'POST /api/receive HTTP/1.1',
    `Host: 127.0.0.1:${open.port}`,
    'Connection: close',
    `Authorization: Bearer ${actToken}`,
  ];
  const chunk = (size: number): string => `${size.toString(16)}\r\n${'x'.repeat(size)}`;

  test('a change without a body needs no type, however it is sent', async () => {
    expect(await speak(...start(), '', '')).toMatch(/^HTTP\/1\.1 200 [\s\S]*by robot-act: 0/);
    expect(await speak(...start(), 'Content-Length: 0', '', '')).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('a body in chunks is taken whole, wants a type and is bounded', async () => {
    const chunked = [...start(), 'Transfer-Encoding: chunked'];
    const json = [...chunked, 'Content-Type: application/json'];
    expect(await speak(...json, '', chunk(400), chunk(600), '0', '', '')).toMatch(/^HTTP\/1\.1 200 [\s\S]*by robot-act: 1000/);
    expect(await speak(...json, '', chunk(400), chunk(601), '0', '', '')).toMatch(/^HTTP\/1\.1 413 /);
    expect(await speak(...chunked, '', chunk(4), '0', '', '')).toMatch(/^HTTP\/1\.1 415 /);
  });

  test('a stranger’s name, none, two, or a target that names another are refused', async () => {
    const get = (target: string, ...names: readonly string[]) =>
      speak(`GET ${target} HTTP/1.1`, ...names.map((name) => `Host: ${name}`), 'Connection: close', '', '');
    expect(await get('/', `127.0.0.1:${open.port}`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await get('/', `evil.example:${open.port}`)).toMatch(/^HTTP\/1\.1 421 /);
    expect(await get('/')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await get('/', 'evil.example', `127.0.0.1:${open.port}`)).toMatch(/^HTTP\/1\.1 4(?:00|21) /);
    expect(await get('http://evil.example/', 'evil.example')).toMatch(/^HTTP\/1\.1 421 /);
    expect(await get('http://evil.example/api/assets', `127.0.0.1:${open.port}`)).toMatch(/^HTTP\/1\.1 4(?:00|01|21) /);
  });
});
