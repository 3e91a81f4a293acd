/** The port of long lists: assets and products a page at a time, and counts that the engine makes. For pages, never on the way of a commit. */
import type { Asset } from '../inventory/asset.ts';
import type { Question } from '../inventory/questions.ts';
import type { AssetFacts } from '../inventory/report.ts';
import type { ShownChange } from './dossier-port.ts';
import type { Direction, Page, Paging } from './page-port.ts';
import type { Matched } from './search-port.ts';

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

/** Assets that run one system. */
export type SystemGroup = { readonly os: string; readonly osVersion: string; readonly count: number };

export type MostInstalled = { readonly name: string; readonly versions: readonly Pick<ProductVersion, 'version' | 'installations'>[] };

export type ListQuestion = {
  /** `site`: by site, folded name, id; `name`: by folded name, id. */
  readonly order: 'site' | 'name';
  /** null: from the beginning. */
  readonly after: ListPlace | null;
  readonly limit: number;
  /** Ids of assets that are out of use. */
  readonly without: readonly string[];
};

// ---------------------------------------------------------------- tables

/** Columns of the table of assets. */
export type TableRow = Omit<ListedRow, 'revision' | 'searchName'> &
  Pick<Asset, 'form' | 'memoryMb' | 'biosDate' | 'inventoryDate' | 'firstSeen' | 'softwareCount'> & {
    /** What the question found it by; [] without one. */
    readonly matched: readonly Matched[];
  };

export const assetOrders = [
  'site',
  'name',
  'kind',
  'os',
  'manufacturer',
  'model',
  'serial',
  'user',
  'lastSeen',
  'firstSeen',
  'inventoryDate',
  'memoryMb',
  'biosDate',
  'softwareCount',
] as const;
export type AssetOrder = (typeof assetOrders)[number];

/** Exact values, as facets tell them. `missing`: only those that no file describes any more, or only the others. */
export type AssetFilters = {
  readonly site?: string;
  readonly kind?: string;
  readonly os?: string;
  readonly form?: string;
  readonly missing?: boolean;
};

export type AssetChoice = {
  /** As `search` takes it: it finds what people corrected, too. */
  readonly question?: Question;
  readonly filters: AssetFilters;
  /** Ids of assets that are out of use. */
  readonly without: readonly string[];
};

/** Texts in the order of their folded form, then by name, then in the order in which they came to be known. */
export type AssetQuestion = AssetChoice & Paging & { readonly order: AssetOrder; readonly direction: Direction };

export type AssetPage = Page<TableRow> & {
  /** Where nothing matches: words of the question that are names of software, which nobody asked for. */
  readonly asSoftware: readonly string[];
};

/** The values that most assets have, the most frequent first; each facet leaves its own filter out. */
export type AssetFacets = { readonly [F in 'site' | 'kind' | 'os']: readonly Count[] };

/** A software whatever its version. */
export type Product = {
  readonly name: string;
  readonly publisher: string;
  /** That somebody has. */
  readonly versions: number;
  /** An asset with two versions has two. */
  readonly installations: number;
  readonly sites: number;
};

export type ProductQuestion = Paging & {
  /** In the name or the publisher, in any case and without accents. */
  readonly text?: string;
  /** Only what this site has, and how often it does. */
  readonly site?: string;
  readonly order: 'name' | 'publisher' | 'installations' | 'sites';
  readonly direction: Direction;
};

export type ProductPage = Page<Product> & {
  /** Sites that changed since they were counted and are not yet counted again: a few are at each question. */
  readonly uncounted: number;
};

export type VersionCount = Pick<ProductVersion, 'version' | 'installations' | 'sites'>;

export type ChangeQuestion = Paging & {
  /** Ids. */
  readonly site?: string;
  readonly asset?: string;
  readonly kinds?: readonly string[];
  /** ISO 8601 of the change; inclusive, and exclusive. */
  readonly since?: string;
  readonly until?: string;
  /** In the name of the asset or the subject, in any case and without accents. */
  readonly text?: string;
  /** `desc`: newest first. */
  readonly direction: Direction;
};

export type TableChange = ShownChange & { readonly number: number };

export type Listing = {
  /** Sorted by what reports say: a name that a person corrected stands where the reported one would. */
  assetPage(question: AssetQuestion): Promise<AssetPage>;
  /** At most `most` values of each. */
  assetFacets(choice: AssetChoice, most: number): Promise<AssetFacets>;
  productPage(question: ProductQuestion): Promise<ProductPage>;
  /** Of one product, the most frequent first; at one site or at all. */
  productVersions(product: Pick<Product, 'name' | 'publisher'>, site?: string): Promise<readonly VersionCount[]>;
  /** Counted exactly up to 10,000. */
  changePage(question: ChangeQuestion): Promise<Page<TableChange>>;
  listed(question: ListQuestion): Promise<readonly ListedRow[]>;
  /** By folded name, publisher; every version of a product is with it. */
  products(): AsyncIterable<readonly ProductVersion[]>;
  countBy(column: 'site' | 'kind' | 'os' | 'biosDate' | 'memoryMb' | 'disks', without: readonly string[]): Promise<readonly Count[]>;
  /** Of assets of every kind, in the order in which a list by site comes to the first of each. */
  systems(without: readonly string[]): Promise<readonly SystemGroup[]>;
  /** The products that are installed most, at most so many, and their versions, the most frequent first. */
  mostInstalled(most: number): Promise<readonly MostInstalled[]>;
  /** `YYYY-MM` → assets first seen in it, oldest first; those out of use, too: growth looks back. */
  firstSeenByMonth(): Promise<readonly Count[]>;
  changesSince(date: string): Promise<number>;
  /** All but those of the assets with these ids. */
  countChanges(without: readonly string[]): Promise<number>;
};
