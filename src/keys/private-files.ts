/** Files that only their owner may read: made once, never overwritten by accident, on the disk when written (threat T21). */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** HOME/keys, mode 0700. */
export const makeKeyFolder = async (home: string): Promise<string> => {
  const folder = join(home, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
};

/** Writes a 0600 file unless one of that name is there, which then stays as it is. */
export const createPrivateFile = async (path: string, content: string): Promise<void> => {
  if ((await readPrivateFile(path)) === undefined) await replacePrivateFile(path, content);
};

/** Writes a 0600 file in place of the one of that name. */
export const replacePrivateFile = async (path: string, content: string): Promise<void> => {
  const temporary = await writeTemporary(path, content);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
};

/** Undefined when there is no such file. */
export const readPrivateFile = async (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => (codeOf(error) === 'ENOENT' ? undefined : Promise.reject(error)));

/** Those of the paths that others than the owner may read or enter. Windows keeps rights elsewhere: always []. */
export const findLooseModes = async (paths: readonly string[]): Promise<readonly string[]> => {
  if (process.platform === 'win32') return [];
  const modes = await Promise.all(paths.map(async (path) => ({ path, mode: (await stat(path)).mode })));
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ path }) => path);
};

/** The system's code of an exception, such as EACCES. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
};

const writeTemporary = async (path: string, content: string): Promise<string> => {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
};

/** What was made, renamed or removed in this folder is on the disk. Windows has no such call. */
export const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
