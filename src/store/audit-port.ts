/**
 * The port of verifying what a store holds: readers that list or stream, so that memory stays bounded, and the few repairs that compute
 * again what follows from something else. Nothing here deletes. Which findings mean what is said in jobs/check.ts.
 */
import type { FilePut } from '../exchange/files.ts';
import type { DossierChange } from './dossier-port.ts';
import type { Arrival } from './journal-port.ts';

/** At most so many rows of one kind of damage are named: beyond that a backup is the remedy. */
export const mostNamed = 10_000;

export type SiteFile = { readonly site: string; readonly path: string; readonly sha256: string };

/** A record of a site, as its files describe it. */
export type SiteRecord = { readonly site: string; readonly record: string };

export type JournalAudit = {
  /** What the engine itself finds wrong with its file, page by page; [] when nothing. */
  integrity(): Promise<readonly string[]>;
  /** Message-IDs of the mails whose bytes are still kept. */
  keptMails(): Promise<readonly string[]>;
  keptMail(messageId: string): Promise<Buffer | undefined>;
  allArrivals(): Promise<readonly Arrival[]>;
};

export type CommonAudit = JournalAudit & {
  /** Originals by digest, after this one. */
  originalsAfter(sha256: string, limit: number): Promise<readonly { readonly sha256: string; readonly bytes: number }[]>;
  /** Rows of dossiers, and assets, whose original is not stored; files whose size is not their original's, too. */
  filesWithoutOriginal(): Promise<readonly SiteFile[]>;
  assetsWithoutOriginal(): Promise<readonly SiteFile[]>;
  /** Files that described devices, whose own row is gone and whose original is stored. */
  lostFiles(): Promise<readonly (FilePut & { readonly site: string })[]>;
  /** Records that a file describes and that belong to no asset. */
  lostAssets(): Promise<readonly SiteRecord[]>;
  /** A record of each asset that has not as many software rows as it says. */
  differingSoftware(): Promise<readonly SiteRecord[]>;
  highestApplied(site: string): Promise<{ readonly epoch: number; readonly seq: number } | undefined>;
  volumes(): Promise<readonly { readonly site: string; readonly parcel: string; readonly number: number; readonly sha256: string }[]>;
  volumeBody(site: string, parcel: string, number: number): Promise<Buffer | undefined>;
  /** Files of this site that describe one of these records. */
  filesOfRecords(site: string, records: readonly string[]): Promise<readonly (FilePut & { readonly site: string })[]>;
  counts(): Promise<{ readonly files: number; readonly assets: number; readonly originals: number }>;
  repair(repair: CommonRepair): Promise<void>;
};

/** Written whole or not at all. */
export type CommonRepair = {
  readonly site: string;
  /** When the site's last parcel came: repairing is no sign of life. */
  readonly at: string;
  /** Of its progress. */
  readonly standing?: { readonly epoch: number; readonly seq: number; readonly state: string; readonly files: number };
  readonly filesPut?: readonly FilePut[];
  readonly dossier?: DossierChange;
};
