/** Telling what went wrong: to people on standard error, to programs as the one JSON document. */
import { StoreFailure } from '../store/journal-port.ts';
import type { ExplainedError } from '../words/error-words.ts';
import { answerJson, type Context, colour, type Outcome, widthOfTerminal } from './context.ts';
import type { ExitStatus } from './environment.ts';
import { exitStatusOf } from './exit.ts';
import { printable, wrap } from './layout.ts';

/** Runs `work` and tells its failure, if any, in the words of `context`; what comes back is settled and is told to nobody again. */
export async function settle(context: Context, work: () => Promise<Outcome>): Promise<ExitStatus> {
  try {
    const outcome = await work();
    return outcome.ok ? outcome.value : tellFailure(context, outcome.error);
  } catch (thrown) {
    const failed = tellFailure(context, errorOf(thrown));
    if (context.isVerbose && thrown instanceof Error && thrown.stack) context.environment.terminal.stderr(printable(`${thrown.stack}\n`));
    return failed;
  }
}

/** A database that fails throws a StoreFailure; anything else that is thrown is a defect. */
function errorOf(thrown: unknown): ExplainedError {
  if (thrown instanceof StoreFailure) return { kind: thrown.kind, message: thrown.message };
  return { kind: 'unexpected', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function tellFailure(context: Context, error: ExplainedError): ExitStatus {
  const { labels } = context.speech.reports;
  const { what, why, remedy } = context.speech.explain(error);
  answerJson(context, { error: { ...error, what, why, remedy } });
  const lines = [
    [colour(context, labels.error, 'red'), what],
    [labels.why, why],
    [labels.remedy, remedy],
  ].map(([label, sentence]) => `${label}${context.speech.colon} ${sentence}`);
  const text = lines.map((line) => wrap(line, widthOfTerminal(context), '  ')).join('\n');
  context.environment.terminal.stderr(printable(`${text}\n`));
  return exitStatusOf(error);
}
