/** What a command is: its name, its arguments, its options and what it does. One file a command makes one of these. */
import type { CommandPath, HelpWords } from '../words/help.ts';
import type { Context, Outcome } from './context.ts';
import type { Given } from './given.ts';
import type { Option } from './options.ts';

export type Command = {
  /** `trace list`: a command of a group. */
  readonly path: CommandPath;
  /** As commander writes them: `<site>`, `[key...]`. */
  readonly argument?: { readonly form: string; readonly word: keyof HelpWords['arguments'] };
  readonly options: readonly Option[];
  /** `stored`: settings are kept in the home; `run`: they hold for this run only. */
  readonly settings?: 'stored' | 'run';
  readonly run: (context: Context, given: Given) => Promise<Outcome>;
};

/** The only argument of a command that demands one. */
export const argumentOf = (given: Given): string => given.arguments[0] ?? '';
