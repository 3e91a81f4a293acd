/** The words of a question that a person typed, with their places: quotes, operators, `field:`, a minus before. What they mean is not known here. */
import { err, ok, type Result } from '../result.ts';
import { type VersionOperator, versionOperators } from './versions.ts';

export type QuestionToken = {
  readonly kind: 'text' | 'field' | 'operator';
  /** Without quotes, minus and colon; an operator in ASCII. */
  readonly text: string;
  readonly isNegated: boolean;
  /** Offset in the question, in UTF-16 units. */
  readonly at: number;
};

/** The offset of a quote that is never closed. */
export type UnclosedQuote = { readonly at: number };

/** `"…"`, `“…”` and `«…»` keep spaces, operators and colons together; an address (`00:00:5e:00:53:01`) is no field. */
export const questionTokens = (question: string): Result<readonly QuestionToken[], UnclosedQuote> => {
  const tokens: QuestionToken[] = [];
  let at = spaceEnd(question, 0);
  while (at < question.length) {
    const token = tokenAt(question, at);
    if (token === undefined) return err({ at });
    tokens.push(token.token);
    at = spaceEnd(question, token.end);
  }
  return ok(tokens);
};

const spaceEnd = (question: string, from: number): number => {
  const length = question.slice(from).search(/\S/);
  return length < 0 ? question.length : from + length;
};

const quoted = /(?:"([^"]*)"|“([^”]*)”|«\s*([^»]*?)\s*»)/y;
const operator = /<=|>=|==|[≤≥<>=]/y;
const address = /[\da-f]{0,4}(?::[\da-f]{0,4}){2,}(?=\s|$)/iy;
const field = /(\p{L}[\p{L}-]*):(?!\/\/)/uy;
const word = /[^\s"“«<>=≤≥]+/uy;

const tokenAt = (question: string, at: number): { token: QuestionToken; end: number } | undefined => {
  const isNegated = /^-(?=[^\s<>=≤≥])/.test(question.slice(at, at + 2));
  const start = isNegated ? at + 1 : at;
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const match = pattern.exec(question);
    if (match === null) continue;
    const text = match.slice(1).find((part) => part !== undefined) ?? match[0];
    return { token: { kind, text: kind === 'operator' ? asciiOperator(text) : text, isNegated, at }, end: pattern.lastIndex };
  }
  return undefined;
};

const patterns: readonly (readonly [QuestionToken['kind'], RegExp])[] = [
  ['text', quoted],
  ['operator', operator],
  ['text', address],
  ['field', field],
  ['text', word],
];

const asciiOperator = (text: string): VersionOperator =>
  versionOperators.find((known) => known === text) ?? (text === '≤' ? '<=' : text === '≥' ? '>=' : '=');
