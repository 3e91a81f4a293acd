/**
 * Taking committed mails out of the mailbox, as the settings say: deleted, moved, flagged or kept. What an id names is looked at
 * again before anything is done to it; what the server refuses stays "pending" and is tried by the next run.
 */
import { readHeaders } from '../exchange/headers.ts';
import { ok, type Result } from '../result.ts';
import { disposalOf } from '../settings/disposal.ts';
import type { Arrival, Journal } from '../store/journal-port.ts';
import type { Mailbox, TransportError } from '../transport/port.ts';
import type { Reached } from './installation.ts';
import { fingerprintOf } from './sighting.ts';

type Disposing = { readonly store: Journal; readonly now: () => Date; readonly reached: Reached };

export type Disposed = {
  /** Mails that the server did not let go. */
  readonly refused: number;
};

/** Disposes of these; an error means that the server is gone. */
export async function disposeOf(
  poll: Disposing,
  mailbox: Mailbox,
  arrivals: readonly Arrival[],
): Promise<Result<Disposed, TransportError>> {
  const going = arrivals.filter(({ disposal }) => disposalOf(disposal) !== 'keep');
  if (going.length === 0) return ok({ refused: 0 });
  poll.reached('committed');
  const verified = await stillThere(mailbox, going);
  if (!verified.ok) return verified;
  let refused = 0;
  for (const [text, mails] of Map.groupBy(verified.value, ({ disposal }) => disposal)) {
    const disposal = disposalOf(text);
    if (disposal === 'keep') continue;
    const disposed = await mailbox.dispose(
      mails.map(({ mailId }) => mailId),
      disposal,
    );
    if (disposed.ok) {
      if (disposal.how === 'flag') await poll.store.noteArrivals(mails.map((mail) => ({ ...mail, disposal: 'keep' })));
      continue;
    }
    if (!isRefusal(disposed.error)) return disposed;
    refused += mails.length;
    await tell(poll, mails.length, disposed.error);
  }
  poll.reached('discarded');
  return ok({ refused });
}

/** Servers that number anew, or use a number twice, must not make us take away another mail (reference mail.md F3). */
async function stillThere(mailbox: Mailbox, arrivals: readonly Arrival[]): Promise<Result<readonly Arrival[], TransportError>> {
  const listed = await mailbox.list(arrivals.map(({ mailId }) => mailId));
  if (!listed.ok) return listed;
  const shown = new Map(listed.value.map(({ id, bytes, headers }) => [id, fingerprintOf(readHeaders(headers), bytes)]));
  return ok(arrivals.filter(({ mailId, fingerprint }) => shown.get(mailId) === fingerprint));
}

const isRefusal = ({ kind }: TransportError): boolean => kind === 'disposal-refused' || kind === 'unsupported';

async function tell(poll: Disposing, mails: number, error: TransportError): Promise<void> {
  const answer = 'answer' in error ? error.answer : '';
  await poll.store.trace([
    {
      at: poll.now().toISOString(),
      direction: 'local',
      peer: 'host' in error ? error.host : '',
      kind: 'disposal',
      messageId: '',
      outcome: 'alert',
      reason: `${error.kind} mails=${mails} ${answer}`.trim().slice(0, 300),
      bytes: 0,
      durationMs: 0,
    },
  ]);
}
