/** Upkeep as a task: quarantined entries taken in again. */
import type { Common, Distant } from '../../jobs/installation.ts';
import { type QuarantineRetried, retryQuarantined } from '../../jobs/quarantine.ts';
import { ok, type Result } from '../../result.ts';
import { sayCode, sayReason } from '../../words/codes.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { sayUnsent } from '../../words/outcomes.ts';
import type { Speech } from '../../words/speech.ts';
import { type Desk, portsOf } from './desk.ts';
import type { Doing, Told, Work } from './tasks.ts';

type Choosing = (installed: Common | Distant) => Promise<Result<readonly string[] | 'all', ExplainedError>>;

/** A person who stops the task stops between two entries. */
export const retryWork =
  (desk: Desk, choose: Choosing): Work =>
  ({ stop }: Doing) =>
    desk.hold(
      async (installation) => {
        const installed = portsOf(installation);
        const ids = await choose(installed);
        if (!ids.ok) return ids;
        const retried = await retryQuarantined(installed, ids.value);
        return retried.ok ? ok(toldOfRetrying(retried.value)) : retried;
      },
      { stop },
    );

const toldOfRetrying = (retried: QuarantineRetried): Told<QuarantineRetried> => ({
  outcome: retried,
  isNotable: retried.stopped === true || retried.unsent.length > 0 || retried.items.some(({ isTaken }) => !isTaken),
  tell: (speech) => sayRetried(speech, retried),
});

function sayRetried(speech: Speech, { items, receipts, unsent, stopped }: QuarantineRetried): readonly string[] {
  const { reports, codes, progress } = speech;
  const { quarantine: words } = reports;
  if (items.length === 0 && !stopped) return [words.nothing];
  return [
    ...items.map(({ id, isTaken, outcome }) =>
      isTaken ? words.taken(id, sayCode(progress.outcomes, outcome)) : words.stays(id, sayReason(codes, outcome)),
    ),
    ...(receipts > 0 ? [reports.receive.receipts(receipts)] : []),
    ...sayUnsent(speech, unsent),
    ...(stopped ? [reports.alerts.stopped] : []),
  ];
}
