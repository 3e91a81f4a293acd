/**
 * What one inventory file says of one asset: the common shape that every format is read into.
 * Empty string, empty list or null mean "the file does not say"; nothing is invented here.
 */

export const assetKinds = ['computer', 'printer', 'network', 'phone', 'monitor', 'storage', 'unmanaged'] as const;
export type AssetKind = (typeof assetKinds)[number];

export type Software = { readonly name: string; readonly version: string; readonly publisher: string };

export type Disk = { readonly name: string; readonly sizeMb: number };

export type AssetReport = {
  /** DEVICEID as the asset's own agent made it; '' for what was found over the network, whose files carry the scanner's. */
  readonly deviceId: string;
  readonly kind: AssetKind;
  readonly name: string;
  readonly os: string;
  readonly osVersion: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly uuid: string;
  /** aa:bb:cc:dd:ee:ff, sorted, without repeats. */
  readonly macs: readonly string[];
  readonly cpu: string;
  readonly memoryMb: number | null;
  readonly disks: readonly Disk[];
  readonly user: string;
  /** Local time of the agent, `YYYY-MM-DDTHH:mm:ss` without zone; null when absent or impossible. */
  readonly inventoryDate: string | null;
  readonly agent: string;
  readonly tag: string;
  /** True when the file carries only some sections (GLPI `partial`): it must not erase the others. */
  readonly partial: boolean;
  /** null when the file has no software section at all; [] when it has an empty one. */
  readonly software: readonly Software[] | null;
};

/** Why a file is no inventory that we can read. `detail` is data for people: element, offset, character set… */
export type UnreadableReason =
  | 'empty'
  | 'too-large'
  | 'damaged-compression'
  | 'not-an-inventory'
  | 'malformed-xml'
  | 'malformed-json'
  | 'doctype'
  | 'too-deep'
  | 'too-many-nodes'
  | 'forbidden-key'
  | 'undecodable-text'
  | 'no-device';

export type UnreadableInventory = {
  readonly kind: 'unreadable-inventory';
  readonly reason: UnreadableReason;
  readonly detail: string;
  readonly retry: 'never';
};
