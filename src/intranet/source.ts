/**
 * The port that pages are made from: the dossier, read lazily, so that ten thousand assets are never in memory together and an asset
 * that did not change is never read whole. Ignores where it is kept.
 */
import type {
  AssetRow,
  AssetView,
  ChangesView,
  DoublesView,
  EndOfLifeView,
  ExchangesView,
  FiguresView,
  KeySoftwareView,
  OverviewView,
  SiteView,
  SoftwareView,
} from './view.ts';

/** `revision` is another one whenever anything of the asset's AssetView is (names of sites and of possible doubles, judgements included). */
export type ListedAsset = { readonly row: AssetRow; readonly revision: string };

/** All answers of one publishing should be of one moment (one read transaction). */
export type DossierSource = {
  /** The organisation's name, '' when it has none. */
  organisation(): Promise<string>;
  overview(): Promise<OverviewView>;
  figures(): Promise<FiguresView>;
  /** By name. Few (hundreds), each with its recent changes only. */
  sites(): AsyncIterable<SiteView>;
  /** `site`: by site id, then name, then id. `name`: by name folded (no case, no accents), then id. */
  assets(order: 'site' | 'name'): AsyncIterable<ListedAsset>;
  /** null when it is gone since it was listed. */
  asset(id: string): Promise<AssetView | null>;
  /** By name folded, then publisher. */
  software(): AsyncIterable<SoftwareView>;
  changes(limit: number): Promise<ChangesView>;
  doubles(limit: number): Promise<DoublesView>;
  keySoftware(limit: number): Promise<readonly KeySoftwareView[]>;
  /** Soonest end first; assets of each at most `limit`. */
  endOfLife(limit: number): Promise<readonly EndOfLifeView[]>;
  exchanges(limit: number): Promise<ExchangesView>;
};
