/**
 * How often somebody may try a password: after a few failures in a row each address waits, longer every time; all addresses together
 * have a bound, too, from which those are free that came in lately. Memory is bounded. Counts before the password is looked at, so
 * that many tries at once are many tries.
 */
import { isIPv6 } from 'node:net';

export type AttemptRules = {
  /** Failures in a row of one address before it waits. */
  readonly free: number;
  readonly firstWaitMs: number;
  readonly maxWaitMs: number;
  /** After so long without a try, an address begins anew. */
  readonly forgetMs: number;
  readonly maxAddresses: number;
  /** Failures of everybody within `overallMs`; beyond, one try each `overallWaitMs`. */
  readonly overall: number;
  readonly overallMs: number;
  readonly overallWaitMs: number;
};

export type Taken = { readonly isAllowed: true } | { readonly isAllowed: false; readonly retryAfterSeconds: number };

export type Attempts = {
  /** Counts a try as failed until `succeeded` says otherwise; one that must wait is not counted. */
  take(address: string): Taken;
  succeeded(address: string): void;
};

export type AttemptOptions = { readonly now: () => Date; readonly rules?: Partial<AttemptRules> };

const usualRules: AttemptRules = {
  free: 5,
  firstWaitMs: 15_000,
  maxWaitMs: 900_000,
  forgetMs: 3_600_000,
  maxAddresses: 1000,
  overall: 50,
  overallMs: 600_000,
  overallWaitMs: 5_000,
};

/** Corrections of a clock are seconds; what is further ahead was set back by a person or a machine that woke up. */
const maxAheadMs = 600_000;

type Failures = { readonly count: number; readonly lastMs: number };

type Book = {
  readonly rules: AttemptRules;
  readonly nowMs: () => number;
  /** By address, the one that tried longest ago first. */
  readonly failures: Map<string, Failures>;
  /** Addresses that came in, the latest last. */
  readonly welcome: Set<string>;
  /** Times of the tries of strangers, at most `overall`. */
  strangers: readonly number[];
};

export const openAttempts = ({ now, rules = {} }: AttemptOptions): Attempts => {
  const nowMs = (): number => now().getTime();
  const book: Book = { rules: { ...usualRules, ...rules }, nowMs, failures: new Map(), welcome: new Set(), strangers: [] };
  return {
    take: (address) => take(book, placeOf(address)),
    succeeded: (address) => {
      const place = placeOf(address);
      book.failures.delete(place);
      remember(book.welcome, place, book.rules.maxAddresses);
    },
  };
};

/** Who has one IPv6 address has all of its /64; an IPv4 address in IPv6 clothes is itself. */
const placeOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = (text: string | undefined): readonly string[] => (text ? text.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...groups(tail)];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return network.join(':');
};

const take = (book: Book, place: string): Taken => {
  const nowMs = book.nowMs();
  const isWelcome = book.welcome.has(place);
  const waitMs = Math.max(ownWaitMs(book, place, nowMs), isWelcome ? 0 : overallWaitMs(book, nowMs));
  if (waitMs > 0) return { isAllowed: false, retryAfterSeconds: Math.ceil(waitMs / 1000) };
  const count = (known(book, place, nowMs)?.count ?? 0) + 1;
  book.failures.delete(place);
  book.failures.set(place, { count, lastMs: nowMs });
  if (book.failures.size > book.rules.maxAddresses) book.failures.delete([...book.failures.keys()][0] ?? '');
  if (!isWelcome) book.strangers = [...book.strangers, nowMs].slice(-book.rules.overall);
  return { isAllowed: true };
};

const known = ({ failures, rules }: Book, place: string, nowMs: number): Failures | undefined => {
  const kept = failures.get(place);
  return kept && isWithin(rules.forgetMs, kept.lastMs, nowMs) ? kept : undefined;
};

/** What a clock that was set back far leaves in the future is forgotten: nobody waits until it has caught up. */
const isWithin = (spanMs: number, atMs: number, nowMs: number): boolean => nowMs - atMs < spanMs && atMs - nowMs < maxAheadMs;

const ownWaitMs = (book: Book, place: string, nowMs: number): number => {
  const { free, firstWaitMs, maxWaitMs } = book.rules;
  const kept = known(book, place, nowMs);
  if (!kept || kept.count < free) return 0;
  return kept.lastMs + Math.min(maxWaitMs, firstWaitMs * 2 ** Math.min(30, kept.count - free)) - nowMs;
};

const overallWaitMs = ({ strangers, rules }: Book, nowMs: number): number => {
  const recent = strangers.filter((atMs) => isWithin(rules.overallMs, atMs, nowMs));
  return recent.length < rules.overall ? 0 : (recent.at(-1) ?? 0) + rules.overallWaitMs - nowMs;
};

const remember = (places: Set<string>, place: string, limit: number): void => {
  places.delete(place);
  places.add(place);
  for (const oldest of [...places].slice(0, Math.max(0, places.size - limit))) places.delete(oldest);
};
