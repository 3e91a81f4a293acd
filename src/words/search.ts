/** The shape of the words for questions: what is wrong with one, what was found, and what fields are called. */
import type { QuestionProblem } from '../inventory/questions.ts';

/** A question that is not understood. `question` as it was typed. */
export type QuestionError = QuestionProblem & { readonly question: string };

export type SearchWords = {
  /** `shown` of `total`. */
  readonly found: (shown: number, total: number) => string;
  /** Words of a question that nothing answers, which are names of software. */
  readonly asSoftware: (names: readonly string[]) => string;
  readonly matched: string;
  /** `user` → `utilisateur`; a field that people named themselves has no other name. */
  readonly fields: Readonly<Record<string, string>>;
  readonly noQueries: string;
  readonly queryColumns: { readonly [C in 'name' | 'question']: string };
  readonly written: (path: string, rows: number) => string;
  /** The name of the only sheet of a spreadsheet. */
  readonly sheet: string;
};

/** Where in the question it is: the question with a mark before the place. */
export const markPlace = ({ question, at }: QuestionError): string => {
  const from = Math.max(0, at - 40);
  return `${from > 0 ? '…' : ''}${question.slice(from, at)}▸${question.slice(at, at + 40)}${question.length > at + 40 ? '…' : ''}`;
};
