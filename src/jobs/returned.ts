/**
 * Mails of ours that come back: bounces, and our own mails without their attachment. A bounce may raise an alert or shorten a volume;
 * it never marks anything delivered and never drops anything (protocol §10). Nothing here is ever answered.
 */
import { hash } from 'node:crypto';
import { type Bounce, readBounce } from '../exchange/bounce.ts';
import type { TraceEvent } from '../exchange/trace.ts';
import type { Settings } from '../settings/settings.ts';
import type { BounceNote, Journal, SeenMail, SentMail } from '../store/journal-port.ts';
import type { Sighting } from './sighting.ts';

type Reader = { readonly store: Journal; readonly settings: Settings; readonly now: () => Date };

/** A bounce of a mail that we posted, with all that a commit needs but what the two ends do about it. */
export type Returned = {
  readonly bounce: Bounce;
  readonly mail: SentMail;
  readonly seen: SeenMail;
  readonly note: BounceNote;
  readonly event: TraceEvent;
};

/** Undefined when it is no bounce, or none of ours: whoever does not know the 128 random bits of a Message-ID says nothing here. */
export async function readReturned({ store, settings, now }: Reader, sighting: Sighting, raw: Buffer): Promise<Returned | undefined> {
  const bounce = readBounce(raw, settings.limits);
  if (!bounce) return undefined;
  const mail = await firstKnown(store, bounce.messageIds);
  if (!mail) return undefined;
  const at = now().toISOString();
  const { messageId, peer, kind, epoch, seq } = mail;
  const outcome = bounce.cause === 'delayed' ? 'done' : 'alert';
  const reason = `bounce ${bounce.cause} ${bounce.status} ${bounce.detail}`.replaceAll(/ +/g, ' ').trim();
  return {
    bounce,
    mail,
    seen: { headerSha256: hash('sha256', raw, 'hex'), peer, kind: 'bounce', epoch, seq, outcome: 'bounce', at },
    note: { messageId, cause: bounce.cause },
    event: { at, direction: 'in', peer, kind, messageId, outcome, reason, bytes: sighting.bytes, durationMs: 0 },
  };
}

async function firstKnown(store: Journal, messageIds: readonly string[]): Promise<SentMail | undefined> {
  for (const messageId of messageIds) {
    const mail = await store.outgoing(messageId);
    if (mail) return mail;
  }
  return undefined;
}
