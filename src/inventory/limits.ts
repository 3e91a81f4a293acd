/** What one inventory file may cost to read; the same field names as in exchange/limits.ts, so that its values fit here. */

export type InventoryLimits = {
  /** Of the file as it came, and of its text once decompressed. */
  readonly maxBytes: number;
  readonly maxXmlDepth: number;
  /** Elements of one document. */
  readonly maxXmlNodes: number;
  /** Attributes of one element. */
  readonly maxXmlAttributes: number;
  readonly maxJsonDepth: number;
};

/** Rows that one report keeps: of a section, of its software list (the longest real one has 3,184), and whole sections shown raw. */
export const rowLimits = { section: 2_000, software: 50_000, rawSections: 500 } as const;

/** reliability.md §3, rows "XML document" and "JSON document". */
export const defaultInventoryLimits: InventoryLimits = {
  maxBytes: 64_000_000,
  maxXmlDepth: 64,
  maxXmlNodes: 2_000_000,
  maxXmlAttributes: 64,
  maxJsonDepth: 64,
};
