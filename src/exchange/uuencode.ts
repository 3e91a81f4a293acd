/**
 * Files in the text of a mail, as mail was before MIME and as some gateways make it again (POSIX uuencode): `begin 644 name`, lines of up to
 * 45 bytes, `end`. Only our envelopes are decoded, strictly. yEnc and BinHex are not known here.
 */
import { magic } from './protocol.ts';

/** Whether a line of the text begins like a file. Cheap; says yes too often rather than too seldom. */
export const mayHoldUuencode = (text: Buffer): boolean => nextBegin(text, 0) >= 0;

/** The envelopes in a text, undefined in the place of one that is damaged or cut; nothing comes behind that. */
export function* uuencodedEnvelopes(text: Buffer): Generator<Buffer | undefined, void, undefined> {
  const start = Buffer.alloc(maxLineBytes);
  for (let begin = nextBegin(text, 0); begin >= 0; ) {
    const first = lineAt(text, lineAt(text, begin).next);
    const bytes = decodeLine(text, first, start) ?? 0;
    const isOurs = bytes >= magic.length && start.toString('latin1', 0, magic.length) === magic;
    const file = isOurs ? fileAt(text, first.start) : undefined;
    if (isOurs) yield file?.content;
    if (isOurs && !file) return;
    begin = nextBegin(text, file?.end ?? first.start);
  }
}

const [lf, cr, space, grave] = [0x0a, 0x0d, 0x20, 0x60];

/** `begin ` at the beginning of a line, -1 when there is none. */
function nextBegin(text: Buffer, from: number): number {
  let at = text.indexOf('begin ', from, 'latin1');
  while (at > 0 && text[at - 1] !== lf) at = text.indexOf('begin ', at + 1, 'latin1');
  return at;
}

type Line = { readonly start: number; readonly end: number; readonly next: number };

/** A line without its end, and where the next one begins. */
function lineAt(text: Buffer, start: number): Line {
  const found = text.indexOf(lf, start);
  const next = found < 0 ? text.length : found + 1;
  const end = found < 0 ? text.length : found;
  return { start, end: text[end - 1] === cr && end > start ? end - 1 : end, next };
}

/** The lines from `start` on, up to `end` on a line of its own; undefined when one of them is damaged or missing. */
function fileAt(text: Buffer, start: number): { readonly content: Buffer; readonly end: number } | undefined {
  const close = text.indexOf('\nend', start, 'latin1');
  const content = Buffer.alloc(close < 0 ? 0 : close - start + maxLineBytes);
  let length = 0;
  for (let at = start; at < close; ) {
    const line = lineAt(text, at);
    const bytes = decodeLine(text, line, content.subarray(length));
    if (bytes === undefined) return undefined;
    length += bytes;
    at = line.next;
    if (bytes === 0) return at === close + 1 ? { content: content.subarray(0, length), end: lineAt(text, at).next } : undefined;
  }
  return undefined;
}

/** 63 bytes are the most that the first character can say. */
const maxLineBytes = 63;

/**
 * Four characters for three bytes, into `to`; the answer is how many bytes. Spaces that a gateway cut off the end count as there; one more
 * character may be a checksum.
 */
function decodeLine(text: Buffer, { start, end }: Line, to: Buffer): number | undefined {
  const bytes = start < end ? sextet(text[start]) : 0;
  const groups = Math.ceil((bytes ?? 0) / 3);
  if (bytes === undefined || end - start > groups * 4 + 2) return undefined;
  // More than the text can carry: lines that say much and hold nothing.
  if (groups * 3 > to.length) return undefined;
  for (let group = 0; group < groups; group++) {
    const bits = groupAt(text, start + 1 + group * 4, end);
    if (bits === undefined) return undefined;
    to.writeUIntBE(bits, group * 3, 3);
  }
  return bytes;
}

/** 24 bits. */
function groupAt(text: Buffer, start: number, end: number): number | undefined {
  let bits = 0;
  for (let at = start; at < start + 4; at++) {
    const value = at < end ? sextet(text[at]) : 0;
    if (value === undefined) return undefined;
    bits = (bits << 6) | value;
  }
  return bits;
}

/** Space to grave, which is another way to write space. */
const sextet = (byte = 0): number | undefined => (byte >= space && byte <= grave ? (byte - space) & 63 : undefined);
