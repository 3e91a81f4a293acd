/**
 * Every error that a person may meet, in words: what happened, why, and what to do next. The compiler refuses a `kind` without
 * its words, in both languages. Facts of a server (its answer, a system error) are quoted as they are.
 */
import { englishErrors } from './english/errors.ts';
import type { ErrorKind, ErrorWords, ExplainedError, Explanation } from './error-words.ts';
import { type Format, openFormat } from './format.ts';
import { frenchErrors } from './french/errors.ts';
import type { Language } from './language.ts';

/** `timeZone` is an IANA name or `system`. None of the three sentences is ever empty. */
export function explain(error: ExplainedError, language: Language, timeZone = 'system'): Explanation {
  const format = openFormat(language, timeZone);
  const words: ErrorWords<ErrorKind> = language === 'fr' ? frenchErrors : englishErrors;
  const sentence = words[error.kind] as (error: ExplainedError, format: Format) => Explanation;
  const { what, why, remedy } = sentence(error, format);
  return { what: format.typeset(what), why: format.typeset(why), remedy: format.typeset(remedy) };
}
