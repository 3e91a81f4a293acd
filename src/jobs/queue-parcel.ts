/**
 * A parcel of today's dossier, from its number to its queued mails: snapshot or delta, sealed whole, cut, each volume signed; all of it in
 * one transaction before a byte is posted.
 */

import { hash } from 'node:crypto';
import type { HighWater } from '../disk/port.ts';
import { listingOf } from '../exchange/delta.ts';
import { withEpochChange } from '../exchange/epochs.ts';
import { resendAt } from '../exchange/ladder.ts';
import { parcelLetter } from '../exchange/letters.ts';
import type { Manifest } from '../exchange/manifest.ts';
import { commonSite } from '../exchange/protocol.ts';
import { cut, volumeLimit } from '../exchange/volumes.ts';
import { err, ok, type Result } from '../result.ts';
import type { Settings } from '../settings/settings.ts';
import type { OutgoingMail } from '../store/journal-port.ts';
import type { Outpost, OutpostCommit, ParcelRecord } from '../store/port.ts';
import { routeOf } from './contact.ts';
import type { Distant, JobError } from './installation.ts';
import { sealBody, writeVolume } from './mail.ts';
import type { Packed } from './pack-dossier.ts';
import { contentsOf } from './parcel-contents.ts';
import { reach } from './reach.ts';

export type Occasion = {
  readonly outpost: Outpost;
  readonly settings: Settings;
  readonly dossier: string;
};

export type QueuedParcel = { readonly outpost: Outpost; readonly record: ParcelRecord };

/** Numbers, packs and queues; `parcel-too-large` when no number of volumes would do. */
export async function queueParcel(distant: Distant, occasion: Occasion, packed: Packed): Promise<Result<QueuedParcel, JobError>> {
  const numbered = await nextNumber(distant, occasion.outpost);
  if (!numbered.ok) return numbered;
  const outpost = { ...occasion.outpost, ...numbered.value };
  const listing = listingOf(packed.files);
  const { zip, manifest } = await contentsOf(distant, outpost, packed.files, listing);
  const recipient = occasion.settings.seal ? outpost.commonSealingKey : '';
  const sealed = await sealBody(distant, { body: zip, recipient });
  const limit = await limitOf(distant, occasion, sealed.bytes.length);
  const pieces = cut(sealed.bytes, limit);
  const { maxVolumes } = occasion.settings.limits;
  if (pieces.length > maxVolumes)
    return err({ kind: 'parcel-too-large', bytes: sealed.bytes.length, limit: limit * maxVolumes, retry: 'never' });
  const parcel = hash('sha256', sealed.bytes, 'hex');
  const mails = await writeAll(distant, { ...occasion, outpost }, { manifest, pieces, parcel, isSealed: sealed.isSealed });
  const record = recordOf(distant, occasion.dossier, { manifest, pieces, parcel });
  const after = afterQueueing(distant, outpost, manifest);
  const { epoch, seq } = record;
  await distant.store.commit({
    ...(await superseding(distant, record)),
    outpost: after,
    listing: { epoch, seq, files: listing },
    queue: mails,
  });
  distant.reached('queued');
  return ok({ outpost: after, record });
}

/**
 * Bytes of one volume. The server is asked about parcels that not every server takes, for it costs a session of its own; not within the hour
 * after it refused our password.
 */
async function limitOf(distant: Distant, { settings, outpost }: Occasion, bytes: number): Promise<number> {
  const question = {
    volumeBytes: settings.volumeBytes,
    learntBytes: outpost.learntVolumeBytes,
    receiverBytes: settings.limits.maxMessageBytes,
  };
  if (bytes <= distant.sizes.smallestVolumeBytes) return volumeLimit({ ...question, serverBytes: null });
  const opened = await reach(distant, settings.outbox, () => distant.openOutbox({}));
  if (!opened.ok) return volumeLimit({ ...question, serverBytes: null });
  const stated = await opened.value.maxBytes();
  await opened.value.close();
  return volumeLimit({ ...question, serverBytes: stated.ok ? stated.value : null });
}

// ---------------------------------------------------------------- the number

/** (epoch, seq) only rises: the higher of the database and the second file, which is written first (protocol §5). */
async function nextNumber(distant: Distant, outpost: Outpost): Promise<Result<Renumbered, JobError>> {
  const mark = await distant.disk.readHighWater();
  if (!mark.ok) return mark;
  const next = numberAfter(outpost, mark.value);
  const written = await distant.disk.writeHighWater(next);
  distant.reached('number-written');
  if (!written.ok) return written;
  const isBehind = next.epoch > outpost.epoch;
  const epochChanges = isBehind ? withEpochChange(outpost.epochChanges, distant.now().toISOString()) : outpost.epochChanges;
  return ok({ ...next, epochChanges, ...(isBehind ? { need: 'epoch' as const } : {}) });
}

type Renumbered = HighWater & Pick<Outpost, 'epochChanges'> & Partial<Pick<Outpost, 'need'>>;

/** One ahead is a run that died between the file and the database; more is a database restored from a backup: a new epoch. */
function numberAfter({ epoch, seq }: Outpost, mark: HighWater | null): HighWater {
  if (!mark || mark.epoch < epoch) return { epoch, seq: seq + 1 };
  const isRestored = mark.epoch > epoch || mark.seq > seq + 1;
  return isRestored ? { epoch: mark.epoch + 1, seq: 1 } : { epoch, seq: Math.max(seq, mark.seq) + 1 };
}

// ---------------------------------------------------------------- its mails

type Pieces = { readonly manifest: Manifest; readonly pieces: readonly Buffer[]; readonly parcel: string };

async function writeAll(
  distant: Distant,
  { outpost, settings }: Occasion,
  { manifest, pieces, parcel, isSealed }: Pieces & { readonly isSealed: boolean },
): Promise<readonly OutgoingMail[]> {
  const { epoch, seq, mode, base, state } = manifest;
  const letter = { language: distant.language, marker: settings.markerDistant, site: outpost.site, from: settings.name };
  const mails: OutgoingMail[] = [];
  for (const [index, sealed] of pieces.entries()) {
    const volume = { number: index + 1, of: pieces.length };
    const text = parcelLetter({ ...letter, epoch, seq, files: manifest.counts.files, volume });
    const draft = { kind: 'DATA', ...routeOf(outpost), ...text, mode, base, state } as const;
    mails.push((await writeVolume(distant, draft, { sealed, isSealed, parcel, ...volume })).mail);
  }
  return mails;
}

function recordOf(distant: Distant, dossier: string, { manifest, pieces, parcel }: Pieces): ParcelRecord {
  const { epoch, seq, mode, state, counts } = manifest;
  const now = distant.now();
  return {
    epoch,
    seq,
    dossier,
    mode,
    state,
    parcel,
    files: counts.files,
    bytes: counts.bytes,
    volumes: pieces.length,
    createdAt: now.toISOString(),
    status: 'sent',
    detail: '',
    have: [],
    tries: 0,
    resendAt: resendAt(now, 1, chanceOf(distant)),
    volumeBytes: Math.max(...pieces.map((piece) => piece.length)),
  };
}

/** In [0, 1), from the installation's own randomness. */
export const chanceOf = ({ randomHex }: Pick<Distant, 'randomHex'>): number => Number.parseInt(randomHex(4), 16) / 2 ** 32;

function afterQueueing(distant: Distant, outpost: Outpost, { mode }: Manifest): Outpost {
  const isSnapshot = mode === 'snapshot';
  const snapshotAt = isSnapshot ? distant.now().toISOString() : outpost.snapshotAt;
  return { ...outpost, need: '', snapshotAt, deltas: isSnapshot ? 0 : outpost.deltas + 1 };
}

/** What was sent or queued before says less than this parcel: it is waited for no more, and posted no more. */
async function superseding(distant: Distant, record: ParcelRecord): Promise<Pick<OutpostCommit, 'parcels' | 'volumes' | 'trace'>> {
  const waiting = (await distant.store.parcels(20)).filter(({ status }) => status === 'sent');
  const at = distant.now().toISOString();
  const about = { at, direction: 'local', peer: commonSite, kind: 'DATA', messageId: '', bytes: 0, durationMs: 0 } as const;
  return {
    parcels: [...waiting.map((parcel): ParcelRecord => ({ ...parcel, status: 'dropped', detail: 'superseded' })), record],
    volumes: waiting.map(({ epoch, seq }) => ({ epoch, seq, numbers: 'all', fate: 'settled' })),
    trace: waiting.map(({ epoch, seq }) => ({ ...about, outcome: 'ignored', reason: `superseded ${epoch}.${seq}` })),
  };
}
