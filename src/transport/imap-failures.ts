/**
 * What imapflow's errors mean: its exceptions carry the server's answer in half a dozen fields of their own. Ignores which command
 * was running and what is done about it.
 */
import type { ImapFlowError } from 'imapflow';
import { asTlsFailure, type Server } from './dial.ts';
import { badCredentials, busy, causeOf, type Failed, misspoken, noSuchFolder, timedOut, unreachable } from './failures.ts';

type Facts = {
  readonly cause: string;
  readonly answer: string;
  readonly code: string;
  readonly status: string;
  readonly byeReason: string;
  readonly isLoginRefused: boolean;
  readonly isFolderMissing: boolean;
};

/** The facts of an exception or an 'error' event. */
export function factsOf(error: unknown): Facts {
  const { responseText, response, oauthError, serverResponseCode, responseStatus, authenticationFailed, mailboxMissing, reason } =
    error as Partial<ImapFlowError & { readonly reason: string }>;
  const text = responseText ?? (typeof response === 'string' ? response : '');
  return {
    cause: causeOf(error),
    answer: oauthError === undefined || oauthError === false ? text : `${text} ${JSON.stringify(oauthError)}`.trim(),
    code: String(serverResponseCode ?? ''),
    status: responseStatus ?? '',
    // OpenSSL's errors have a `reason` too.
    byeReason: isClosed(causeOf(error)) ? (reason ?? '') : '',
    isLoginRefused: authenticationFailed === true,
    isFolderMissing: mailboxMissing === true || serverResponseCode === 'NONEXISTENT' || causeOf(error) === 'NotFound',
  };
}

const isClosed = (cause: string): boolean =>
  /^(?:NoConnection|EConnectionClosed|StateLogout|CONNECT_TIMEOUT|ClosedAfterConnect)/.test(cause);

/** RFC 5530: some refusals of a login are about the server's day, not about the login. */
export function asLoginRefusal(server: Server, user: string, { code, answer, cause }: Facts): Failed {
  const text = answer === '' ? cause : answer;
  return /^(?:UNAVAILABLE|INUSE|LIMIT)$/.test(code) ? busy(server, text) : badCredentials(server, user, text);
}

/** A connection that did not come about, or broke before the mailbox was open. */
export function asConnectionFailure(server: Server, command: string, cause: string): Failed {
  if (/^(?:GREETING_TIMEOUT|ETIMEOUT)$/.test(cause)) return timedOut(server, command);
  if (cause === 'UPGRADE_TIMEOUT') return timedOut(server, 'TLS');
  if (cause === 'ETHROTTLE') return busy(server, 'throttled');
  if (isClosed(cause)) return unreachable(server, `${command}: ${cause}`);
  return asTlsFailure(server, cause, '');
}

type Refusal = Pick<Facts, 'code' | 'answer' | 'cause' | 'isFolderMissing'>;

/** NO or BAD to a command of an open session. */
export function asRefusal(server: Server, command: string, { code, answer, cause, isFolderMissing }: Refusal): Failed {
  if (isFolderMissing) return noSuchFolder(server, command);
  if (/^(?:UNAVAILABLE|INUSE|LIMIT)$/.test(code) || cause === 'ETHROTTLE') return busy(server, answer);
  return misspoken(server, command, answer === '' ? cause : answer);
}
