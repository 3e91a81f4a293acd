/**
 * The ports of what an installation remembers. Three stores, one SQL implementation:
 * - Register, in the home of a common site: who may send (invitations, sites, keys) and the versions of the preferences;
 * - CommonStore, in the dossier folder: what arrived and what the common dossier holds, in one transaction a mail;
 * - OutpostStore, in the home of a distant site: what was sent, acknowledged and applied.
 * The last two are journals, too (journal-port.ts).
 */
import type { StateFile } from '../exchange/delta.ts';
import type { FilePut } from '../exchange/files.ts';
import type { TraceEvent } from '../exchange/trace.ts';
import type { Asset, AssetFilter, SoftwareCount } from '../inventory/asset.ts';
import type { Software } from '../inventory/report.ts';
import type { CommonAudit, JournalAudit } from './audit-port.ts';
import type { Decisions } from './decisions-port.ts';
import type { Derivation, Dossier, DossierChange } from './dossier-port.ts';
import type { Figures } from './figures-port.ts';
import type { Arrival, BounceNote, Exchange, Journal, OutgoingMail, SeenMail } from './journal-port.ts';
import type { Listing } from './listing-port.ts';
import type { Search } from './search-port.ts';

export type { Organisation, PreferencesVersion, Register, Site, SiteState } from './register-port.ts';

// ---------------------------------------------------------------- CommonStore

/** Per site: the high-water mark and the state of its dossier. */
export type SiteProgress = {
  readonly site: string;
  readonly epoch: number;
  readonly seq: number;
  /** State digest of the dossier as applied, '-' before the first parcel. */
  readonly state: string;
  readonly files: number;
  readonly lastParcelAt: string;
  readonly lastContactAt: string;
  readonly version: string;
  readonly preferencesVersion: number;
  readonly lastReceipt: number;
  readonly timeZone: string;
};

export type ParcelResult = {
  readonly site: string;
  readonly epoch: number;
  readonly seq: number;
  readonly status: 'applied' | 'superseded' | 'rejected';
  readonly code: string;
  readonly detail: string;
  readonly read: number;
  readonly changed: number;
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
  readonly at: string;
};

/** An original file: `deflated` is raw deflate of bytes whose SHA-256 is `sha256`. */
export type Original = { readonly sha256: string; readonly bytes: number; readonly deflated: Uint8Array };

/** One volume of a parcel that is not complete yet, by the digest of the whole (protocol §6). */
export type Volume = {
  readonly parcel: string;
  readonly number: number;
  readonly of: number;
  readonly epoch: number;
  readonly seq: number;
  readonly sha256: string;
  readonly body: Buffer;
};

/** What is held of a parcel that is not complete. */
export type HeldParcel = {
  readonly parcel: string;
  readonly epoch: number;
  readonly seq: number;
  readonly of: number;
  readonly numbers: readonly number[];
  readonly bytes: number;
  /** When its latest volume came. */
  readonly at: string;
};

/** All that one accepted parcel changes: written whole or not at all. It concerns `progress.site`, else `seen.peer`. */
export type CommonCommit = {
  /** A mail seen before may be answered and traced again; merging it again is `store-failed`, unless it was quarantined. */
  readonly seen: SeenMail;
  readonly arrival?: Arrival;
  readonly bounce?: BounceNote;
  readonly volume?: Volume;
  /** Parcels whose volumes are needed no more: merged, refused, too old. */
  readonly parcelsForgotten?: readonly string[];
  readonly progress?: SiteProgress;
  readonly filesPut: readonly FilePut[];
  readonly filesDeleted: readonly string[];
  readonly originals: readonly Original[];
  /** What the files say of assets; absent when nothing was read. */
  readonly dossier?: DossierChange;
  /** IANA name of the site's zone: local dates in its files are told by it. */
  readonly timeZone?: string;
  readonly result?: ParcelResult;
  /** Marks a receipt as due to this site, in answer to this Message-ID. */
  readonly receiptDue?: { readonly site: string; readonly inReplyTo: string; readonly at: string };
  readonly queue: readonly OutgoingMail[];
  readonly trace: readonly TraceEvent[];
  readonly at: string;
};

/** A file of a dossier that should be an inventory and could not be read. */
export type ProblemFile = FilePut & { readonly site: string };

export type SiteNotice = { readonly site: string; readonly code: string; readonly at: string };

export type NumberedReceipt = { readonly site: string; readonly number: number; readonly mail: OutgoingMail };

export type ReceiptDue = { readonly site: string; readonly inReplyTo: string; readonly since: string };

/** How far the deliveries were told to another program, at this address; another address has been told nothing. */
export type Pushes = {
  /** Number of the last delivery told, 0 when none was. */
  pushedTo(target: { readonly output: string; readonly url: string }): Promise<number>;
  notePushed(target: { readonly output: string; readonly url: string }, number: number): Promise<void>;
};

/** `sha256` is '' for a file that the parcel took away. */
export type ParcelFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

/** An exchange as the common site knows it. A receipt answers one mail, the last that came before it was made; it tells of others, too. */
export type CommonStory = Exchange & {
  /** What became of the parcel, the newest first. */
  readonly results: readonly ParcelResult[];
  /** Its volumes, while it is not complete. */
  readonly held: HeldParcel | null;
  /** What the parcel brought and took away, by path: the first of them, and how many there are. */
  readonly files: { readonly total: number; readonly first: readonly ParcelFile[] };
  /** The answer to one of its mails is not written yet. */
  readonly isReceiptDue: boolean;
};

export type CommonStore = Journal & {
  /** By the id of a line of the trace; undefined: no such line. */
  story(event: number): Promise<CommonStory | undefined>;
  progress(site: string): Promise<SiteProgress | undefined>;
  allProgress(): Promise<readonly SiteProgress[]>;
  /** path → sha256, size and problem ('' when read well) of the site's dossier as applied. */
  files(site: string): Promise<ReadonlyMap<string, { readonly sha256: string; readonly bytes: number; readonly problem: string }>>;
  /** Files of all dossiers that could not be read, by site and path. */
  problemFiles(): Promise<readonly ProblemFile[]>;
  /** Incomplete parcels of a site, the one that grew last first. */
  heldParcels(site: string): Promise<readonly HeldParcel[]>;
  /** The bodies held, in the order of their numbers. */
  volumeBodies(site: string, parcel: string): Promise<readonly Buffer[]>;
  /** How many epochs a site has used since then: more than two in a week smell of a cloned machine. */
  epochsSince(site: string, since: string): Promise<number>;
  /** Something about a site that its next receipt tells it (`stripped`…); the same notice again only moves its date. */
  noteNotice(notice: SiteNotice): Promise<void>;
  /** Newest first. */
  notices(since: string): Promise<readonly SiteNotice[]>;
  /** Which of these originals are stored already. */
  hasOriginals(sha256s: readonly string[]): Promise<ReadonlySet<string>>;
  original(sha256: string): Promise<Buffer | undefined>;
  commit(change: CommonCommit): Promise<void>;
  results(site: string, limit: number): Promise<readonly ParcelResult[]>;
  receiptsDue(): Promise<readonly ReceiptDue[]>;
  /** Replaces unsent receipts of the same sites, drops the bytes of sent ones, notes the numbers, clears the due marks: one transaction. */
  queueReceipts(receipts: readonly NumberedReceipt[]): Promise<void>;
  assets(filter: AssetFilter): Promise<readonly Asset[]>;
  /** What a person asks for, in one line. */
  readonly search: Search;
  asset(id: string): Promise<(Asset & { readonly software: readonly Software[] }) | undefined>;
  software(filter: { readonly name?: string; readonly site?: string }): Promise<readonly SoftwareCount[]>;
  readonly dossier: Dossier;
  readonly decisions: Decisions;
  readonly listing: Listing;
  /** What reports over the whole dossier count. */
  readonly figures: Figures;
  /** What was derived is written anew from the deliveries; until it is done, the store says so. */
  readonly derivation: Derivation;
  readonly pushes: Pushes;
  /** Verifying all of it. */
  readonly audit: CommonAudit;
  /** All that is committed, as the bytes of a database file: a backup. */
  image(): Buffer;
  close(): Promise<void>;
};

// ---------------------------------------------------------------- OutpostStore

/** What a distant site knows of itself and of the common site; one row, replaced whole. */
export type Outpost = {
  readonly site: string;
  readonly orgName: string;
  readonly org: string;
  readonly commonAddress: string;
  readonly commonSigningKey: string;
  readonly commonSealingKey: string;
  readonly recoveryKey: string;
  readonly state: 'waiting' | 'admitted' | 'left';
  readonly joinedAt: string;
  readonly admittedAt: string;
  /** SHA-256 of our HELLO header: a WELCOME must quote it. */
  readonly helloSha256: string;
  readonly epoch: number;
  readonly seq: number;
  readonly lastReceipt: number;
  /** What the common site says it has applied of ours. */
  readonly applied: { readonly epoch: number; readonly seq: number; readonly state: string };
  readonly need: '' | 'snapshot' | 'epoch' | 'upgrade';
  readonly preferences: { readonly version: number; readonly sha256: string; readonly appliedAt: string };
  readonly alert: null | { readonly common: string; readonly ours: string; readonly since: string };
  readonly lastContactAt: string;
  /** The last receipt's human summary, for `status`. */
  readonly summary: string;
  /** Id of our next key while its ROTATE is not confirmed, '' otherwise. */
  readonly rotatingTo: string;
  /** Number of the last ROTATE that the recovery key signed and that was heeded: a lower one is old. */
  readonly rotation: number;
  /** The largest volume that the way to the common site takes, learnt from refusals; 0 while nothing was refused. */
  readonly learntVolumeBytes: number;
  /** Postings of parcels, first and again, since the common site last acknowledged anything. */
  readonly unanswered: number;
  /** When the last acknowledged snapshot was made, and how many deltas followed. */
  readonly snapshotAt: string;
  readonly deltas: number;
  /** When this site had to begin a new epoch, the last ten. */
  readonly epochChanges: readonly string[];
  /** The last bounce of a mail of ours that nothing has contradicted since. */
  readonly delivery: null | { readonly cause: string; readonly at: string };
};

export type ParcelRecord = {
  readonly epoch: number;
  readonly seq: number;
  readonly dossier: string;
  readonly mode: 'snapshot' | 'delta';
  readonly state: string;
  readonly parcel: string;
  readonly files: number;
  readonly bytes: number;
  readonly volumes: number;
  readonly createdAt: string;
  /** `dropped`: given up here, because a newer one says more. */
  readonly status: 'sent' | 'applied' | 'superseded' | 'rejected' | 'dropped';
  readonly detail: string;
  /** Volumes that the common site says it holds. */
  readonly have: readonly number[];
  /** How often it was posted, and when it goes again if nothing is heard. */
  readonly tries: number;
  readonly resendAt: string;
  /** The largest of its volumes. */
  readonly volumeBytes: number;
};

/** What becomes of the queued mails of a parcel's volumes; `kept` ones stay as they are. */
export type VolumesFate = {
  readonly epoch: number;
  readonly seq: number;
  readonly numbers: readonly number[] | 'all';
  /** `settled`: neither posted nor kept any more. `again`: queued again, the same bytes. */
  readonly fate: 'settled' | 'again';
};

export type OutpostCommit = {
  readonly seen?: SeenMail;
  readonly arrival?: Arrival;
  readonly bounce?: BounceNote;
  readonly volumes?: readonly VolumesFate[];
  /** The files of a parcel's state: kept while a delta may build on it. */
  readonly listing?: { readonly epoch: number; readonly seq: number; readonly files: readonly StateFile[] };
  readonly outpost?: Outpost;
  readonly parcels: readonly ParcelRecord[];
  readonly queue: readonly OutgoingMail[];
  readonly trace: readonly TraceEvent[];
};

/** An exchange as a distant site knows it. Which parcels a receipt was about is not kept: the parcel says what the last one said of it. */
export type OutpostStory = Exchange & { readonly sent: ParcelRecord | null };

export type OutpostStore = Journal & {
  /** By the id of a line of the trace; undefined: no such line. */
  story(event: number): Promise<OutpostStory | undefined>;
  outpost(): Promise<Outpost | undefined>;
  /** Newest first. */
  parcels(limit: number): Promise<readonly ParcelRecord[]>;
  parcel(epoch: number, seq: number): Promise<ParcelRecord | undefined>;
  /** The files of that parcel's state, while they are kept: those of the newest parcel and of the last one applied. */
  listing(epoch: number, seq: number): Promise<readonly StateFile[] | undefined>;
  commit(change: OutpostCommit): Promise<void>;
  readonly audit: JournalAudit;
  /** All that is committed, as the bytes of a database file: a backup. */
  image(): Buffer;
  close(): Promise<void>;
};
