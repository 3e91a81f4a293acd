/** The port of what people decide about assets. */
import type { ManualEntry } from '../inventory/overlay.ts';
import type { DecisionEntry, DossierChange } from './dossier-port.ts';

export type Decisions = {
  /** Notes a word, and what it changes of the dossier, in one transaction. */
  decide(entry: DecisionEntry, dossier?: DossierChange): Promise<void>;
  /** Newest first. */
  decisions(limit: number): Promise<readonly (DecisionEntry & { readonly number: number })[]>;
  /** By id of the asset: the standing word of each of its records about each field. */
  manual(): Promise<ReadonlyMap<string, readonly ManualEntry[]>>;
  /** By id of the asset: when a person retired it, and has not taken it back since. */
  retired(): Promise<ReadonlyMap<string, string>>;
};
