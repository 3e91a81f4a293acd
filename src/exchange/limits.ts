/** Limits on everything that comes from outside (docs/protocol.md §12); each is a setting with a hard cap. */

export type Limits = {
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxMimeParts: number;
  readonly maxMimeDepth: number;
  readonly maxEntries: number;
  readonly maxEntryBytes: number;
  readonly maxTotalBytes: number;
  readonly maxEntryRatio: number;
  readonly maxTotalRatio: number;
  readonly maxNameBytes: number;
  readonly maxPathDepth: number;
  readonly maxXmlDepth: number;
  readonly maxXmlNodes: number;
  readonly maxXmlAttributes: number;
  readonly maxJsonDepth: number;
  /** Volumes of a parcel, and their bytes together. */
  readonly maxVolumes: number;
  readonly maxParcelBytes: number;
  /** Incomplete parcels kept of one site, and for how many days after their latest volume. */
  readonly maxPartialParcels: number;
  readonly partialDays: number;
  /** Mails taken by one run of `receive`. */
  readonly maxRunMessages: number;
  /** Bytes downloaded by one run of `receive`. */
  readonly maxRunBytes: number;
  /** After which a run of `receive` takes no further mail. */
  readonly maxRunMinutes: number;
  /** Time that reading one mail or one parcel may take before it is given up. */
  readonly maxReadingSeconds: number;
};

export const defaultLimits: Limits = {
  maxMessageBytes: 40_000_000,
  maxHeaderBytes: 262_144,
  maxMimeParts: 20,
  maxMimeDepth: 4,
  maxEntries: 20_000,
  maxEntryBytes: 64_000_000,
  maxTotalBytes: 512_000_000,
  maxEntryRatio: 200,
  maxTotalRatio: 100,
  maxNameBytes: 200,
  maxPathDepth: 8,
  maxXmlDepth: 64,
  maxXmlNodes: 2_000_000,
  maxXmlAttributes: 64,
  maxJsonDepth: 64,
  maxVolumes: 64,
  maxParcelBytes: 448_000_000,
  maxPartialParcels: 2,
  partialDays: 45,
  maxRunMessages: 500,
  maxRunBytes: 1_000_000_000,
  maxRunMinutes: 30,
  maxReadingSeconds: 60,
};
