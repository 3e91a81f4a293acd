/**
 * What one inventory file says of one asset: the common shape that every format is read into.
 * Empty string, empty list or null mean "the file does not say"; nothing is invented here.
 */

export const assetKinds = ['computer', 'printer', 'network', 'phone', 'monitor', 'storage', 'unmanaged'] as const;
export type AssetKind = (typeof assetKinds)[number];

/** What it looks like: a desktop computer, a laptop, network equipment (`switch`)…; '' when nothing tells (formats/form.ts). */
export const assetForms = ['desktop', 'laptop', 'server', 'virtual', 'tablet', 'phone', 'printer', 'switch', 'other', ''] as const;
export type AssetForm = (typeof assetForms)[number];

export type Software = { readonly name: string; readonly version: string; readonly publisher: string };

export type Disk = { readonly name: string; readonly sizeMb: number };

/** One record of a section: field in lower case → tidy text; a field that the file does not have is absent. */
export type SectionRow = Readonly<Record<string, string>>;

/** Section name in lower case (`hardware`, `drives`, `ports`…) → its records; [] when the file has it empty. */
export type SectionMap = Readonly<Record<string, readonly SectionRow[]>>;

/** What the envelope of a file says of its asset. */
export type ReportHead = {
  /** DEVICEID as the asset's own agent made it; '' for what was found over the network, whose files carry the scanner's. */
  readonly deviceId: string;
  readonly kind: AssetKind;
  readonly agent: string;
  readonly tag: string;
};

/** What is known of an asset: it follows from the envelope and the sections alone (facts.ts). */
export type AssetFacts = ReportHead & {
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
  /** The id that the agent had before (OLD_DEVICEID), '' when it says none. */
  readonly oldDeviceId: string;
  /** Serial number of the main board, as reported; placeholders are not judged here. */
  readonly boardSerial: string;
  readonly diskSerials: readonly string[];
  /** IMEI of a telephone, digits only. */
  readonly imei: string;
  /** Windows domain, or the domain part of the full name. */
  readonly domain: string;
  /** IPv4 and IPv6 addresses of its interfaces, sorted, without loopback. */
  readonly ips: readonly string[];
  readonly isVirtual: boolean;
  readonly form: AssetForm;
  /** `YYYY-MM-DD` of the system's installation and of the firmware; '' when not said. */
  readonly osInstalledOn: string;
  readonly biosDate: string;
};

/** One file's report on one asset. */
export type AssetReport = AssetFacts & {
  /** The sections that the file has, but for software: what the facts above follow from (facts.ts), and what pages show. */
  readonly sections: SectionMap;
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
