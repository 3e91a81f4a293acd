/**
 * HOME/high-water: the highest (epoch, seq) ever used, beside the database and outliving a restore of it (protocol §5). A database
 * that is older than this file says that it was restored or cloned.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { writeDurably } from './durable-files.ts';
import { attempt, isMissing } from './file-errors.ts';
import type { DiskError, HighWater } from './port.ts';

const markSchema = z.strictObject({ epoch: z.int().nonnegative(), seq: z.int().nonnegative() }).readonly();

/** Null when there is none yet. A file that says something else is an error: going on would reuse numbers. */
export const readHighWaterFile = async (home: string): Promise<Result<HighWater | null, DiskError>> => {
  const path = join(home, 'high-water');
  return attempt(path, async () => {
    const text = await readFile(path, 'utf8').catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
    if (text === undefined) return ok(null);
    const mark = readMark(text);
    return mark === undefined ? err({ kind: 'file-unreadable', path, cause: 'damaged', retry: 'never' }) : ok(mark);
  });
};

/** On the disk, not only in its cache, when this answers ok. */
export const writeHighWaterFile = async (home: string, mark: HighWater): Promise<Result<void, DiskError>> => {
  const path = join(home, 'high-water');
  return attempt(path, async () => {
    await writeDurably(path, `${JSON.stringify({ epoch: mark.epoch, seq: mark.seq })}\n`);
    return ok(undefined);
  });
};

const readMark = (text: string): HighWater | undefined => {
  try {
    return markSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // SyntaxError: a damaged file, which the caller tells.
    return undefined;
  }
};
