/** The shape of what is told of files that come in and go out beside the mails. */

export type ExportCounts = {
  readonly folder: string;
  readonly sites: number;
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  readonly bytes: number;
};

export type ExportWords = {
  readonly done: (counts: ExportCounts) => string;
  readonly upToDate: (counts: ExportCounts) => string;
  readonly leftOut: (count: number) => string;
  /** Of the folder of the setting `mirrorFolder`. */
  readonly mirrorFailed: (folder: string, reason: string) => string;
};

export type PushWords = {
  readonly done: (sent: number) => string;
  readonly upToDate: string;
  readonly failed: (count: number, reason: string) => string;
  readonly left: (count: number) => string;
};

export type PublishCounts = {
  readonly folder: string;
  /** The page to open first. */
  readonly door: string;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
};

export type PublishWords = {
  readonly done: (counts: PublishCounts) => string;
  readonly upToDate: (counts: PublishCounts) => string;
  readonly stopped: (counts: PublishCounts) => string;
  /** After a merge. */
  readonly failed: (folder: string, reason: string) => string;
};

export type CollectWords = {
  readonly written: (path: string, bytes: number, software: number | null) => string;
  /** At a common site, into the dossier of its own site. */
  readonly merged: (site: string, bytes: number, software: number | null) => string;
  readonly missing: (sections: readonly string[]) => string;
};

export type ImportCounts = {
  readonly site: string;
  readonly files: number;
  readonly filesChanged: number;
  readonly filesRemoved: number;
  readonly inventories: { readonly read: number; readonly changed: number };
  readonly dryRun: boolean;
};

export type ImportWords = {
  readonly done: (counts: ImportCounts) => string;
  readonly newSite: (site: string, isRehearsal: boolean) => string;
  /** When a folder holds no mail. */
  readonly plainFiles: string;
};
