/**
 * Which report of an asset counts. The inventory's own date decides, never the order of arrival (protocol §9): applying any
 * permutation of whole reports with `isNewer` ends in the same state.
 */
import { DateTime } from 'luxon';
import type { AssetReport } from './report.ts';

/** `date` as `instantOf` gives it; `sha256` of the file that carried the report. */
export type DatedReport = { readonly date: string; readonly sha256: string };

export type InstantOptions = {
  /** IANA name of the site's zone; UTC is taken for one that nobody knows. */
  readonly timeZone: string;
  /** ISO 8601: when the file was last written. */
  readonly modified: string;
  readonly now: Date;
};

/** A later date wins, any date wins over none; of two equal dates the greater digest, so that every receiver agrees. */
export const isNewer = (candidate: DatedReport, known: DatedReport | undefined): boolean => {
  if (known === undefined) return true;
  return candidate.date === known.date ? candidate.sha256 > known.sha256 : candidate.date > known.date;
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

/** What is known, completed by a report of some sections: it never erases, and a section that it lacks is kept. */
export const withPartial = (known: AssetReport, partial: AssetReport): AssetReport => ({
  ...known,
  deviceId: partial.deviceId || known.deviceId,
  kind: partial.kind === 'unmanaged' ? known.kind : partial.kind,
  name: partial.name || known.name,
  os: partial.os || known.os,
  osVersion: partial.osVersion || known.osVersion,
  manufacturer: partial.manufacturer || known.manufacturer,
  model: partial.model || known.model,
  serial: partial.serial || known.serial,
  uuid: partial.uuid || known.uuid,
  macs: partial.macs.length > 0 ? partial.macs : known.macs,
  cpu: partial.cpu || known.cpu,
  memoryMb: partial.memoryMb ?? known.memoryMb,
  disks: partial.disks.length > 0 ? partial.disks : known.disks,
  form: partial.form || known.form,
  user: partial.user || known.user,
  inventoryDate: partial.inventoryDate ?? known.inventoryDate,
  agent: partial.agent || known.agent,
  tag: partial.tag || known.tag,
  partial: known.partial,
  software: partial.software ?? known.software,
});

/** Without a date luxon would take today's, and this room has no clock. */
const startsWithDate = /^\d{4}-/;

/** luxon resolves an ambiguous hour by today's offset, which would depend on the clock: take the earlier one always. */
const localInstant = (local: string, timeZone: string): DateTime => {
  const inZone = DateTime.fromISO(local, { zone: timeZone });
  const date = inZone.invalidReason === 'unsupported zone' ? DateTime.fromISO(local, { zone: 'utc' }) : inZone;
  return date.isValid ? (date.getPossibleOffsets()[0] ?? date) : date;
};
