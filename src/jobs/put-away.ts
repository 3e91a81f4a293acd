/** A mail with which three runs began and did not end: nothing of it is parsed again, a copy can be looked at, and it stays where it is. */
import type { Disk } from '../disk/port.ts';
import type { Journal } from '../store/journal-port.ts';
import type { Judgement } from './poll.ts';
import type { Sighting } from './sighting.ts';

type Keeper = { readonly disk: Disk; readonly store: Journal; readonly now: () => Date };

/** Comes back when quarantine cannot take it (a full disk). */
export async function putAway({ disk, store, now }: Keeper, { headers }: Sighting, raw: Buffer): Promise<Judgement> {
  const at = now().toISOString();
  const kept = await disk.quarantine({ name: 'mail.eml', bytes: raw, reason: 'attempts', at });
  if (!kept.ok) return { fate: 'comes-back', isFailure: false };
  const { messageId } = headers;
  const about = { at, direction: 'in', peer: '', kind: 'mail', messageId, bytes: raw.length, durationMs: 0 } as const;
  await store.trace([{ ...about, outcome: 'quarantined', reason: 'attempts' }]);
  return { fate: 'passed', reason: 'attempts' };
}
