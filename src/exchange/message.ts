/**
 * Our mails: one is written (protocol §3) with nodemailer's composer, and one is read back after whatever gateways did to it. The envelope is
 * found by its magic bytes, never by name, type or disposition, also inside forwarded mails; its signature is checked elsewhere.
 */
import { hash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { ok, type Result } from '../result.ts';
import { decodeBase64 } from './base64.ts';
import { type MailHeaders, readHeaders } from './headers.ts';
import type { Limits } from './limits.ts';
import { type MessageError, refuseMessage } from './message-error.ts';
import { type Leaf, type Nesting, outlineOf } from './mime-outline.ts';
import { decodeParts } from './mime-parts.ts';
import { beginsWithMagic, boundaryPrefix, readOwnShape } from './own-shape.ts';
import { magic } from './protocol.ts';

export type OutgoingMessage = {
  /** Without angle brackets, like `inReplyTo`. */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
  readonly inReplyTo?: string;
  /** RFC 3834: what we say on our own, or in answer. */
  readonly auto: 'generated' | 'replied';
  readonly attachment: { readonly name: string; readonly content: Buffer };
};

/** The complete mail with CRLF; the same message gives the same bytes, so that a resend is a resend (protocol §3). */
export function composeMessage(message: OutgoingMessage): Promise<Buffer> {
  const answered = message.inReplyTo ? { inReplyTo: `<${message.inReplyTo}>`, references: [`<${message.inReplyTo}>`] } : {};
  const composer = new MailComposer({
    ...answered,
    messageId: `<${message.messageId}>`,
    from: message.from,
    to: { name: '', address: message.to },
    subject: message.subject,
    date: message.date,
    headers: { 'Auto-Submitted': `auto-${message.auto}`, 'X-Auto-Response-Suppress': 'All', 'X-Malleposte': '1' },
    text: message.text.replace(/\r?\n/g, '\r\n'),
    textEncoding: 'quoted-printable',
    attachments: [{ filename: message.attachment.name, content: message.attachment.content, contentType: 'application/octet-stream' }],
    baseBoundary: hash('sha256', message.messageId, 'hex').slice(0, 32),
    boundaryPrefix,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

export type FoundEnvelope = { readonly bytes: Buffer; readonly headers: MailHeaders };

/**
 * The bytes of the one envelope in a mail, not parsed and not verified, with the mail's headers. The same envelope twice counts once.
 * Limits on headers, parts and depth hold before a MIME library sees the mail; time and memory are linear in its size.
 */
export async function findEnvelope(raw: Buffer, limits: Limits): Promise<Result<FoundEnvelope, MessageError>> {
  return findOwnEnvelope(raw, limits) ?? findEnvelopeByParser(raw, limits);
}

/** The short way of `findEnvelope`, without a MIME parser: undefined when the mail is not exactly as we write them. */
export function findOwnEnvelope(raw: Buffer, limits: Limits): Result<FoundEnvelope, MessageError> | undefined {
  if (raw.length > limits.maxMessageBytes) return refuseMessage('limits', `${raw.length} bytes`);
  const own = readOwnShape(raw, limits.maxHeaderBytes);
  return own ? ok({ bytes: own, headers: readHeaders(headerBlock(raw, limits)) }) : undefined;
}

/** The way of `findEnvelope` for mails that are not exactly as we write them; exported because both ways must agree. */
export async function findEnvelopeByParser(raw: Buffer, limits: Limits): Promise<Result<FoundEnvelope, MessageError>> {
  const search: Search = { limits, found: [], parts: 0 };
  const searched = await searchMail(raw, search, 0);
  if (!searched.ok) return searched;
  const [bytes, ...others] = search.found;
  if (!bytes) return refuseMessage('no-envelope', '');
  if (others.some((other) => !other.equals(bytes))) return refuseMessage('ambiguous', `${search.found.length} envelopes`);
  return ok({ bytes, headers: readHeaders(headerBlock(raw, limits)) });
}

/** The mail up to its first empty line, or as much as the limit allows. */
function headerBlock(raw: Buffer, limits: Limits): Buffer {
  const start = raw.subarray(0, limits.maxHeaderBytes);
  const ends = [start.indexOf('\r\n\r\n'), start.indexOf('\n\n')].filter((end) => end >= 0);
  return start.subarray(0, ends.length === 0 ? start.length : Math.min(...ends));
}

type Search = { readonly limits: Limits; readonly found: Buffer[]; parts: number };

/** Looks into one mail, then into the mails that it encloses. */
async function searchMail(raw: Buffer, search: Search, depth: number): Promise<Result<void, MessageError>> {
  const nesting: Nesting = { depth, parts: search.parts };
  const outline = outlineOf(raw, search.limits, nesting);
  if (!outline.ok) return outline;
  const { leaves, isClosed, framed } = outline.value;
  if (!isClosed) return refuseMessage('truncated', 'a closing boundary is missing');
  search.parts += leaves.length;
  const isWanted = (index: number, start: Buffer): boolean => beginsWithMagic(start) || isMail(leaves[index]);
  const parts = await decodeParts(framed, { isWanted, startBytes: magic.length });
  if (!parts.ok) return parts;
  if (parts.value.length !== leaves.length) return refuseMessage('ambiguous', `${parts.value.length} parts, or ${leaves.length}`);
  for (const [index, leaf] of leaves.entries()) {
    const content = parts.value[index];
    const looked = content ? await lookAt({ raw, leaf, content }, search) : ok(undefined);
    if (!looked.ok) return looked;
  }
  return ok(undefined);
}

async function lookAt(part: { raw: Buffer; leaf: Leaf; content: Buffer }, search: Search): Promise<Result<void, MessageError>> {
  const { raw, leaf, content } = part;
  if (!beginsWithMagic(content)) return descend(content, search, leaf.depth + 1);
  if (leaf.encoding === 'base64' && !decodeBase64(raw.subarray(leaf.start, leaf.end))?.equals(content)) {
    return refuseMessage('unparsable', 'damaged base64');
  }
  search.found.push(content);
  return ok(undefined);
}

function descend(mail: Buffer, search: Search, depth: number): Promise<Result<void, MessageError>> | Result<never, MessageError> {
  const { maxMimeDepth } = search.limits;
  return depth > maxMimeDepth ? refuseMessage('limits', `more than ${maxMimeDepth} levels`) : searchMail(mail, search, depth);
}

/** A forwarded mail; message/rfc822 and its UTF-8 twin (RFC 6532). */
const isMail = (leaf: Leaf | undefined): boolean => leaf?.type === 'message/rfc822' || leaf?.type === 'message/global';
