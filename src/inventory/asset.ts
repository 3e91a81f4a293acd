/** An asset as the common dossier knows it: what its reports say together, and where they came from. Values only. */
import type { Software } from './report.ts';

export type Asset = {
  readonly id: string;
  readonly site: string;
  readonly deviceId: string;
  readonly name: string;
  readonly kind: string;
  /** `desktop`, `laptop`, `server`, `virtual`…; '' when nothing tells. */
  readonly form: string;
  readonly os: string;
  readonly osVersion: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly uuid: string;
  readonly macs: readonly string[];
  readonly ips: readonly string[];
  readonly cpu: string;
  readonly memoryMb: number | null;
  readonly disks: readonly { readonly name: string; readonly sizeMb: number }[];
  readonly user: string;
  /** `YYYY-MM-DD` of the firmware and of the system's installation, '' when not said. */
  readonly biosDate: string;
  readonly osInstalledOn: string;
  readonly inventoryDate: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Since when no file of its sites describes it, '' while one does. */
  readonly missingSince: string;
  readonly softwareCount: number;
  readonly sources: readonly { readonly site: string; readonly path: string }[];
};

/** Every filter is a case-insensitive substring; all given ones must hold. */
export type AssetFilter = { readonly site?: string; readonly name?: string; readonly os?: string; readonly software?: string };

export type SoftwareCount = Software & { readonly installations: number; readonly sites: number };

/** Nothing was known of the asset at the end of `day`: its first report, '' when none has a date, is later. */
export type AssetNotYet = {
  readonly kind: 'asset-not-yet';
  readonly id: string;
  readonly name: string;
  readonly day: string;
  readonly first: string;
  readonly retry: 'never';
};
