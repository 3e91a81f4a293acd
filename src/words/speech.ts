/** All the words of one language, with the dates and numbers of one place: what a door speaks with. */
import type { ChangeWords } from './changes.ts';
import type { CodeWords } from './codes.ts';
import type { DemoWords } from './demo.ts';
import { englishChanges } from './english/changes.ts';
import { englishCodes } from './english/codes.ts';
import { englishDemo } from './english/demo.ts';
import { englishFigures } from './english/figures.ts';
import { englishHelp } from './english/help.ts';
import { englishProblems } from './english/problems.ts';
import { englishProgress } from './english/progress.ts';
import { englishQuestions } from './english/questions.ts';
import { englishReports } from './english/reports.ts';
import type { ExplainedError, Explanation } from './error-words.ts';
import { explain, terminalWays } from './explanation.ts';
import type { FigureWords } from './figures.ts';
import { type Format, openFormat } from './format.ts';
import { frenchChanges } from './french/changes.ts';
import { frenchCodes } from './french/codes.ts';
import { frenchDemo } from './french/demo.ts';
import { frenchFigures } from './french/figures.ts';
import { frenchHelp } from './french/help.ts';
import { frenchProblems } from './french/problems.ts';
import { frenchProgress } from './french/progress.ts';
import { frenchQuestions } from './french/questions.ts';
import { frenchReports } from './french/reports.ts';
import type { HelpWords } from './help.ts';
import type { Language } from './language.ts';
import { sayProblem } from './problems.ts';
import type { ProgressWords } from './progress.ts';
import type { QuestionWords } from './questions.ts';
import type { ReportWords } from './reports.ts';
import { typesetAll } from './typeset.ts';
import type { Ways } from './ways.ts';

type Words = {
  /** Between a name and its value, as the language writes it. */
  readonly colon: string;
  readonly codes: CodeWords;
  readonly changes: ChangeWords;
  readonly reports: ReportWords;
  readonly progress: ProgressWords;
  readonly questions: QuestionWords;
  readonly help: HelpWords;
  readonly demo: DemoWords;
  readonly figures: FigureWords;
};

export type Speech = Words & {
  readonly language: Language;
  readonly format: Format;
  /** Of the door that speaks. */
  readonly ways: Ways;
  explain(error: ExplainedError): Explanation;
  /** A line of settings/problems.ts in words, without a full stop. */
  sayProblem(line: string): string;
};

/** `timeZone` is an IANA name or `system`; the ways are those of a terminal unless said. */
export function openSpeech(language: Language, timeZone = 'system', ways = terminalWays(language)): Speech {
  const format = openFormat(language, timeZone);
  const words = language === 'fr' ? typesetAll(frenchWords(format, ways), format.typeset) : englishWords(format, ways);
  return {
    language,
    format,
    ways,
    ...words,
    explain: (error) => explain(error, language, timeZone, ways),
    sayProblem: (line) =>
      format.typeset(language === 'fr' ? sayProblem(line, frenchProblems(ways), ' : ') : sayProblem(line, englishProblems(ways), ': ')),
  };
}

const frenchWords = (format: Format, ways: Ways): Words => ({
  colon: ' :',
  codes: frenchCodes(ways),
  changes: frenchChanges(format),
  reports: frenchReports(format, ways),
  progress: frenchProgress(format),
  questions: frenchQuestions,
  help: frenchHelp,
  demo: frenchDemo(format),
  figures: frenchFigures(format),
});

const englishWords = (format: Format, ways: Ways): Words => ({
  colon: ':',
  codes: englishCodes(ways),
  changes: englishChanges(format),
  reports: englishReports(format, ways),
  progress: englishProgress(format),
  questions: englishQuestions,
  help: englishHelp,
  demo: englishDemo(format),
  figures: englishFigures(format),
});
