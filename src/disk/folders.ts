/**
 * The folders of this machine, for a person who looks for the one to send: their names and how many inventories may be in each. Opens no
 * file and follows no link to one; what lies in a folder is told as a number only.
 */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import { attempt, codeOf, isMissing } from './file-errors.ts';
import type { DiskError, FolderListing, ListedFolder } from './port.ts';

const maxFolders = 500;
/** Folders counted at once: a network share answers slowly. */
const atOnce = 16;

/** An absolute path, or `dossier-missing`; `file-unreadable` for a folder that this account may not read. */
export const listFolders = async (path: string): Promise<Result<FolderListing, DiskError>> => {
  if (!isAbsolute(path) || path.includes('\u0000')) return err({ kind: 'dossier-missing', path, retry: 'never' });
  const folder = resolve(path);
  return attempt(folder, async () => {
    const found = await stat(folder).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
    if (!found?.isDirectory()) return err({ kind: 'dossier-missing', path: folder, retry: 'never' });
    const entries = await readdir(folder, { withFileTypes: true });
    const names = await folderNames(folder, entries);
    const shown = names.filter((name) => !isHidden(name));
    return ok({
      path: folder,
      parent: dirname(folder) === folder ? null : dirname(folder),
      roots: await rootsOf(process.platform),
      inventories: countInventories(entries),
      folders: await describeAll(folder, shown.slice(0, maxFolders)),
      total: shown.length,
      hidden: names.length - shown.length,
    });
  });
};

/** Windows keeps its own folders under such names; elsewhere a dot hides. */
const isHidden = (name: string): boolean => name.startsWith('.') || name.startsWith('$') || name === 'System Volume Information';

/** A link to a folder is one: a share may be mounted behind it. */
async function folderNames(folder: string, entries: readonly Dirent[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToFolder(join(folder, entry.name))))) names.push(entry.name);
  }
  return names.toSorted((a, b) => a.localeCompare(b, 'fr', { numeric: true }));
}

async function leadsToFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Leads nowhere, or where this account may not look.
    return false;
  }
}

async function describeAll(folder: string, names: readonly string[]): Promise<readonly ListedFolder[]> {
  const described: ListedFolder[] = [];
  for (let begin = 0; begin < names.length; begin += atOnce) {
    described.push(...(await Promise.all(names.slice(begin, begin + atOnce).map((name) => describe(join(folder, name), name)))));
  }
  return described;
}

async function describe(path: string, name: string): Promise<ListedFolder> {
  try {
    return { name, path, inventories: countInventories(await readdir(path, { withFileTypes: true })), problem: '' };
  } catch (error) {
    return { name, path, inventories: 0, problem: codeOf(error) };
  }
}

const countInventories = (entries: readonly Dirent[]): number =>
  entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.') && /\.(?:ocs|xml|json)(?:\.gz)?$/i.test(entry.name)).length;

/** Where browsing may begin: `/`, or the drives that there are. */
async function rootsOf(platform: NodeJS.Platform): Promise<readonly string[]> {
  if (platform !== 'win32') return ['/'];
  const drives = Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`);
  const areThere = await Promise.all(drives.map(leadsToFolder));
  return drives.filter((_, index) => areThere[index]);
}
