/**
 * The MIME structure of one mail, found in a single pass before any library sees it: where the parts lie, whether every multipart is
 * closed, whether the limits hold. Decodes nothing and does not enter message/rfc822. What two readers could read differently (a second
 * Content-Type, two boundaries) is refused: the reading must not depend on the reader (draft-chen-email-mime-ambiguity-defense).
 */
import { ok, type Result } from '../result.ts';
import type { Limits } from './limits.ts';
import { type MessageError, refuseMessage } from './message-error.ts';
import { readBoundary } from './mime-boundary.ts';

/** A part that is no multipart; `start` and `end` enclose its body, without the line end that belongs to the delimiter. */
export type Leaf = {
  readonly type: string;
  readonly encoding: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
};

export type Outline = {
  readonly leaves: readonly Leaf[];
  /** False when a multipart ends without its closing delimiter (mail.md L14). */
  readonly isClosed: boolean;
  /** The same mail with nothing in its part headers but what frames it: no address, no name, no charset for a parser to stumble on. */
  readonly framed: Buffer;
};

/** `depth` multiparts already enclose this mail, `parts` parts were already counted. */
export type Nesting = { readonly depth: number; readonly parts: number };

/** Reads the structure of a mail. Work and memory are linear in its length. */
export function outlineOf(raw: Buffer, limits: Limits, nesting: Nesting): Result<Outline, MessageError> {
  const walk: Walk = {
    raw,
    limits,
    nesting,
    leaves: [],
    open: [],
    pieces: [],
    copied: 0,
    parts: nesting.parts,
    leaf: undefined,
    isTorn: false,
  };
  const root = readPart(walk, 0);
  if (!root.ok) return root;
  for (let at = root.value; at < raw.length; ) {
    const next = nextDelimiter(walk, at);
    if (!next) break;
    endLeaf(walk, next.start);
    copyDelimiter(walk, next);
    walk.isTorn ||= next.index < walk.open.length - 1;
    walk.open.length = next.index + (next.isClosing ? 0 : 1);
    const part = next.isClosing ? ok(next.end) : readPart(walk, next.end);
    if (!part.ok) return part;
    at = part.value;
  }
  endLeaf(walk, raw.length);
  return ok({
    leaves: walk.leaves,
    isClosed: walk.open.length === 0 && !walk.isTorn,
    framed: Buffer.concat([...walk.pieces, raw.subarray(walk.copied)]),
  });
}

type Walk = {
  readonly raw: Buffer;
  readonly limits: Limits;
  readonly nesting: Nesting;
  readonly leaves: Leaf[];
  /** Boundaries of the multiparts around the current position. */
  readonly open: string[];
  readonly pieces: Buffer[];
  copied: number;
  parts: number;
  leaf: Omit<Leaf, 'end'> | undefined;
  /** An outer delimiter ended a multipart that was still open. */
  isTorn: boolean;
};

const lf = 0x0a;
const dash = 0x2d;

// ---------------------------------------------------------------- parts

/** Reads the header block that starts here; the answer is where the part's body starts. */
function readPart(walk: Walk, start: number): Result<number, MessageError> {
  if (walk.parts++ > walk.limits.maxMimeParts) return refuseMessage('limits', `more than ${walk.limits.maxMimeParts} parts`);
  const body = endOfHeaders(walk.raw, start, walk.limits.maxHeaderBytes);
  if (body === undefined) return refuseMessage('limits', `a header block of more than ${walk.limits.maxHeaderBytes} bytes`);
  const frame = frameOf(walk.raw.toString('latin1', start, body));
  if (!frame.ok) return frame;
  const { type, encoding, boundary } = frame.value;
  walk.pieces.push(walk.raw.subarray(walk.copied, start), Buffer.from(framedHeaders(frame.value), 'latin1'));
  walk.copied = body;
  const depth = walk.nesting.depth + walk.open.length;
  if (boundary === undefined) walk.leaf = { type, encoding, start: body, depth };
  else if (depth >= walk.limits.maxMimeDepth) return refuseMessage('limits', `more than ${walk.limits.maxMimeDepth} levels`);
  else walk.open.push(boundary);
  return ok(body);
}

function endLeaf(walk: Walk, delimiter: number): void {
  if (!walk.leaf) return;
  walk.leaves.push({ ...walk.leaf, end: Math.max(walk.leaf.start, delimiter) });
  walk.leaf = undefined;
}

/** Index after the empty line; the end of the mail when there is none; undefined beyond the limit. */
function endOfHeaders(raw: Buffer, start: number, maxBytes: number): number | undefined {
  for (let at = start; at < raw.length; ) {
    if (at - start > maxBytes) return undefined;
    const end = raw.indexOf(lf, at);
    if (end < 0) return raw.length - start > maxBytes ? undefined : raw.length;
    if (end === at || (end === at + 1 && raw[at] === 0x0d)) return end + 1;
    at = end + 1;
  }
  return raw.length;
}

// ---------------------------------------------------------------- delimiters

type Delimiter = { readonly index: number; readonly isClosing: boolean; readonly start: number; readonly end: number };

/** The next line that is a delimiter of an open multipart, inner ones first (RFC 2046 §5.1.2: an outer one ends the inner ones). */
function nextDelimiter(walk: Walk, from: number): Delimiter | undefined {
  const { raw, open } = walk;
  if (open.length === 0) return undefined;
  for (let at = from; at < raw.length; ) {
    const found = raw.indexOf(lf, at);
    const end = found < 0 ? raw.length : found + 1;
    const match = raw[at] === dash && raw[at + 1] === dash ? matchBoundary(walk, at + 2, end) : undefined;
    if (match) return { ...match, start: withoutLineEnd(raw, at), end };
    at = end;
  }
  return undefined;
}

function matchBoundary({ raw, open }: Walk, at: number, end: number): { readonly index: number; readonly isClosing: boolean } | undefined {
  for (let index = open.length - 1; index >= 0; index--) {
    const boundary = open[index] ?? '';
    if (!standsAt(raw, at, boundary)) continue;
    const rest = raw.toString('latin1', at + boundary.length, Math.min(end, at + boundary.length + 100)).trimEnd();
    if (rest === '' || rest === '--') return { index, isClosing: rest === '--' };
  }
  return undefined;
}

/** Byte by byte: a mail may hold millions of lines that nearly are delimiters. */
function standsAt(raw: Buffer, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) if (raw[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Some programs add spaces to delimiters, which RFC 2046 allows and the library does not. */
function copyDelimiter(walk: Walk, { index, isClosing, start, end }: Delimiter): void {
  const line = `\r\n--${walk.open[index] ?? ''}${isClosing ? '--' : ''}\r\n`;
  walk.pieces.push(walk.raw.subarray(walk.copied, Math.max(walk.copied, start)), Buffer.from(line, 'latin1'));
  walk.copied = end;
}

/** The line end in front of a delimiter belongs to it. */
function withoutLineEnd(raw: Buffer, at: number): number {
  if (raw[at - 1] !== lf) return at;
  return raw[at - 2] === 0x0d ? at - 2 : at - 1;
}

// ---------------------------------------------------------------- what frames a part

type Frame = { readonly type: string; readonly encoding: string; readonly boundary: string | undefined };

function frameOf(block: string): Result<Frame, MessageError> {
  const types = valuesOf(block, 'content-type');
  const encodings = valuesOf(block, 'content-transfer-encoding');
  if (types.length > 1 || encodings.length > 1)
    return refuseMessage('ambiguous', 'a Content-Type or Content-Transfer-Encoding is given twice');
  const [value = 'text/plain'] = types;
  const type = (value.split(';')[0] ?? '').trim().toLowerCase();
  const encoding = /^[^\s;(]*/.exec(encodings[0] ?? '')?.[0].toLowerCase() ?? '';
  if (!type.startsWith('multipart/')) return ok({ type, encoding, boundary: undefined });
  const boundary = readBoundary(value);
  return boundary.ok ? ok({ type, encoding, boundary: boundary.value }) : boundary;
}

/** Unfolded values of a field. */
function valuesOf(block: string, name: string): readonly string[] {
  const values: string[] = [];
  let isOpen = false;
  for (const line of block.split('\n')) {
    const isFold = line.startsWith(' ') || line.startsWith('\t');
    if (isFold && isOpen) values.push(`${values.pop() ?? ''} ${line.trim()}`);
    if (isFold) continue;
    const colon = line.indexOf(':');
    isOpen = colon > 0 && line.slice(0, colon).trimEnd().toLowerCase() === name;
    if (isOpen) values.push(line.slice(colon + 1).trim());
  }
  return values;
}

/** Every leaf goes to the library as an opaque attachment, whatever it calls itself: the magic bytes decide (protocol §3). */
function framedHeaders({ encoding, boundary }: Frame): string {
  if (boundary !== undefined) return `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;
  const known = ['base64', 'quoted-printable'].includes(encoding) ? encoding : 'binary';
  return `Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: ${known}\r\n\r\n`;
}
