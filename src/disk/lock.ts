/**
 * One instance a home: an exclusive SQLite transaction on HOME/lock.db, a kernel lock that a kill -9 frees at once (lock-file
 * packages failed: reference "stack" §9). HOME/lock.txt only tells people who holds it. Not for homes on NFS or SMB shares.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../result.ts';
import { codeOf, translateFileError } from './file-errors.ts';
import type { DiskError, Lock, LockError } from './port.ts';

/** `holder` is the command as a person knows it (`send`, `receive`). Answers at once, without waiting, when another holds the home. */
export const takeLock = (home: string, holder: string): Result<Lock, LockError | DiskError> => {
  if (!existsSync(home)) return err({ kind: 'home-missing', path: home, retry: 'never' });
  let database: Database.Database | undefined;
  try {
    database = new Database(join(home, 'lock.db'), { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    writeFileSync(join(home, 'lock.txt'), `${holder}, pid ${process.pid}, ${new Date().toISOString()}\n`, { mode: 0o600 });
    return ok(holdLock(home, database));
  } catch (error) {
    database?.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) return err({ kind: 'home-busy', path: home, holder: readHolder(home), retry: 'later' });
    return err(translateFileError(join(home, 'lock.db'), error));
  }
};

const holdLock = (home: string, database: Database.Database): Lock => ({
  release: () => {
    if (!database.open) return;
    rmSync(join(home, 'lock.txt'), { force: true });
    database.close();
  },
});

/** The one line that the holder wrote; '' in the instant before it did. */
const readHolder = (home: string): string => {
  try {
    return readFileSync(join(home, 'lock.txt'), 'utf8').trim();
  } catch {
    // The line is for people only: without it the refusal stands all the same.
    return '';
  }
};
