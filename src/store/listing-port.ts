/** The port of long lists: assets and products a page at a time, and counts that the engine makes. For pages, never on the way of a commit. */
import type { AssetFacts } from '../inventory/report.ts';

/** A line of a list of assets. `revision` is another one whenever the asset, its doubles or what people say of it changed. */
export type ListedRow = Pick<AssetFacts, 'name' | 'os' | 'osVersion' | 'manufacturer' | 'model' | 'serial' | 'user' | 'macs' | 'ips'> & {
  readonly id: string;
  readonly site: string;
  readonly kind: string;
  readonly lastSeen: string;
  readonly missingSince: string;
  readonly revision: string;
  /** Where the next page of the list begins. */
  readonly searchName: string;
};

export type ListPlace = Pick<ListedRow, 'site' | 'searchName' | 'id'>;

export type ProductVersion = {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly installations: number;
  readonly sites: number;
  readonly searchName: string;
};

/** A value and how many assets have it. */
export type Count = { readonly value: string; readonly count: number };

export type ListQuestion = {
  /** `site`: by site, folded name, id; `name`: by folded name, id. */
  readonly order: 'site' | 'name';
  /** null: from the beginning. */
  readonly after: ListPlace | null;
  readonly limit: number;
  /** Ids of assets that are out of use. */
  readonly without: readonly string[];
};

export type Listing = {
  listed(question: ListQuestion): Promise<readonly ListedRow[]>;
  /** By folded name, publisher; every version of a product is with it. */
  products(): AsyncIterable<readonly ProductVersion[]>;
  countBy(column: 'site' | 'kind' | 'os' | 'biosDate' | 'memoryMb' | 'disks', without: readonly string[]): Promise<readonly Count[]>;
  /** `YYYY-MM` → assets first seen in it, oldest first; those out of use, too: growth looks back. */
  firstSeenByMonth(): Promise<readonly Count[]>;
  changesSince(date: string): Promise<number>;
  countChanges(): Promise<number>;
};
