/**
 * Posting what is queued: the attempt is stored before it is made, its outcome after it, and nothing leaves the queue unposted.
 * A server that does not answer costs nothing but time: the mail stays, the same bytes go at the next run (protocol §3).
 */
import { isSizeRefusal } from '../exchange/bounce-cause.ts';
import { isAttemptDue, nextAttemptAt } from '../exchange/ladder.ts';
import type { TraceEvent } from '../exchange/trace.ts';
import type { Settings } from '../settings/settings.ts';
import type { Journal, QueuedMail } from '../store/journal-port.ts';
import type { OpenOutbox, Outbox, TransportError } from '../transport/port.ts';
import type { OnProgress, Reached } from './installation.ts';
import { reach } from './reach.ts';

export type Poster = {
  readonly store: Journal;
  readonly openOutbox: OpenOutbox;
  readonly settings: Pick<Settings, 'outbox'>;
  readonly now: () => Date;
  readonly reached: Reached;
  readonly stop: AbortSignal;
  readonly configuredAt: Date;
};

export type Unsent = { readonly messageId: string; readonly error: string };

export type Posting = {
  readonly posted: readonly QueuedMail[];
  readonly unsent: readonly Unsent[];
  /** Mails that the server will never take as they are, because of their size. */
  readonly tooLarge: readonly QueuedMail[];
  /** The first error, which says why mails stayed; undefined when all went. */
  readonly error?: TransportError;
};

export type PostOptions = {
  readonly onProgress?: OnProgress | undefined;
  /** Mails whose time has not come yet, too: a person asks. */
  readonly isUrgent?: boolean;
};

export const nothingPosted: Posting = { posted: [], unsent: [], tooLarge: [] };

/**
 * Posts every queued mail whose time has come, oldest first. A connection that fails ends the round, and so does a person (`stopped`: the
 * mail being posted is posted, the others stay queued); a mail that is refused does not.
 */
export async function postQueued(poster: Poster, { onProgress, isUrgent = false }: PostOptions = {}): Promise<Posting> {
  const at = poster.now();
  const queued = await poster.store.queued();
  const due = queued.filter(({ nextAt }) => isUrgent || isAttemptDue(nextAt, at));
  const waiting = queued.filter((mail) => !due.includes(mail)).map(({ messageId, lastError }) => ({ messageId, error: lastError }));
  if (due.length === 0) return { ...nothingPosted, unsent: waiting };
  if (poster.stop.aborted) return { ...nothingPosted, unsent: [...due.map(stopped), ...waiting] };
  const startedAt = poster.now();
  const opened = await reach(poster, poster.settings.outbox, () => poster.openOutbox({}));
  if (!opened.ok) {
    await poster.store.trace([connectionEvent(poster, startedAt, opened.error)]);
    return { ...nothingPosted, unsent: queued.map((mail) => unsentOf(mail, opened.error)), error: opened.error };
  }
  try {
    const posting = await postEach(poster, opened.value, due, onProgress);
    return { ...posting, unsent: [...posting.unsent, ...waiting] };
  } finally {
    await opened.value.close();
  }
}

async function postEach(poster: Poster, outbox: Outbox, queued: readonly QueuedMail[], onProgress?: OnProgress): Promise<Posting> {
  const posted: QueuedMail[] = [];
  const unsent: Unsent[] = [];
  const tooLarge: QueuedMail[] = [];
  let error: TransportError | undefined;
  for (const [index, mail] of queued.entries()) {
    if (index === 0) await poster.store.noteAttempt({ messageId: mail.messageId, at: poster.now().toISOString() });
    poster.reached('attempt-stored');
    const { failure, goesOn } = await postOne(poster, outbox, { mail, next: queued[index + 1], ...(onProgress ? { onProgress } : {}) });
    if (failure) unsent.push(unsentOf(mail, failure));
    else posted.push(mail);
    if (failure && isTooLarge(failure)) tooLarge.push(mail);
    error ??= failure;
    if (goesOn) continue;
    const isLineGone = failure !== undefined && endsRound(failure);
    unsent.push(...queued.slice(index + 1).map((left) => (isLineGone ? unsentOf(left, failure) : stopped(left))));
    break;
  }
  return { posted, unsent, tooLarge, ...(error ? { error } : {}) };
}

/** `goesOn`: the attempt of the next mail is stored, so that it has to be made. */
type Answered = { readonly failure: TransportError | undefined; readonly goesOn: boolean };

type Turn = { readonly mail: QueuedMail; readonly next: QueuedMail | undefined; readonly onProgress?: OnProgress };

/** One mail, whose attempt is stored already; what became of it is stored with the attempt of the next. */
async function postOne(poster: Poster, outbox: Outbox, { mail, next, onProgress }: Turn): Promise<Answered> {
  onProgress?.({ step: 'posting', kind: mail.kind, to: mail.to, bytes: mail.raw.length });
  const startedAt = poster.now();
  const answer = await outbox.post({ from: mail.from, to: mail.to, raw: mail.raw, messageId: mail.messageId });
  poster.reached('posted');
  const failure = answer.ok ? undefined : answer.error;
  const nextAt = failure?.kind === 'deferred' ? nextAttemptAt(poster.now(), mail.tries + 1) : undefined;
  const goesOn = next !== undefined && !poster.stop.aborted && !(failure && endsRound(failure));
  await poster.store.noteOutcome({
    messageId: mail.messageId,
    state: !failure ? 'sent' : isRefusal(failure) ? 'refused' : 'queued',
    error: failure?.kind ?? '',
    event: postingEvent(poster, mail, startedAt, { failure, nextAt }),
    ...(nextAt ? { nextAt } : {}),
    ...(goesOn ? { next: { messageId: next.messageId, at: poster.now().toISOString() } } : {}),
  });
  poster.reached('outcome-stored');
  if (!failure) onProgress?.({ step: 'posted', kind: mail.kind, to: mail.to });
  return { failure, goesOn };
}

/** The server will never take this very mail; everything else may pass at the next run. */
const isRefusal = (error: TransportError): boolean => error.kind === 'refused' || error.kind === 'too-large';

const isTooLarge = (error: TransportError): boolean =>
  error.kind === 'too-large' || (error.kind === 'refused' && isSizeRefusal(error.code, error.answer));

const endsRound = (error: TransportError): boolean => !isRefusal(error) && error.kind !== 'deferred';

const stopped = ({ messageId }: QueuedMail): Unsent => ({ messageId, error: 'stopped' });

const unsentOf = (mail: QueuedMail, error: TransportError): Unsent => ({ messageId: mail.messageId, error: error.kind });

type Attempted = { readonly failure: TransportError | undefined; readonly nextAt: string | undefined };

function postingEvent(poster: Poster, mail: QueuedMail, startedAt: Date, { failure, nextAt }: Attempted): TraceEvent {
  return {
    at: startedAt.toISOString(),
    direction: 'out',
    peer: mail.peer,
    kind: mail.kind,
    messageId: mail.messageId,
    outcome: !failure ? 'done' : isRefusal(failure) ? 'refused' : 'deferred',
    reason: `${failure ? describeFailure(failure) : ''}${nextAt ? ` next=${nextAt}` : ''}`,
    bytes: mail.raw.length,
    durationMs: poster.now().getTime() - startedAt.getTime(),
  };
}

/** A mailbox that was polled to its end, as a line of the trace: the server was reached, and so many mails were ours. */
export function pollEvent(poster: { readonly now: () => Date }, startedAt: Date, messages: number): TraceEvent {
  const durationMs = poster.now().getTime() - startedAt.getTime();
  const reason = `messages=${messages}`;
  return {
    at: startedAt.toISOString(),
    direction: 'in',
    peer: '',
    kind: 'connection',
    messageId: '',
    outcome: 'done',
    reason,
    bytes: 0,
    durationMs,
  };
}

/** A connection that failed, as a line of the trace. */
export function connectionEvent(poster: { readonly now: () => Date }, startedAt: Date, error: TransportError): TraceEvent {
  return {
    at: startedAt.toISOString(),
    direction: 'out',
    peer: 'host' in error ? error.host : '',
    kind: 'connection',
    messageId: '',
    outcome: 'failed',
    reason: describeFailure(error),
    bytes: 0,
    durationMs: poster.now().getTime() - startedAt.getTime(),
  };
}

/** Code and the server's own words; a server's answer never holds our secrets. */
function describeFailure(error: TransportError): string {
  const detail = 'answer' in error ? error.answer : 'cause' in error ? error.cause : '';
  return detail ? `${error.kind}: ${detail.slice(0, 300)}` : error.kind;
}
