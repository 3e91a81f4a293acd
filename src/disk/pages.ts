/** The folder of pages: each file replaced in one step, never a folder touched that holds what we did not write. Reads no page back. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import { attempt, isMissing } from './file-errors.ts';
import type { DiskError, PageFolder } from './port.ts';

const manifestName = '.malleposte-pages.json';

/** Touches nothing yet. */
export const openPageFolder = (folder: string): PageFolder => {
  const known = new Set<string>();
  return {
    readManifest: () => attempt(folder, () => readOwnManifest(folder)),
    writeManifest: (content) => attempt(folder, () => replaceFile(join(folder, manifestName), content, known)),
    write: (path, content) => attempt(join(folder, path), () => replaceFile(join(folder, ownPath(path)), content, known)),
    remove: (path) =>
      attempt(join(folder, path), async () => {
        await rm(join(folder, ownPath(path)), { force: true });
        return ok(undefined);
      }),
  };
};

const readOwnManifest = async (folder: string): Promise<Result<string | null, DiskError>> => {
  const names: readonly string[] = await readdir(folder).catch((error: unknown) => (isMissing(error) ? [] : Promise.reject(error)));
  if (names.includes(manifestName)) return ok(await readFile(join(folder, manifestName), 'utf8'));
  const others = names.filter((name) => name !== temporaryName(manifestName));
  return others.length === 0 ? ok(null) : err({ kind: 'folder-not-ours', path: folder, retry: 'never' });
};

/** The same name each time, so that what a kill leaves behind is replaced by the next writing. */
const temporaryName = (name: string): string => `.${name}.tmp`;

const replaceFile = async (path: string, content: string, known: Set<string>): Promise<Result<void, DiskError>> => {
  const folder = dirname(path);
  if (!known.has(folder)) await mkdir(folder, { recursive: true, mode: 0o755 });
  known.add(folder);
  const temporary = join(folder, temporaryName(basename(path)));
  await writeFile(temporary, content, { mode: 0o644 });
  await rename(temporary, path);
  return ok(undefined);
};

/** A path that leads elsewhere can only come from a bug, or from a manifest that somebody wrote by hand. */
const ownPath = (path: string): string => {
  if (!/^(?:[a-z0-9][a-z0-9.-]*\/)*[a-z0-9][a-z0-9.-]*$/.test(path)) throw new Error(`not a path of a page: ${path}`);
  return path;
};
