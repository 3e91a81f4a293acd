/**
 * Turns at a small private file that several processes change: read, change and write happen in one turn, so that no change is
 * lost. A turn is a lock file made exclusively; one that was left by a process that died is taken away after a while.
 */
import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './private-files.ts';

const retryMs = 15;

/** Far longer than a turn takes: nothing slow happens in one. */
const abandonedMs = 10_000;

/** Waits for its turn, as long as it takes; throws when the folder cannot be written. */
export const inTurn = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  const lock = `${path}.lock`;
  while (!(await take(lock))) {
    await removeAbandoned(lock);
    await pause(retryMs);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
};

/** False when another has it. */
const take = async (lock: string): Promise<boolean> => {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

const removeAbandoned = async (lock: string): Promise<void> => {
  // It may be gone by now: then the next try takes it.
  const made = await stat(lock).catch(() => undefined);
  if (made && Date.now() - made.mtimeMs > abandonedMs) await rm(lock, { force: true });
};
