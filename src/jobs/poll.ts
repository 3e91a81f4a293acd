/**
 * Going through a mailbox, the same way at both ends: list, keep what may be ours, fetch in batches, judge, dispose of what is
 * committed. Other people's mail is never downloaded, moved or marked; what a run began and did not end is tried three times at most.
 */
import { mayBeBounce } from '../exchange/bounce.ts';
import { carriesMarker, readHeaders } from '../exchange/headers.ts';
import type { Limits } from '../exchange/limits.ts';
import type { TraceEvent } from '../exchange/trace.ts';
import { err, ok, type Result } from '../result.ts';
import { type Arrival, type Journal, StoreFailure } from '../store/journal-port.ts';
import type { Mailbox, MailSummary, TransportError } from '../transport/port.ts';
import { batchesOf, withinBudget } from './batches.ts';
import { type Disposed, disposeOf } from './disposal.ts';
import type { Reached } from './installation.ts';
import { fingerprintOf, type Sighting } from './sighting.ts';

export type Poll = {
  readonly store: Journal;
  /** The mailbox as the settings name it: server ids mean something within it only. */
  readonly account: string;
  readonly limits: Limits;
  readonly now: () => Date;
  readonly reached: Reached;
  /** Looked at between mails: what is not judged then waits for the next run. */
  readonly stop: AbortSignal;
  /** A subject that carries one of these may be ours. */
  readonly markers: readonly string[];
  /** Senders that go first: what forgers write in From gains them a place in the queue, nothing else. */
  readonly isFamiliar: (address: string) => boolean;
  /** Nothing is noted, and nothing disposed of. */
  readonly isRehearsal: boolean;
  /** Told once the work is known. */
  readonly onListed?: (listed: { readonly waiting: number; readonly taken: number }) => void;
  judge(sighting: Sighting, raw: Buffer): Promise<Judgement>;
  /** Three attempts did not end: it is put away unread. */
  putAway(sighting: Sighting, raw: Buffer): Promise<Judgement>;
};

/** What becomes of a mail in the mailbox. */
export type Judgement =
  /** It had its effect, or needs none, and the setting says how it goes; `isNoted`: the commit of the effect noted that. */
  | { readonly fate: 'done'; readonly disposal: string; readonly isNoted: boolean }
  | { readonly fate: 'passed'; readonly reason: string }
  /** Looked at again by the next run; `isFailure` counts towards the three attempts. */
  | { readonly fate: 'comes-back'; readonly isFailure: boolean };

export type Polled = Disposed & {
  /** Candidates of this run, those beyond its budget included. */
  readonly messages: number;
  /** Beyond the limit: left where they are, told once. */
  readonly tooLarge: number;
  /** Candidates that wait for the next run. */
  readonly left: number;
};

const mostAttempts = 3;
/** Bounces are small; a stranger's imitation costs no more than this. */
const maxBounceBytes = 1_000_000;
const maxBouncesPerRun = 50;

/** Polls once. An error says that the server could not be asked to the end; what was committed before it stays. */
export async function pollMailbox(poll: Poll, mailbox: Mailbox): Promise<Result<Polled, TransportError>> {
  const startedAt = poll.now().getTime();
  const listed = await mailbox.list();
  if (!listed.ok) return listed;
  poll.reached('listed');
  const survey = await surveyOf(poll, listed.value);
  poll.onListed?.({ waiting: listed.value.length, taken: survey.taken.length });
  const settled = poll.isRehearsal ? ok(nothingDisposed) : await settleOld(poll, mailbox, survey, listed.value);
  if (!settled.ok) return settled;
  let { refused } = settled.value;
  let judged = 0;
  for (const batch of batchesOf(survey.taken)) {
    if (poll.stop.aborted || poll.now().getTime() - startedAt > poll.limits.maxRunMinutes * 60_000) break;
    const taken = await takeBatch(poll, mailbox, batch);
    if (!taken.ok) return taken;
    judged += taken.value.judged;
    refused += taken.value.refused;
  }
  const tooLarge = survey.tooLarge.length;
  return ok({ messages: survey.messages, tooLarge, left: survey.messages - judged - tooLarge, refused });
}

/** What earlier runs decided, and what nobody will fetch. */
async function settleOld(
  poll: Poll,
  mailbox: Mailbox,
  { pending, hopeless, tooLarge }: Survey,
  listed: readonly MailSummary[],
): Promise<Result<Disposed, TransportError>> {
  await leaveAlone(poll, hopeless, { outcome: 'alert', reason: 'attempts' });
  await leaveAlone(poll, tooLarge, { outcome: 'ignored', reason: 'too-large' });
  const disposed = await disposeOf(poll, mailbox, pending);
  if (disposed.ok) await poll.store.forgetArrivals(poll.account, new Set(listed.map(({ id }) => id)));
  return disposed;
}

/** A database that fails in the middle must not leave the line open: it would keep the program alive until the server tires of it. */
export async function hangingUpOnFailure<T>(mailbox: Mailbox, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (failure) {
    await mailbox.close().then(() => undefined); // how it closes changes nothing any more
    throw failure;
  }
}

const nothingDisposed: Disposed = { refused: 0 };

// ---------------------------------------------------------------- what there is to do

type Survey = {
  readonly messages: number;
  readonly taken: readonly Sighting[];
  readonly tooLarge: readonly Sighting[];
  /** Fetching them ended three runs, and the one that would have put them away. */
  readonly hopeless: readonly Sighting[];
  /** Committed by an earlier run, and still there. */
  readonly pending: readonly Arrival[];
};

async function surveyOf(poll: Poll, listed: readonly MailSummary[]): Promise<Survey> {
  const { store, account, limits } = poll;
  const known = await store.arrivals(account);
  const sightings: Sighting[] = [];
  const pending: Arrival[] = disposedLately(known, listed);
  for (const summary of listed) {
    const sighting = sightingOf(poll, summary, known);
    if (sighting?.known?.state === 'done') pending.push(sighting.known);
    else if (sighting && sighting.known?.state !== 'passed') sightings.push(sighting);
  }
  const hopeless = sightings.filter(({ attempts }) => attempts > mostAttempts);
  const candidates = withoutExcessBounces(sightings.filter(({ attempts }) => attempts <= mostAttempts));
  const fitting = candidates.filter(({ bytes }) => bytes <= limits.maxMessageBytes);
  const tooLarge = candidates.filter(({ bytes }) => bytes > limits.maxMessageBytes);
  return { messages: candidates.length, taken: withinBudget(inOrder(fitting), limits), tooLarge, hopeless, pending };
}

/** Not to be fetched: told once, left where they are, and not asked for again. */
async function leaveAlone(poll: Poll, sightings: readonly Sighting[], told: Pick<TraceEvent, 'outcome' | 'reason'>): Promise<void> {
  if (sightings.length === 0) return;
  const about = { at: poll.now().toISOString(), direction: 'in', peer: '', kind: 'mail', durationMs: 0, ...told } as const;
  await poll.store.noteArrivals(
    sightings.map((sighting) => ({ ...arrivalOf(poll, sighting), state: 'passed', reason: told.reason })),
    sightings.map(({ headers, bytes }) => ({ ...about, messageId: headers.messageId, bytes })),
  );
}

/**
 * Gone from the listing, as it should be; or flagged by a session that broke before it could expunge (IMAP lists such mails no more):
 * they are disposed of once more before they are forgotten.
 */
function disposedLately(known: ReadonlyMap<string, Arrival>, listed: readonly MailSummary[]): Arrival[] {
  const present = new Set(listed.map(({ id }) => id));
  return [...known.values()].filter(({ state, mailId }) => state === 'done' && !present.has(mailId));
}

/** Undefined for mail that is nobody's business here. An id that shows another mail than the one noted is a new mail. */
function sightingOf(poll: Poll, summary: MailSummary, known: ReadonlyMap<string, Arrival>): Sighting | undefined {
  const headers = readHeaders(summary.headers);
  const isMarked = poll.markers.some((marker) => carriesMarker(headers.subject, marker));
  const isBounce = !isMarked && summary.bytes <= maxBounceBytes && mayBeBounce(headers);
  const noted = known.get(summary.id);
  if (!isMarked && !isBounce && !noted) return undefined;
  const fingerprint = fingerprintOf(headers, summary.bytes);
  const arrival = noted?.fingerprint === fingerprint ? noted : undefined;
  const facts = { account: poll.account, mailId: summary.id, fingerprint, bytes: summary.bytes, headers, isBounce };
  const isFamiliar = isMarked && poll.isFamiliar(headers.from);
  return { ...facts, isFamiliar, attempts: arrival?.attempts ?? 0, ...(arrival ? { known: arrival } : {}) };
}

function withoutExcessBounces(sightings: readonly Sighting[]): readonly Sighting[] {
  let bounces = 0;
  return sightings.filter(({ isBounce }) => {
    if (isBounce) bounces += 1;
    return !isBounce || bounces <= maxBouncesPerRun;
  });
}

/** What was never tried first, then familiar senders, then the small ones: a mail that ends the program has all others before it. */
const inOrder = (sightings: readonly Sighting[]): readonly Sighting[] =>
  sightings.toSorted(
    (a, b) => a.attempts - b.attempts || brokeAt(a) - brokeAt(b) || Number(b.isFamiliar) - Number(a.isFamiliar) || a.bytes - b.bytes,
  );

const brokeAt = ({ known }: Sighting): number => (known?.reason === lineBroke ? 1 : 0);

// ---------------------------------------------------------------- one batch

type Taken = Disposed & { readonly judged: number };

async function takeBatch(poll: Poll, mailbox: Mailbox, batch: readonly Sighting[]): Promise<Result<Taken, TransportError>> {
  if (!poll.isRehearsal) await poll.store.noteArrivals(batch.map((sighting) => trying(poll, sighting)));
  poll.reached('attempt-noted');
  const waiting = new Map(batch.map((sighting) => [sighting.mailId, sighting]));
  const notes: Arrival[] = [];
  const finished: Arrival[] = [];
  const broken = await takeEach(poll, mailbox, waiting, (judgement, note) => {
    if (judgement.fate === 'done') finished.push(note);
    if (judgement.fate !== 'done' || !judgement.isNoted) notes.push(note);
  });
  if (broken) {
    if (!poll.isRehearsal) await poll.store.noteArrivals([...notes, ...untried(poll, waiting, lineBroke)]);
    return err(broken);
  }
  const left = poll.stop.aborted ? waiting : new Map<string, Sighting>();
  const judged = batch.length - left.size;
  if (poll.isRehearsal) return ok({ ...nothingDisposed, judged });
  const told = [...notes, ...untried(poll, left, '')];
  if (told.length > 0) await poll.store.noteArrivals(told);
  const disposed = await disposeOf(poll, mailbox, finished);
  return disposed.ok ? ok({ ...disposed.value, judged }) : disposed;
}

/** Judges what comes, until it is stopped, and takes it out of `waiting`; answers the error that ended the fetching early. */
async function takeEach(
  poll: Poll,
  mailbox: Mailbox,
  waiting: Map<string, Sighting>,
  settle: (judgement: Judgement, note: Arrival) => void,
): Promise<TransportError | undefined> {
  for await (const fetched of mailbox.fetch([...waiting.keys()], poll.limits.maxMessageBytes)) {
    if (!fetched.ok) {
      if (fetched.error.kind === 'gone' || fetched.error.kind === 'too-large') continue;
      return fetched.error;
    }
    const sighting = waiting.get(fetched.value.id);
    if (!sighting) continue;
    poll.reached('fetched');
    const judge = sighting.attempts >= mostAttempts ? poll.putAway : poll.judge;
    const judgement = await unlessStoreFails(poll, waiting, () => judge(sighting, fetched.value.raw));
    settle(judgement, noteOf(poll, sighting, judgement));
    waiting.delete(sighting.mailId);
    if (poll.stop.aborted) break;
  }
  return undefined;
}

const lineBroke = 'line-broke';

/**
 * A line that broke, a full disk or a person who stops the run accuse no mail: the attempts that this run began and did not make are taken
 * back. The one that was next when the line broke goes last in the next run, so that a mail at which a server always hangs up holds up no other.
 */
const untried = (poll: Poll, waiting: ReadonlyMap<string, Sighting>, reason: string): readonly Arrival[] =>
  [...waiting.values()].map((sighting, index) => ({ ...arrivalOf(poll, sighting), reason: index === 0 ? reason : '' }));

async function unlessStoreFails<T>(poll: Poll, waiting: ReadonlyMap<string, Sighting>, judge: () => Promise<T>): Promise<T> {
  try {
    return await judge();
  } catch (failure) {
    const notes = untried(poll, waiting, lineBroke);
    // The database may be too full even for this; the attempt counts then.
    if (failure instanceof StoreFailure && !poll.isRehearsal) await poll.store.noteArrivals(notes).catch(() => undefined);
    throw failure;
  }
}

const arrivalOf = (poll: Poll, { account, mailId, fingerprint, attempts }: Sighting): Arrival => ({
  account,
  mailId,
  fingerprint,
  state: 'trying',
  attempts,
  disposal: '',
  reason: '',
  at: poll.now().toISOString(),
});

/** Noted before the attempt is made: one that ends the program counts, too; the one after the last puts the mail away. */
function trying(poll: Poll, sighting: Sighting): Arrival {
  const arrival = arrivalOf(poll, sighting);
  return { ...arrival, attempts: Math.min(arrival.attempts + 1, mostAttempts + 1) };
}

function noteOf(poll: Poll, sighting: Sighting, judgement: Judgement): Arrival {
  const arrival = arrivalOf(poll, sighting);
  if (judgement.fate === 'done') return { ...arrival, state: 'done', disposal: judgement.disposal };
  if (judgement.fate === 'passed') return { ...arrival, state: 'passed', reason: judgement.reason };
  return judgement.isFailure ? trying(poll, sighting) : { ...arrival, attempts: 0 };
}
