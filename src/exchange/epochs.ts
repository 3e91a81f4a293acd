/** Changes of epoch: how many are remembered, and when they smell of two machines that think they are one site (protocol §5). */
import { DateTime } from 'luxon';

const changesKept = 10;
const mostInAWeek = 2;

/** One more change, at this moment (ISO 8601). */
export const withEpochChange = (changes: readonly string[], at: string): readonly string[] => [...changes, at].slice(-changesKept);

/** ISO 8601 UTC: what happened since then counts as lately. */
export const weekBefore = (now: Date): string => DateTime.fromJSDate(now, { zone: 'utc' }).minus({ days: 7 }).toJSDate().toISOString();

/** `epochs` changes within a week, or epochs used within it. */
export const isTwin = (epochs: number): boolean => epochs > mostInAWeek;
