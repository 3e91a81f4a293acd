/**
 * Keys as a distant site sees them (protocol §11). Its own, in two steps: a new pair is announced by the current one, and put to use when a
 * receipt shows that the common site has it on file. And the common site's, replaced when the known key or the recovery key says so.
 */
import type { ReceiptBody } from '../exchange/bodies.ts';
import { keyIdOf } from '../exchange/key-id.ts';
import { rotationLetter } from '../exchange/letters.ts';
import { commonSite, type Header } from '../exchange/protocol.ts';
import { decodeRotation, encodeRotation, rotationTranscript } from '../exchange/rotation.ts';
import { err, ok, type Result } from '../result.ts';
import type { Outpost } from '../store/port.ts';
import { routeOf } from './contact.ts';
import type { Distant, JobError } from './installation.ts';
import { type WrittenMail, writeMail } from './mail.ts';
import { keyEvent } from './organisation.ts';
import { postQueued, type Unsent } from './post.ts';
import { withdrawMails } from './withdraw.ts';

const dayMs = 86_400_000;

// ---------------------------------------------------------------- our own keys

export type SiteRotation = {
  /** Id of the next key, in use once the common site has confirmed it. */
  readonly key: string;
  readonly unsent: readonly Unsent[];
};

/** Announces a new key pair; run again while it is not confirmed, it announces the same pair again. */
export async function rotateSite(distant: Distant): Promise<Result<SiteRotation, JobError>> {
  const outpost = await distant.store.outpost();
  if (!outpost) return err({ kind: 'not-joined', retry: 'never' });
  if (outpost.state !== 'admitted') return err({ kind: 'not-admitted', state: outpost.state, retry: 'never' });
  const { mail } = await writeRotation(distant, outpost);
  const key = distant.keys.next?.id ?? '';
  await withdrawMails(distant, commonSite, ['ROTATE']);
  const trace = [keyEvent(distant, { kind: 'ROTATE', reason: 'new-key' })];
  await distant.store.commit({ outpost: { ...outpost, rotatingTo: key }, parcels: [], queue: [mail], trace });
  const { unsent } = await postQueued(distant);
  return ok({ key, unsent });
}

async function writeRotation(distant: Distant, outpost: Outpost): Promise<WrittenMail> {
  const { keys, settings, language } = distant;
  const { signing, sealing, id } = await keys.prepare();
  const reason = 'renewed';
  const route = routeOf(outpost);
  const proof = keys.sign(rotationTranscript({ ...route, key: keys.identity.id, signing, sealing, reason }), id);
  return writeMail(distant, {
    kind: 'ROTATE',
    ...route,
    ...rotationLetter({ language, marker: settings.markerDistant, site: outpost.site, from: settings.name }),
    body: encodeRotation({ signing, sealing, proof: Buffer.from(proof).toString('base64url'), reason }),
    recipient: outpost.commonSealingKey,
  });
}

/** What nobody has answered for a day goes again, the same bytes: a change of keys, and a departure. */
export async function repeatUnanswered({ store, now }: Pick<Distant, 'store' | 'now'>): Promise<void> {
  const dayAgo = new Date(now().getTime() - dayMs).toISOString();
  for (const kind of ['ROTATE', 'BYE']) await store.requeueOlderThan(kind, dayAgo);
}

type Settling = {
  readonly receipt: ReceiptBody;
  readonly before: Outpost;
  /** As the rest of the receipt leaves it. */
  readonly after: Outpost;
};

/**
 * What a receipt says of keys: our new pair is on file and comes into use, in a new epoch that begins with a snapshot; a recovery key is
 * pinned, the first one told and no other. The pair is put to use before the caller commits: after a kill between the two, the same
 * receipt finds it in use.
 */
export async function settleKeys(distant: Distant, { receipt, before, after }: Settling): Promise<Outpost> {
  const told: Outpost = { ...after, recoveryKey: after.recoveryKey || (receipt.recovery ?? '') };
  if (before.rotatingTo === '' || receipt.key !== before.rotatingTo) return told;
  if (distant.keys.next?.id === before.rotatingTo) await distant.keys.promote();
  if (distant.keys.identity.id !== before.rotatingTo) return told;
  await withdrawMails(distant, commonSite, ['ROTATE']);
  return { ...told, rotatingTo: '', epoch: after.epoch + 1, seq: 0, need: 'snapshot' };
}

// ---------------------------------------------------------------- the common site's keys

/** The public key that may have signed this mail; the recovery key speaks in ROTATE only. Undefined for an unknown key. */
export function trustedKeyOf({ commonSigningKey, recoveryKey }: Outpost, { kind, key }: Header): string | undefined {
  if (key === keyIdOf(commonSigningKey)) return commonSigningKey;
  return kind === 'ROTATE' && recoveryKey !== '' && key === keyIdOf(recoveryKey) ? recoveryKey : undefined;
}

export type Heard = { readonly outpost: Outpost; readonly reason: 'common-key' | 'recovery-key' };

export type Unheard = 'not-admitted' | 'older-rotation' | 'bad-proof' | 'bad-body';

/**
 * The outpost with the common site's new keys, from a ROTATE whose signature `trustedKeyOf` vouches for. Of the recovery key's, only newer ones
 * count; the known key's need no order, since each speaks by a key that the next one ends.
 */
export function hearRotation({ verify, now }: Pick<Distant, 'verify' | 'now'>, outpost: Outpost, mail: Spoken): Result<Heard, Unheard> {
  const { header, plain } = mail;
  if (outpost.state === 'waiting') return err('not-admitted');
  const isByRecovery = header.key !== keyIdOf(outpost.commonSigningKey);
  if (isByRecovery && header.seq <= outpost.rotation) return err('older-rotation');
  const body = decodeRotation(plain);
  if (!body.ok) return err('bad-body');
  const { signing, sealing, proof } = body.value;
  if (!verify(signing, rotationTranscript({ ...header, ...body.value }), Buffer.from(proof, 'base64url'))) return err('bad-proof');
  const rotation = isByRecovery ? header.seq : outpost.rotation;
  const heard: Outpost = {
    ...outpost,
    commonSigningKey: signing,
    commonSealingKey: sealing,
    rotation,
    lastContactAt: now().toISOString(),
  };
  return ok({ outpost: heard, reason: isByRecovery ? 'recovery-key' : 'common-key' });
}

type Spoken = { readonly header: Header; readonly plain: Buffer };
