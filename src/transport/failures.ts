/**
 * The makers of TransportError, so that each kind has one `retry` for all backends. Ignores where an error came from: each
 * backend translates its own library or protocol and picks from this list.
 */
import { err, type Result } from '../result.ts';
import type { Disposal, TransportError, TransportStep } from './port.ts';

/** Where a server listens, as the errors name it. */
export type Place = { readonly host: string; readonly port: number };

export type OnStep = (step: TransportStep, detail: string) => void;

/** What every opener is handed beside its URL. */
export type Failed = Result<never, TransportError>;

export const unreachable = ({ host, port }: Place, cause: string): Failed => err({ kind: 'unreachable', retry: 'soon', host, port, cause });

export const distrusted = ({ host, port }: Place, cause: string, fingerprint: string): Failed =>
  err({ kind: 'certificate', retry: 'never', host, port, cause, fingerprint });

export const noTls = ({ host, port }: Place): Failed => err({ kind: 'no-tls', retry: 'never', host, port });

export const badCredentials = ({ host }: Place, user: string, answer: string): Failed =>
  err({ kind: 'credentials', retry: 'never', host, user, answer });

export const busy = ({ host }: Place, answer: string): Failed => err({ kind: 'busy', retry: 'later', host, answer });

export const timedOut = ({ host }: Place, command: string): Failed => err({ kind: 'timeout', retry: 'soon', host, command });

export const misspoken = ({ host }: Place, command: string, answer: string): Failed =>
  err({ kind: 'protocol', retry: 'later', host, command, answer });

export const noSuchFolder = ({ host }: Place, folder: string): Failed => err({ kind: 'no-such-folder', retry: 'never', host, folder });

export const gone = (id: string): Failed => err({ kind: 'gone', retry: 'never', id });

export const tooLarge = (bytes: number, limit: number): Failed => err({ kind: 'too-large', retry: 'never', bytes, limit });

export const refused = ({ host }: Place, code: string, answer: string): Failed =>
  err({ kind: 'refused', retry: 'never', host, code, answer });

export const deferred = ({ host }: Place, code: string, answer: string): Failed =>
  err({ kind: 'deferred', retry: 'later', host, code, answer });

export const disposalRefused = ({ host }: Pick<Place, 'host'>, answer: string): Failed =>
  err({ kind: 'disposal-refused', retry: 'later', host, answer });

export const unsupported = ({ host }: Pick<Place, 'host'>, { how }: Disposal): Failed =>
  err({ kind: 'unsupported', retry: 'never', host, disposal: how });

/** A full disk or a missing network drive may be there again at the next run; a missing folder or right needs a person. */
export const badFolder = (path: string, cause: string): Failed =>
  err({ kind: 'folder', retry: /^(?:ENOENT|EACCES|EPERM|ENOTDIR|EROFS)$/.test(cause) ? 'never' : 'later', path, cause });

/** True for the errors that concern one mail or one disposal only and leave the session as it is. */
export const leavesSession = ({ kind }: TransportError): boolean => /^(?:gone|too-large|disposal-refused|unsupported)$/.test(kind);

/** Node's `code` where there is one, else the message: what an administrator can look up. */
export const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && code !== '' ? code : error.message;
};
