/** Upkeep as a task: quarantined entries taken in again one by one. */
import { type QuarantineRetried, retryQuarantined } from '../../jobs/quarantine.ts';
import { ok } from '../../result.ts';
import { sayCode, sayReason } from '../../words/codes.ts';
import { sayUnsent } from '../../words/outcomes.ts';
import type { Speech } from '../../words/speech.ts';
import { type Desk, portsOf } from './desk.ts';
import type { Doing, Told, Work } from './tasks.ts';

const nothing: QuarantineRetried = { items: [], receipts: 0, unsent: [] };

/** A person who stops the task stops between two entries. */
export const retryWork =
  (desk: Desk, ids: readonly string[] | 'all'): Work =>
  ({ stop }: Doing) =>
    desk.hold(
      async (installation) => {
        let retried = nothing;
        for (const id of ids === 'all' ? ['all'] : ids) {
          if (stop.aborted) break;
          const one = await retryQuarantined(portsOf(installation), id);
          if (!one.ok) return one;
          const { items, receipts, unsent } = one.value;
          retried = { items: [...retried.items, ...items], receipts: retried.receipts + receipts, unsent };
        }
        return ok(toldOfRetrying(stop.aborted ? { ...retried, stopped: true } : retried));
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
