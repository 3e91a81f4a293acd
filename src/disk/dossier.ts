/**
 * The dossier of a distant site as found on the disk: which files there are and their bytes. Links are not followed, nothing is
 * written, and what stays out is told with its reason. Ignores what the files say.
 */
import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unsendablePaths } from '../exchange/entry-name.ts';
import type { Limits } from '../exchange/limits.ts';
import { err, ok, type Result } from '../result.ts';
import { attempt, codeOf, isMissing } from './file-errors.ts';
import { stayReason } from './file-names.ts';
import type { DiskError, DossierEntry, DossierListing, LeftOut } from './port.ts';

/** All that travels, sorted by path (UTF-16 order), and what does not. */
export const listDossier = async (dir: string, limits: Limits): Promise<Result<DossierListing, DiskError>> =>
  attempt(dir, async () => {
    const root = await stat(dir).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
    if (!root?.isDirectory()) return err({ kind: 'dossier-missing', path: dir, retry: 'never' });
    const found: Found = { entries: [], leftOut: [] };
    await listFolder({ dir, limits, found }, '');
    const listing = withoutTwins(found, limits);
    return listing.entries.length === 0 ? err({ kind: 'dossier-empty', path: dir, retry: 'never' }) : ok(listing);
  });

/**
 * The bytes of one listed file, whole and of one moment: a file that is being written is read again a few times, then told
 * (`cause: 'changed-while-read'`, retry soon); one that is gone is `cause: 'ENOENT'`, one grown too large `too-large`.
 */
export const readDossierFile = async (dir: string, entry: DossierEntry, limits: Limits): Promise<Result<Buffer, DiskError>> =>
  attempt(entry.path, async () => {
    const path = await locate(dir, entry.path);
    if (path === undefined) return unreadable(entry.path, 'link');
    for (let tries = 0; tries < 4; tries += 1) {
      if (tries > 0) await pause(40 * tries);
      const content = await readOnce(path, limits.maxEntryBytes);
      if (typeof content !== 'string') return ok(content);
      if (content !== 'changed-while-read') return unreadable(entry.path, content);
    }
    return err({ kind: 'file-unreadable', path: entry.path, cause: 'changed-while-read', retry: 'soon' });
  });

const unreadable = (path: string, cause: string): Result<never, DiskError> => err({ kind: 'file-unreadable', path, cause, retry: 'never' });

type Found = { readonly entries: DossierEntry[]; readonly leftOut: LeftOut[] };

type Walk = { readonly dir: string; readonly limits: Limits; readonly found: Found };

/** `raw` is the folder's path as the disk spells it, '' for the dossier itself. */
const listFolder = async (walk: Walk, raw: string): Promise<void> => {
  const names = await readdir(join(walk.dir, raw));
  for (const name of names.toSorted()) {
    const rawPath = raw === '' ? name : `${raw}/${name}`;
    const reason = await visit(walk, rawPath);
    if (reason !== undefined) walk.found.leftOut.push({ path: rawPath.normalize('NFC'), reason });
  }
};

/** Notes a file, walks a folder; answers why it stays out. A folder that cannot be read is left out as a whole, and told. */
const visit = async (walk: Walk, rawPath: string): Promise<string | undefined> => {
  const path = rawPath.normalize('NFC');
  const problem = stayReason(path, walk.limits);
  if (problem !== undefined) return problem;
  try {
    const stats = await lstat(join(walk.dir, rawPath));
    if (stats.isSymbolicLink()) return 'link';
    if (stats.isDirectory()) return void (await listFolder(walk, rawPath));
    if (!stats.isFile()) return 'special';
    if (stats.size > walk.limits.maxEntryBytes) return 'too-large';
    walk.found.entries.push({ path, bytes: stats.size, modified: modifiedAt(stats) });
    return undefined;
  } catch (error) {
    return isMissing(error) ? undefined : 'unreadable';
  }
};

/** File systems know dates that ISO 8601 does not. */
const modifiedAt = (stats: Stats): string => (Number.isNaN(stats.mtime.getTime()) ? new Date(0) : stats.mtime).toISOString();

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** One name that the disk spells twice (composed and decomposed) and names that differ in case only: the first one travels. */
const withoutTwins = ({ entries, leftOut }: Found, limits: Limits): DossierListing => {
  const sorted = entries.toSorted(byPath);
  const isTwin = (entry: DossierEntry, index: number): boolean => sorted[index - 1]?.path === entry.path;
  const different = sorted.filter((entry, index) => !isTwin(entry, index));
  const problems = unsendablePaths(
    different.map(({ path }) => path),
    limits,
  );
  const twins = sorted.filter(isTwin).map(({ path }) => ({ path, reason: 'same-name' }));
  const unsendable = [...problems].map(([path, reason]) => ({ path, reason }));
  return { entries: different.filter(({ path }) => !problems.has(path)), leftOut: [...leftOut, ...twins, ...unsendable].toSorted(byPath) };
};

/** Where the file is on the disk, which may spell accents decomposed (NFD); undefined when links lead elsewhere. */
const locate = async (dir: string, path: string): Promise<string | undefined> => {
  const root = await realpath(dir);
  const real = await realpath(join(root, path)).catch((error: unknown) =>
    isMissing(error) ? spelledOut(root, path) : Promise.reject(error),
  );
  const isWithin = real.startsWith(root.endsWith(sep) ? root : root + sep);
  return isWithin && real.normalize('NFC') === join(root, path).normalize('NFC') ? real : undefined;
};

const spelledOut = async (root: string, path: string): Promise<string> => {
  let place = root;
  for (const segment of path.split('/')) place = join(place, await spelling(place, segment));
  return realpath(place);
};

const spelling = async (folder: string, segment: string): Promise<string> => {
  try {
    await lstat(join(folder, segment));
    return segment;
  } catch (error) {
    const spelled = isMissing(error) ? (await readdir(folder)).find((name) => name.normalize('NFC') === segment) : undefined;
    if (spelled === undefined) throw error;
    return spelled;
  }
};

/** The bytes, or why not. Opened without following a link and without waiting on a pipe. */
const readOnce = async (path: string, maxBytes: number): Promise<Buffer | string> => {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch((error: unknown) => (codeOf(error) === 'ELOOP' ? undefined : Promise.reject(error)));
  if (file === undefined) return 'link';
  try {
    const before = await file.stat();
    if (!before.isFile()) return 'special';
    if (before.size > maxBytes) return 'too-large';
    const content = await readExactly(file, before.size);
    const after = await file.stat();
    const isSame = content !== undefined && after.size === before.size && after.mtimeMs === before.mtimeMs;
    return isSame ? content : 'changed-while-read';
  } finally {
    await file.close();
  }
};

/** Undefined when the file turns out shorter than that. */
const readExactly = async (file: FileHandle, bytes: number): Promise<Buffer | undefined> => {
  const content = Buffer.allocUnsafe(bytes);
  for (let offset = 0; offset < bytes; ) {
    const { bytesRead } = await file.read(content, offset, bytes - offset, offset);
    if (bytesRead === 0) return undefined;
    offset += bytesRead;
  }
  return content;
};
