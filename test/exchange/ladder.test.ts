import { describe, expect, test } from 'vitest';
import { nextAttemptAt, resendAt } from '../../src/exchange/ladder.ts';

const posted = new Date('2026-11-01T00:00:00.000Z');
const hoursAfter = (iso: string): number => (Date.parse(iso) - posted.getTime()) / 3_600_000;

describe('the ladder', () => {
  test('a parcel goes again after 36 hours, then twice as long, at most 8 days', () => {
    expect([1, 2, 3, 4, 5, 9].map((tries) => hoursAfter(resendAt(posted, tries, 0.5)))).toEqual([36, 72, 144, 192, 192, 192]);
  });

  test('chance moves it by a fifth, so that a hundred sites do not come together', () => {
    expect(hoursAfter(resendAt(posted, 1, 0))).toBeCloseTo(28.8);
    expect(hoursAfter(resendAt(posted, 1, 1))).toBeCloseTo(43.2);
  });

  test('a mail that the server cannot take now waits five minutes, later half a day', () => {
    expect([1, 2, 3, 4, 5, 40].map((tries) => hoursAfter(nextAttemptAt(posted, tries)) * 60)).toEqual([5, 15, 60, 240, 720, 720]);
  });
});
