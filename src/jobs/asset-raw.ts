/** The newest file that describes an asset, with everything that it says but its secrets: from the kept original, as it came. */
import { type RawSection, rawSections } from '../inventory/raw-sections.ts';
import { err, ok, type Result } from '../result.ts';
import type { StoredReport } from '../store/dossier-port.ts';
import type { Common, JobError } from './installation.ts';
import { originalOf } from './read-again.ts';

export type RawAsset = Pick<StoredReport, 'site' | 'path' | 'sha256' | 'date'> & {
  readonly asset: string;
  readonly sections: readonly RawSection[];
};

/** undefined: there is no such asset. `file-unreadable` when the original is lost or damaged, or cannot be read within the limits. */
export async function rawAsset(common: Common, id: string): Promise<Result<RawAsset | undefined, JobError>> {
  const asset = await common.store.asset(id);
  if (!asset) return ok(undefined);
  const records = await common.store.dossier.recordsOfAssets([asset.id]);
  const reports = await common.store.dossier.reportsOfRecords(records.map((record) => record.id));
  const newest = reports.toSorted(newestFirst)[0];
  if (!newest) return ok(undefined);
  const { site, path, sha256, date } = newest;
  const original = await originalOf(common, sha256);
  if (!original.ok) return unreadable(newest, original.error === 'original-missing' ? 'ENOENT' : 'damaged');
  const { limits } = common.settings;
  const sections = rawSections(original.value, { ...limits, maxBytes: limits.maxEntryBytes });
  if (!sections.ok) return unreadable(newest, `${sections.error.reason} ${sections.error.detail}`.trim());
  return ok({ asset: asset.id, site, path, sha256, date, sections: sections.value });
}

const unreadable = ({ site, path }: StoredReport, cause: string): Result<never, JobError> =>
  err({ kind: 'file-unreadable', path: `${site}/${path}`, cause, retry: 'never' });

const newestFirst = (a: StoredReport, b: StoredReport): number => (orderOf(a) < orderOf(b) ? 1 : -1);

const orderOf = ({ date, sha256 }: StoredReport): string => `${date} ${sha256}`;
