/** Days as people type them: `2026-11-22`, `7d` or `7j` for seven days ago, `today`, `yesterday` and their French. No times of day. */
import { DateTime } from 'luxon';

/** Where and when it is typed: `timeZone` is an IANA name. */
export type Here = { readonly now: Date; readonly timeZone: string };

/** Whether it is one; case is ignored. */
export const isDay = (text: string): boolean => daysAgo(text) !== undefined || DateTime.fromFormat(text, 'yyyy-MM-dd').isValid;

/** The day as `YYYY-MM-DD`. Throws for what `isDay` refuses. */
export function readDay(text: string, { now, timeZone }: Here): string {
  const ago = daysAgo(text);
  if (ago === undefined && !isDay(text)) throw new Error(`no day: ${text}`);
  return ago === undefined ? text : DateTime.fromJSDate(now, { zone: timeZone }).minus({ days: ago }).toFormat('yyyy-MM-dd');
}

/** The first instant of a day, `YYYY-MM-DDTHH:mm:ssZ` in UTC, as the store writes dates. */
export const startOfDay = (day: string, timeZone: string): string =>
  DateTime.fromISO(day, { zone: timeZone }).startOf('day').toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");

const words: Readonly<Record<string, number>> = { today: 0, 'aujourd’hui': 0, "aujourd'hui": 0, yesterday: 1, hier: 1 };

function daysAgo(text: string): number | undefined {
  const written = text.toLowerCase();
  if (Object.hasOwn(words, written)) return words[written];
  const [, count] = /^(\d{1,5})\s?[dj]$/.exec(written) ?? [];
  return count === undefined ? undefined : Number(count);
}
