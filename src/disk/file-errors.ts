/** What node:fs throws, once and for all translated into the errors of this room's port. */
import { err, type Result } from '../result.ts';
import type { DiskError } from './port.ts';

/** Runs a piece of file work; an exception becomes `disk-full` or `file-unreadable`. `cause` is the system's code (EACCES, EIO…). */
export const attempt = async <T>(path: string, work: () => Promise<Result<T, DiskError>>): Promise<Result<T, DiskError>> => {
  try {
    return await work();
  } catch (error) {
    return err(translateFileError(path, error));
  }
};

export const translateFileError = (path: string, error: unknown): DiskError => {
  const cause = codeOf(error);
  if (cause === 'ENOSPC' || cause === 'EDQUOT' || cause === 'SQLITE_FULL') return { kind: 'disk-full', path, retry: 'later' };
  const isPassing = cause === 'EMFILE' || cause === 'ENFILE' || cause === 'EBUSY' || cause === 'EAGAIN' || cause === 'EIO';
  return { kind: 'file-unreadable', path, cause, retry: isPassing ? 'later' : 'never' };
};

/** ENOENT, or ENOTDIR where a folder of the path has become a file. */
export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));

/** The system's code of an exception; its message where it has none. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
};
