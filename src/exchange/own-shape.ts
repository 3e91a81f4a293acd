/**
 * The mail that `composeMessage` writes, recognised as it lies, without a MIME parser: nearly every mail that a common site reads. Whatever
 * differs from that shape by more than the wrapping of the base64 is left to the parser; the answer is the same (differential test).
 */
import { decodeBase64 } from './base64.ts';
import { magic } from './protocol.ts';
import { mayHoldUuencode } from './uuencode.ts';

export const boundaryPrefix = '=_malleposte';

/** The attachment's bytes; undefined when this is not a mail of that very shape, or when it is damaged. */
export function readOwnShape(raw: Buffer, maxHeaderBytes: number): Buffer | undefined {
  const headEnd = raw.subarray(0, maxHeaderBytes).indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const boundary = boundaryOf(raw.toString('latin1', 0, headEnd + 2));
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const text = partAt(raw, headEnd + 4, delimiter);
  if (!text || !textHeaders.test(text.headers) || mayHoldEnvelope(raw, text)) return undefined;
  const attachment = partAt(raw, text.next, delimiter);
  if (!attachment || !attachmentHeaders.test(attachment.headers)) return undefined;
  if (!endsMail(raw, attachment.next + delimiter.length)) return undefined;
  const content = decodeBase64(raw.subarray(attachment.start, attachment.end));
  return content && beginsWithMagic(content) ? content : undefined;
}

/** Are these the bytes of an envelope, judged by the first line alone. */
export const beginsWithMagic = (bytes: Buffer): boolean => bytes.toString('latin1', 0, magic.length) === magic;

const rootType = new RegExp(`^Content-Type: multipart/mixed;\\s+boundary="(${boundaryPrefix}-[0-9a-f]{32}-Part_1)"\\r$`, 'm');
const textHeaders = /^Content-Type: text\/plain; charset=utf-8\r\nContent-Transfer-Encoding: (quoted-printable|7bit)\r\n$/;
const attachmentHeaders =
  /^Content-Type: application\/octet-stream; name="?[\w.-]+"?\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="?[\w.-]+"?\r\n$/;

/** One content field, ours, and no line end that another reader could take for none. */
function boundaryOf(headers: string): string | undefined {
  if (/^[\r\n]|[^\r]\n|\r[^\n]|\0/.test(headers) || headers.match(/^content-/gim)?.length !== 1) return undefined;
  return rootType.exec(headers)?.[1];
}

type Part = { readonly headers: string; readonly start: number; readonly end: number; readonly next: number };

/** A part whose delimiter begins at `at` and that ends at the next occurrence of the delimiter, which must stand on its own line. */
function partAt(raw: Buffer, at: number, delimiter: Buffer): Part | undefined {
  const after = at + delimiter.length;
  if (!raw.subarray(at, after).equals(delimiter) || raw.toString('latin1', after, after + 2) !== '\r\n') return undefined;
  const headerBytes = raw.subarray(after, after + 1000).indexOf('\r\n\r\n');
  const start = after + headerBytes + 4;
  if (headerBytes < 0) return undefined;
  const next = raw.indexOf(delimiter, start);
  if (next <= start || raw[next - 1] !== 0x0a) return undefined;
  const end = next - (raw[next - 2] === 0x0d ? 2 : 1);
  return { headers: raw.toString('latin1', after + 2, start - 2), start, end, next };
}

/** The closing delimiter's hyphens, then empty lines at most. */
const endsMail = (raw: Buffer, at: number): boolean => raw.length - at <= 100 && /^--\s*$/.test(raw.toString('latin1', at));

/** Quoted-printable has many ways to write the same bytes; a text that could be an envelope, or hold one, goes to the parser. */
const mayHoldEnvelope = (raw: Buffer, { start, end }: Part): boolean =>
  firstOfMany.has(raw[start] ?? 0) || mayHoldUuencode(raw.subarray(start, end));

/** `=`, the magic's first letter, and that of TNEF. */
const firstOfMany: ReadonlySet<number> = new Set([0x3d, magic.charCodeAt(0), 0x78]);
