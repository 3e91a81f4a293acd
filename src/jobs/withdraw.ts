/** Mails that are not worth sending any more: what waits is taken out of the queue, what was sent is not sent again. */
import type { Journal } from '../store/journal-port.ts';

type Withdrawer = { readonly store: Journal; readonly now: () => Date };

/** Concerns the mails of these kinds to this peer. */
export async function withdrawMails({ store, now }: Withdrawer, peer: string, kinds: readonly string[]): Promise<void> {
  const waiting = (await store.queued()).filter((mail) => mail.peer === peer && kinds.includes(mail.kind));
  const base = { at: now().toISOString(), direction: 'local', outcome: 'ignored', reason: 'superseded', bytes: 0, durationMs: 0 } as const;
  for (const { messageId, kind } of waiting) {
    await store.noteOutcome({ messageId, state: 'refused', error: 'superseded', event: { ...base, peer, kind, messageId } });
  }
  for (const kind of kinds) await store.dropSent(peer, kind);
}
