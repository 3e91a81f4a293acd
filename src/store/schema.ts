/** The tables of the three stores, as TypeScript sees them. Columns bear the domain's names; lists within a row are JSON text. */
import type { Generated } from 'kysely';
import type { StoredTraceEvent } from '../exchange/trace.ts';
import type { Change } from '../inventory/history/timeline.ts';
import type { LearnedBad } from '../inventory/identity/record.ts';
import type { DecisionEntry, Delivery, StoredRecord, StoredReport } from './dossier-port.ts';
import type { Arrival, Contact, OutgoingState, SeenMail } from './journal-port.ts';
import type { Organisation, ParcelRecord, ParcelResult, PreferencesVersion, Site, SiteNotice, SiteProgress, Volume } from './port.ts';

/** Booleans are 0 and 1, as every engine binds them. */
type Flag = 0 | 1;

export type SiteRow = Omit<Site, 'autoAccept'> & { readonly autoAccept: Flag; readonly keyId: string; readonly previousKeyId: string };

export type RegisterSchema = {
  site: SiteRow;
  preferences: PreferencesVersion;
  organisation: Organisation & { readonly number: number };
};

export type OutgoingRow = {
  readonly messageId: string;
  readonly kind: string;
  readonly peer: string;
  readonly sender: string;
  readonly recipient: string;
  readonly raw: Buffer;
  readonly epoch: number;
  readonly seq: number;
  readonly volume: number;
  readonly inReplyTo: string;
  readonly createdAt: string;
};

export type JournalSchema = {
  seen: SeenMail;
  arrival: Arrival;
  contact: Contact;
  trace: Omit<StoredTraceEvent, 'id'> & {
    readonly id: Generated<number>;
    /** What it is found by, folded. */
    readonly searchText: Generated<string>;
    /** Digest of the signed header of the mail whose commit wrote the line; '' where none did. */
    readonly mail: Generated<string>;
  };
  outgoing: OutgoingRow & {
    readonly number: Generated<number>;
    readonly state: Generated<OutgoingState>;
    readonly tries: Generated<number>;
    readonly lastError: Generated<string>;
    readonly lastTriedAt: Generated<string>;
    readonly nextAt: Generated<string>;
    readonly bounce: Generated<string>;
    /** The bytes were dropped; the row tells that the mail existed. */
    readonly isDropped: Generated<Flag>;
  };
};

/** One row an asset; `number` stands for it in the narrow tables. Lists are JSON; `state` is deflated JSON. */
export type AssetRow = {
  readonly id: string;
  readonly site: string;
  readonly deviceId: string;
  /** What the agent calls the place or owner of the machine. */
  readonly tag: string;
  readonly name: string;
  readonly kind: string;
  readonly form: string;
  readonly os: string;
  readonly osVersion: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly uuid: string;
  readonly macs: string;
  readonly ips: string;
  readonly cpu: string;
  readonly memoryMb: number | null;
  readonly disks: string;
  readonly user: string;
  readonly biosDate: string;
  readonly osInstalledOn: string;
  readonly inventoryDate: string;
  readonly path: string;
  readonly sha256: string;
  /** When any of this last changed: pages made from an older revision are stale. */
  readonly revision: string;
  readonly searchName: string;
  readonly searchOs: string;
  readonly links: string;
  readonly state: Buffer;
};

export type CommonSchema = JournalSchema & {
  siteProgress: SiteProgress;
  parcelResult: Omit<ParcelResult, 'problems'> & { readonly number: Generated<number>; readonly problems: string };
  receiptDue: { readonly site: string; readonly inReplyTo: string; readonly since: string };
  file: {
    readonly site: string;
    readonly path: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly modified: string;
    readonly problem: string;
  };
  volume: Omit<Volume, 'body'> & { readonly site: string; readonly bytes: number; readonly at: string; readonly body: Buffer };
  siteNotice: SiteNotice;
  delivery: Delivery & { readonly number: Generated<number> };
  /** What is to be computed again, and how far that is; how far other programs were told (`pushed:…`). */
  derivation: { readonly name: string; readonly value: string };
  /** `at`: when it first came. */
  report: StoredReport & { readonly at: string };
  record: Omit<StoredRecord, 'evidence' | 'kind'> & {
    readonly kind: string;
    readonly evidence: string;
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly missingSince: Generated<string>;
  };
  /** From when to when no file described a record; `until` '' while none does. */
  absence: { readonly record: string; readonly since: string; readonly until: Generated<string> };
  evidence: { readonly key: string; readonly record: string };
  /** Which records a file describes. */
  fileRecord: { readonly site: string; readonly path: string; readonly record: string };
  double: { readonly a: string; readonly b: string; readonly reason: string; readonly agreeing: string; readonly differing: string };
  learnedBad: Omit<LearnedBad, 'records'> & { readonly records: string };
  change: Omit<Change, 'kind'> & { readonly number: Generated<number>; readonly asset: number; readonly at: string; readonly kind: string };
  decision: DecisionEntry & { readonly number: Generated<number> };
  original: { readonly sha256: string; readonly bytes: number; readonly deflated: Buffer };
  asset: AssetRow & {
    readonly number: Generated<number>;
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly missingSince: Generated<string>;
    readonly softwareCount: Generated<number>;
    /** Digest of the software list as reported: an unchanged list costs nothing. */
    readonly softwareSha256: Generated<string>;
  };
  /** What assets are found by, folded (asset-text.ts). */
  assetText: {
    readonly number: number;
    readonly name: string;
    readonly site: string;
    readonly serial: string;
    readonly uuid: string;
    readonly model: string;
    readonly manufacturer: string;
    readonly user: string;
    readonly os: string;
    readonly ips: string;
    readonly macs: string;
    readonly deviceId: string;
    readonly tag: string;
    readonly form: string;
    readonly manual: string;
  };
  software: {
    readonly id: Generated<number>;
    readonly name: string;
    readonly version: string;
    readonly publisher: string;
    readonly searchName: string;
    /** Of its product, 0 before it is first counted; and the sums of what was last counted. */
    readonly product: Generated<number>;
    readonly installations: Generated<number>;
    readonly sites: Generated<number>;
  };
  /** Name and publisher, with the sums of its software that somebody has (recount.ts). */
  product: {
    readonly number: Generated<number>;
    readonly name: string;
    readonly publisher: string;
    readonly searchName: string;
    readonly searchPublisher: string;
    readonly versions: Generated<number>;
    readonly installations: Generated<number>;
    readonly sites: Generated<number>;
  };
  assetSoftware: { readonly asset: number; readonly software: number };
  /** How many assets of a site have a software, as last counted (software-counts.ts). */
  siteSoftware: { readonly site: string; readonly software: number; readonly installations: number };
  /** Sites whose counts are out of date. */
  staleCount: { readonly site: string };
};

export type OutpostRow = {
  readonly number: number;
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
  readonly helloSha256: string;
  readonly epoch: number;
  readonly seq: number;
  readonly lastReceipt: number;
  readonly appliedEpoch: number;
  readonly appliedSeq: number;
  readonly appliedState: string;
  readonly need: '' | 'snapshot' | 'epoch' | 'upgrade';
  readonly preferencesVersion: number;
  readonly preferencesSha256: string;
  readonly preferencesAppliedAt: string;
  /** All three are '' when there is no alert. */
  readonly alertCommon: string;
  readonly alertOurs: string;
  readonly alertSince: string;
  readonly lastContactAt: string;
  readonly summary: string;
  readonly rotatingTo: string;
  readonly rotation: number;
  readonly learntVolumeBytes: number;
  readonly unanswered: number;
  readonly snapshotAt: string;
  readonly deltas: number;
  readonly epochChanges: string;
  /** Both are '' when no bounce stands. */
  readonly deliveryCause: string;
  readonly deliveryAt: string;
};

export type OutpostSchema = JournalSchema & {
  outpost: OutpostRow;
  parcel: Omit<ParcelRecord, 'have'> & { readonly have: string };
  /** Deflated JSON of StateFile[]. */
  listing: { readonly epoch: number; readonly seq: number; readonly files: Buffer };
};
