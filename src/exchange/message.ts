/**
 * Our mails: one is written (protocol §3) with nodemailer's composer, and one is read back after whatever gateways did to it. The envelope is
 * found by its magic bytes, never by name, type or disposition, also inside forwarded mails, in a winmail.dat and uuencoded in a text; its
 * signature is checked elsewhere.
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
import { beginsWithTnef, tnefContents } from './tnef.ts';
import { mayHoldUuencode, uuencodedEnvelopes } from './uuencode.ts';

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
export function composeMessage({ attachment, inReplyTo, auto, ...message }: OutgoingMessage): Promise<Buffer> {
  const answered = inReplyTo ? { inReplyTo: `<${inReplyTo}>`, references: [`<${inReplyTo}>`] } : {};
  return compose(message, {
    ...answered,
    headers: { 'Auto-Submitted': `auto-${auto}`, 'X-Auto-Response-Suppress': 'All', 'X-Malleposte': '1' },
    attachments: [{ filename: attachment.name, content: attachment.content, contentType: 'application/octet-stream' }],
  });
}

/** A mail for people, which carries nothing for programs: the same words as plain text and as a page. */
export type Notice = Omit<OutgoingMessage, 'attachment' | 'inReplyTo' | 'auto'> & { readonly html: string };

/** Without an envelope and without `X-Malleposte`: no installation takes it for an exchange. */
export const composeNotice = ({ html, ...message }: Notice): Promise<Buffer> =>
  compose(message, { html, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } });

type Bare = Omit<OutgoingMessage, 'attachment' | 'inReplyTo' | 'auto'>;

function compose(message: Bare, rest: NonNullable<ConstructorParameters<typeof MailComposer>[0]>): Promise<Buffer> {
  const composer = new MailComposer({
    ...rest,
    messageId: `<${message.messageId}>`,
    from: message.from,
    to: { name: '', address: message.to },
    subject: message.subject,
    date: message.date,
    text: message.text.replace(/\r?\n/g, '\r\n'),
    textEncoding: 'quoted-printable',
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
  const isWanted = (index: number, start: Buffer): boolean => isPromising(raw, leaves[index], start);
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

/** Is this part worth keeping: an envelope, or what may enclose one. */
const isPromising = (raw: Buffer, leaf: Leaf | undefined, start: Buffer): boolean =>
  beginsWithMagic(start) || beginsWithTnef(start) || (leaf !== undefined && (isMail(leaf) || isUuencoded(raw, leaf)));

type Part = { readonly raw: Buffer; readonly leaf: Leaf; readonly content: Buffer };

async function lookAt(part: Part, search: Search): Promise<Result<void, MessageError>> {
  const { raw, leaf, content } = part;
  if (!beginsWithMagic(content) && !beginsWithTnef(content))
    return isMail(leaf) ? descend(content, search, leaf.depth + 1) : searchText(content, search);
  if (leaf.encoding === 'base64' && !decodeBase64(raw.subarray(leaf.start, leaf.end))?.equals(content)) {
    return refuseMessage('unparsable', 'damaged base64');
  }
  return searchContent(content, search, leaf.depth);
}

/** An envelope, or the attachments of a winmail.dat and of those in it; each counts as a part. */
function searchContent(content: Buffer, search: Search, depth: number): Result<void, MessageError> {
  if (beginsWithMagic(content)) search.found.push(content);
  if (!beginsWithTnef(content)) return ok(undefined);
  const { maxMimeDepth, maxMimeParts } = search.limits;
  if (depth > maxMimeDepth) return refuseMessage('limits', `more than ${maxMimeDepth} levels`);
  for (const attachment of tnefContents(content)) {
    if (search.parts++ > maxMimeParts) return refuseMessage('limits', `more than ${maxMimeParts} parts`);
    const searched = searchContent(attachment, search, depth + 1);
    if (!searched.ok) return searched;
  }
  return ok(undefined);
}

/** Attachments from before MIME. */
function searchText(text: Buffer, search: Search): Result<void, MessageError> {
  for (const envelope of uuencodedEnvelopes(text)) {
    if (!envelope) return refuseMessage('unparsable', 'damaged uuencode');
    if (search.parts++ > search.limits.maxMimeParts) return refuseMessage('limits', `more than ${search.limits.maxMimeParts} parts`);
    search.found.push(envelope);
  }
  return ok(undefined);
}

function descend(mail: Buffer, search: Search, depth: number): Promise<Result<void, MessageError>> | Result<never, MessageError> {
  const { maxMimeDepth } = search.limits;
  return depth > maxMimeDepth ? refuseMessage('limits', `more than ${maxMimeDepth} levels`) : searchMail(mail, search, depth);
}

/** A forwarded mail; message/rfc822 and its UTF-8 twin (RFC 6532). */
const isMail = (leaf: Leaf): boolean => leaf.type === 'message/rfc822' || leaf.type === 'message/global';

/** A text that holds files, or a part said to be one. */
const isUuencoded = (raw: Buffer, { type, encoding, start, end }: Leaf): boolean =>
  (type === 'text/plain' || /^(?:x-)?uu(?:e|encode)$/.test(encoding)) && mayHoldUuencode(raw.subarray(start, end));
