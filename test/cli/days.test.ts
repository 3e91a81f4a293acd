import { describe, expect, test } from 'vitest';
import { isDay, readDay, startOfDay } from '../../src/cli/days.ts';

const here = { now: new Date('2026-11-22T23:30:00Z'), timeZone: 'Europe/Paris' };

describe('a day that somebody types', () => {
  test.each([
    ['2026-02-28', '2026-02-28'],
    ['today', '2026-11-23'],
    ['Hier', '2026-11-22'],
    ['yesterday', '2026-11-22'],
    ['7d', '2026-11-16'],
    ['7j', '2026-11-16'],
    ['0J', '2026-11-23'],
  ])('%s is told by the clock of the installation', (text, day) => {
    expect(isDay(text)).toBe(true);
    expect(readDay(text, here)).toBe(day);
  });

  test.each(['2026-02-30', '22/11/2026', '7', 'd', '-7d', 'last week', ''])('"%s" is none', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => readDay(text, here)).toThrow('no day');
  });

  test('begins at midnight over there, also on the days when the clocks change', () => {
    expect(startOfDay('2026-11-23', 'Europe/Paris')).toBe('2026-11-22T23:00:00Z');
    expect(startOfDay('2026-03-29', 'Europe/Paris')).toBe('2026-03-28T23:00:00Z');
    expect(startOfDay('2026-03-30', 'Europe/Paris')).toBe('2026-03-29T22:00:00Z');
  });
});
