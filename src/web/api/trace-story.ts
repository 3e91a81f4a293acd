/** A line of the trace, and the exchange that it belongs to, in words. */
import { commonSite } from '../../exchange/protocol.ts';
import type { StoredTraceEvent } from '../../exchange/trace.ts';
import type { ExchangeStory } from '../../jobs/exchange-story.ts';
import { type CodeWords, remedyOf, sayCode, sayReason } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import type { Reason, TraceLine, TraceStory } from '../contract/trace-story.ts';

export function lineOf({ codes, format }: Speech, event: StoredTraceEvent): TraceLine {
  const { id, at, direction, peer, kind, outcome, reason, messageId, bytes, durationMs } = event;
  return {
    ...{ id, at, direction, peer, kind, outcome, messageId, bytes, durationMs },
    peerSaid: sayPeer(codes, peer),
    kindSaid: sayCode(codes.traceKinds, kind),
    outcomeSaid: sayCode(codes.traceOutcomes, outcome),
    reason: { code: reason, said: sayReason(codes, reason, format.stamp), remedy: format.typeset(remedyOf(codes, reason)) },
  };
}

/** The common site has the same name everywhere. */
export const sayPeer = ({ roles }: CodeWords, peer: string): string => (peer === commonSite ? roles.common : peer);

/** A reason as it is stored, with its words. */
export const reasonOf = ({ codes, format }: Speech, code: string): Reason => ({
  code,
  said: sayReason(codes, code, format.stamp),
  remedy: format.typeset(remedyOf(codes, code)),
});

export function storyView(speech: Speech, story: ExchangeStory): TraceStory {
  const { event, events, parcel, received, sent, files, quarantined } = story;
  return {
    event: lineOf(speech, event),
    lines: events.map((line) => lineOf(speech, line)),
    parcel,
    received: receivedOf(speech, story),
    sent: sentOf(speech, story),
    results: (received?.results ?? []).map((result) => resultOf(speech, result)),
    held: received?.held ? heldOf(received.held) : null,
    isReceiptDue: received?.isReceiptDue ?? false,
    sentParcel: sent ? parcelOf(speech, sent) : null,
    files: files ? { total: files.total, rows: [...files.first] } : null,
    quarantine: quarantined.map(({ id, at, name, bytes, reason }) => ({ id, at, name, bytes, reason: reasonOf(speech, reason) })),
  };
}

const receivedOf = (speech: Speech, { seen }: ExchangeStory): TraceStory['received'] =>
  seen.map(({ at, peer, kind, outcome, headerSha256 }) => ({
    ...{ at, kind, outcome, headerSha256 },
    peerSaid: sayPeer(speech.codes, peer),
    kindSaid: sayCode(speech.codes.traceKinds, kind),
    outcomeSaid: sayOutcome(speech, outcome),
  }));

/** What became of a mail is told while receiving in the same words; `applied` is that of a parcel. */
const sayOutcome = ({ codes, progress }: Speech, outcome: string): string =>
  outcome === 'applied' ? sayReason(codes, 'status=applied') : sayCode(progress.outcomes, outcome);

const sentOf = (speech: Speech, { mails }: ExchangeStory): TraceStory['sent'] =>
  mails.map(({ messageId, inReplyTo, kind, to, volume, bytes, state, tries, createdAt, lastTriedAt, nextAt, lastError, bounce }) => ({
    ...{ messageId, inReplyTo, kind, to, volume, bytes, state, tries, createdAt, lastTriedAt, nextAt },
    kindSaid: sayCode(speech.codes.traceKinds, kind),
    lastError: reasonOf(speech, lastError),
    bounce: reasonOf(speech, bounce === '' ? '' : `bounce ${bounce}`),
  }));

function resultOf(
  speech: Speech,
  { at, status, code, detail, read, changed, problems }: NonNullable<ExchangeStory['received']>['results'][number],
): TraceStory['results'][number] {
  return {
    ...{ at, status, read, changed },
    reason: reasonOf(speech, `${code} ${detail}`.trim()),
    problems: problems.map(({ path, problem }) => ({ path, reason: reasonOf(speech, problem) })),
  };
}

const heldOf = ({ of, numbers, bytes, at }: NonNullable<NonNullable<ExchangeStory['received']>['held']>): TraceStory['held'] => ({
  ...{ of, bytes, at },
  numbers: [...numbers],
});

const parcelOf = (speech: Speech, parcel: NonNullable<ExchangeStory['sent']>): TraceStory['sentParcel'] => {
  const { status, detail, mode, files, bytes, volumes, have, tries, createdAt, resendAt } = parcel;
  return { ...{ status, mode, files, bytes, volumes, tries, createdAt, resendAt }, have: [...have], reason: reasonOf(speech, detail) };
};
