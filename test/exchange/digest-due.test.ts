/** Which period a digest tells: whole days and weeks of the installation's own clock. */
import { describe, expect, it } from 'vitest';
import { nextPeriodEnd, periodBefore } from '../../src/exchange/digest-due.ts';

const paris = { timeZone: 'Europe/Paris' };

describe('a weekly digest', () => {
  const weekly = { ...paris, rhythm: 'weekly' } as const;

  it('tells the week from Monday on that is over, from Monday on', () => {
    const week = { key: '2026-W47', since: '2026-11-15T23:00:00.000Z', until: '2026-11-22T23:00:00.000Z' };
    expect(periodBefore(new Date('2026-11-22T22:59:59Z'), weekly).key).toBe('2026-W46');
    expect(periodBefore(new Date('2026-11-22T23:00:00Z'), weekly)).toEqual(week);
    expect(periodBefore(new Date('2026-11-29T22:59:59Z'), weekly)).toEqual(week);
    expect(nextPeriodEnd(new Date('2026-11-25T12:00:00Z'), weekly)).toBe('2026-11-29T23:00:00.000Z');
  });

  it('names a week by its own year', () => {
    expect(periodBefore(new Date('2027-01-05T12:00:00Z'), weekly).key).toBe('2026-W53');
  });
});

describe('a daily digest', () => {
  const daily = { ...paris, rhythm: 'daily' } as const;

  it('tells the day that is over where the installation stands', () => {
    const now = new Date('2026-11-22T23:30:00Z');
    expect(periodBefore(now, daily)).toEqual({ key: '2026-11-22', since: '2026-11-21T23:00:00.000Z', until: '2026-11-22T23:00:00.000Z' });
    expect(periodBefore(now, { ...daily, timeZone: 'America/Cayenne' }).key).toBe('2026-11-21');
  });

  it('of 25 hours is one day, and periods follow each other without a gap', () => {
    const day = periodBefore(new Date('2026-10-26T12:00:00Z'), daily);
    expect(day).toEqual({ key: '2026-10-25', since: '2026-10-24T22:00:00.000Z', until: '2026-10-25T23:00:00.000Z' });
    expect(periodBefore(new Date(day.since), daily).until).toBe(day.since);
  });
});
