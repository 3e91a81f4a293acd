/** When something that was not answered or not taken is tried again (protocol §6, §12): waiting times that grow, and when to give up. */
import { DateTime } from 'luxon';

const firstResendHours = 36;
const longestResendHours = 192;
const jitterPart = 0.2;

/** Fruitless postings of parcels after which people are told, and after which today's dossier goes instead. */
export const alarmAfterTries = 3;
export const giveUpAfterTries = 6;

/**
 * When a parcel goes again if nothing is heard of it: 36 h after the first posting, then doubling to 8 days, ±20 %.
 * `tries` counts postings made; `chance` in [0, 1).
 */
export function resendAt(postedAt: Date, tries: number, chance: number): string {
  const hours = Math.min(firstResendHours * 2 ** Math.max(0, tries - 1), longestResendHours);
  return laterBy(postedAt, hours * 60 * (1 + jitterPart * (2 * chance - 1)));
}

const deferredMinutes = [5, 15, 60, 240, 720];

/** When a mail that the server cannot take now (4xx) may be tried again: 5 min, 15 min, 1 h, 4 h, then every 12 h. */
export function nextAttemptAt(triedAt: Date, tries: number): string {
  return laterBy(triedAt, deferredMinutes[Math.min(Math.max(tries, 1), deferredMinutes.length) - 1] ?? 720);
}

/** Its time has come; a time beyond the longest wait was written by a clock that was wrong, and is not waited for. */
export const isResendDue = (at: string, now: Date): boolean => at !== '' && isOver(at, now, longestResendHours * 60 * (1 + jitterPart));

/** The same for a mail that the server could not take; '' is due at once. */
export const isAttemptDue = (at: string, now: Date): boolean => isOver(at, now, Math.max(...deferredMinutes));

const isOver = (at: string, now: Date, longestMinutes: number): boolean => at <= now.toISOString() || at > laterBy(now, longestMinutes);

const laterBy = (moment: Date, minutes: number): string =>
  DateTime.fromJSDate(moment, { zone: 'utc' })
    .plus({ milliseconds: Math.round(minutes * 60_000) })
    .toJSDate()
    .toISOString();
