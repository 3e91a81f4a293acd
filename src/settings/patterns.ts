/**
 * Regular expressions that administrators and preferences give, compiled so that none can stop a run: short, of one repetition
 * depth, with few unbounded repetitions in a row. Ignores case, as file names on Windows do; works on NFC text.
 */
import { err, ok, type Result } from '../result.ts';

export type BadPattern = {
  readonly kind: 'bad-pattern';
  readonly pattern: string;
  readonly reason: 'empty' | 'too-long' | 'does-not-compile' | 'catastrophic';
  /** What the regular expression engine said, in English; '' otherwise. */
  readonly detail: string;
  readonly retry: 'never';
};

export const maxPatternLength = 500;

/** True for a path that at least one pattern matches; an empty list matches nothing. */
export const compilePatterns = (patterns: readonly string[]): Result<(path: string) => boolean, BadPattern> => {
  const expressions: RegExp[] = [];
  for (const pattern of patterns) {
    const expression = compilePattern(pattern);
    if (!expression.ok) return expression;
    expressions.push(expression.value);
  }
  return ok((path) => expressions.some((expression) => expression.test(path)));
};

const compilePattern = (pattern: string): Result<RegExp, BadPattern> => {
  const refused = (reason: BadPattern['reason'], detail = '') =>
    err({ kind: 'bad-pattern', pattern, reason, detail, retry: 'never' } as const);
  if (pattern === '') return refused('empty');
  if (pattern.length > maxPatternLength) return refused('too-long');
  try {
    const expression = new RegExp(anchor(pattern.normalize('NFC')), 'isu');
    return isCatastrophic(anchor(pattern)) ? refused('catastrophic') : ok(expression);
  } catch (error) {
    return refused('does-not-compile', error instanceof Error ? error.message : '');
  }
};

/** What begins with `.*` matches from the beginning or not at all: no need to try it from every character. */
const anchor = (pattern: string): string => (/^\.\*(?!.*\|)/s.test(pattern) ? `^${pattern}` : pattern);

/**
 * A group while its pattern is read: weight of the alternative being read, of the heaviest one before it, and of the choice between
 * them. A weight is the binary logarithm of the ways to match, so that weights in a row add up.
 */
type Group = { current: number; heaviest: number; choice: number };

/** A repetition as written: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`. */
type Repetition = { readonly least: number; readonly most: number };

/** An unbounded repetition may end anywhere in a path of some 200 characters, but not before the one before it: a little under 2^7. */
const unboundedWeight = 6.5;

/** Three unbounded repetitions in a row, or some twenty optional pieces: a fraction of a second at worst. */
const maxWeight = 22;

/** Is a valid pattern of a kind whose backtracking explodes: `(a+)+`, `(a|ab)*`, `(x?){30}`, `a*b*c*d*e*`. Errs on the safe side. */
const isCatastrophic = (pattern: string): boolean => {
  const whole = openGroup();
  const groups: Group[] = [whole];
  let repeated = 0;
  let fixed = 0;
  for (const token of pattern.match(tokens) ?? []) {
    const group = groups[groups.length - 1] ?? whole;
    const repetition = readRepetition(token);
    if (repetition !== undefined) group.current += weigh(repetition, repeated);
    if (repetition !== undefined) fixed += Math.log2(Math.max(repetition.least, 1));
    repeated = token === ')' ? closeGroup(groups) : 0;
    if (token.startsWith('(')) groups.push(openGroup());
    if (token === '|') Object.assign(group, { current: 0, heaviest: Math.max(group.heaviest, group.current), choice: 1 });
  }
  const isAnchored = pattern.startsWith('^') && whole.choice === 0;
  return total(whole) + fixed + (isAnchored ? 0 : unboundedWeight) > maxWeight;
};

const tokens =
  /\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|[a-z-]*:|<[^>]*>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

const openGroup = (): Group => ({ current: 0, heaviest: 0, choice: 0 });

const total = (group: Group): number => Math.max(group.current, group.heaviest) + group.choice;

/** Adds the innermost group to the one around it, and answers its weight. */
const closeGroup = (groups: Group[]): number => {
  const closed = total(groups.pop() ?? openGroup());
  const outer = groups[groups.length - 1];
  if (outer !== undefined) outer.current += closed;
  return closed;
};

/** What a repetition adds to a sequence that already holds the repeated piece once. */
const weigh = ({ least, most }: Repetition, repeated: number): number => {
  if (most === Infinity) return repeated > 0 ? Infinity : unboundedWeight;
  return (most > 1 ? repeated * (most - 1) : 0) + Math.log2(Math.max(most - least, 0) + 1);
};

const readRepetition = (token: string): Repetition | undefined => {
  if (token === '*' || token === '*?') return { least: 0, most: Infinity };
  if (token === '+' || token === '+?') return { least: 1, most: Infinity };
  if (token === '?' || token === '??') return { least: 0, most: 1 };
  const counted = /^\{(\d+)(,(\d*))?\}/.exec(token);
  if (counted === null) return undefined;
  const least = Number(counted[1]);
  if (counted[2] === undefined) return { least, most: least };
  return { least, most: counted[3] === '' ? Infinity : Number(counted[3]) };
};
