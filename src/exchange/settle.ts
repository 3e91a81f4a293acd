/**
 * What one parcel changes in the common dossier: pure, from what the parcel says and what is known. The job reads before and
 * writes after; nothing here depends on the order in which mails arrive (the inventory's own date decides, protocol §9).
 */
import { assetId, deviceKey } from '../inventory/identity.ts';
import { instantOf, isNewer } from '../inventory/merge.ts';
import type { AssetReport, UnreadableInventory } from '../inventory/report.ts';
import type { Result } from '../result.ts';

/** A file of the parcel whose content differs from what is stored, as it was read. */
export type ReadFile = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modified: string;
  readonly content: Result<readonly AssetReport[], UnreadableInventory>;
};

export type KnownDate = { readonly date: string; readonly sha256: string };

export type Known = {
  readonly site: string;
  readonly timeZone: string;
  readonly now: Date;
  /** Paths of the site's dossier as applied. */
  readonly paths: readonly string[];
  /** By device key. */
  readonly reports: ReadonlyMap<string, KnownDate>;
  /** Device keys described by files of this parcel that did not change. */
  readonly unchangedDevices: readonly string[];
};

/** One asset to write: the report that is newest for (site, deviceKey). */
export type SettledAsset = {
  /** Stable public id, derived from site and deviceKey (inventory/identity.ts). */
  readonly id: string;
  readonly deviceKey: string;
  readonly report: AssetReport;
  /** ISO 8601 UTC, '' when nothing says when. */
  readonly date: string;
  readonly path: string;
  readonly sha256: string;
};

/** A file of the site's dossier that is new or has changed. */
export type FilePut = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modified: string;
  /** '' when it was read well. */
  readonly problem: string;
  /** Keys of all devices that it describes, newer or not; when not given, those of `assets` that come from it. */
  readonly devices?: readonly string[];
};

export type FileProblem = { readonly path: string; readonly problem: string };

export type Settlement = {
  readonly assets: readonly SettledAsset[];
  readonly assetsSeen: readonly string[];
  readonly filesPut: readonly FilePut[];
  readonly filesDeleted: readonly string[];
  readonly problems: readonly FileProblem[];
  /** Inventories read, changed files only. */
  readonly read: number;
};

/** Settles a snapshot: `listed` are all paths of the parcel, `changed` those that differ from the stored ones. */
export function settle(known: Known, listed: readonly string[], changed: readonly ReadFile[]): Settlement {
  const candidates = changed.flatMap((file) => candidatesOf(file, known));
  const newest = newestByDevice(candidates);
  const assets = [...newest.values()].filter((asset) => isNewer(asset, known.reports.get(asset.deviceKey)));
  const written = new Set(assets.map((asset) => asset.deviceKey));
  const reported = new Set([...newest.keys(), ...known.unchangedDevices]);
  const present = new Set(listed);
  const filesPut = changed.map((file) => filePut(file));
  return {
    assets: assets.map((asset) => withStandingDate(asset, known)),
    assetsSeen: [...reported].filter((key) => !written.has(key)),
    filesPut,
    filesDeleted: known.paths.filter((path) => !present.has(path)),
    problems: filesPut.filter((file) => file.problem !== '').map(({ path, problem }) => ({ path, problem })),
    read: candidates.length,
  };
}

/** A partial report completes an asset and does not date it: a whole one that comes later is never older than it. */
const withStandingDate = (asset: SettledAsset, known: Known): SettledAsset =>
  asset.report.partial ? { ...asset, date: known.reports.get(asset.deviceKey)?.date ?? '' } : asset;

const filePut = (file: ReadFile): FilePut => ({
  path: file.path,
  sha256: file.sha256,
  bytes: file.bytes,
  modified: file.modified,
  problem: problemOf(file),
  devices: file.content.ok ? file.content.value.map(deviceKey) : [],
});

/** A file that should be an inventory and is none: its reason code; '' for inventories and for files that travel along. */
export function problemOf(file: { readonly path: string; readonly content: ReadFile['content'] }): string {
  if (file.content.ok) return '';
  const { reason } = file.content.error;
  if (/\.ocs$/i.test(file.path)) return reason;
  if (!/\.(xml|json)(\.gz)?$/i.test(file.path)) return '';
  return reason === 'not-an-inventory' ? '' : reason;
}

function candidatesOf(file: ReadFile, known: Known): readonly SettledAsset[] {
  if (!file.content.ok) return [];
  return file.content.value.map((report) => {
    const key = deviceKey(report);
    const date = instantOf(report, { timeZone: known.timeZone, modified: file.modified, now: known.now });
    return { id: assetId(known.site, key), deviceKey: key, report, date, path: file.path, sha256: file.sha256 };
  });
}

/** Of several files on one device the newest; a partial one only where no whole one came along. */
function newestByDevice(candidates: readonly SettledAsset[]): Map<string, SettledAsset> {
  const newest = new Map<string, SettledAsset>();
  const whole = new Set(candidates.filter(({ report }) => !report.partial).map((candidate) => candidate.deviceKey));
  for (const candidate of candidates) {
    if (candidate.report.partial && whole.has(candidate.deviceKey)) continue;
    if (isNewer(candidate, newest.get(candidate.deviceKey))) newest.set(candidate.deviceKey, candidate);
  }
  return newest;
}
