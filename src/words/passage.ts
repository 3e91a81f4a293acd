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

export type CollectWords = {
  readonly written: (path: string, bytes: number, software: number | null) => string;
  readonly missing: (sections: readonly string[]) => string;
};
