/**
 * The ports of what an installation remembers. Three stores, one SQL implementation:
 * - Register, in the home of a common site: who may send (invitations, sites, keys) and the versions of the preferences;
 * - CommonStore, in the dossier folder: what arrived and what the common dossier holds, in one transaction a mail;
 * - OutpostStore, in the home of a distant site: what was sent, acknowledged and applied.
 * The last two also keep a trace, the outgoing mails and what was seen (Journal).
 * A database that fails (full disk, damaged file) throws StoreFailure; jobs let it pass to the door, which says what to do.
 */
import type { FilePut, SettledAsset } from '../exchange/settle.ts';
import type { StoredTraceEvent, TraceEvent } from '../exchange/trace.ts';
import type { Asset, AssetFilter, SoftwareCount } from '../inventory/asset.ts';
import type { Software } from '../inventory/report.ts';

/** What went wrong below SQL, in one shape for every engine. */
export class StoreFailure extends Error {
  readonly kind: 'store-full' | 'store-damaged' | 'store-newer' | 'store-busy' | 'store-failed';
  constructor(kind: StoreFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

// ---------------------------------------------------------------- Register

export type SiteState = 'invited' | 'pending' | 'admitted' | 'revoked';

export type Site = {
  readonly id: string;
  readonly name: string;
  readonly state: SiteState;
  /** Mail address that its HELLO came with, '' before. */
  readonly address: string;
  /** Ed25519 public key (base64url) and age recipient, '' before HELLO. */
  readonly signingKey: string;
  readonly sealingKey: string;
  readonly host: string;
  /** SHA-256 of the invitation's token, hex; the token itself is never kept. */
  readonly tokenSha256: string;
  readonly tokenExpires: string;
  readonly autoAccept: boolean;
  /** SHA-256 of the HELLO header that used the token, '' before: the same HELLO gets the same WELCOME. */
  readonly helloSha256: string;
  readonly invitedAt: string;
  readonly admittedAt: string;
  readonly revokedAt: string;
};

export type PreferencesVersion = { readonly version: number; readonly sha256: string; readonly at: string };

export type Register = {
  site(id: string): Promise<Site | undefined>;
  /** The site whose signing key has this id (`key:` of the envelope). */
  siteByKey(keyId: string): Promise<Site | undefined>;
  sites(): Promise<readonly Site[]>;
  /** Inserts or replaces. */
  saveSite(site: Site): Promise<void>;
  preferences(): Promise<PreferencesVersion | undefined>;
  savePreferences(version: PreferencesVersion): Promise<void>;
  close(): Promise<void>;
};

// ---------------------------------------------------------------- Journal

export type OutgoingState = 'queued' | 'sent' | 'refused';

export type OutgoingMail = {
  /** The Message-ID without angle brackets: fixed before the first posting, the same at every resend. */
  readonly messageId: string;
  readonly kind: string;
  readonly peer: string;
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly epoch: number;
  readonly seq: number;
  readonly createdAt: string;
};

export type QueuedMail = OutgoingMail & {
  readonly state: OutgoingState;
  readonly tries: number;
  readonly lastError: string;
  readonly lastTriedAt: string;
};

/** The identity of a mail is the SHA-256 of its signed header, never the server's id for it. */
export type SeenMail = {
  readonly headerSha256: string;
  readonly peer: string;
  readonly kind: string;
  readonly epoch: number;
  readonly seq: number;
  readonly outcome: string;
  readonly at: string;
};

/** A mail of the mailbox that needs no second download: a stranger's, a test, one that waits for acceptance. */
export type PassedMail = { readonly account: string; readonly mailId: string; readonly reason: string; readonly at: string };

export type TraceQuery = {
  readonly newestFirst: boolean;
  readonly limit: number;
  readonly peer?: string;
  readonly kind?: string;
  readonly outcome?: string;
  /** ISO 8601; inclusive. */
  readonly since?: string;
};

export type Attempt = { readonly messageId: string; readonly at: string };

export type PostingOutcome = {
  readonly messageId: string;
  readonly state: OutgoingState;
  /** '' when sent. */
  readonly error: string;
  readonly event: TraceEvent;
  /** The attempt that follows at once. */
  readonly next?: Attempt;
};

export type Journal = {
  isSeen(headerSha256: string): Promise<SeenMail | undefined>;
  passed(account: string): Promise<ReadonlySet<string>>;
  pass(mails: readonly PassedMail[]): Promise<void>;
  /** Forgets the passed mails of this account whose ids are no longer in the mailbox. */
  forgetPassed(account: string, present: ReadonlySet<string>): Promise<void>;
  trace(events: readonly TraceEvent[]): Promise<void>;
  traceList(query: TraceQuery): Promise<readonly StoredTraceEvent[]>;
  traceDelete(ids: readonly number[]): Promise<number>;
  /** Mails in state `queued`, oldest first. */
  queued(): Promise<readonly QueuedMail[]>;
  enqueue(mails: readonly OutgoingMail[], events: readonly TraceEvent[]): Promise<void>;
  /** Stored BEFORE the attempt is made. */
  noteAttempt(attempt: Attempt): Promise<void>;
  /** Stored after it, with its trace and the next mail's attempt, in one transaction. */
  noteOutcome(outcome: PostingOutcome): Promise<void>;
  /** Queues again, with the same bytes, the mails of this kind that were sent before `before` and never answered (their bytes are still kept). */
  requeueOlderThan(kind: string, before: string): Promise<number>;
  /** The raw bytes of sent mails are dropped once they are no longer needed (acknowledged, superseded, receipts). */
  dropSent(peer: string, kind: string): Promise<void>;
};

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

export type KnownReport = { readonly deviceKey: string; readonly date: string; readonly sha256: string };

/** All that one accepted parcel changes: written whole or not at all. It concerns `progress.site`, else `seen.peer`. */
export type CommonCommit = {
  /** A mail seen before may be answered and traced again; merging it again is `store-failed`. */
  readonly seen: SeenMail;
  readonly progress?: SiteProgress;
  readonly filesPut: readonly FilePut[];
  readonly filesDeleted: readonly string[];
  readonly originals: readonly Original[];
  readonly assets: readonly SettledAsset[];
  /** Device keys reported again by an unchanged file, or by an older one: only `lastSeen` moves. */
  readonly assetsSeen: readonly string[];
  readonly result?: ParcelResult;
  /** Marks a receipt as due to this site, in answer to this Message-ID. */
  readonly receiptDue?: { readonly site: string; readonly inReplyTo: string; readonly at: string };
  readonly queue: readonly OutgoingMail[];
  readonly trace: readonly TraceEvent[];
  readonly at: string;
};

export type NumberedReceipt = { readonly site: string; readonly number: number; readonly mail: OutgoingMail };

export type ReceiptDue = { readonly site: string; readonly inReplyTo: string; readonly since: string };

export type CommonStore = Journal & {
  progress(site: string): Promise<SiteProgress | undefined>;
  allProgress(): Promise<readonly SiteProgress[]>;
  /** path → sha256 and problem ('' when read well) of the site's dossier as applied. */
  files(site: string): Promise<ReadonlyMap<string, { readonly sha256: string; readonly problem: string }>>;
  reports(site: string, deviceKeys: readonly string[]): Promise<ReadonlyMap<string, KnownReport>>;
  /** Device keys that this site's file at `path` described when it was last read. */
  devicesByPath(site: string, paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Which of these originals are stored already. */
  hasOriginals(sha256s: readonly string[]): Promise<ReadonlySet<string>>;
  original(sha256: string): Promise<Buffer | undefined>;
  commit(change: CommonCommit): Promise<void>;
  results(site: string, limit: number): Promise<readonly ParcelResult[]>;
  receiptsDue(): Promise<readonly ReceiptDue[]>;
  /** Replaces unsent receipts of the same sites, drops the bytes of sent ones, notes the numbers, clears the due marks: one transaction. */
  queueReceipts(receipts: readonly NumberedReceipt[]): Promise<void>;
  assets(filter: AssetFilter): Promise<readonly Asset[]>;
  asset(id: string): Promise<(Asset & { readonly software: readonly Software[] }) | undefined>;
  software(filter: { readonly name?: string; readonly site?: string }): Promise<readonly SoftwareCount[]>;
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
  readonly state: 'waiting' | 'admitted';
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
  readonly status: 'sent' | 'applied' | 'superseded' | 'rejected';
  readonly detail: string;
};

export type OutpostCommit = {
  readonly seen?: SeenMail;
  readonly outpost?: Outpost;
  readonly parcels: readonly ParcelRecord[];
  readonly queue: readonly OutgoingMail[];
  readonly trace: readonly TraceEvent[];
};

export type OutpostStore = Journal & {
  outpost(): Promise<Outpost | undefined>;
  /** Newest first. */
  parcels(limit: number): Promise<readonly ParcelRecord[]>;
  commit(change: OutpostCommit): Promise<void>;
  close(): Promise<void>;
};
