/** Asking a person: a thin layer over @clack/prompts, which waits for ever without a terminal, so it is only opened on one. */
import type { Readable, Writable } from 'node:stream';
import { confirm, log, password, select, text } from '@clack/prompts';
import type { QuestionWords } from '../words/questions.ts';

export type TextQuestion = {
  readonly message: string;
  readonly initial?: string;
  readonly isRequired: boolean;
  /** Best first; shown when the person types `?`. */
  readonly suggest: () => readonly string[];
  /** What is wrong with an answer, or undefined. */
  readonly check: (answer: string) => string | undefined;
};

/** Every answer is undefined when the person gives up (Ctrl+C). */
export type Asker = {
  text(question: TextQuestion): Promise<string | undefined>;
  secret(message: string, isRequired: boolean): Promise<string | undefined>;
  select(message: string, choices: readonly { readonly value: string; readonly label: string }[]): Promise<string | undefined>;
  confirm(message: string): Promise<boolean | undefined>;
  say(message: string): void;
};

export type AskerStreams = { readonly input?: Readable; readonly output?: Writable };

/** Opens the questions on the process's terminal, standard output left alone, or on the given streams. */
export function openAsker(words: QuestionWords, streams: AskerStreams = { input: process.stdin, output: process.stderr }): Asker {
  const need = (isRequired: boolean) => (answer: string | undefined) =>
    isRequired && (answer ?? '').trim() === '' ? words.mayNotBeEmpty : undefined;
  return {
    text: (question) => askText(question, words, streams),
    secret: async (message, isRequired) => answered(await password({ message, validate: need(isRequired), ...streams })),
    select: async (message, choices) =>
      answered(await select({ message, options: choices.map((choice) => ({ ...choice })), showInstructions: false, ...streams })),
    confirm: async (message) =>
      answered(await confirm({ message, active: words.yes, inactive: words.no, initialValue: false, ...streams })),
    say: (message) => log.info(message, streams),
  };
}

/** A symbol is clack's way of saying that the person gave up. */
const answered = <T>(answer: T): Exclude<T, symbol> | undefined =>
  typeof answer === 'symbol' ? undefined : (answer as Exclude<T, symbol>);

/** Asks again after each `?`, with the best suggestion ready to be confirmed or changed. */
async function askText(question: TextQuestion, words: QuestionWords, streams: AskerStreams): Promise<string | undefined> {
  const initial = question.initial ? { initialValue: question.initial } : {};
  const answer = answered(
    await text({
      message: question.message,
      placeholder: words.suggestionHint,
      validate: checker(question, words),
      ...initial,
      ...streams,
    }),
  );
  if (answer?.trim() !== '?') return answer?.trim();
  const [best, ...others] = question.suggest();
  if (best === undefined) log.info(words.noSuggestion, streams);
  else log.info(others.length > 0 ? words.otherSuggestions(others.join(' · ')) : words.suggestion, streams);
  return askText({ ...question, ...(best === undefined ? {} : { initial: best }) }, words, streams);
}

function checker(question: TextQuestion, words: QuestionWords): (answer: string | undefined) => string | undefined {
  return (answer) => {
    const given = (answer ?? '').trim();
    if (given === '?') return undefined;
    if (given === '') return question.isRequired ? words.mayNotBeEmpty : undefined;
    return question.check(given);
  };
}
