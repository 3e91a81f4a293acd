/** When a report was made. Its own date decides which report counts, never the order of arrival (protocol §9; history/advance.ts). */
import { DateTime } from 'luxon';
import type { AssetReport } from './report.ts';

export type InstantOptions = {
  /** IANA name of the site's zone; UTC is taken for one that nobody knows. */
  readonly timeZone: string;
  /** ISO 8601: when the file was last written. */
  readonly modified: string;
  readonly now: Date;
};

/**
 * When the report was made, `YYYY-MM-DDTHH:mm:ssZ`: its own local date in the site's zone (of an hour that comes twice, the
 * first), else the file's modification. A date more than 24 hours ahead of `now` is a wrong clock and does not count; '' when
 * nothing is left.
 */
export const instantOf = (report: Pick<AssetReport, 'inventoryDate'>, { timeZone, modified, now }: InstantOptions): string => {
  const latest = DateTime.fromJSDate(now, { zone: 'utc' }).plus({ hours: 24 });
  const own = localInstant(report.inventoryDate ?? '', timeZone);
  const written = DateTime.fromISO(startsWithDate.test(modified) ? modified : '', { zone: 'utc' });
  const instant = [own, written].find((date) => date.isValid && date <= latest);
  return instant === undefined ? '' : instant.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
};

/** Without a date luxon would take today's, and this room has no clock. */
const startsWithDate = /^\d{4}-/;

/** luxon resolves an ambiguous hour by today's offset, which would depend on the clock: take the earlier one always. */
const localInstant = (local: string, timeZone: string): DateTime => {
  const inZone = DateTime.fromISO(local, { zone: timeZone });
  const date = inZone.invalidReason === 'unsupported zone' ? DateTime.fromISO(local, { zone: 'utc' }) : inZone;
  return date.isValid ? (date.getPossibleOffsets()[0] ?? date) : date;
};
