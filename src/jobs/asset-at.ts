/** An asset as it was at the end of a day: its reports up to then, read again from the kept originals and folded. */
import { DateTime } from 'luxon';
import type { Asset, AssetNotYet } from '../inventory/asset.ts';
import { timelineOf } from '../inventory/history/advance.ts';
import { factsOfState } from '../inventory/history/sections.ts';
import type { Software } from '../inventory/report.ts';
import { err, ok, type Result } from '../result.ts';
import type { StoredReport } from '../store/dossier-port.ts';
import type { Common } from './installation.ts';
import { reportsAgain } from './settle-assets.ts';

/** `asOf` is the day, `YYYY-MM-DD`; everything else as `asset` shows it. */
export type AssetAsOf = Asset & { readonly software: readonly Software[]; readonly asOf: string };

/**
 * `day` is `YYYY-MM-DD` in the installation's time zone. undefined: there is no such asset at all. Which records are one asset is judged
 * as of today: what was found out later about the machine holds for its past. A report that nothing dates stands before all others.
 */
export async function assetAt(common: Common, id: string, day: string): Promise<Result<AssetAsOf | undefined, AssetNotYet>> {
  const asset = await common.store.asset(id);
  if (!asset) return ok(undefined);
  const records = await common.store.dossier.recordsOfAssets([asset.id]);
  const reports = await common.store.dossier.reportsOfRecords(records.map((record) => record.id));
  const end = endOfDay(day, common.timeZone);
  const until = reports.filter(({ date }) => date <= end);
  const read = until.some(({ date }) => date !== '') ? await reportsAgain(common, until) : [];
  if (read.length === 0)
    return err({ kind: 'asset-not-yet', id: asset.id, name: asset.name, day, first: firstOf(reports), retry: 'never' });
  const { state, software } = timelineOf(read);
  const { id: lasting, firstSeen } = asset;
  const facts = factsOfState(state);
  const { deviceId, name, kind, form, os, osVersion, manufacturer, model, serial, uuid, macs, ips, cpu, memoryMb, disks, user } = facts;
  const { biosDate, osInstalledOn } = facts;
  return ok({
    ...{ id: lasting, site: state.site, deviceId, name, kind, form },
    ...{ os, osVersion, manufacturer, model, serial, uuid, macs, ips, cpu, memoryMb, disks, user },
    ...{ biosDate, osInstalledOn },
    ...{ inventoryDate: state.lastDate, firstSeen, lastSeen: state.newest.date, missingSince: '', softwareCount: software.length },
    sources: [{ site: state.site, path: state.path }],
    software: software.toSorted(byName),
    asOf: day,
  });
}

/** The last second of it, as reports are dated. */
const endOfDay = (day: string, timeZone: string): string =>
  DateTime.fromISO(day, { zone: timeZone }).endOf('day').toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");

const firstOf = (reports: readonly StoredReport[]): string =>
  reports
    .map(({ date }) => date)
    .filter((date) => date !== '')
    .sort()[0] ?? '';

const byName = (a: Software, b: Software): number => (keyOf(a) < keyOf(b) ? -1 : 1);

const keyOf = ({ name, version, publisher }: Software): string => `${name.toLowerCase()}\0${name}\0${version}\0${publisher}`;
