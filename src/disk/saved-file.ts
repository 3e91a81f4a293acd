/** A file that a person asked for, written as it is made, for its owner only: there whole, or not at all. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import { translateFileError } from './file-errors.ts';
import type { DiskError } from './port.ts';

/** A file that is there is left alone (`file-unreadable`, cause EEXIST) or replaced at the end. What `content` throws is thrown on. */
export async function saveFile(
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  { replaces }: { readonly replaces: boolean },
): Promise<Result<void, DiskError>> {
  const place = replaces ? join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`) : path;
  try {
    await write(place, content);
    if (replaces) await moveTo(path, place);
    return ok(undefined);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return err(translateFileError(path, error));
    throw error;
  }
}

async function write(place: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(place, 'wx', 0o600);
  try {
    await writeFile(file, content);
    await file.close();
  } catch (error) {
    await file.close();
    await rm(place, { force: true });
    throw error;
  }
}

async function moveTo(path: string, place: string): Promise<void> {
  try {
    await rename(place, path);
  } catch (error) {
    await rm(place, { force: true });
    throw error;
  }
}
