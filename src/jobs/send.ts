/**
 * The journey of a distant site: heed the replies, then send a parcel if one is due, send again what was not acknowledged, or greet.
 * Everything is queued in one transaction before a byte is posted; if the machine dies anywhere, the next run goes on.
 */
import { type Due, decideDue } from '../exchange/due.ts';
import { withEpochChange } from '../exchange/epochs.ts';
import { resendAt } from '../exchange/ladder.ts';
import { greetingLetter } from '../exchange/letters.ts';
import { err, ok, type Result } from '../result.ts';
import type { Settings } from '../settings/settings.ts';
import type { QueuedMail } from '../store/journal-port.ts';
import type { Outpost, ParcelRecord } from '../store/port.ts';
import { routeOf } from './contact.ts';
import { effectiveSettings } from './effective-settings.ts';
import { heed, nothingHeeded, shorten } from './heed.ts';
import { hooksAfterSend } from './hooks.ts';
import type { Distant, Heeded, JobError, OnProgress, SendOutcome } from './installation.ts';
import { writeMail } from './mail.ts';
import { writingInto } from './mail-folder.ts';
import { alertsOf, standingAlert } from './outpost-alerts.ts';
import { type Packed, packDossier } from './pack-dossier.ts';
import { nothingPosted, type Posting, postQueued } from './post.ts';
import { chanceOf, queueParcel } from './queue-parcel.ts';
import { repeatUnanswered } from './rotate-site.ts';

export type SendOptions = {
  /** Another folder than the one of the settings (`Dom=`). */
  readonly dossier?: string;
  readonly force: boolean;
  readonly dryRun: boolean;
  /** This installation was restored from a backup or cloned: a new numbering, and everything again. */
  readonly newEpoch?: boolean;
  /** Writes the mails into this folder instead of posting them: the parcel goes at once, and no server is asked for replies. */
  readonly toFolder?: string;
  /** Asked on a terminal when a forced sending follows a recent one. */
  readonly confirmRecent?: (lastSentAt: string) => Promise<boolean>;
  readonly onProgress?: OnProgress;
  /** Mails that wait for a later attempt are posted, too: a person asks, and not for a new parcel. Implied by `force`. */
  readonly isUrgent?: boolean;
};

type Sending = {
  readonly outpost: Outpost;
  readonly settings: Settings;
  readonly dossier: string;
  readonly heeded: Heeded;
  readonly due: Due;
  readonly options: SendOptions;
};

/** One run of `/Send`, then the hooks. Whatever could not be posted stays queued and goes first at the next run. */
export async function send(distant: Distant, options: SendOptions): Promise<Result<SendOutcome, JobError>> {
  const sent = await (options.toFolder === undefined ? sendOnce(distant, options) : sendToFolder(distant, options.toFolder, options));
  if (options.dryRun) return sent;
  const hooks = await hooksAfterSend(distant, sent);
  return sent.ok ? ok({ ...sent.value, hooks }) : sent;
}

async function sendToFolder(distant: Distant, path: string, options: SendOptions): Promise<Result<SendOutcome, JobError>> {
  const folder = writingInto(distant, path);
  const sent = await sendOnce(folder.distant, { ...options, force: true, confirmRecent: async () => true });
  return sent.ok ? ok({ ...sent.value, folder: { path, mails: folder.written() } }) : sent;
}

async function sendOnce(distant: Distant, options: SendOptions): Promise<Result<SendOutcome, JobError>> {
  if (!(await distant.store.outpost())) return err({ kind: 'not-joined', retry: 'never' });
  const heeded = options.toFolder === undefined ? await heed(distant, options.dryRun) : ok(nothingHeeded);
  if (!heeded.ok) return heeded;
  const isStopped = distant.stop.aborted;
  if (options.newEpoch && !options.dryRun && !isStopped) await beginEpoch(distant);
  const outpost = await distant.store.outpost();
  if (!outpost) return err({ kind: 'not-joined', retry: 'never' });
  const settings = await effectiveSettings(distant);
  const dossier = options.dossier ?? settings.dossier;
  const due = await dueNow(distant, { outpost, settings, dossier }, isStopped ? { ...options, force: false } : options);
  const sending: Sending = { outpost, settings, dossier, heeded: heeded.value, due, options };
  if (isStopped) return answer(distant, sending, nothingPosted, { outcome: 'stopped' });
  if (!options.dryRun) await repeatUnanswered(distant);
  if (outpost.state === 'left') return stayAway(distant, sending);
  if (outpost.state === 'waiting') return waitOn(distant, sending);
  const left = options.dryRun ? [] : await leftParcels(distant);
  if (left.length > 0 && due.reason !== 'forced' && due.reason !== 'asked') return postLeft(distant, sending, left);
  if (due.action === 'parcel') return sendParcel(distant, sending);
  return due.action === 'resend' ? resend(distant, sending) : sendGreeting(distant, sending);
}

async function beginEpoch(distant: Distant): Promise<void> {
  const outpost = await distant.store.outpost();
  if (!outpost) return;
  const at = distant.now().toISOString();
  const renewed: Outpost = {
    ...outpost,
    epoch: outpost.epoch + 1,
    seq: 0,
    need: 'epoch',
    epochChanges: withEpochChange(outpost.epochChanges, at),
  };
  const about = { at, direction: 'local', peer: '', kind: 'epoch', messageId: '', bytes: 0, durationMs: 0 } as const;
  await distant.store.commit({
    outpost: renewed,
    parcels: [],
    queue: [],
    trace: [{ ...about, outcome: 'done', reason: `epoch=${renewed.epoch} forced` }],
  });
}

async function dueNow(distant: Distant, sending: Pick<Sending, 'outpost' | 'settings' | 'dossier'>, options: SendOptions): Promise<Due> {
  const question = await dueQuestion(distant, sending);
  const unforced = decideDue({ ...question, force: false });
  if (!options.force) return unforced;
  const isRecent = unforced.action !== 'parcel' && unforced.lastSentAt !== null;
  const isWanted = !isRecent || !options.confirmRecent || (await options.confirmRecent(unforced.lastSentAt ?? ''));
  return isWanted ? decideDue({ ...question, force: true }) : unforced;
}

/** What `decideDue` is asked, at any moment, for one dossier folder. */
export async function dueQuestion(distant: Distant, { outpost, settings, dossier }: Pick<Sending, 'outpost' | 'settings' | 'dossier'>) {
  const last = (await distant.store.parcels(50)).find((parcel) => parcel.dossier === dossier);
  return { now: distant.now(), everyDays: settings.everyDays, last, isAsked: outpost.need !== '', unanswered: outpost.unanswered };
}

const leftParcels = async (distant: Distant): Promise<readonly QueuedMail[]> =>
  (await distant.store.queued()).filter((mail) => mail.kind === 'DATA');

/** Volumes of an earlier run that the server did not take: the same bytes, the same Message-ID. */
async function postLeft(distant: Distant, sending: Sending, left: readonly QueuedMail[]): Promise<Result<SendOutcome, JobError>> {
  const [mail] = left;
  const record = mail && (await distant.store.parcel(mail.epoch, mail.seq));
  const posting = await postVolumes(distant, sending);
  return answer(distant, sending, posting, { outcome: 'parcel', ...(record ? { record } : {}) });
}

/** Not acknowledged in time: the volumes that the common site does not hold, once more. Without their bytes, today's dossier goes. */
async function resend(distant: Distant, sending: Sending): Promise<Result<SendOutcome, JobError>> {
  const record = (await distant.store.parcels(50)).find((parcel) => parcel.dossier === sending.dossier);
  if (!record) return sendParcel(distant, sending);
  if (sending.options.dryRun) return answer(distant, sending, nothingPosted, { outcome: 'parcel', record });
  const { epoch, seq, volumes, have } = record;
  const numbers = Array.from({ length: volumes }, (_, index) => index + 1).filter((number) => !have.includes(number));
  await distant.store.commit({ parcels: [], queue: [], trace: [], volumes: [{ epoch, seq, numbers, fate: 'again' }] });
  const again = (await leftParcels(distant)).filter((mail) => mail.epoch === epoch && mail.seq === seq);
  if (again.length < numbers.length) return sendParcel(distant, sending);
  return answer(distant, sending, await postVolumes(distant, sending), { outcome: 'parcel', record });
}

/** HELLO is on its way and WELCOME has not come: nothing else can be said yet. */
async function waitOn(distant: Distant, sending: Sending): Promise<Result<SendOutcome, JobError>> {
  if (sending.options.dryRun) return answer(distant, sending, nothingPosted, { outcome: 'waiting' });
  await distant.store.requeueOlderThan('HELLO', new Date(distant.now().getTime() - 86_400_000).toISOString());
  return answer(distant, sending, await post(distant, sending), { outcome: 'waiting' });
}

/** The site has left: its BYE goes until it is answered, and nothing else. */
const stayAway = async (distant: Distant, sending: Sending): Promise<Result<SendOutcome, JobError>> =>
  answer(distant, sending, sending.options.dryRun ? nothingPosted : await post(distant, sending), { outcome: 'left' });

const post = (distant: Distant, { options }: Sending): Promise<Posting> =>
  postQueued(distant, { onProgress: options.onProgress, isUrgent: options.force || options.isUrgent === true });

/** Posts what waits. A posting of volumes counts before it is made: one that ends the program was made in vain like any other. */
async function postVolumes(distant: Distant, sending: Sending): Promise<Posting> {
  const before = await countPosting(distant);
  const posting = await post(distant, sending);
  if (before && !posting.posted.some(({ kind }) => kind === 'DATA')) await takeBack(distant, before);
  return posting;
}

type Count = { readonly record: ParcelRecord; readonly unanswered: number };

/** The time of the next resend runs from now; the answer is what was noted before. */
async function countPosting(distant: Distant): Promise<Count | undefined> {
  const [mail] = await leftParcels(distant);
  const record = mail && (await distant.store.parcel(mail.epoch, mail.seq));
  const outpost = await distant.store.outpost();
  if (!record || !outpost || record.status !== 'sent') return undefined;
  const tries = record.tries + 1;
  const again = resendAt(distant.now(), tries, chanceOf(distant));
  const counted = { ...outpost, unanswered: outpost.unanswered + 1 };
  await distant.store.commit({ parcels: [{ ...record, tries, resendAt: again }], outpost: counted, queue: [], trace: [] });
  return { record, unanswered: outpost.unanswered };
}

/** The server took none of them: nobody was asked, so nobody failed to answer. */
async function takeBack(distant: Distant, { record, unanswered }: Count): Promise<void> {
  const outpost = await distant.store.outpost();
  if (outpost) await distant.store.commit({ parcels: [record], outpost: { ...outpost, unanswered }, queue: [], trace: [] });
}

async function sendParcel(distant: Distant, sending: Sending): Promise<Result<SendOutcome, JobError>> {
  const packed = await packDossier(distant, sending.settings, sending.dossier);
  if (distant.stop.aborted) return answer(distant, sending, nothingPosted, { outcome: 'stopped' });
  if (!packed.ok) return packed;
  const bytes = packed.value.files.reduce((sum, file) => sum + file.content.length, 0);
  sending.options.onProgress?.({ step: 'reading', files: packed.value.files.length, bytes });
  if (sending.options.dryRun) return answer(distant, sending, nothingPosted, { outcome: 'parcel', packed: packed.value, bytes });
  return queueAndPost(distant, sending, packed.value);
}

/** A server that refuses a volume for its size is offered half of it, under a new number, until it takes it (protocol §6). */
async function queueAndPost(distant: Distant, sending: Sending, packed: Packed): Promise<Result<SendOutcome, JobError>> {
  const outpost = (await distant.store.outpost()) ?? sending.outpost;
  const queued = await queueParcel(distant, { ...sending, outpost }, packed);
  if (!queued.ok) return queued;
  const posting = await postVolumes(distant, sending);
  const { record } = queued.value;
  const isTooLarge = posting.tooLarge.some(({ epoch, seq }) => epoch === record.epoch && seq === record.seq);
  if (isTooLarge && (await isShortened(distant, record))) return queueAndPost(distant, sending, packed);
  return answer(distant, { ...sending, outpost: queued.value.outpost }, posting, { outcome: 'parcel', record, packed });
}

async function isShortened(distant: Distant, record: ParcelRecord): Promise<boolean> {
  const outpost = await distant.store.outpost();
  if (!outpost) return false;
  const shortened = await shorten(distant, outpost, record);
  if (!shortened.outpost) return false;
  await distant.store.commit({ queue: [], trace: [], ...shortened });
  return true;
}

async function sendGreeting(distant: Distant, sending: Sending): Promise<Result<SendOutcome, JobError>> {
  if (sending.options.dryRun) return answer(distant, sending, nothingPosted, { outcome: 'greeting' });
  const { markerDistant, name } = sending.settings;
  const letter = greetingLetter({ language: distant.language, marker: markerDistant, site: sending.outpost.site, from: name });
  const draft = { kind: 'GREETING' as const, ...routeOf(sending.outpost), ...letter, body: Buffer.alloc(0), recipient: '' };
  const { mail } = await writeMail(distant, draft);
  await dropOldGreetings(distant);
  await distant.store.commit({ parcels: [], queue: [mail], trace: [] });
  distant.reached('queued');
  return answer(distant, sending, await post(distant, sending), { outcome: 'greeting' });
}

/** A greeting that waits unposted says nothing that the next one does not say. */
async function dropOldGreetings(distant: Distant): Promise<void> {
  for (const { messageId, kind, peer } of await distant.store.queued()) {
    if (kind !== 'GREETING') continue;
    const at = distant.now().toISOString();
    const about = { at, direction: 'local', peer, kind, messageId, bytes: 0, durationMs: 0 } as const;
    const event = { ...about, outcome: 'ignored', reason: 'superseded' } as const;
    await distant.store.noteOutcome({ messageId, state: 'refused', error: 'superseded', event });
  }
}

type Said = { readonly outcome: SendOutcome['outcome']; readonly record?: ParcelRecord; readonly packed?: Packed; readonly bytes?: number };

async function answer(distant: Distant, sending: Sending, posting: Posting, said: Said): Promise<Result<SendOutcome, JobError>> {
  if (posting.error) return err(posting.error);
  const { settings, heeded, due, dossier, options } = sending;
  const outpost = (await distant.store.outpost()) ?? sending.outpost;
  const after = decideDue({ ...(await dueQuestion(distant, { outpost, settings, dossier })), force: false });
  return ok({
    ...(distant.stop.aborted ? { stopped: true } : {}),
    ...figuresOf(outpost, said),
    postedVolumes: posting.posted.filter(({ kind }) => kind === 'DATA').length,
    leftOut: said.packed?.leftOut ?? [],
    unreadable: said.packed?.unreadable ?? [],
    heeded,
    alert: standingAlert(distant, outpost),
    alerts: alertsOf(distant, outpost),
    due: due.reason,
    lastSentAt: after.lastSentAt,
    nextDueAt: after.nextDueAt,
    dryRun: options.dryRun,
    unsent: posting.unsent,
    folder: null,
    hooks: [],
  });
}

function figuresOf({ epoch, seq }: Outpost, { outcome, record, packed, bytes = 0 }: Said) {
  const isParcel = outcome === 'parcel';
  return {
    outcome,
    epoch: record?.epoch ?? epoch,
    seq: record?.seq ?? seq,
    mode: isParcel ? (record?.mode ?? 'snapshot') : null,
    volumes: record?.volumes ?? (isParcel ? 1 : 0),
    files: record?.files ?? packed?.files.length ?? 0,
    bytes: record?.bytes ?? bytes,
  };
}
