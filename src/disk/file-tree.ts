/**
 * A folder that this program writes for other programs to read: plain files, and a list of ours that says which of them are. Only what is
 * in that list is ever replaced or removed; a folder with anything in it and no such list is refused. Ignores what the files say.
 */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { NameLimits } from '../exchange/entry-name.ts';
import { err, ok, type Result } from '../result.ts';
import { writeDurably } from './durable-files.ts';
import { attempt, isMissing } from './file-errors.ts';
import { isUnwritable } from './file-names.ts';
import type { DiskError, FileTree } from './port.ts';

/** The list: `{"malleposte": 1, "files": {PATH: {"sha256", "bytes"}}}`; a file that was about to be written has no digest. */
const listName = '.malleposte-export.json';

type Listed = { readonly sha256: string; readonly bytes: number };

type Tree = { readonly root: string; readonly limits: NameLimits; readonly listed: Map<string, Listed> };

/** Makes the folder where it is missing, but not those above it; `folder-not-ours` when it holds files and no list of ours. */
export const openFileTree = (dir: string, limits: NameLimits): Promise<Result<FileTree, DiskError>> =>
  attempt(dir, async () => {
    await mkdir(dir).catch((error: Error & { code?: string }) => (error.code === 'EEXIST' ? undefined : Promise.reject(error)));
    const root = await realpath(dir);
    const listed = await readList(root, limits);
    if (!listed) return err({ kind: 'folder-not-ours', path: dir, retry: 'never' });
    return ok(treeOf({ root, limits, listed }, await presentIn(root, listed)));
  });

const treeOf = (tree: Tree, present: ReadonlyMap<string, string>): FileTree => ({
  present,
  paths: [...tree.listed.keys()],
  begin: (paths) => begin(tree, paths),
  write: (file) => write(tree, file),
  remove: (path) => remove(tree, path),
  finish: () => saveList(tree),
});

/** Undefined when the folder is not empty and not ours. */
async function readList(root: string, limits: NameLimits): Promise<Map<string, Listed> | undefined> {
  const text = await readFile(join(root, listName), 'utf8').catch((error: unknown) =>
    isMissing(error) ? undefined : Promise.reject(error),
  );
  if (text === undefined) return (await readdir(root)).length === 0 ? new Map() : undefined;
  try {
    const { malleposte, files } = JSON.parse(text) as { readonly malleposte?: number; readonly files?: Readonly<Record<string, Listed>> };
    if (malleposte !== 1 || !files) return undefined;
    // Somebody may have edited it: nothing outside of the folder is ever ours.
    return new Map(Object.entries(files).filter(([path]) => !isUnwritable(path, limits)));
  } catch {
    return undefined; // not as we write it, so not ours to replace
  }
}

/** Of the files in the list, those that are there in their size: what somebody removed or cut short is written again. */
async function presentIn(root: string, listed: ReadonlyMap<string, Listed>): Promise<ReadonlyMap<string, string>> {
  const present = new Map<string, string>();
  for (const [path, { sha256, bytes }] of listed) {
    const found = await lstat(join(root, path)).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
    if (sha256 !== '' && found?.isFile() && found.size === bytes) present.set(path, sha256);
  }
  return present;
}

/** Noted before anything is written: a run that is interrupted leaves no file that nobody knows. */
function begin(tree: Tree, paths: readonly string[]): Promise<Result<void, DiskError>> {
  for (const path of paths) tree.listed.set(path, { sha256: '', bytes: 0 });
  return saveList(tree);
}

const saveList = ({ root, listed }: Tree): Promise<Result<void, DiskError>> =>
  attempt(join(root, listName), async () => {
    const files = Object.fromEntries([...listed].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    return ok(await writeDurably(join(root, listName), `${JSON.stringify({ malleposte: 1, files }, null, 1)}\n`));
  });

type NewFile = Parameters<FileTree['write']>[0];

/** By a temporary name, so that nobody reads half a file. Not fsynced one by one: what a power cut empties is written again. */
const write = ({ root, limits, listed }: Tree, { path, sha256, content }: NewFile): Promise<Result<void, DiskError>> =>
  attempt(path, async () => {
    const folder = join(root, dirname(path));
    if (isUnwritable(path, limits)) return refused(path, 'hostile-name');
    await mkdir(folder, { recursive: true });
    // Somebody may have put a link where a folder was.
    if (!isWithin(root, await realpath(folder))) return refused(path, 'link');
    const temporary = join(folder, `.${randomBytes(6).toString('hex')}.tmp`);
    try {
      await writeFile(temporary, content, { flag: 'wx' });
      await rename(temporary, join(root, path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    listed.set(path, { sha256, bytes: content.length });
    return ok(undefined);
  });

const refused = (path: string, cause: string): Result<never, DiskError> => err({ kind: 'file-unreadable', path, cause, retry: 'never' });

const isWithin = (root: string, folder: string): boolean => folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep);

/** The file, and the folders that it leaves empty. */
const remove = ({ root, listed }: Tree, path: string): Promise<Result<void, DiskError>> =>
  attempt(path, async () => {
    const folder = await realpath(join(root, dirname(path))).catch((error: unknown) => (isMissing(error) ? root : Promise.reject(error)));
    if (!isWithin(root, folder)) return refused(path, 'link');
    await rm(join(root, path), { force: true });
    await removeEmpty(root, dirname(path));
    listed.delete(path);
    return ok(undefined);
  });

async function removeEmpty(root: string, folder: string): Promise<void> {
  if (folder === '.' || folder === '') return;
  try {
    await rmdir(join(root, folder));
  } catch {
    return; // not empty, or gone already: nothing above it is empty either
  }
  await removeEmpty(root, dirname(folder));
}
