/**
 * Sessions and one-time links of the web page, in memory: a restart ends them all. Holds no clock and no randomness of its own, and
 * knows neither passwords nor cookies.
 */
import type { AccessRole } from '../../keys/port.ts';

export type Session = {
  /** 32 random bytes, base64url: what the cookie holds. '' for the time of one request by token. */
  readonly id: string;
  readonly role: AccessRole;
  readonly way: 'link' | 'password' | 'token';
  /** For the trace: `link`, `password`, or the name of the token. */
  readonly by: string;
  /** What every change by this session must bring in X-Malleposte-CSRF; '' for a token. */
  readonly csrf: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
};

/** Where a session was opened from; '' for what is not known. */
export type SessionOrigin = {
  readonly address: string;
  /** As the browser calls itself, shortened. */
  readonly browser: string;
};

/** A session as others may know it: without what proves it. */
export type ListedSession = Pick<Session, 'role' | 'way' | 'createdAt' | 'seenAt'> &
  SessionOrigin & {
    /** Random, and of no use but to name it. */
    readonly handle: string;
    /** It is that of whoever asks. */
    readonly isOwn: boolean;
  };

export type SessionRules = {
  readonly maxMs: number;
  readonly maxIdleMs: number;
  readonly linkMs: number;
  readonly maxSessions: number;
  readonly maxLinks: number;
};

export type SessionOptions = {
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly rules?: Partial<SessionRules>;
};

export type Sessions = {
  /** A code that opens one session within 15 minutes. Of too many the oldest is void. */
  makeLink(role: AccessRole): string;
  /** Undefined for a code that is unknown, was used or is too old. */
  useLink(code: string, from?: SessionOrigin): Session | undefined;
  /** The session begins now. Of too many the one seen longest ago ends. */
  open(options: { readonly role: AccessRole; readonly way: 'link' | 'password'; readonly from?: SessionOrigin }): Session;
  /** The session of this id, seen now; undefined once it has ended. */
  find(id: string): Session | undefined;
  /** The same without being seen: for what a page asks by itself, and for an answer that streams on. */
  peek(id: string): Session | undefined;
  logOut(id: string): void;
  /** Those that have not ended, the one seen last first; `own` is the id of whoever asks. */
  list(own: string): readonly ListedSession[];
  /** By its handle; undefined when there is none (any more). */
  end(handle: string): ListedSession | undefined;
  /** Ends those of a role, or of a role that came one way; answers how many. */
  endAll(options: { readonly role: AccessRole; readonly way?: Session['way']; readonly except?: string }): number;
};

const minuteMs = 60_000;

const usualRules: SessionRules = {
  maxMs: 12 * 60 * minuteMs,
  maxIdleMs: 2 * 60 * minuteMs,
  linkMs: 15 * minuteMs,
  maxSessions: 200,
  maxLinks: 20,
};

type Opened = Session & SessionOrigin & { readonly handle: string };

type Link = { readonly role: AccessRole; readonly madeAt: Date };

type Room = {
  readonly rules: SessionRules;
  readonly now: () => Date;
  readonly secret: () => string;
  /** By id, the one seen longest ago first. */
  readonly sessions: Map<string, Opened>;
  /** By code, the oldest first. */
  readonly links: Map<string, Link>;
};

export const openSessions = ({ now, randomBytes, rules = {} }: SessionOptions): Sessions => {
  const secret = (): string => Buffer.from(randomBytes(32)).toString('base64url');
  const room: Room = { rules: { ...usualRules, ...rules }, now, secret, sessions: new Map(), links: new Map() };
  return {
    makeLink: (role) => makeLink(room, role),
    useLink: (code, from) => useLink(room, code, from),
    open: (options) => open(room, options),
    find: (id) => find(room, id),
    peek: (id) => lasting(room, id),
    logOut: (id) => void room.sessions.delete(id),
    list: (own) => list(room, own),
    end: (handle) => end(room, handle),
    endAll: (options) => endAll(room, options),
  };
};

const makeLink = ({ links, rules, now, secret }: Room, role: AccessRole): string => {
  const code = secret();
  links.set(code, { role, madeAt: now() });
  dropOldest(links, rules.maxLinks);
  return code;
};

const useLink = (room: Room, code: string, from = nowhere): Session | undefined => {
  const link = room.links.get(code);
  room.links.delete(code);
  if (!link || isOver(room, link.madeAt, room.rules.linkMs)) return undefined;
  return open(room, { role: link.role, way: 'link', from });
};

const nowhere: SessionOrigin = { address: '', browser: '' };

const open = (room: Room, { role, way, from = nowhere }: Parameters<Sessions['open']>[0]): Session => {
  const at = room.now();
  const session: Session = { id: room.secret(), role, way, by: way, csrf: room.secret(), createdAt: at, seenAt: at };
  room.sessions.set(session.id, { ...session, ...from, handle: room.secret() });
  dropOldest(room.sessions, room.rules.maxSessions);
  return session;
};

const find = (room: Room, id: string): Session | undefined => {
  const session = lasting(room, id);
  room.sessions.delete(id);
  if (!session) return undefined;
  const seen = { ...session, seenAt: room.now() };
  room.sessions.set(id, seen);
  return seen;
};

const lasting = (room: Room, id: string): Opened | undefined => {
  const session = room.sessions.get(id);
  if (!session) return undefined;
  const { maxMs, maxIdleMs } = room.rules;
  return isOver(room, session.createdAt, maxMs) || isOver(room, session.seenAt, maxIdleMs) ? undefined : session;
};

/** A clock that was set back ends it, too: nobody could say how long it would last. */
const isOver = ({ now }: Room, since: Date, maxMs: number): boolean => {
  const passedMs = now().getTime() - since.getTime();
  return passedMs >= maxMs || passedMs < -minuteMs;
};

const list = (room: Room, own: string): readonly ListedSession[] =>
  [...room.sessions.keys()]
    .flatMap((id) => lasting(room, id) ?? [])
    .map((session) => listed(session, own))
    .toReversed();

const listed = ({ id, handle, role, way, createdAt, seenAt, address, browser }: Opened, own: string): ListedSession => ({
  ...{ handle, role, way, createdAt, seenAt, address, browser },
  isOwn: id === own,
});

const end = (room: Room, handle: string): ListedSession | undefined => {
  const session = [...room.sessions.values()].find((each) => each.handle === handle);
  if (!session) return undefined;
  const isLasting = lasting(room, session.id) !== undefined;
  room.sessions.delete(session.id);
  return isLasting ? listed(session, '') : undefined;
};

const endAll = ({ sessions }: Room, { role, way, except }: Parameters<Sessions['endAll']>[0]): number => {
  const ended = [...sessions.values()].filter(
    (session) => session.role === role && (way === undefined || session.way === way) && session.id !== except,
  );
  for (const { id } of ended) sessions.delete(id);
  return ended.length;
};

const dropOldest = (kept: Map<string, unknown>, limit: number): void => {
  for (const key of [...kept.keys()].slice(0, Math.max(0, kept.size - limit))) kept.delete(key);
};
