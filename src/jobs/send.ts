/**
 * The journey of a distant site: heed the replies, then send a parcel if one is due and a greeting if not.
 * Everything is queued in one transaction before a byte is posted; if the machine dies anywhere, the next run goes on.
 */

import type { HighWater } from '../disk/port.ts';
import { type Due, decideDue } from '../exchange/due.ts';
import { greetingLetter, parcelLetter } from '../exchange/letters.ts';
import { packParcel } from '../exchange/parcel.ts';
import { commonSite } from '../exchange/protocol.ts';
import { err, ok, type Result } from '../result.ts';
import { parsePreferences, withPreferences } from '../settings/preferences.ts';
import type { Settings } from '../settings/settings.ts';
import type { Outpost, ParcelRecord, QueuedMail } from '../store/port.ts';
import { heed } from './heed.ts';
import type { Distant, Heeded, JobError, OnProgress, SendOutcome } from './installation.ts';
import { writeMail } from './mail.ts';
import { type Packed, packDossier } from './pack-dossier.ts';
import { type Posting, postQueued } from './post.ts';

export type SendOptions = {
  /** Another folder than the one of the settings (`Dom=`). */
  readonly dossier?: string;
  readonly force: boolean;
  readonly dryRun: boolean;
  /** Asked on a terminal when a forced sending follows a recent one. */
  readonly confirmRecent?: (lastSentAt: string) => Promise<boolean>;
  readonly onProgress?: OnProgress;
};

type Sending = {
  readonly outpost: Outpost;
  readonly settings: Settings;
  readonly dossier: string;
  readonly heeded: Heeded;
  readonly due: Due;
  readonly dryRun: boolean;
};

/** One run of `/Send`. Whatever could not be posted stays queued and goes first at the next run. */
export async function send(distant: Distant, options: SendOptions): Promise<Result<SendOutcome, JobError>> {
  if (!(await distant.store.outpost())) return err({ kind: 'not-joined', retry: 'never' });
  const heeded = await heed(distant, options.dryRun);
  if (!heeded.ok) return heeded;
  const outpost = await distant.store.outpost();
  if (!outpost) return err({ kind: 'not-joined', retry: 'never' });
  const settings = await effectiveSettings(distant);
  const dossier = options.dossier ?? settings.dossier;
  const due = await dueNow(distant, { outpost, settings, dossier }, options);
  const sending: Sending = { outpost, settings, dossier, heeded: heeded.value, due, dryRun: options.dryRun };
  if (outpost.state === 'waiting') return waitOn(distant, sending, options);
  const left = options.dryRun ? [] : await leftParcels(distant);
  if (left.length > 0 && due.reason !== 'forced') return postLeft(distant, sending, left, options);
  return due.isDue ? sendParcel(distant, sending, options) : sendGreeting(distant, sending, options);
}

/** The alert stands until the versions agree, even if no receipt has said so yet. */
export const standingAlert = (distant: Distant, { alert }: Outpost): Outpost['alert'] => (alert?.common === distant.version ? null : alert);

/** The home's settings under the preferences that the head office propagates. */
export async function effectiveSettings(distant: Distant): Promise<Settings> {
  const files = await distant.disk.readPreferences();
  const main = files.ok ? files.value.find((file) => file.path === 'preferences.yaml') : undefined;
  const parsed = main ? parsePreferences(main.content) : undefined;
  return parsed?.ok ? withPreferences(distant.settings, parsed.value) : distant.settings;
}

async function dueNow(distant: Distant, sending: Pick<Sending, 'outpost' | 'settings' | 'dossier'>, options: SendOptions): Promise<Due> {
  const last = (await distant.store.parcels(50)).find((parcel) => parcel.dossier === sending.dossier);
  const question = { now: distant.now(), everyDays: sending.settings.everyDays, last, isAsked: sending.outpost.need !== '' };
  const unforced = decideDue({ ...question, force: false });
  if (!options.force) return unforced;
  const isRecent = !unforced.isDue && unforced.lastSentAt !== null;
  const isWanted = !isRecent || !options.confirmRecent || (await options.confirmRecent(unforced.lastSentAt ?? ''));
  return isWanted ? decideDue({ ...question, force: true }) : unforced;
}

const leftParcels = async (distant: Distant): Promise<readonly QueuedMail[]> =>
  (await distant.store.queued()).filter((mail) => mail.kind === 'DATA');

/** A parcel of an earlier run that the server did not take: the same bytes, the same Message-ID. */
async function postLeft(
  distant: Distant,
  sending: Sending,
  left: readonly QueuedMail[],
  options: SendOptions,
): Promise<Result<SendOutcome, JobError>> {
  const posting = await postQueued(distant, options.onProgress);
  const records = await distant.store.parcels(20);
  const record = records.find((parcel) => left.some((mail) => mail.epoch === parcel.epoch && mail.seq === parcel.seq));
  return answer(distant, sending, posting, { outcome: 'parcel', ...(record ? { record } : {}) });
}

/** HELLO is on its way and WELCOME has not come: nothing else can be said yet. */
async function waitOn(distant: Distant, sending: Sending, options: SendOptions): Promise<Result<SendOutcome, JobError>> {
  if (sending.dryRun) return answer(distant, sending, { posted: [], unsent: [] }, { outcome: 'waiting' });
  await distant.store.requeueOlderThan('HELLO', new Date(distant.now().getTime() - 86_400_000).toISOString());
  return answer(distant, sending, await postQueued(distant, options.onProgress), { outcome: 'waiting' });
}

async function sendParcel(distant: Distant, sending: Sending, options: SendOptions): Promise<Result<SendOutcome, JobError>> {
  const packed = await packDossier(distant, sending.settings, sending.dossier);
  if (!packed.ok) return packed;
  const bytes = packed.value.files.reduce((sum, file) => sum + file.content.length, 0);
  options.onProgress?.({ step: 'reading', files: packed.value.files.length, bytes });
  if (sending.dryRun) return answer(distant, sending, { posted: [], unsent: [] }, { outcome: 'parcel', packed: packed.value, bytes });
  const queued = await queueParcel(distant, sending, packed.value);
  if (!queued.ok) return queued;
  const posting = await postQueued(distant, options.onProgress);
  return answer(distant, { ...sending, outpost: queued.value.outpost }, posting, {
    outcome: 'parcel',
    record: queued.value.record,
    packed: packed.value,
  });
}

type QueuedParcel = { readonly outpost: Outpost; readonly record: ParcelRecord };

async function queueParcel(distant: Distant, sending: Sending, packed: Packed): Promise<Result<QueuedParcel, JobError>> {
  const numbered = await nextNumber(distant, sending.outpost);
  if (!numbered.ok) return numbered;
  const outpost: Outpost = { ...sending.outpost, ...numbered.value, need: '' };
  const { zip, manifest } = packParcel(manifestFacts(distant, outpost), packed.files);
  const written = await writeMail(distant, draftOf(distant, sending, { outpost, zip, state: manifest.state, files: packed.files.length }));
  const bytes = written.mail.raw.length;
  const limit = Math.min(bytes > anyServerBytes ? await acceptedBytes(distant) : bytes, sending.settings.limits.maxMessageBytes);
  if (bytes > limit) return err({ kind: 'parcel-too-large', bytes, limit, retry: 'never' });
  const { counts } = manifest;
  const record: ParcelRecord = {
    ...numbered.value,
    dossier: sending.dossier,
    mode: 'snapshot',
    state: manifest.state,
    parcel: written.parcel,
    files: counts.files,
    bytes: counts.bytes,
    volumes: 1,
    createdAt: written.mail.createdAt,
    status: 'sent',
    detail: '',
  };
  await dropSuperseded(distant);
  await distant.store.commit({ outpost, parcels: [record], queue: [written.mail], trace: [] });
  return ok({ outpost, record });
}

/** Every mail server takes so much; asking costs a session of its own. */
const anyServerBytes = 1_000_000;

/** What the server states in EHLO; infinite when it states nothing or cannot be asked now (posting will tell). */
async function acceptedBytes(distant: Distant): Promise<number> {
  const opened = await distant.openOutbox({});
  if (!opened.ok) return Number.POSITIVE_INFINITY;
  const limit = await opened.value.maxBytes();
  await opened.value.close();
  return limit.ok && limit.value !== null ? limit.value : Number.POSITIVE_INFINITY;
}

/** (epoch, seq) only rises: the higher of the database and the second file, which is written first (protocol §5). */
async function nextNumber(distant: Distant, outpost: Outpost): Promise<Result<{ epoch: number; seq: number }, JobError>> {
  const mark = await distant.disk.readHighWater();
  if (!mark.ok) return mark;
  const next = numberAfter(outpost, mark.value);
  const written = await distant.disk.writeHighWater(next);
  return written.ok ? ok(next) : written;
}

/** One ahead is a run that died between the file and the database; more is a database restored from a backup: a new epoch. */
function numberAfter({ epoch, seq }: Outpost, mark: HighWater | null): HighWater {
  if (!mark || mark.epoch < epoch) return { epoch, seq: seq + 1 };
  const isRestored = mark.epoch > epoch || mark.seq > seq + 1;
  return isRestored ? { epoch: mark.epoch + 1, seq: 1 } : { epoch, seq: Math.max(seq, mark.seq) + 1 };
}

function manifestFacts(distant: Distant, outpost: Outpost) {
  const { version, sha256 } = outpost.preferences;
  return {
    org: outpost.org,
    from: outpost.site,
    to: commonSite,
    epoch: outpost.epoch,
    seq: outpost.seq,
    mode: 'snapshot' as const,
    created: distant.now().toISOString(),
    program: { version: distant.version, host: distant.host },
    timeZone: distant.timeZone,
    preferences: version > 0 ? { version, sha256 } : null,
    lastReceipt: outpost.lastReceipt,
  };
}

function draftOf(distant: Distant, sending: Sending, parcel: { outpost: Outpost; zip: Buffer; state: string; files: number }) {
  const { outpost, zip, state, files } = parcel;
  const { markerDistant, name, seal } = sending.settings;
  const letter = {
    language: distant.language,
    marker: markerDistant,
    site: outpost.site,
    from: name,
    epoch: outpost.epoch,
    seq: outpost.seq,
    files,
  };
  return {
    kind: 'DATA' as const,
    ...addressed(outpost),
    ...parcelLetter({ ...letter, volume: { number: 1, of: 1 } }),
    state,
    body: zip,
    recipient: seal ? outpost.commonSealingKey : '',
  };
}

function addressed(outpost: Outpost) {
  const { version, sha256 } = outpost.preferences;
  const extensions = { preferences: `${version} ${sha256 || '-'}`, receipt: String(outpost.lastReceipt) };
  const { org, site, epoch, seq, commonAddress } = outpost;
  return { org, from: site, to: commonSite, address: commonAddress, epoch, seq, extensions };
}

async function sendGreeting(distant: Distant, sending: Sending, options: SendOptions): Promise<Result<SendOutcome, JobError>> {
  if (sending.dryRun) return answer(distant, sending, { posted: [], unsent: [] }, { outcome: 'greeting' });
  const { markerDistant, name } = sending.settings;
  const letter = greetingLetter({ language: distant.language, marker: markerDistant, site: sending.outpost.site, from: name });
  const draft = { kind: 'GREETING' as const, ...addressed(sending.outpost), ...letter, body: Buffer.alloc(0), recipient: '' };
  const { mail } = await writeMail(distant, draft);
  await dropSuperseded(distant);
  await distant.store.commit({ parcels: [], queue: [mail], trace: [] });
  return answer(distant, sending, await postQueued(distant, options.onProgress), { outcome: 'greeting' });
}

/** What waits unposted and says less than the mail that follows it. */
async function dropSuperseded(distant: Distant): Promise<void> {
  for (const mail of await distant.store.queued()) {
    if (mail.kind !== 'GREETING' && mail.kind !== 'DATA') continue;
    const at = distant.now().toISOString();
    const { messageId, kind, peer } = mail;
    const event = {
      at,
      direction: 'local',
      peer,
      kind,
      messageId,
      outcome: 'ignored',
      reason: 'superseded',
      bytes: 0,
      durationMs: 0,
    } as const;
    await distant.store.noteOutcome({ messageId, state: 'refused', error: 'superseded', event });
  }
}

type Said = { readonly outcome: SendOutcome['outcome']; readonly record?: ParcelRecord; readonly packed?: Packed; readonly bytes?: number };

async function answer(distant: Distant, sending: Sending, posting: Posting, said: Said): Promise<Result<SendOutcome, JobError>> {
  if (posting.error) return err(posting.error);
  const { outpost, settings, heeded, due, dryRun } = sending;
  const last = (await distant.store.parcels(1))[0];
  const after = decideDue({ now: distant.now(), everyDays: settings.everyDays, last, isAsked: false, force: false });
  const isParcel = said.outcome === 'parcel';
  return ok({
    outcome: said.outcome,
    epoch: said.record?.epoch ?? outpost.epoch,
    seq: said.record?.seq ?? outpost.seq,
    mode: isParcel ? 'snapshot' : null,
    volumes: said.record?.volumes ?? (isParcel ? 1 : 0),
    files: said.record?.files ?? said.packed?.files.length ?? 0,
    bytes: said.record?.bytes ?? said.bytes ?? 0,
    leftOut: said.packed?.leftOut ?? [],
    unreadable: said.packed?.unreadable ?? [],
    heeded,
    alert: standingAlert(distant, outpost),
    due: due.reason,
    lastSentAt: after.lastSentAt,
    nextDueAt: after.nextDueAt,
    dryRun,
    unsent: posting.unsent,
  });
}
