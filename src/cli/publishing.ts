/** What is told of the intranet's pages: by `publish`, and after each merge. */
import type { PublishOutcome } from '../jobs/publish-intranet.ts';
import type { Context } from './context.ts';

export function describePublishing(context: Context, outcome: PublishOutcome): string {
  const { publish: words } = context.speech.reports;
  if (outcome.isStopped) return words.stopped(outcome);
  return outcome.written + outcome.removed === 0 ? words.upToDate(outcome) : words.done(outcome);
}
