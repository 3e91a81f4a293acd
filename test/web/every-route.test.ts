/**
 * Every address of the web door, enumerated from the contract and from the router: who asks without a right to it gets exactly the refusal
 * that its level says, whoever has the right is let in. A route that is added without a level, or beside the contract, fails here.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../src/result.ts';
import { type App, linkPath, openApp } from '../../src/web/api/app.ts';
import { csrfHeader } from '../../src/web/api/guard.ts';
import { wordsOfRoute } from '../../src/web/api/mount.ts';
import type { Session } from '../../src/web/api/sessions.ts';
import { api } from '../../src/web/contract/api.ts';
import { type Level, levels, type Route } from '../../src/web/contract/route.ts';
import { type Door, host, openDoor } from './door.ts';

const origin = `http://${host}`;

type Address = { readonly route: string; readonly method: string; readonly path: string; readonly level: Level };

const ofContract: readonly Address[] = Object.entries<Route>(api).map(([route, { level }]) => {
  const { method, path } = wordsOfRoute(route);
  return { route, method, path: path.replaceAll(/:\w+/g, 'of-nobody'), level };
});

/** What the door serves beside its contract. */
const beside: readonly Address[] = [
  { route: 'GET /api/openapi.json', method: 'GET', path: '/api/openapi.json', level: 'reader' },
  { route: 'GET /enter', method: 'GET', path: linkPath, level: 'public' },
  { route: 'GET a page', method: 'GET', path: '/exchanges/trace', level: 'public' },
  { route: 'GET a file', method: 'GET', path: '/assets/page.js', level: 'public' },
];

/** Nobody declared them: for administrators in person, who learn that there is nothing. */
const undeclared: readonly Address[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
  route: `${method} of the API that nobody declared`,
  method,
  path: '/api/not/declared',
  level: 'administrator-session',
}));

const addresses = [...ofContract, ...beside, ...undeclared];
const closed = addresses.filter(({ level }) => level !== 'public');
const writing = addresses.filter(({ method }) => method !== 'GET');

type Headers = Readonly<Record<string, string>>;

let door: Door;
let app: App;
let reader: Session;
let administrator: Session;
let readToken: string;
let actToken: string;

beforeAll(async () => {
  door = await openDoor();
  const { access, home } = door.desk.world;
  await mkdir(home);
  const script = { mediaType: 'text/javascript', bytes: Buffer.from('0'), packed: new Map() };
  const pages = { index: '<meta content="__CSP_NONCE__">', files: new Map([['/assets/page.js', script]]) };
  app = openApp({ desk: door.desk, pages, hosts: () => [host], isTls: false, randomBytes });
  readToken = given(await access.createToken({ name: 'robot-read', scope: 'read' })).token;
  actToken = given(await access.createToken({ name: 'robot-act', scope: 'act' })).token;
});
afterAll(() => door.close());

/** Each test asks anew: some routes end the session that asks. */
beforeEach(() => {
  reader = door.desk.sessions.open({ role: 'reader', way: 'link' });
  administrator = door.desk.sessions.open({ role: 'administrator', way: 'link' });
});

function given<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

const cookie = (id: string): Headers => ({ cookie: `malleposte-8025=${id}` });
const byToken = (token: string): Headers => ({ authorization: `Bearer ${token}` });
const fromPage = ({ id, csrf }: Session): Headers => ({ ...cookie(id), origin, [csrfHeader]: csrf });
const nobody: Headers = { origin };

type Answer = { readonly status: number; readonly kind: string; readonly headers: Response['headers'] };

async function ask({ method, path }: Pick<Address, 'method' | 'path'>, headers: Headers, body?: string): Promise<Answer> {
  const leaving = new AbortController();
  const request = new Request(`${origin}${path}`, {
    method,
    headers: { host, ...headers },
    signal: leaving.signal,
    ...(body === undefined ? {} : { body }),
  });
  const answer = await app.request(request);
  const isProblem = answer.headers.get('content-type') === 'application/problem+json';
  const kind = isProblem ? ((await answer.json()) as { readonly kind: string }).kind : '';
  leaving.abort(); // followers of events never end by themselves
  return { status: answer.status, kind, headers: answer.headers };
}

const refusal = async (address: Pick<Address, 'method' | 'path'>, headers: Headers, body?: string): Promise<string> => {
  const { status, kind } = await ask(address, headers, body);
  return `${status} ${kind}`;
};

const refusals = [
  '401 not-logged-in',
  '403 not-allowed',
  '403 csrf-refused',
  '403 origin-refused',
  '405 method-refused',
  '415 not-json',
  '421 host-refused',
];

/** The home is not set up: whoever is let in hears that, or what its question lacks, and nothing is done. */
const expectLetIn = async (address: Address, headers: Headers): Promise<void> => {
  const answer = await refusal(address, headers);
  expect(refusals, `${address.route}: ${answer}`).not.toContain(answer);
  expect(answer, address.route).not.toMatch(/^5/);
};

test('the router knows the routes of the contract and nothing else that answers', () => {
  const mounted = app.routes.map(({ method, path }) => `${method} ${path}`);
  const besideContract = ['ALL /*', 'GET /api/openapi.json', 'ALL /api/*', `GET ${linkPath}`, 'GET /*'];
  expect([...mounted].sort()).toEqual([...Object.keys(api), ...besideContract].sort());
});

test('every route of the contract has a level and a sentence', () => {
  for (const [key, { level, summary }] of Object.entries<Route>(api)) {
    expect(levels, key).toContain(level);
    expect(summary, key).toMatch(/^[A-Z].{10,}\.$/s);
  }
});

test('few routes are for everybody, and those are named here', () => {
  const open = ofContract.filter(({ level }) => level === 'public').map(({ route }) => route);
  expect(open.filter((route) => !['GET /api/status', 'POST /api/login', 'POST /api/logout'].includes(route))).toEqual([]);
});

test('who manages access does so in person: no token reaches those routes', () => {
  const managing = ofContract.filter(({ path }) => /^\/api\/(?:access|tokens|passwords)\b/.test(path));
  for (const { route, level } of managing) expect(level, route).toBe('administrator-session');
});

test('what changes something is for administrators', () => {
  const harmless = ['POST /api/logout', 'POST /api/preferences/preview'];
  const byReaders = ofContract.filter(({ method, level }) => method !== 'GET' && level === 'reader').map(({ route }) => route);
  expect(byReaders.filter((route) => !harmless.includes(route))).toEqual([]);
});

describe.each(closed)('$route ($level)', (address) => {
  test('refuses whoever is unknown', async () => {
    const strangers: readonly Headers[] = [
      nobody,
      { ...nobody, ...cookie('') },
      { ...nobody, ...cookie('A'.repeat(43)) },
      { ...nobody, cookie: `malleposte=${administrator.id}` },
      { ...nobody, [csrfHeader]: administrator.csrf },
      byToken(''),
      byToken(`malle_${'A'.repeat(43)}`),
      { authorization: actToken },
      { ...fromPage(administrator), ...byToken(`malle_${'A'.repeat(43)}`) },
    ];
    for (const stranger of strangers) expect(await refusal(address, stranger), JSON.stringify(stranger)).toBe('401 not-logged-in');
  });

  test('lets in whom its level says, by session and by token', async () => {
    const { level } = address;
    const isForReaders = level === 'reader';
    if (isForReaders) {
      for (const asker of [fromPage(reader), byToken(readToken)]) await expectLetIn(address, asker);
    } else {
      for (const asker of [fromPage(reader), byToken(readToken)]) expect(await refusal(address, asker)).toBe('403 not-allowed');
    }
    await expectLetIn(address, fromPage(administrator));
    if (level === 'administrator-session') expect(await refusal(address, byToken(actToken))).toBe('403 not-allowed');
    else await expectLetIn(address, byToken(actToken));
  });
});

describe.each(addresses)('$route', (address) => {
  test('answers to no foreign name and to no page of another origin', async () => {
    for (const asker of [fromPage(administrator), byToken(actToken), nobody]) {
      const renamed = { ...asker, host: 'evil.example:8025', origin: 'http://evil.example:8025' };
      expect(await refusal(address, renamed)).toBe('421 host-refused');
      for (const foreign of ['https://evil.example', 'null', `https://${host}`, 'http://127.0.0.1:8026'])
        expect(await refusal(address, { ...asker, origin: foreign }), foreign).toBe('403 origin-refused');
    }
    expect(await refusal(address, { ...fromPage(administrator), 'sec-fetch-site': 'cross-site' })).toBe('403 origin-refused');
  });

  test('promises nothing to other origins and knows no other method', async () => {
    const asked = { 'access-control-request-method': address.method, 'access-control-request-headers': csrfHeader };
    for (const method of ['OPTIONS', 'PROPFIND']) {
      const answer = await ask({ ...address, method }, { ...fromPage(administrator), ...asked });
      expect(`${answer.status} ${answer.kind}`, method).toBe('405 method-refused');
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  test('is dressed by the policy, whatever it answers', async () => {
    for (const headers of [fromPage(administrator), nobody, { ...nobody, host: 'evil.example' }]) {
      const answer = await ask(address, headers);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      if (address.path.startsWith('/api/')) expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe.each(writing)('the change $route', (address) => {
  test('by a session wants the proof that a page of ours asks', async () => {
    if (address.level === 'public') return expectLetIn(address, nobody);
    const { id, csrf } = administrator;
    const [first = '', ...rest] = csrf;
    const wrong: readonly Headers[] = [
      { ...cookie(id), origin },
      { ...cookie(id), origin, [csrfHeader]: '' },
      { ...cookie(id), origin, [csrfHeader]: reader.csrf },
      { ...cookie(id), origin, [csrfHeader]: `${first === 'a' ? 'b' : 'a'}${rest.join('')}` },
    ];
    for (const headers of wrong) expect(await refusal(address, headers)).toBe('403 csrf-refused');
  });

  test('by a session wants an origin', async () => {
    const { origin: _, ...without } = fromPage(administrator);
    expect(await refusal(address, without)).toBe('403 origin-refused');
  });

  test('takes JSON alone: what a form of another page can send is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx'])
      expect(await refusal(address, { ...fromPage(administrator), 'content-type': type }, '{}'), type).toBe('415 not-json');
  });
});
