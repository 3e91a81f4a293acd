/** What is left of support and warranties, and how old machines are. */
import { describe, expect, it } from 'vitest';
import { ageOf } from '../../src/inventory/end-of-life.ts';
import { ageClassBegins, ageClasses, ageClassOf, lifeStateOf, monthsAfter, supportStateOf } from '../../src/inventory/figures.ts';

describe('the state of something that ends', () => {
  it('is told to the day, six months ahead', () => {
    const states = ['2026-11-21', '2026-11-22', '2027-05-22', '2027-05-23', '', 'spring'].map((until) => lifeStateOf(until, '2026-11-22'));
    expect(states).toEqual(['ended', 'ending', 'ending', 'supported', 'unknown', 'unknown']);
  });

  it('is not known for a system that the table does not have', () => {
    expect(supportStateOf(undefined, '2026-11-22')).toBe('unknown');
    expect(supportStateOf({ product: 'Debian', release: '12', supportEnds: '2026-06-10', extendedEnds: '2028-06-30' }, '2026-11-22')).toBe(
      'ended',
    );
  });
});

it('a month that is shorter ends on its last day', () => {
  expect(monthsAfter('2026-08-31', 6)).toBe('2027-02-28');
  expect(monthsAfter('2026-12-15', 1)).toBe('2027-01-15');
});

it('ages fall into classes; one that is not known is not young', () => {
  expect([0, 2.9, 3, 5, 6.9, 7, null].map(ageClassOf)).toEqual(['under3', 'under3', 'under5', 'under7', 'under7', 'old', 'unknown']);
});

it('ages change their class on the days that counting by day goes by', () => {
  for (const today of ['2026-11-22', '2028-02-29']) {
    const begins = ageClassBegins(today);
    for (let days = 0; days < 3_000; days += 1) {
      const biosDate = new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
      const begun = begins.filter((begin) => biosDate <= begin).length;
      expect(ageClassOf(ageOf({ biosDate, osInstalledOn: '', isVirtual: false }, today)?.years ?? null)).toBe(ageClasses[begun]);
    }
  }
});
