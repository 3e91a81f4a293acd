/**
 * Going through a mailbox, the same way at both ends: list, keep what carries our marker, fetch, find the envelope.
 * Other people's mail is never downloaded, moved or marked; a mail looked at in vain is not downloaded twice.
 */
import { type Envelope, parseEnvelope } from '../exchange/envelope.ts';
import { carriesMarker, type MailHeaders, readHeaders } from '../exchange/headers.ts';
import type { Limits } from '../exchange/limits.ts';
import { findEnvelope } from '../exchange/message.ts';
import { err, ok, type Result } from '../result.ts';
import type { FetchedMail, Mailbox, MailSummary, TransportError } from '../transport/port.ts';

export type MarkedMail = { readonly summary: MailSummary; readonly headers: MailHeaders };

export type Listing = { readonly waiting: readonly MailSummary[]; readonly marked: readonly MarkedMail[] };

/** Lists the mailbox and keeps the mails whose subject carries one of the markers; small ones first. */
export async function listMarked(mailbox: Mailbox, markers: readonly string[]): Promise<Result<Listing, TransportError>> {
  const listed = await mailbox.list();
  if (!listed.ok) return listed;
  const marked = listed.value
    .map((summary) => ({ summary, headers: readHeaders(summary.headers) }))
    .filter(({ headers }) => markers.some((marker) => carriesMarker(headers.subject, marker)))
    .sort((a, b) => a.summary.bytes - b.summary.bytes);
  return ok({ waiting: listed.value, marked });
}

/** At most so many mails and bytes a run (reference: run budgets); the rest waits for the next one. */
export function withinBudget(marked: readonly MarkedMail[], limits: Limits): readonly MarkedMail[] {
  let bytes = 0;
  return marked.slice(0, limits.maxRunMessages).filter(({ summary }) => {
    bytes += summary.bytes;
    return bytes <= limits.maxRunBytes || bytes === summary.bytes;
  });
}

export type OpenedMail = {
  readonly id: string;
  readonly raw: Buffer;
  readonly headers: MailHeaders;
  readonly envelope: Envelope;
};

export type Unreadable = { readonly id: string; readonly raw: Buffer; readonly reason: string; readonly detail: string };

/** The envelope in a fetched mail, not verified yet: only sizes, MIME structure and the header's form were looked at. */
export async function openMail(mail: FetchedMail, limits: Limits): Promise<Result<OpenedMail, Unreadable>> {
  const found = await findEnvelope(mail.raw, limits);
  if (!found.ok) return err({ id: mail.id, raw: mail.raw, reason: found.error.reason, detail: found.error.detail });
  const parsed = parseEnvelope(found.value.bytes);
  if (!parsed.ok) return err({ id: mail.id, raw: mail.raw, reason: parsed.error.reason, detail: parsed.error.detail });
  return ok({ id: mail.id, raw: mail.raw, headers: found.value.headers, envelope: parsed.value });
}
