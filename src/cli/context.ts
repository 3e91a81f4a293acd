/** What every command works with: the environment, the words, and the two ways of speaking, to people and to programs. */
import { isAbsolute, resolve } from 'node:path';
import type { OnProgress } from '../jobs/installation.ts';
import type { Result } from '../result.ts';
import type { ExplainedError } from '../words/error-words.ts';
import { chooseLanguage } from '../words/language.ts';
import { sayProgress } from '../words/progress.ts';
import { openSpeech, type Speech } from '../words/speech.ts';
import { type Asker, openAsker } from './asker.ts';
import type { Environment, ExitStatus } from './environment.ts';
import { type Colour, paint, printable, wrap } from './layout.ts';

/** What a command answers: an exit status when it is done, or why it is not. */
export type Outcome = Result<ExitStatus, ExplainedError>;

export type Context = {
  readonly environment: Environment;
  readonly speech: Speech;
  /** By `--lang` or its variable: settings do not change it. */
  readonly isLanguageChosen: boolean;
  readonly home: string;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  /** Null where nobody can be asked. */
  readonly asker: Asker | null;
};

/** Of sentences, at most 100 columns: longer lines are hard to read. */
export const widthOfTerminal = ({ environment }: Context): number => Math.min(Math.max(environment.terminal.columns || 80, 40), 100);

/** Of tables: all there is, and no bound where the width is not known (0), so that nothing is cut for a program that reads them. */
export const widthOfTable = ({ environment }: Context): number => environment.terminal.columns || Number.POSITIVE_INFINITY;

/** The same context, speaking the language of the home's settings unless the person chose one, and in the home's time zone. */
export function speakAs(context: Context, settings: { readonly language: string }, timeZone: string): Context {
  const { variables } = context.environment;
  const chosen = context.isLanguageChosen ? context.speech.language : undefined;
  const speech = openSpeech(chooseLanguage({ chosen, setting: settings.language, variables }), timeZone);
  return { ...context, speech, asker: context.asker && openAsker(speech.questions, context.environment.terminal.questions) };
}

/** A finished report for people: standard output, standard error beside JSON, nothing when quiet and all is well. */
export function report(context: Context, status: ExitStatus, lines: readonly string[]): void {
  if (context.isQuiet && status === 0) return;
  tell(context, context.isJson ? 'stderr' : 'stdout', lines);
}

/** Something asked for: it is printed whatever `--quiet` says. */
export const show = (context: Context, text: string): void => {
  if (!context.isJson) context.environment.terminal.stdout(printable(`${text}\n`));
};

/** A remark beside the result. */
export function note(context: Context, text: string): void {
  if (!context.isQuiet) tell(context, 'stderr', [text]);
}

/** The one JSON document. */
export function answerJson(context: Context, document: unknown): void {
  if (context.isJson) context.environment.terminal.stdout(`${JSON.stringify(document)}\n`);
}

function tell(context: Context, stream: 'stdout' | 'stderr', lines: readonly string[]): void {
  const { terminal } = context.environment;
  const text = lines.map((line) => wrap(line, widthOfTerminal(context), `${/^ */.exec(line)?.[0] ?? ''}  `)).join('\n');
  if (lines.length > 0) terminal[stream](printable(`${text}\n`));
}

/** Steps of a job, on standard error, where somebody watches. */
export function follow(context: Context): OnProgress {
  const { terminal } = context.environment;
  const isWatched = context.isVerbose || (terminal.isInteractive && !context.isQuiet && !context.isJson);
  if (!isWatched) return () => undefined;
  const { progress, codes } = context.speech;
  return (step) => tell(context, 'stderr', [paint(sayProgress(step, progress, codes), 'dim', terminal.colour)]);
}

export const colour = (context: Context, text: string, name: Colour): string => paint(text, name, context.environment.terminal.colour);

/** A command to type next, the way this program was started, with the home where it is not the usual one. */
export function commandLine({ environment, home }: Pick<Context, 'environment' | 'home'>, command: string): string {
  const isByNpm = ['demo', 'malleposte'].includes(environment.variables['npm_lifecycle_event'] ?? '');
  const program = isByNpm ? 'npm run malleposte --' : 'malleposte';
  return home === environment.defaultHome ? `${program} ${command}` : `${program} ${command} --home ${quoteArgument(home)}`;
}

const quoteArgument = (text: string): string => (/^[\w./:\\@=+-]+$/.test(text) ? text : `"${text}"`);

/** Absolute, from the folder where the person stands; a Windows path typed elsewhere is left as it is. */
export const absolutePath = (path: string): string => (isAbsolute(path) || /^(?:[A-Za-z]:)?[\\/]/.test(path) ? path : resolve(path));
