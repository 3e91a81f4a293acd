/** A question as a person typed it into the page; `@name` is one of the settings. */
import { parseQuestion, type Question } from '../../inventory/questions.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';

/** undefined: nothing is asked. */
export function readQuestion(typed: string, queries: Readonly<Record<string, string>>): Result<Question | undefined, ExplainedError> {
  if (typed.trim() === '') return ok(undefined);
  const [, name] = /^\s*@(\S+)\s*$/.exec(typed) ?? [];
  if (name !== undefined && !Object.hasOwn(queries, name)) return err({ kind: 'query-unknown', name, known: Object.keys(queries).sort() });
  const question = name === undefined ? typed : (queries[name] ?? '');
  const parsed = parseQuestion(question);
  return parsed.ok ? parsed : err({ ...parsed.error, question });
}
