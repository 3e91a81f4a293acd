/** The port of folders: a dossier to read, preferences to apply, quarantine, kept mails, the second high-water file, the lock. */
import type { Result, Retry } from '../result.ts';

/** One file of a dossier as found: `path` is relative, NFC, with `/`. */
export type DossierEntry = { readonly path: string; readonly bytes: number; readonly modified: string };

/**
 * A file or folder left out of a listing, with the reason (`link`, `too-large`, `unreadable`, `hostile-name`, `filtered`, `hidden`,
 * `temporary`, `special` (pipe, socket, device), `same-name` (but for case or
 * normalisation), `reserved`, `too-deep`).
 */
export type LeftOut = { readonly path: string; readonly reason: string };

export type DossierListing = { readonly entries: readonly DossierEntry[]; readonly leftOut: readonly LeftOut[] };

export type DiskError =
  | { readonly kind: 'dossier-missing'; readonly path: string; readonly retry: 'never' }
  | { readonly kind: 'dossier-empty'; readonly path: string; readonly retry: 'never' }
  | { readonly kind: 'file-unreadable'; readonly path: string; readonly cause: string; readonly retry: Retry }
  | { readonly kind: 'disk-full'; readonly path: string; readonly retry: 'later' }
  | { readonly kind: 'home-missing'; readonly path: string; readonly retry: 'never' }
  | { readonly kind: 'settings-invalid'; readonly path: string; readonly problems: readonly string[]; readonly retry: 'never' }
  | { readonly kind: 'preferences-invalid'; readonly path: string; readonly problems: readonly string[]; readonly retry: 'never' }
  /** A folder with something in it that this program did not put there. */
  | { readonly kind: 'folder-not-ours'; readonly path: string; readonly retry: 'never' }
  | { readonly kind: 'quarantine-unknown'; readonly id: string; readonly retry: 'never' };

export type LockError = { readonly kind: 'home-busy'; readonly path: string; readonly holder: string; readonly retry: 'later' };

/** Held until `release` or the end of the process, kill -9 included (the kernel frees it). */
export type Lock = { release(): void };

export type PreferenceFile = { readonly path: string; readonly content: string };

/** `problems` are lines of facts: why the folder does not travel as it is. [] when it does. */
export type PreferenceFolder = { readonly files: readonly PreferenceFile[]; readonly problems: readonly string[] };

/** A mail or file that could not be understood, kept with its reason for a person to look at. */
export type Quarantined = { readonly name: string; readonly bytes: Uint8Array; readonly reason: string; readonly at: string };

/** `id` is the name of its file; `at` in ISO 8601; `name`, `reason` and `sha256` are '' when the text beside it does not say. */
export type QuarantinedItem = {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly at: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** A mail as it is on the wire. `at`: when it came or went, ISO 8601. */
export type MailToKeep = { readonly bytes: Uint8Array; readonly at: string };

export type HighWater = { readonly epoch: number; readonly seq: number };

/** A folder of plain files that this program writes for others, and keeps up to date; paths are relative, with `/`. */
export type FileTree = {
  /** Path → hex SHA-256 of the files of ours that are still there, in their size. */
  readonly present: ReadonlyMap<string, string>;
  /** All that were ever noted as ours and not removed. */
  readonly paths: readonly string[];
  /** Notes what will be written, before any of it is. */
  begin(paths: readonly string[]): Promise<Result<void, DiskError>>;
  /** Makes the folders that are missing. `file-unreadable` with cause `hostile-name` or `link` for what cannot be written here. */
  write(file: { readonly path: string; readonly sha256: string; readonly content: Uint8Array }): Promise<Result<void, DiskError>>;
  remove(path: string): Promise<Result<void, DiskError>>;
  /** Notes what was written and removed. */
  finish(): Promise<Result<void, DiskError>>;
};

/** A folder as a person chooses one. */
export type ListedFolder = {
  readonly name: string;
  readonly path: string;
  /** Files in it whose names are those of inventories. */
  readonly inventories: number;
  /** The system's code where it cannot be read (`EACCES`), else ''. */
  readonly problem: string;
};

export type FolderListing = Pick<ListedFolder, 'path' | 'inventories'> & {
  /** null at the top. */
  readonly parent: string | null;
  /** Where browsing may begin: drives. */
  readonly roots: readonly string[];
  /** By name; the first 500. */
  readonly folders: readonly ListedFolder[];
  readonly total: number;
  readonly hidden: number;
};

export type Disk = {
  /** The folder, made where it is missing; `folder-not-ours` when it holds anything else. */
  openTree(dir: string): Promise<Result<FileTree, DiskError>>;
  /** The folder of the intranet's pages; nothing is touched yet. */
  openPages(dir: string): PageFolder;
  /** Regular files only, sorted by path; links are not followed. Missing and empty folders are errors: nothing is sent for them. */
  listDossier(dir: string): Promise<Result<DossierListing, DiskError>>;
  readDossierFile(dir: string, entry: DossierEntry): Promise<Result<Buffer, DiskError>>;
  /** The preference files of this home, sorted by path; [] when there are none. At most 64 files, 1 MiB together. */
  readPreferences(): Promise<Result<readonly PreferenceFile[], DiskError>>;
  /** The same for an editor: files with faults are there, too, as far as they are text. */
  inspectPreferences(): Promise<Result<PreferenceFolder, DiskError>>;
  /** Writes preferences.yaml whole or not at all; the other files stay. What it says is not checked. */
  writePreferences(text: string): Promise<Result<void, DiskError>>;
  /** Replaces all preference files at once (new folder, rename) and keeps the previous ones in `preferences.previous`. */
  applyPreferences(files: readonly PreferenceFile[]): Promise<Result<void, DiskError>>;
  /** HOME/device-id: the id of this machine in its own inventory; null when there is none. */
  readDeviceId(): Promise<Result<string | null, DiskError>>;
  writeDeviceId(id: string): Promise<Result<void, DiskError>>;
  /** Writes an inventory into a dossier folder, whole or not at all, replacing the one of that name; its path. */
  writeInventory(dir: string, name: string, text: string): Promise<Result<string, DiskError>>;
  /** HOME/high-water: fsynced before it returns; null when there is none. */
  readHighWater(): Promise<Result<HighWater | null, DiskError>>;
  writeHighWater(mark: HighWater): Promise<Result<void, DiskError>>;
  /** HOME/quarantine/<date>-<digest>: the bytes, and a `.txt` beside it with the reason. */
  quarantine(item: Quarantined): Promise<Result<string, DiskError>>;
  /** Newest first. Files that were not put there by `quarantine` are not listed. */
  quarantined(): Promise<Result<readonly QuarantinedItem[], DiskError>>;
  /** Only the very bytes that were put: `quarantine-unknown`, or `file-unreadable` (cause `altered`) when they changed since. */
  readQuarantined(id: string): Promise<Result<Buffer, DiskError>>;
  dropQuarantined(id: string): Promise<Result<void, DiskError>>;
  /** A copy in HOME/mails/YYYY-MM, on the disk and not only in its cache when this answers its path. The same bytes are kept once. */
  keepMail(mail: MailToKeep): Promise<Result<string, DiskError>>;
  /** Removes the copies of days before that of `before`, in UTC; answers how many. */
  purgeMails(before: Date): Promise<Result<number, DiskError>>;
};

/**
 * The folder of the intranet's pages, readable by all. Each file is whole or absent for whoever reads it; after a power cut some of the
 * last ones may be empty (no fsync for each: pages can be written again). Paths are ours: lower case, digits, `.`, `-`, `/`.
 */
export type PageFolder = {
  /** What `writeManifest` kept; null for a folder that is new or empty. `folder-not-ours` when it holds other things. */
  readManifest(): Promise<Result<string | null, DiskError>>;
  writeManifest(content: string): Promise<Result<void, DiskError>>;
  write(path: string, content: string): Promise<Result<void, DiskError>>;
  /** One that is gone already is no error. */
  remove(path: string): Promise<Result<void, DiskError>>;
};
