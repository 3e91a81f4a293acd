/**
 * The shape of the words for the history of assets: one sentence a kind of change, with the machine's name or, under a heading that has
 * it, without. Values are written as they are stored; sizes are in MB there.
 */
import type { Change, ChangeKind } from '../inventory/history/timeline.ts';
import type { Format } from './format.ts';

/** `name` is the machine's; '' where a heading names it. */
export type SaidChange = Pick<Change, 'kind' | 'subject' | 'before' | 'after'> & { readonly name: string };

export type ChangeWords = {
  /** Without a full stop. */
  readonly sentences: { readonly [K in ChangeKind]: (change: SaidChange) => string };
  /** The facts that may be the subject of a change: `serial` → `numéro de série`. */
  readonly facts: Readonly<Record<string, string>>;
  /** The heading of what nothing dates. */
  readonly undated: string;
  readonly none: string;
  readonly count: (count: number) => string;
  /** There are more than were asked for. */
  readonly limited: (limit: number) => string;
  readonly columns: { readonly [C in 'date' | 'site' | 'name' | 'change']: string };
};

/** One change as a sentence; a kind that a newer program wrote is quoted. */
export const sayChange = (words: ChangeWords, change: SaidChange): string =>
  Object.hasOwn(words.sentences, change.kind) ? words.sentences[change.kind](change) : `${change.kind}: ${change.subject}`;

/** `127.0 → 128.0`; of one that is not known, the other alone. */
export const fromTo = (before: string, after: string): string => [before, after].filter((value) => value !== '').join(' → ');

/** The sentence with its machine, or beginning with a capital letter where a heading names it. */
export const saidOf = ({ name }: SaidChange, sentence: string): string =>
  name === '' ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}` : `${name} ${sentence}`;

/** `8 GB → 16 GB`, of a change whose values are MB. */
export const sizesOf = (format: Format, { before, after }: SaidChange): string => {
  const sizes = [before, after].map((size) => (/^\d+$/.test(size) ? format.bytes(Number(size) * 1_000_000) : ''));
  return fromTo(sizes[0] ?? '', sizes[1] ?? '');
};

/** A disk that came or went: its name and size, or its serial number alone. */
export const diskOf = (format: Format, change: SaidChange): string => {
  const { subject, before, after } = change;
  const sizes = subject === before || subject === after ? '' : sizesOf(format, change);
  return sizes === '' ? subject : `${subject} (${sizes})`;
};
