/**
 * What a run of a distant site does: send the dossier, send again what was not acknowledged, or only greet. Pure: the clock is a
 * parameter. Seed rule: the scheduler runs every evening, the dossier leaves every N days, a mail leaves every time.
 */
import { DateTime } from 'luxon';
import { giveUpAfterTries, isResendDue } from './ladder.ts';

export type LastParcel = {
  readonly createdAt: string;
  readonly status: 'sent' | 'applied' | 'superseded' | 'rejected' | 'dropped';
  /** Volumes that the common site holds. */
  readonly have: readonly number[];
  /** ISO 8601; when it goes again if nothing is heard. */
  readonly resendAt: string;
};

export type DueReason = 'first' | 'period' | 'forced' | 'asked' | 'dropped' | 'unacknowledged' | 'given-up' | 'clock' | 'up-to-date';

export type Due = {
  /** `parcel`: today's dossier under a new number; `resend`: the volumes that are missing, the same bytes. */
  readonly action: 'parcel' | 'resend' | 'greeting';
  readonly reason: DueReason;
  readonly lastSentAt: string | null;
  /** ISO 8601 UTC; null before the first parcel. */
  readonly nextDueAt: string | null;
};

export type DueQuestion = {
  readonly now: Date;
  readonly everyDays: number;
  readonly last: LastParcel | undefined;
  /** The common site asked for a snapshot or a new epoch, or what it has is not what it said before. */
  readonly isAsked: boolean;
  /** Postings since the common site last acknowledged anything. */
  readonly unanswered: number;
  readonly force: boolean;
};

/** A run at 21:00:05 must not find that seven days are not over because the last one ended at 21:00:30. */
const toleranceHours = 6;

/** Decides what is due now. A last sending in the future means that the clock moved: send now. */
export function decideDue(question: DueQuestion): Due {
  const { last, now } = question;
  if (!last) return { action: 'parcel', reason: 'first', lastSentAt: null, nextDueAt: null };
  const sent = DateTime.fromISO(last.createdAt, { zone: 'utc' });
  const next = sent.plus({ days: question.everyDays });
  const reason = reasonOf(question, last, { sent, next, moment: DateTime.fromJSDate(now, { zone: 'utc' }) });
  return { action: actionOf(reason), reason, lastSentAt: last.createdAt, nextDueAt: next.toISO() };
}

function actionOf(reason: DueReason): Due['action'] {
  if (reason === 'up-to-date') return 'greeting';
  return reason === 'unacknowledged' ? 'resend' : 'parcel';
}

type Times = { readonly sent: DateTime; readonly next: DateTime; readonly moment: DateTime };

function reasonOf({ force, isAsked, unanswered }: DueQuestion, last: LastParcel, { sent, next, moment }: Times): DueReason {
  if (force) return 'forced';
  if (isAsked) return 'asked';
  if (last.status === 'dropped') return 'dropped';
  if (sent > moment.plus({ hours: toleranceHours })) return 'clock';
  const isOver = moment >= next.minus({ hours: toleranceHours });
  if (last.status !== 'sent') return isOver ? 'period' : 'up-to-date';
  const isQuiet = isResendDue(last.resendAt, moment.toJSDate());
  if (isQuiet && unanswered >= giveUpAfterTries) return 'given-up';
  // A newer state is worth more than an old one again; volumes that have arrived are worth more than beginning anew.
  if (isOver && last.have.length === 0) return 'period';
  return isQuiet ? 'unacknowledged' : 'up-to-date';
}
