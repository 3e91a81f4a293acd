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
  /** Mails taken by one run of `receive`. */
  readonly maxRunMessages: number;
  /** Bytes downloaded by one run of `receive`. */
  readonly maxRunBytes: number;
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
  maxRunMessages: 2_000,
  maxRunBytes: 1_000_000_000,
};
