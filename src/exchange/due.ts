/**
 * When a distant site sends its dossier again, and when a greeting is enough. Pure: the clock is a parameter.
 * Seed rule: the scheduler runs every evening, the dossier leaves every N days, a mail leaves every time.
 */
import { DateTime } from 'luxon';

export type LastParcel = { readonly createdAt: string; readonly status: 'sent' | 'applied' | 'superseded' | 'rejected' };

export type DueReason = 'first' | 'period' | 'forced' | 'asked' | 'unacknowledged' | 'clock' | 'up-to-date';

export type Due = {
  readonly isDue: boolean;
  readonly reason: DueReason;
  readonly lastSentAt: string | null;
  /** ISO 8601 UTC; null before the first parcel. */
  readonly nextDueAt: string | null;
};

export type DueQuestion = {
  readonly now: Date;
  readonly everyDays: number;
  readonly last: LastParcel | undefined;
  /** The last receipt asked for a snapshot. */
  readonly isAsked: boolean;
  readonly force: boolean;
};

/** A run at 21:00:05 must not find that seven days are not over because the last one ended at 21:00:30. */
const toleranceHours = 6;

/** Protocol §6: an unanswered parcel is sent again after 36 h, or twice the daily poll; here as a new snapshot. */
const answerWithinHours = 36;

/** Decides whether a parcel is due now. A last sending in the future means that the clock moved: send now. */
export function decideDue(question: DueQuestion): Due {
  const { last, now } = question;
  if (!last) return { isDue: true, reason: 'first', lastSentAt: null, nextDueAt: null };
  const sent = DateTime.fromISO(last.createdAt, { zone: 'utc' });
  const next = sent.plus({ days: question.everyDays });
  const reason = reasonOf(question, sent, next, DateTime.fromJSDate(now, { zone: 'utc' }));
  return { isDue: reason !== 'up-to-date', reason, lastSentAt: last.createdAt, nextDueAt: next.toISO() };
}

function reasonOf(question: DueQuestion, sent: DateTime, next: DateTime, now: DateTime): DueReason {
  if (question.force) return 'forced';
  if (question.isAsked) return 'asked';
  if (sent > now.plus({ hours: toleranceHours })) return 'clock';
  if (now >= next.minus({ hours: toleranceHours })) return 'period';
  if (question.last?.status === 'sent' && now > sent.plus({ hours: answerWithinHours })) return 'unacknowledged';
  return 'up-to-date';
}
