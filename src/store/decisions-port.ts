/** The port of what people decide about assets. */
import type { TraceEvent } from '../exchange/trace.ts';
import type { ManualEntry, Retirement } from '../inventory/overlay.ts';
import type { DecisionEntry, DossierChange } from './dossier-port.ts';

export type Decided = {
  /** At least one, said at one moment. */
  readonly entries: readonly DecisionEntry[];
  readonly dossier?: DossierChange;
  readonly trace: readonly TraceEvent[];
};

export type Decisions = {
  /** Notes words, what they change of the dossier, and their line of the trace, in one transaction. */
  decide(decision: Decided): Promise<void>;
  /** Newest first. */
  decisions(limit: number): Promise<readonly (DecisionEntry & { readonly number: number })[]>;
  /** By id of the asset: the standing word of each of its records about each field. */
  manual(): Promise<ReadonlyMap<string, readonly ManualEntry[]>>;
  /** Assets that a person retired and has not taken back since: whether it still holds is for `standingRetirements` to say. */
  retired(): Promise<readonly Retirement[]>;
};

/** A word of a person about two records; `undo` takes the last one back. */
export type PairWord = 'merge' | 'separate' | 'undo';

/** Two values that people gave to one field of what is one machine now. */
export type ManualConflict = {
  readonly asset: string;
  readonly name: string;
  readonly site: string;
  readonly field: string;
  /** The newer one, which is shown; and the other. */
  readonly value: string;
  readonly conflict: string;
};

export type PairDecided = {
  readonly word: PairWord;
  readonly a: string;
  readonly b: string;
  /** The assets that they are now: one, or two. */
  readonly assets: readonly string[];
  readonly conflicts: readonly ManualConflict[];
};
