/** The period that a digest tells: the last day, or the last week from Monday on, that is over here. Pure: clock and zone are parameters. */
import { DateTime } from 'luxon';

export type DigestRhythm = 'daily' | 'weekly';

export type DigestPeriod = {
  /** `2026-11-21` or `2026-W47`: one digest goes for each. */
  readonly key: string;
  /** ISO 8601 UTC; the period is from `since` on and before `until`. */
  readonly since: string;
  readonly until: string;
};

type Here = { readonly rhythm: DigestRhythm; readonly timeZone: string };

/** The last one that is over, as the clock of `timeZone` (an IANA name) has it: days of 23 and of 25 hours are days. */
export const periodBefore = (now: Date, { rhythm, timeZone }: Here): DigestPeriod =>
  periodEnding(startOf(now, { rhythm, timeZone }), rhythm);

/** When the next digest is due: its period is over then. */
export const nextPeriodEnd = (now: Date, { rhythm, timeZone }: Here): string =>
  isoOf(startOf(now, { rhythm, timeZone }).plus(rhythm === 'daily' ? { days: 1 } : { weeks: 1 }));

const startOf = (now: Date, { rhythm, timeZone }: Here): DateTime =>
  DateTime.fromJSDate(now, { zone: timeZone }).startOf(rhythm === 'daily' ? 'day' : 'week');

function periodEnding(until: DateTime, rhythm: DigestRhythm): DigestPeriod {
  const since = until.minus(rhythm === 'daily' ? { days: 1 } : { weeks: 1 });
  return { key: since.toFormat(rhythm === 'daily' ? 'yyyy-LL-dd' : "kkkk-'W'WW"), since: isoOf(since), until: isoOf(until) };
}

const isoOf = (moment: DateTime): string => moment.toUTC().toISO() ?? '';
