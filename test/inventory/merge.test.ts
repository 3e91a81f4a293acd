/** Which report counts. */
import fc from 'fast-check';
import { Settings } from 'luxon';
import { describe, expect, it } from 'vitest';
import { type DatedReport, instantOf, isNewer, withPartial } from '../../src/inventory/merge.ts';
import { emptyReport, quirk, reportOf } from './documents.ts';

const now = new Date('2026-11-22T02:00:00Z');
const modified = '2026-11-20T10:11:12.345Z';

const instant = (inventoryDate: string | null, timeZone = 'Europe/Paris', written = modified): string =>
  instantOf({ inventoryDate }, { timeZone, modified: written, now });

describe('newer', () => {
  it('is the later date; of equal dates the greater digest; no date loses', () => {
    const known = { date: '2026-11-09T08:00:00Z', sha256: 'b' };
    expect(isNewer({ date: '2026-11-09T08:00:01Z', sha256: 'a' }, known)).toBe(true);
    expect(isNewer({ date: '2026-11-08T23:59:59Z', sha256: 'c' }, known)).toBe(false);
    expect(isNewer({ date: known.date, sha256: 'c' }, known)).toBe(true);
    expect(isNewer({ date: known.date, sha256: 'a' }, known)).toBe(false);
    expect(isNewer(known, known)).toBe(false);
    expect(isNewer({ date: '', sha256: 'z' }, known)).toBe(false);
    expect(isNewer({ date: '', sha256: 'z' }, undefined)).toBe(true);
  });

  it('leaves the same report standing whatever the order of arrival, repeats and losses of later copies', { timeout: 60_000 }, () => {
    const report = fc.record({
      date: fc.constantFrom('', '2026-11-08T00:00:00Z', '2026-11-09T00:00:00Z'),
      sha256: fc.constantFrom('a', 'b', 'c'),
    });
    const last = (arrivals: readonly DatedReport[]): DatedReport | undefined =>
      arrivals.reduce<DatedReport | undefined>((known, candidate) => (isNewer(candidate, known) ? candidate : known), undefined);
    const orders = fc
      .array(report, { minLength: 1, maxLength: 8 })
      .chain((reports) => fc.tuple(fc.constant(reports), fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 })));
    fc.assert(
      fc.property(orders, ([reports, shuffled]) => {
        expect(last(shuffled)).toEqual(last(reports));
      }),
    );
  });
});

describe('when a report was made', () => {
  it('is its local date in the zone of the site', () => {
    expect(instant('2026-11-09T08:03:21')).toBe('2026-11-09T07:03:21Z');
    expect(instant('2026-07-09T08:03:21')).toBe('2026-07-09T06:03:21Z');
    expect(instant('2026-11-09T08:03:21', 'America/Cayenne')).toBe('2026-11-09T11:03:21Z');
  });

  it('takes the first of an hour that comes twice, whatever season it is now', () => {
    const { now: clock } = Settings;
    for (const season of ['2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z']) {
      Settings.now = () => Date.parse(season);
      Settings.resetCaches();
      expect(instant('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00Z');
    }
    Settings.now = clock;
    Settings.resetCaches();
  });

  it('moves an hour that does not exist forward', () => {
    expect(instant('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00Z');
  });

  it('is UTC in a zone that nobody knows', () => {
    expect(instant('2026-11-09T08:03:21', 'Mars/Olympus')).toBe('2026-11-09T08:03:21Z');
    expect(instant('2026-11-09T08:03:21', '')).toBe('2026-11-09T08:03:21Z');
  });

  it('falls back on the modification of the file when absent or more than a day ahead', () => {
    expect(instant(null)).toBe('2026-11-20T10:11:12Z');
    expect(instant('2099-01-01T00:00:00')).toBe('2026-11-20T10:11:12Z');
    expect(instant('2026-11-23T02:59:00')).toBe('2026-11-23T01:59:00Z');
    expect(instant('2026-11-23T03:01:00')).toBe('2026-11-20T10:11:12Z');
  });

  it('is nothing when nothing says so', () => {
    expect(instant(null, 'Europe/Paris', '')).toBe('');
    expect(instant(null, 'Europe/Paris', '2031-01-01T00:00:00Z')).toBe('');
    expect(instant(null, 'Europe/Paris', 'yesterday')).toBe('');
    expect(instant(null, 'Europe/Paris', '00:30')).toBe('');
  });
});

describe('a partial report', () => {
  it('adds what it says and erases nothing', () => {
    const known = reportOf(quirk('glpi-computer.json'));
    const partial = reportOf(quirk('glpi-partial.json'));
    expect(partial.partial).toBe(true);
    expect(withPartial(known, partial)).toEqual({ ...known, cpu: 'AMD EPYC' });
  });

  it('replaces the software only when it has a software section', () => {
    const software = [{ name: 'nano', version: '7.2', publisher: 'Debian' }];
    const known = { ...emptyReport, software };
    expect(withPartial(known, { ...emptyReport, partial: true }).software).toBe(software);
    expect(withPartial(known, { ...emptyReport, partial: true, software: [] }).software).toEqual([]);
  });

  it('that says nothing changes nothing, and one on top of another stays partial', () => {
    const known = reportOf(quirk('utf-8.xml'));
    expect(withPartial(known, { ...emptyReport, kind: 'unmanaged', partial: true })).toEqual(known);
    expect(withPartial({ ...known, partial: true }, { ...emptyReport, partial: true }).partial).toBe(true);
  });
});
