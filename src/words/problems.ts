/** Problems of settings and preferences in words. They arrive as lines of facts (settings/problems.ts): `everyDays: too-big (365)`. */
import type { BadDisposal } from '../settings/disposal.ts';
import type { MailUrlReason } from '../settings/mail-url.ts';

export const problemCodes = [
  'missing',
  'unknown-key',
  'wrong-type',
  'not-one-of',
  'too-small',
  'too-big',
  'too-many',
  'too-long',
  'control-character',
  'empty',
  'not-yaml',
  'bad-url',
  'bad-address',
  'bad-site',
  'bad-marker',
  'bad-fingerprint',
  'bad-pattern',
  'bad-section',
  'bad-query-name',
  'bad-identifier',
  'bad-disposal',
  'bad-field',
  'bad-web-address',
  'bad-certificate',
  'bad-folder',
  'invalid',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export type UrlProblem = MailUrlReason | 'wrong-protocol';

export type ProblemWords = {
  readonly codes: { readonly [C in ProblemCode]: (expected: string) => string };
  readonly urls: { readonly [R in UrlProblem]: (detail: string) => string };
  readonly disposals: { readonly [R in BadDisposal]: string };
  readonly patterns: { readonly [R in 'empty' | 'too-long' | 'does-not-compile' | 'catastrophic']: string };
  /** What types are called: `int`, `boolean`, `array`… */
  readonly types: Readonly<Record<string, string>>;
};

const line = new RegExp(`^(?:(.*?): )?(${problemCodes.join('|')})(?: \\((.*)\\))?$`, 's');

/** One line as a sentence without its full stop: `everyDays : au plus 365`; a line that is not understood comes back as it was. */
export function sayProblem(written: string, words: ProblemWords, colon: string): string {
  const match = line.exec(written);
  if (!match) return written;
  const [, path = '', code = 'invalid', expected = ''] = match;
  const sentence = words.codes[code as ProblemCode](expected);
  return path === '' ? sentence : `${path}${colon}${sentence}`;
}

/** `bad-url` says `reason detail`, with a reason that is known here. */
export function sayUrlProblem(expected: string, words: Pick<ProblemWords, 'urls'>): string {
  const [reason = '', ...detail] = expected.split(' ');
  return Object.hasOwn(words.urls, reason) ? words.urls[reason as UrlProblem](detail.join(' ')) : expected;
}

/** `bad-pattern` says a reason and sometimes a bound. */
export function sayPatternProblem(expected: string, words: Pick<ProblemWords, 'patterns'>): string {
  const reason = expected.split(' ')[0] ?? '';
  return Object.hasOwn(words.patterns, reason) ? words.patterns[reason as keyof ProblemWords['patterns']] : expected;
}

/** `bad-disposal` says why a mail cannot be put away so. */
export function sayDisposalProblem(expected: string, words: Pick<ProblemWords, 'disposals'>): string {
  return Object.hasOwn(words.disposals, expected) ? words.disposals[expected as BadDisposal] : expected;
}
