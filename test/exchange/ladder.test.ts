/** Waiting times that grow, and that no wrong clock makes endless. */
import { describe, expect, test } from 'vitest';
import { isAttemptDue, isResendDue, nextAttemptAt, resendAt } from '../../src/exchange/ladder.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('the ladder', () => {
  test('a resend waits 36 hours, then twice as long, at most 8 days, a fifth more or less', () => {
    expect([1, 2, 3, 4, 9].map((tries) => resendAt(now, tries, 0.5))).toEqual([1.5, 3, 6, 8, 8].map((days) => inDays(days).toISOString()));
    expect(resendAt(now, 9, 0)).toBe(inDays(6.4).toISOString());
  });

  test('a mail that the server cannot take now waits five minutes, later half a day', () => {
    const minutes = [1, 2, 3, 4, 5, 40].map((tries) => (Date.parse(nextAttemptAt(now, tries)) - now.getTime()) / 60_000);
    expect(minutes).toEqual([5, 15, 60, 240, 720, 720]);
  });

  test('a resend is due when its time has come, and not before', () => {
    const at = resendAt(now, 9, 0.999);
    expect([now, inDays(9), inDays(9.6)].map((moment) => isResendDue(at, moment))).toEqual([false, false, true]);
    expect(isResendDue('', now)).toBe(false);
  });

  test('a time beyond every waiting time was written by a clock that ran ahead, and is not waited for', () => {
    const ahead = inDays(3_650);
    expect(isResendDue(resendAt(ahead, 1, 0.5), now)).toBe(true);
    expect(isAttemptDue(nextAttemptAt(ahead, 1), now)).toBe(true);
    expect(isAttemptDue(nextAttemptAt(now, 5), now)).toBe(false);
    expect(isAttemptDue('', now)).toBe(true);
  });
});
