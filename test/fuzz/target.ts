/** What a target of the fuzzing is, and how its oracle speaks: an outcome for what the product answered, an exception for what it may not do. */
import type fc from 'fast-check';
import type { Result } from '../../src/result.ts';

/** `accepted` holds whatever was read, to be compared with a second reading; `refused` the kind and reason of a typed error. */
export type Outcome = { readonly accepted: unknown } | { readonly refused: string };

export type Target = {
  readonly name: string;
  /** Honest and hostile inputs to begin with. */
  readonly seeds: () => readonly Buffer[] | Promise<readonly Buffer[]>;
  /** Pieces that mean something to this parser. */
  readonly words?: readonly string[];
  /** In place of edits of bytes alone. */
  readonly inputs?: (seeds: readonly Buffer[], words: readonly string[]) => fc.Arbitrary<Buffer>;
  /** Throws when the product breaks a promise; whatever the product itself throws is a finding too. */
  readonly run: (bytes: Buffer) => Outcome | Promise<Outcome>;
  /** Processor time that one input may take; a second unless a target says otherwise. */
  readonly maxMs?: number;
  /** The clock has a say (sockets): two runs may differ. */
  readonly isTimed?: true;
  readonly close?: () => Promise<void>;
};

/** A promise of the product, broken. */
export function insist(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Error(`broken: ${promise}`);
}

/** The outcome of an error value, which must be a typed one. */
export const refusalOf = (error: object): Outcome => {
  const { kind, reason, retry } = error as { readonly kind?: unknown; readonly reason?: unknown; readonly retry?: unknown };
  insist(typeof kind === 'string' && /^[a-z-]+$/.test(kind), `an error is typed: ${JSON.stringify(error).slice(0, 200)}`);
  insist(retry === undefined || ['soon', 'later', 'never'].includes(String(retry)), `an error says when to try again: ${String(retry)}`);
  return { refused: typeof reason === 'string' ? `${kind} ${reason}` : kind };
};

/** For readers that answer a Result; `accepted` makes the outcome, and insists on what else must hold. */
export const outcomeOf = <T>(read: Result<T, object>, accepted: (value: T) => unknown = (value) => value): Outcome =>
  read.ok ? { accepted: accepted(read.value) } : refusalOf(read.error);

/** Seeds are kept small: a parser's turns do not need megabytes. */
const maxSeedBytes = 30_000;

export const smallOnes = (seeds: readonly Buffer[]): readonly Buffer[] => seeds.filter((seed) => seed.length <= maxSeedBytes);

/** The seeds as texts that are cut apart and put together again by characters, not bytes. */
export const texts = (...seeds: readonly string[]): readonly Buffer[] => seeds.map((seed) => Buffer.from(seed, 'utf8'));
