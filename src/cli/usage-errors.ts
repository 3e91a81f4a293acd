/** Commander's refusals as facts of our own, so that they are told in the person's language. Commander gives a code and a sentence. */
import type { CommanderError } from 'commander';
import type { UnexpectedError, UsageError } from '../words/usage.ts';

/** Codes are commander's contract; the quoted names are taken out of its sentence. */
export function readUsageError({ code, message }: Pick<CommanderError, 'code' | 'message'>): UsageError | UnexpectedError {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const suggestion = /\(Did you mean (?:one of )?([^?,]*)/.exec(message)?.[1] ?? '';
  if (code === 'commander.unknownCommand') return { kind: 'unknown-command', command: name, suggestion };
  if (code === 'commander.unknownOption') return { kind: 'unknown-option', option: name, suggestion };
  if (code === 'commander.optionMissingArgument') return { kind: 'missing-value', option: name.split(' ')[0] ?? name };
  if (code === 'commander.missingArgument') return { kind: 'missing-argument', argument: name.toUpperCase() };
  if (code === 'commander.excessArguments')
    return { kind: 'excess-arguments', given: (/ but got \d+: (.*)\.$/s.exec(message)?.[1] ?? '').split(', ') };
  if (code === 'commander.help') return { kind: 'missing-command' };
  return { kind: 'unexpected', message };
}
