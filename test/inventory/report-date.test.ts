/** When a report was made. */
import { Settings } from 'luxon';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/inventory/report-date.ts';

const now = new Date('2026-11-22T02:00:00Z');
const modified = '2026-11-20T10:11:12.345Z';

const instant = (inventoryDate: string | null, timeZone = 'Europe/Paris', written = modified): string =>
  instantOf({ inventoryDate }, { timeZone, modified: written, now });

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
