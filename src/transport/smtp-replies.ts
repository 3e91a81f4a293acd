/**
 * What SMTP replies and nodemailer's errors mean (RFC 5321 §4.2, RFC 3463, RFC 4954 §6): wait, give up, log in again, make it
 * smaller. Ignores the dialogue itself.
 */
import { badCredentials, deferred, type Failed, misspoken, type Place, refused, timedOut, tooLarge, unreachable } from './failures.ts';
import { refusedService, statusOf } from './starttls.ts';

type Sizes = { readonly bytes: number; readonly maxBytes: number | null };

/** What nodemailer hangs on its errors; its type is not exported. */
type NodemailerError = {
  readonly code: string;
  readonly response: string;
  readonly responseCode: number;
  readonly command: string;
  readonly message: string;
};

type Facts = {
  readonly code: string;
  readonly reply: string;
  readonly replyCode: number;
  readonly command: string;
  readonly message: string;
};

export function asConnectFailure(place: Place, command: string, error: unknown): Failed {
  const facts = factsOf(error, command);
  return facts.replyCode > 0 ? refusedService(place, facts.command, facts.reply) : asLineFailure(place, facts);
}

/** RFC 4954 §6: 5xx blames the login; 454 and 4xx the server's day. */
export function asLoginFailure(place: Place, user: string, error: unknown): Failed {
  const facts = factsOf(error, 'AUTH');
  if (facts.replyCode >= 500) return badCredentials(place, user, facts.message.replace(/^Invalid login: /, ''));
  if (facts.replyCode > 0) return refusedService(place, 'AUTH', facts.reply);
  return facts.code === 'EAUTH' ? badCredentials(place, user, facts.message) : asLineFailure(place, facts);
}

/** The mail was refused, deferred, found too large, or the line broke: then nobody knows whether it was taken (pitfall L20). */
export function asPostFailure(place: Place, error: unknown, { bytes, maxBytes }: Sizes): Failed {
  const facts = factsOf(error, 'DATA');
  const { reply, replyCode } = facts;
  if (replyCode === 0) return asLineFailure(place, facts);
  if (replyCode === 421) return unreachable(place, reply);
  if (isSizeRefusal(reply)) return tooLarge(bytes, maxBytes ?? 0);
  if (/^53[0458]\b/.test(reply)) return badCredentials(place, '', reply);
  return replyCode < 500 ? deferred(place, statusOf(reply), reply) : refused(place, statusOf(reply), reply);
}

/** 552 is also said of full mailboxes (5.2.2) and of forbidden content (5.7.0 at Gmail); RFC 3463 tells them apart. */
function isSizeRefusal(reply: string): boolean {
  const status = statusOf(reply);
  return /^5\.(?:2\.3|3\.4)$/.test(status) || (reply.startsWith('552') && /^(?:552|5\.3\.\d+|5\.0\.0)$/.test(status));
}

function asLineFailure(place: Place, { code, command, message }: Facts): Failed {
  if (code === 'ETIMEDOUT') return timedOut(place, command);
  return code === 'EPROTOCOL' ? misspoken(place, command, message) : unreachable(place, `${command}: ${message}`);
}

function factsOf(error: unknown, command: string): Facts {
  const { code, response, responseCode, command: during, message } = error as Partial<NodemailerError>;
  return {
    code: typeof code === 'string' ? code : '',
    reply: typeof response === 'string' ? response.trim().replaceAll(/\r?\n/g, ' ') : '',
    replyCode: typeof response === 'string' && typeof responseCode === 'number' ? responseCode : 0,
    command: during === undefined || during === 'CONN' || during === 'API' ? command : during,
    message: (message ?? String(error)).replaceAll(/\r?\n/g, ' '),
  };
}
