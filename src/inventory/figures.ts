/** How machines age, in figures: what is left of a system's support, of a warranty, and how old a machine is. Pure: the day is a parameter. */
import { DateTime } from 'luxon';
import type { EndOfLife } from './end-of-life.ts';

export const lifeStates = ['supported', 'ending', 'ended', 'unknown'] as const;
/** `ending`: within six months. The same for a system's support and for a warranty. */
export type LifeState = (typeof lifeStates)[number];

/** Below so many years, in order; `old` above them all. */
export const ageClasses = ['under3', 'under5', 'under7', 'old', 'unknown'] as const;
export type AgeClass = (typeof ageClasses)[number];

/** Where one class ends and the next begins. */
const classYears = [3, 5, 7] as const;

const soonMonths = 6;

/** `until` and `today` are `YYYY-MM-DD`; anything else, '' too, is not known. The last day still counts. */
export const lifeStateOf = (until: string, today: string): LifeState => {
  if (!isDate(until)) return 'unknown';
  if (until < today) return 'ended';
  return until <= monthsAfter(today, soonMonths) ? 'ending' : 'supported';
};

/** Of the updates that everybody gets: what is sold apart is for people to know. */
export const supportStateOf = (end: EndOfLife | undefined, today: string): LifeState => lifeStateOf(end?.supportEnds ?? '', today);

export const ageClassOf = (years: number | null): AgeClass =>
  years === null ? 'unknown' : (ageClasses[classYears.findIndex((limit) => years < limit)] ?? 'old');

/** For each class after the first, in order, the newest day (`YYYY-MM-DD`) on which a machine of it was made: years count to a tenth. */
export const ageClassBegins = (today: string): readonly string[] =>
  classYears.map((years) =>
    DateTime.fromISO(today, { zone: 'utc' })
      .minus({ days: Math.ceil((years - 0.05) * 365.25) })
      .toFormat('yyyy-MM-dd'),
  );

export const isDate = (text: string): boolean => /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text);

/** The same day so many months later; the last one of a shorter month. */
export const monthsAfter = (day: string, months: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM-dd');
