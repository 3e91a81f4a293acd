/** A question as a person typed it at a shell, and a saved one by its name. */
import { parseQuestion, type Question } from '../inventory/questions.ts';
import { err, ok, type Result } from '../result.ts';
import type { UsageError } from '../words/usage.ts';

/** One question of all that was typed: what has spaces had quotes, which the shell took. A single argument is the question itself. */
export const questionOf = (words: readonly string[]): string =>
  words.length === 1 ? (words[0] ?? '') : words.map((word) => (/\s/.test(word) && !word.includes('"') ? quoted(word) : word)).join(' ');

const quoted = (word: string): string => {
  const [, before = '', text = word] = /^(-?\p{L}+:)(.*)$/su.exec(word) ?? [];
  return `${before}"${text}"`;
};

export type SavedQueries = Readonly<Record<string, string>>;

/** `@name` is a question of the settings. */
export function readQuestion(typed: string, queries: SavedQueries): Result<Question, UsageError> {
  const [, name] = /^\s*@(\S+)\s*$/.exec(typed) ?? [];
  if (name !== undefined && !Object.hasOwn(queries, name)) return err({ kind: 'query-unknown', name, known: Object.keys(queries).sort() });
  const question = name === undefined ? typed : (queries[name] ?? '');
  const parsed = parseQuestion(question);
  return parsed.ok ? parsed : err({ ...parsed.error, question });
}

/** Where the question is an option, it may not be given at all. */
export const readOptionalQuestion = (typed: string | undefined, queries: SavedQueries): Result<Question | undefined, UsageError> =>
  typed === undefined ? ok(undefined) : readQuestion(typed, queries);
