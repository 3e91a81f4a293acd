/**
 * The distant site reads what the common site says, before it sends anything: admission, receipts, preferences, version alert; and
 * what comes back of its own mails. Only mails signed by the common site's key are believed; all others stay where they are, unread.
 */
import { decodeWelcome } from '../exchange/bodies.ts';
import { checkBody } from '../exchange/envelope.ts';
import { commonSite } from '../exchange/protocol.ts';
import { halvedVolume } from '../exchange/volumes.ts';
import { err, ok, type Result } from '../result.ts';
import type { Outpost, OutpostCommit } from '../store/port.ts';
import type { TransportError } from '../transport/port.ts';
import { heedReceipt } from './heed-receipt.ts';
import { comeBack, commitHeeded, finished, ignoreStale, leave, type Opinion, quarantine } from './heeding.ts';
import type { Distant, Heeded, JobError } from './installation.ts';
import { keepCopy, purgeCopies } from './kept-mails.ts';
import { type OpenedMail, openMail } from './opening.ts';
import { hangingUpOnFailure, type Judgement, type Poll, pollMailbox } from './poll.ts';
import { connectionEvent, pollEvent } from './post.ts';
import { putAway } from './put-away.ts';
import { reach } from './reach.ts';
import { readReturned } from './returned.ts';
import { hearRotation, trustedKeyOf } from './rotate-site.ts';
import { doneWith, type Sighting } from './sighting.ts';

export const nothingHeeded: Heeded = {
  messages: 0,
  welcomed: false,
  rotated: false,
  receipts: 0,
  preferences: null,
  quarantined: 0,
  ignored: 0,
  bounces: 0,
  pendingDisposals: 0,
};

/** Reads the replies that wait. An error says that the mailbox could not be asked: nothing is sent in that run. */
export async function heed(distant: Distant, dryRun: boolean): Promise<Result<Heeded, JobError>> {
  const startedAt = distant.now();
  const heeded = await poll(distant, dryRun);
  if (!heeded.ok) {
    await distant.store.trace([connectionEvent(distant, startedAt, heeded.error)]);
    return err(heeded.error);
  }
  if (dryRun) return heeded;
  await distant.store.trace([pollEvent(distant, startedAt, heeded.value.messages)]);
  await purgeCopies(distant);
  return heeded;
}

async function poll(distant: Distant, dryRun: boolean): Promise<Result<Heeded, TransportError>> {
  const account = distant.settings.mailbox;
  const opened = await reach(distant, account, () => distant.openMailbox({ readOnly: dryRun }));
  if (!opened.ok) return opened;
  let heeded = nothingHeeded;
  const count = (opinion: Opinion): Judgement => {
    heeded = { ...heeded, ...opinion.change(heeded) };
    return opinion.judgement;
  };
  const polled = await hangingUpOnFailure(opened.value, async () => pollMailbox(pollOf(distant, dryRun, count), opened.value));
  const closed = await opened.value.close();
  const failure = !polled.ok ? polled.error.kind : !closed.ok ? closed.error.kind : '';
  if (failure !== '') await distant.store.noteContact({ account, at: distant.now().toISOString(), failure });
  if (!polled.ok) return polled;
  if (!closed.ok) return closed;
  return ok({ ...heeded, messages: polled.value.messages, pendingDisposals: polled.value.refused });
}

function pollOf(distant: Distant, isRehearsal: boolean, count: (opinion: Opinion) => Judgement): Poll {
  const { store, settings, now, reached, stop } = distant;
  return {
    store,
    account: settings.mailbox,
    limits: settings.limits,
    now,
    reached,
    stop,
    markers: [settings.markerCommon, settings.markerDistant],
    isFamiliar: () => false,
    isRehearsal,
    judge: async (sighting, raw) => count(isRehearsal ? leave('rehearsal') : await heedMail(distant, sighting, raw)),
    putAway: async (sighting, raw) => count(putAside(await putAway(distant, sighting, raw))),
  };
}

const putAside = (judgement: Judgement): Opinion => ({
  judgement,
  change: (heeded) => ({ quarantined: heeded.quarantined + 1 }),
});

async function heedMail(distant: Distant, sighting: Sighting, raw: Buffer): Promise<Opinion> {
  if (!(await keepCopy(distant, raw))) return comeBack(false);
  const outpost = await distant.store.outpost();
  if (!outpost) return passBy(distant, 'not-joined');
  const opened = sighting.isBounce ? err({ reason: 'no-bounce', isFailure: false }) : await openMail(distant, raw, sighting);
  if (opened.ok) return heedEnvelope(distant, outpost, opened.value);
  if (opened.error.isFailure) return comeBack(true);
  return (await heedBounce(distant, outpost, sighting, raw)) ?? passBy(distant, opened.error.reason);
}

async function heedEnvelope(distant: Distant, outpost: Outpost, mail: OpenedMail): Promise<Opinion> {
  if (isOwnTest(distant, mail)) return finished(distant);
  const doubt = doubtOf(distant, outpost, mail);
  if (doubt) return passBy(distant, doubt);
  distant.reached('verified');
  const seen = await distant.store.isSeen(mail.envelope.headerSha256);
  if (seen && (seen.outcome !== 'quarantined' || mail.sighting)) return finished(distant);
  const body = checkBody(mail.envelope);
  const plain = body.ok ? await distant.keys.open(body.value) : body;
  if (!plain.ok) return quarantine(distant, mail, plain.error.kind);
  distant.reached('read');
  if (mail.envelope.header.kind === 'WELCOME') return heedWelcome(distant, outpost, mail, plain.value);
  if (mail.envelope.header.kind === 'RECEIPT') return heedReceipt(distant, outpost, mail, plain.value);
  if (mail.envelope.header.kind === 'ROTATE') return heedRotation(distant, outpost, mail, plain.value);
  return passBy(distant, 'unexpected-kind');
}

/** What is in quarantine, heeded as if it had just come. */
export async function heedAgain(distant: Distant, raw: Buffer): Promise<Result<Opinion, string>> {
  const outpost = await distant.store.outpost();
  const opened = await openMail(distant, raw);
  if (!opened.ok) return err(opened.error.reason);
  return outpost ? ok(await heedEnvelope(distant, outpost, opened.value)) : err('not-joined');
}

/** The copy of a sending test that was addressed to this very mailbox. */
function isOwnTest(distant: Distant, mail: OpenedMail): boolean {
  const { header, signedBytes, signature } = mail.envelope;
  return (
    header.kind === 'TEST' &&
    header.key === distant.keys.identity.id &&
    distant.verify(distant.keys.identity.signing, signedBytes, signature)
  );
}

function doubtOf(distant: Distant, outpost: Outpost, mail: OpenedMail): string | undefined {
  const { header, signedBytes, signature } = mail.envelope;
  if (header.org !== outpost.org) return 'other-company';
  if (header.from !== commonSite || header.to !== outpost.site) return 'not-for-us';
  const key = trustedKeyOf(outpost, header);
  if (key === undefined) return 'unknown-key';
  return distant.verify(key, signedBytes, signature) ? undefined : 'bad-signature';
}

async function passBy(distant: Distant, reason: string): Promise<Opinion> {
  const at = distant.now().toISOString();
  await distant.store.trace([
    { at, direction: 'in', peer: '', kind: 'mail', messageId: '', outcome: 'ignored', reason, bytes: 0, durationMs: 0 },
  ]);
  return leave(reason);
}

/** A mail of ours came back: an alert until a receipt contradicts it; one refused for its size teaches the size of volumes. */
async function heedBounce(distant: Distant, outpost: Outpost, sighting: Sighting, raw: Buffer): Promise<Opinion | undefined> {
  const returned = await readReturned(distant, sighting, raw);
  if (!returned) return undefined;
  const { seen, note, event, mail, bounce } = returned;
  if (await distant.store.isSeen(seen.headerSha256)) return finished(distant);
  const at = distant.now().toISOString();
  const standing = bounce.cause === 'delayed' ? outpost : { ...outpost, delivery: { cause: bounce.cause, at } };
  const isOurParcel = mail.kind === 'DATA' && mail.epoch === outpost.epoch && mail.seq === outpost.seq;
  const learnt = bounce.cause === 'too-large' && isOurParcel ? await shorten(distant, standing, mail) : {};
  await distant.store.commit({
    parcels: [],
    queue: [],
    outpost: standing,
    ...learnt,
    seen,
    bounce: note,
    arrival: doneWith(sighting, distant.settings.afterMerged, at),
    trace: [event],
  });
  return finished(distant, (heeded) => ({ bounces: heeded.bounces + 1 }));
}

/** The parcel goes again under a new number, in volumes of half the size (protocol §6). */
export async function shorten(
  distant: Distant,
  outpost: Outpost,
  { epoch, seq }: { readonly epoch: number; readonly seq: number },
): Promise<Pick<OutpostCommit, 'outpost' | 'parcels' | 'volumes'>> {
  const record = await distant.store.parcel(epoch, seq);
  const half = record && halvedVolume(record.volumeBytes, distant.sizes);
  if (!record || half === undefined || record.status !== 'sent') return { parcels: [] };
  return {
    outpost: { ...outpost, learntVolumeBytes: half },
    parcels: [{ ...record, status: 'dropped', detail: 'too-large' }],
    volumes: [{ epoch, seq, numbers: 'all', fate: 'settled' }],
  };
}

async function heedWelcome(distant: Distant, outpost: Outpost, mail: OpenedMail, plain: Buffer): Promise<Opinion> {
  const welcome = decodeWelcome(plain);
  if (!welcome.ok) return quarantine(distant, mail, welcome.error.kind);
  if (welcome.value.hello !== outpost.helloSha256 || outpost.state === 'left') return ignoreStale(distant, mail, 'other-hello');
  const at = distant.now().toISOString();
  const epoch = Math.max(outpost.epoch, welcome.value.epoch);
  const seq = epoch > outpost.epoch ? 0 : outpost.seq;
  const admitted: Outpost = {
    ...outpost,
    state: 'admitted',
    admittedAt: at,
    orgName: welcome.value.orgName,
    epoch,
    seq,
    lastContactAt: at,
  };
  await commitHeeded(distant, mail, { outcome: 'done', outpost: admitted });
  await distant.store.dropSent(commonSite, 'HELLO');
  return finished(distant, () => ({ welcomed: true }));
}

/** The common site's new keys. Before our admission it stays in the mailbox: WELCOME is signed by the key of the invitation. */
async function heedRotation(distant: Distant, outpost: Outpost, mail: OpenedMail, plain: Buffer): Promise<Opinion> {
  const heard = hearRotation(distant, outpost, { header: mail.envelope.header, plain });
  if (!heard.ok && heard.error === 'not-admitted') return comeBack(false);
  if (!heard.ok) return heard.error === 'older-rotation' ? ignoreStale(distant, mail, heard.error) : quarantine(distant, mail, heard.error);
  await commitHeeded(distant, mail, { outcome: heard.value.reason === 'recovery-key' ? 'alert' : 'done', ...heard.value });
  await distant.store.forgetReason(distant.settings.mailbox, 'unknown-key');
  return finished(distant, () => ({ rotated: true }));
}
