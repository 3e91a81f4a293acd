/** The contract of a format. */
import type { Result } from '../../result.ts';
import type { JsonObject } from '../json.ts';
import type { AssetReport, UnreadableInventory } from '../report.ts';
import type { XmlElement } from '../xml-tree.ts';

export type InventoryDocument = { readonly kind: 'xml'; readonly root: XmlElement } | { readonly kind: 'json'; readonly root: JsonObject };

export type InventoryReader = {
  readonly name: string;
  /** By shape alone: whether this is the reader to ask, even if it then refuses. */
  recognises(document: InventoryDocument): boolean;
  /** At least one report, or why there is none. */
  read(document: InventoryDocument): Result<readonly AssetReport[], UnreadableInventory>;
};
