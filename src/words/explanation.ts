/**
 * Every error that a person may meet, in words: what happened, why, and what to do next. The compiler refuses a `kind` without
 * its words, in both languages. Facts of a server (its answer, a system error) are quoted as they are.
 */
import { englishErrors } from './english/errors.ts';
import { englishWays } from './english/ways.ts';
import type { ErrorKind, ErrorWords, ExplainedError, Explanation } from './error-words.ts';
import { type Format, openFormat } from './format.ts';
import { frenchErrors } from './french/errors.ts';
import { frenchWays } from './french/ways.ts';
import type { Language } from './language.ts';
import type { Ways } from './ways.ts';

/** The ways of a terminal: what is read anywhere else than on the pages names commands. */
export const terminalWays = (language: Language): Ways => (language === 'fr' ? frenchWays : englishWays);

/** `timeZone` is an IANA name or `system`. None of the three sentences is ever empty. */
export function explain(error: ExplainedError, language: Language, timeZone = 'system', ways = terminalWays(language)): Explanation {
  const format = openFormat(language, timeZone);
  const words: ErrorWords<ErrorKind> = language === 'fr' ? frenchErrors : englishErrors;
  const sentence = words[error.kind] as (error: ExplainedError, format: Format, ways: Ways) => Explanation;
  const { what, why, remedy } = sentence(error, format, ways);
  return { what: format.typeset(what), why: format.typeset(why), remedy: format.typeset(remedy) };
}
