/**
 * Bounces of our mails (protocol §10): a delivery report where there is one (RFC 3464), else the words of the servers. What a bounce says
 * may raise an alert or shorten a volume; it never marks a mail as delivered. Forging one takes a 128-bit id of ours: a bounce that quotes
 * none is nobody's business. Which id is of which mail is for the register to say.
 */
import { type BounceCause, causeOf, isVague, statusIn } from './bounce-cause.ts';
import { guessBounce, looksLikeBounce } from './bounce-guess.ts';
import { decodeXtext, findOwnIdsInOrder, quotedMessageIds } from './bounce-ids.ts';
import { type BounceParts, cleanLine, takeBounceApart } from './bounce-parts.ts';
import { type DeliveryReport, type ReportedRecipient, readDeliveryReport } from './bounce-report.ts';
import type { Verdict } from './bounce-verdict.ts';
import { type MailHeaders, readHeaders } from './headers.ts';
import type { Limits } from './limits.ts';

export type Bounce = {
  /**
   * Ids of our form without brackets, at least one, the most trusted first: Original-Envelope-Id, Message-ID of what came back, In-Reply-To
   * and References, anywhere else. Later ones may be those of other mails (a receipt that came back quotes the parcel that it answered).
   */
  readonly messageIds: readonly string[];
  readonly cause: BounceCause;
  /** Enhanced status such as `5.2.2` (RFC 3463); '' when unknown. */
  readonly status: string;
  /** One line of the server's own words, at most 300 characters, fit for a log; may be ''. */
  readonly detail: string;
  /** A complete report as RFC 3464 and RFC 6522 want it; else something was guessed. */
  readonly isStrict: boolean;
};

/**
 * Reads a bounce; undefined when the mail is none, tells of a success (`delivered`, `relayed`, `expanded`), or quotes no id of ours.
 * Never throws, whatever the bytes; linear, within the limits on the mail, its headers, parts and depth.
 */
export function readBounce(raw: Buffer, limits: Limits): Bounce | undefined {
  if (raw.length > limits.maxMessageBytes) return undefined;
  const headers = readHeaders(raw.subarray(0, limits.maxHeaderBytes));
  if (headers.isOurs && headers.contentType !== 'multipart/report') return undefined;
  const parts = takeBounceApart(raw, limits);
  const reports = reportsIn(parts);
  const recipients = reports.flatMap((report) => report.recipients).filter(({ action, status }) => action || status);
  const guess = guessBounce(headers, parts.text);
  const verdict = recipients.length > 0 ? completed(worstOf(recipients), guess) : guess;
  if (!verdict) return undefined;
  const messageIds = idsOf({ raw, headers, parts, reports });
  if (messageIds.length === 0) return undefined;
  const isStrict = parts.isWhole && headers.reportType === 'delivery-status' && reports.length === 1 && reports[0]?.isStrict === true;
  return { messageIds, cause: verdict.cause, status: verdict.status, detail: cleanLine(verdict.detail, maxDetail), isStrict };
}

/**
 * From the listed headers alone: is a mail worth downloading to look for a bounce. Generous, since a vacation notice has a null return path
 * too; mails of ours and read receipts are not.
 */
export function mayBeBounce(headers: MailHeaders): boolean {
  if (headers.contentType === 'multipart/report') return headers.reportType === '' || headers.reportType === 'delivery-status';
  if (headers.isOurs || headers.listId !== '') return false;
  return looksLikeBounce(headers) || headers.returnPath === '<>';
}

/**
 * Mail that nobody wrote and that nobody answers: vacation notices, lists, newsletters, bounces (RFC 3834, protocol §10). Ask
 * `mayBeBounce` first; mails that say they are ours are not meant, whatever their `Auto-Submitted`.
 */
export function isAutomatic(headers: MailHeaders): boolean {
  if (headers.isOurs) return false;
  if (headers.autoSubmitted !== '' && headers.autoSubmitted !== 'no') return true;
  if (/^(?:bulk|junk|list|auto[_-]reply)$/.test(headers.precedence)) return true;
  return headers.listId !== '' || headers.returnPath === '<>' || headers.isAutoReply;
}

const maxDetail = 300;

/** A report that lost its place in the structure still stands in the text. */
function reportsIn({ reports, text }: BounceParts): readonly DeliveryReport[] {
  if (reports.length > 0) return reports.map(readDeliveryReport);
  return /^action[ \t]{0,9}:/im.test(text) ? [readDeliveryReport(text)] : [];
}

/** Our mails have one recipient; where a report names more, the worst counts. Undefined when all were reached. */
function worstOf(recipients: readonly ReportedRecipient[]): Verdict | undefined {
  const failed = recipients.find(({ action, status }) => action === 'failed' || (!action && status.startsWith('5.')));
  const delayed = recipients.find(({ action, status }) => action === 'delayed' || (!action && status.startsWith('4.')));
  if (failed) {
    const status = statusOf(failed);
    return { cause: causeOf(status, failed.diagnostic), status, detail: failed.diagnostic };
  }
  return delayed && { cause: 'delayed', status: statusOf(delayed), detail: delayed.diagnostic };
}

/** Exim's reports give no reason for what failed at home; its text for people does. */
function completed(reported: Verdict | undefined, guess: Verdict | undefined): Verdict | undefined {
  if (!reported || !guess) return reported;
  const isSilent = reported.cause === 'unknown' && isVague(reported.status) && guess.cause !== 'delayed';
  return {
    cause: isSilent ? guess.cause : reported.cause,
    status: isVague(reported.status) && guess.status !== '' ? guess.status : reported.status,
    detail: reported.detail === '' ? guess.detail : reported.detail,
  };
}

/** Exim writes 5.0.0 and leaves the telling to the remote server's words. */
function statusOf({ status, diagnostic }: ReportedRecipient): string {
  return isVague(status) ? statusIn(diagnostic) || status : status;
}

type Sources = {
  readonly raw: Buffer;
  readonly headers: MailHeaders;
  readonly parts: BounceParts;
  readonly reports: readonly DeliveryReport[];
};

function idsOf({ raw, headers, parts, reports }: Sources): readonly string[] {
  return findOwnIdsInOrder([
    ...reports.map(({ envelopeId }) => decodeXtext(envelopeId)),
    ...parts.returned.map((returned) => readHeaders(returned).messageId),
    ...reports.map(({ originalMessageId }) => originalMessageId),
    quotedMessageIds(parts.text),
    headers.inReplyTo,
    headers.references,
    ...parts.contents,
    raw,
  ]);
}
