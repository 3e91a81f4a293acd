/**
 * The port of the common dossier: which records a site's reports make, which records are one asset, what is known of it and what changed.
 * All of it follows from the deliveries, the kept originals and the decisions of people, and can be computed again from them.
 */
import type { AssetState, Change } from '../inventory/history/timeline.ts';
import type { Decision, Double, IdentityRecord, LearnedBad, Link } from '../inventory/identity/record.ts';
import type { AssetFacts, Software } from '../inventory/report.ts';

/** A record as it is stored, with the asset that it belongs to. */
export type StoredRecord = IdentityRecord & {
  /** Id of its asset. */
  readonly asset: string;
};

/** A report as it is known: its content is an original. */
export type StoredReport = {
  readonly site: string;
  readonly sha256: string;
  /** Which of the reports of its file, from 0. */
  readonly item: number;
  readonly record: string;
  /** `YYYY-MM-DDTHH:mm:ssZ`, '' when nothing says when. */
  readonly date: string;
  readonly path: string;
  readonly modified: string;
  readonly bytes: number;
};

export type StoredAsset = {
  /** Stands for the asset in the narrow tables; kept for as long as any of its records is. */
  readonly number: number;
  readonly id: string;
  readonly state: AssetState;
  readonly links: readonly Link[];
  readonly softwareSha256: string;
};

/** One asset to write. */
export type AssetWrite = {
  readonly id: string;
  /** The row that it had, under whatever id; null for a new one. */
  readonly number: number | null;
  readonly state: AssetState;
  readonly facts: AssetFacts;
  readonly links: readonly Link[];
  /** null: as it was. */
  readonly software: readonly Software[] | null;
  readonly softwareSha256: string;
  readonly changes: readonly Change[];
  /** The changes are all that its reports show, instead of what was known; else they follow what was known. */
  readonly isRewritten: boolean;
};

/** What reports change in the common dossier. Nothing here depends on the order in which mails arrive. */
export type DossierChange = {
  readonly reports: readonly StoredReport[];
  readonly records: readonly StoredRecord[];
  /** Record → the short strings under which related ones find it. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly assets: readonly AssetWrite[];
  /** Rows whose records all went to another asset, `into`. */
  readonly gone: readonly { readonly number: number; readonly into: string }[];
  /** Records whose possible doubles were judged anew: `doubles` has all that are left of theirs. */
  readonly judged: readonly string[];
  readonly doubles: readonly Double[];
  readonly learned: readonly LearnedBad[];
  /** Records that files of this parcel describe, changed or not. */
  readonly seen: readonly string[];
};

/** A file that came, or went (`sha256` is '' then): append-only, in the order of the commits. */
export type Delivery = {
  readonly site: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modified: string;
  readonly timeZone: string;
  readonly at: string;
};

/** A word of a person about assets, append-only. `record` is a record of the asset that was meant. */
export type DecisionEntry = {
  readonly at: string;
  readonly by: string;
  readonly action: 'merge' | 'separate' | 'undo' | 'set' | 'clear' | 'retire' | 'reactivate';
  readonly record: string;
  readonly other: string;
  readonly field: string;
  readonly value: string;
  /** A value holds until this day; '' for ever. */
  readonly until: string;
};

/** A change as it is shown: with its asset, and when it was learnt. */
export type ShownChange = Change & { readonly asset: string; readonly name: string; readonly at: string };

export type ChangeFilter = {
  readonly asset?: string;
  readonly site?: string;
  readonly since?: string;
  readonly kind?: string;
  /** Ids of assets whose changes are left out, before any limit. */
  readonly without?: readonly string[];
  readonly limit?: number;
};

export type Dossier = {
  /** Reports known of these contents at this site. */
  reportsOfFiles(site: string, sha256s: readonly string[]): Promise<readonly StoredReport[]>;
  reportsOfRecords(records: readonly string[]): Promise<readonly StoredReport[]>;
  records(ids: readonly string[]): Promise<readonly StoredRecord[]>;
  recordsByKeys(keys: readonly string[]): Promise<readonly StoredRecord[]>;
  recordsOfAssets(assets: readonly string[]): Promise<readonly StoredRecord[]>;
  /** Records that this site's files at these paths describe. */
  recordsByPath(site: string, paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  storedAssets(ids: readonly string[]): Promise<readonly StoredAsset[]>;
  /** By id of the asset. */
  linksOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Link[]>>;
  /** By id of the asset. */
  softwareOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Software[]>>;
  /** What people decided of pairs of which one is among these records, oldest first. */
  decisionsOf(records: readonly string[]): Promise<readonly Decision[]>;
  /** The deliveries after this number, in order, as `replay` reads them. */
  deliveriesAfter(number: number, limit: number): Promise<readonly (Delivery & { readonly number: number })[]>;
  /** Newest first. */
  changes(filter: ChangeFilter): Promise<readonly ShownChange[]>;
  doubles(): Promise<readonly Double[]>;
  /** Those of which one is among these records. */
  doublesOf(records: readonly string[]): Promise<readonly Double[]>;
  /** Id of an asset → its name. */
  namesOf(assets: readonly string[]): Promise<ReadonlyMap<string, string>>;
  learned(): Promise<readonly LearnedBad[]>;
};

/** What the files of one delivery say when they are read again. */
export type DerivedStep = {
  readonly site: string;
  readonly at: string;
  /** Path → records that the file describes; [] for one that went. */
  readonly described: ReadonlyMap<string, readonly string[]>;
  /** Of the files read, '' when read well: noted where the file is still the one there. */
  readonly problems: readonly { readonly path: string; readonly sha256: string; readonly problem: string }[];
  readonly dossier: DossierChange;
  /** Number of the last delivery of this step. */
  readonly to: number;
};

/** Computing the dossier again (jobs/replay.ts). */
export type Derivation = {
  /** undefined: all is derived; else the number of the last delivery that is. */
  replayedTo(): Promise<number | undefined>;
  /** Drops all that is derived; decisions, deliveries and originals stay. Until the end the store says that it is due. */
  begin(): Promise<void>;
  write(step: DerivedStep): Promise<void>;
  end(): Promise<void>;
};
