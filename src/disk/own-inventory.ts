/** This machine's own inventory: the id that the home keeps for it, and the file in the dossier folder. Ignores what the file says. */
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import { writeDurably } from './durable-files.ts';
import { attempt, isMissing } from './file-errors.ts';
import type { DiskError } from './port.ts';

const idFile = (home: string): string => join(home, 'device-id');

/** One line; null when there is none. Whether it makes sense is the caller's question. */
export const readDeviceIdFile = (home: string): Promise<Result<string | null, DiskError>> =>
  attempt(idFile(home), async () => {
    const text = await readFile(idFile(home), 'utf8').catch((error: unknown) => (isMissing(error) ? null : Promise.reject(error)));
    return ok(text?.trim() ?? null);
  });

export const writeDeviceIdFile = (home: string, id: string): Promise<Result<void, DiskError>> =>
  attempt(idFile(home), async () => ok(await writeDurably(idFile(home), `${id}\n`)));

/** Whole or not at all, replacing the last one; answers its path. A dossier that is not there is not made: its share may not be mounted. */
export const writeInventoryFile = (dir: string, name: string, text: string): Promise<Result<string, DiskError>> =>
  attempt(dir, async () => {
    const found = await stat(dir).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
    if (!found?.isDirectory()) return err({ kind: 'dossier-missing', path: dir, retry: 'never' });
    const path = resolve(dir, name);
    await writeDurably(path, text);
    return ok(path);
  });
