/**
 * The guard of the web page: one middleware before every route (threat T15). It looks at the name that was asked for (Host), at the
 * method, at where the browser comes from (Origin, Sec-Fetch-Site), at who asks (session cookie or token), at what the route demands,
 * at the CSRF header and at the body, in this order, and dresses every answer. A route that nobody declared is for administrators in
 * person.
 */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Access, AccessError } from '../../keys/port.ts';
import { err, ok, type Result } from '../../result.ts';
import type { WebRefusal } from '../../words/web-refusals.ts';
import { dressAnswer } from './answer-headers.ts';
import { normaliseHost, originOf } from './hosts.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { Session, Sessions } from './sessions.ts';

/** Who may ask: everybody; who reads; who acts; who acts and is a person with a session, no token. */
export type AccessLevel = 'public' | 'reader' | 'administrator' | 'administrator-session';

export type GuardEnv = {
  Variables: {
    /** Who asks, if anybody. On a public route a change that brings no CSRF header is made by nobody. */
    session: Session | undefined;
    /** Of the style element, in this answer's policy. */
    nonce: string;
  };
};

/** What is answered instead; its status is its kind's. */
type Refusal = WebRefusal | AccessError;

export type GuardOptions = {
  readonly sessions: Pick<Sessions, 'find' | 'peek' | 'logOut'>;
  readonly access: Pick<Access, 'checkToken' | 'passwords'>;
  /** As allowedHosts() makes them; asked at each request, because the port may be known late. */
  readonly hosts: () => readonly string[];
  readonly isTls: boolean;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  /** GET stands for HEAD, too. The path is that of the URL, as the router sees it; undefined for a route that is not declared. */
  readonly levelOf: (method: string, path: string) => AccessLevel | undefined;
  readonly problem: (c: Context, refusal: Refusal) => Response | Promise<Response>;
  /** 1 MiB unless said. */
  readonly maxBodyBytes?: number;
};

export const csrfHeader = 'X-Malleposte-CSRF';
/** `1`: the page asks by itself, with nobody at it; the session is not kept alive by that. */
export const quietHeader = 'X-Malleposte-Quiet';

export const guard = (options: GuardOptions): MiddlewareHandler<GuardEnv> => {
  const limit = options.maxBodyBytes ?? 1_048_576;
  const withinLimit = bodyLimit({
    maxSize: limit,
    onError: async (c) => options.problem(c, { kind: 'body-too-large', limit }),
  });
  return async (c, next) => {
    c.set('nonce', Buffer.from(options.randomBytes(16)).toString('base64url'));
    const refusal = refuseNames(c, options) ?? (await refuseAsker(c, options)) ?? refuseType(c);
    // What Hono's own next() answers is the context, no response.
    const goOn = async (): Promise<void> => {
      await next();
    };
    const answer = await (refusal ? options.problem(c, refusal) : withinLimit(c, goOn));
    if (answer instanceof Response) c.res = answer;
    if (refusal?.kind === 'not-logged-in') c.res.headers.set('WWW-Authenticate', 'Bearer realm="malleposte"');
    dressAnswer(c.res.headers, { nonce: c.get('nonce'), isTls: options.isTls, isApi: isApi(c), host: hostOf(c, options) });
  };
};

const safeMethods = ['GET', 'HEAD'];
const knownMethods = [...safeMethods, 'POST', 'PUT', 'PATCH', 'DELETE'];

const isSafe = (c: Context): boolean => safeMethods.includes(c.req.method);
const isApi = (c: Context): boolean => c.req.path === '/api' || c.req.path.startsWith('/api/');
const isByToken = (c: Context): boolean => c.req.header('Authorization') !== undefined;
/** Browsers open a stream of events again by themselves. */
const isQuiet = (c: Context): boolean => isSafe(c) && (c.req.header(quietHeader) === '1' || c.req.header('Accept') === 'text/event-stream');
const hostOf = (c: Context, { isTls }: GuardOptions): string => normaliseHost(c.req.header('Host') ?? '', isTls);

// ---------------------------------------------------------------- what the browser says

const refuseNames = (c: Context, options: GuardOptions): Refusal | undefined => {
  const host = hostOf(c, options);
  if (!options.hosts().includes(host)) return { kind: 'host-refused', host };
  if (!knownMethods.includes(c.req.method)) return { kind: 'method-refused', method: c.req.method };
  const origin = c.req.header('Origin');
  const isForeign = origin === undefined ? needsOrigin(c) : origin !== originOf(host, options.isTls);
  return isForeign || isCrossSite(c) ? { kind: 'origin-refused', origin: origin ?? '' } : undefined;
};

/** Browsers say it with every change; programs, which need not, bring a token that no browser adds by itself. */
const needsOrigin = (c: Context): boolean => !isSafe(c) && !isByToken(c);

/** `none` is a person who typed the address. From elsewhere one may come to a page by a link, and to nothing else. */
const isCrossSite = (c: Context): boolean => {
  const site = c.req.header('Sec-Fetch-Site') ?? 'same-origin';
  if (site === 'same-origin' || (site === 'none' && isSafe(c))) return false;
  const isVisit = c.req.header('Sec-Fetch-Mode') === 'navigate' && c.req.header('Sec-Fetch-Dest') === 'document';
  return !(isVisit && isSafe(c) && !isApi(c));
};

// ---------------------------------------------------------------- who asks

/** Puts who asks into the context, unless that is refused. */
const refuseAsker = async (c: Context<GuardEnv>, options: GuardOptions): Promise<Refusal | undefined> => {
  const level = options.levelOf(c.req.method === 'HEAD' ? 'GET' : c.req.method, c.req.path) ?? 'administrator-session';
  const asker = isByToken(c) ? await askerByToken(c, options) : await askerByCookie(c, options);
  // The page itself is shown although nobody can be known: it tells why.
  if (!asker.ok) return level === 'public' && asker.error.kind !== 'not-logged-in' ? undefined : asker.error;
  const session = asker.value;
  const isProven = session === undefined || isSafe(c) || session.way === 'token' || bringsCsrf(c, session);
  c.set('session', isProven ? session : undefined);
  if (level === 'public') return undefined;
  if (!session) return { kind: 'not-logged-in' };
  return refuseRole(session, level) ?? (isProven ? undefined : { kind: 'csrf-refused' });
};

const refuseRole = (session: Session, level: AccessLevel): Refusal | undefined => {
  if (level === 'administrator-session' && session.way === 'token') return { kind: 'not-allowed', needed: 'session' };
  const isEnough = level === 'reader' || session.role === 'administrator';
  return isEnough ? undefined : { kind: 'not-allowed', needed: 'administrator' };
};

const bringsCsrf = (c: Context, { csrf }: Session): boolean =>
  csrf !== '' && timingSafeEqual(hash('sha256', c.req.header(csrfHeader) ?? '', 'buffer'), hash('sha256', csrf, 'buffer'));

type Asker = Result<Session | undefined, Refusal>;

/** Whoever sends an Authorization header is whoever it says, or nobody: no cookie is looked at. */
const askerByToken = async (c: Context, { access, now }: GuardOptions): Promise<Asker> => {
  const [, token] = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
  const known = token === undefined ? ok(undefined) : await access.checkToken(token);
  if (!known.ok) return known;
  if (!known.value) return err({ kind: 'not-logged-in' });
  const { name, scope } = known.value;
  const at = now();
  const role = scope === 'act' ? 'administrator' : 'reader';
  return ok({ id: '', role, way: 'token', by: name, csrf: '', createdAt: at, seenAt: at });
};

const askerByCookie = async (c: Context, { sessions, access, isTls }: GuardOptions): Promise<Asker> => {
  const id = readSessionCookie(c, { isTls }) ?? '';
  const session = isQuiet(c) ? sessions.peek(id) : sessions.find(id);
  if (!session) return ok(undefined);
  const stands = await isPasswordUnchanged(session, access);
  if (!stands.ok) return stands;
  if (stands.value) return ok(session);
  sessions.logOut(session.id);
  return ok(undefined);
};

/** Since the session began; it may have been changed or removed by a command in another process. True for who came another way. */
export const isPasswordUnchanged = async (
  { way, role, createdAt }: Session,
  access: Pick<Access, 'passwords'>,
): Promise<Result<boolean, AccessError>> => {
  if (way !== 'password') return ok(true);
  const passwords = await access.passwords();
  if (!passwords.ok) return passwords;
  const setAt = passwords.value.find((password) => password.role === role)?.setAt;
  return ok(setAt !== undefined && setAt <= createdAt.toISOString());
};

// ---------------------------------------------------------------- what it brings

/** HTTP/1.1: who announces neither a length nor a transfer encoding brings no body. */
const refuseType = (c: Context): Refusal | undefined => {
  if (isSafe(c)) return undefined;
  const type = c.req.header('Content-Type');
  const hasBody = Number(c.req.header('Content-Length') ?? 0) > 0 || c.req.header('Transfer-Encoding') !== undefined;
  const isJson = /^application\/json *(?:;|$)/i.test(type ?? '');
  return (type === undefined ? hasBody : !isJson) ? { kind: 'not-json', type: type ?? '' } : undefined;
};
