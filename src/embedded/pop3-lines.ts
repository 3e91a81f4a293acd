/**
 * POP3 on the level of bytes: commands cut out of what the network delivers, mails made ready for the wire. Works on bytes
 * only, so that 8-bit mails pass unharmed.
 */

export type LineReader = {
  /** The complete lines, without their line end, that this chunk finishes; null when a line grows beyond all limits. */
  push(chunk: Buffer): readonly Buffer[] | null;
  /** Bytes of a line that has not ended yet. */
  pending(): number;
};

const lf = 0x0a;
const cr = 0x0d;
const nothing = Buffer.alloc(0);

/** `maxBytes`: of one line, line end included. */
export function openLineReader(maxBytes: number): LineReader {
  let rest: Buffer = nothing;
  return {
    push: (chunk) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = bytes.indexOf(lf); end >= 0; end = bytes.indexOf(lf, start)) {
        lines.push(bytes.subarray(start, bytes[end - 1] === cr && end > start ? end - 1 : end));
        start = end + 1;
      }
      rest = bytes.subarray(start);
      return rest.length > maxBytes || lines.some((line) => line.length > maxBytes) ? null : lines;
    },
    pending: () => rest.length,
  };
}

const lineEnd = Buffer.from('\r\n');
const dot = Buffer.from('.');

/** The size that LIST and STAT state: what RETR sends, before byte-stuffing and without the final dot (RFC 1939 section 11). */
export const octets = (raw: Buffer): number => raw.length + (endsLine(raw) ? 0 : lineEnd.length);

/** A mail as a multi-line answer: byte-stuffed, and closed with a line that holds one dot (RFC 1939 section 3). */
export function multiLine(raw: Buffer): readonly Buffer[] {
  return [stuff(raw), ...(endsLine(raw) ? [] : [lineEnd]), dot, lineEnd];
}

/** The header, the empty line and the first `lines` lines of the body (RFC 1939, TOP). */
export function top(raw: Buffer, lines: number): Buffer {
  const header = raw.indexOf('\r\n\r\n');
  if (header < 0) return raw;
  let end = header + 4;
  for (let taken = 0; taken < lines && end < raw.length; taken += 1) {
    const next = raw.indexOf(lineEnd, end);
    end = next < 0 ? raw.length : next + lineEnd.length;
  }
  return raw.subarray(0, end);
}

const endsLine = (raw: Buffer): boolean => raw.length === 0 || raw.subarray(-2).equals(lineEnd);

/** The mail with every dot doubled that begins a line; most mails have none and are not copied. */
function stuff(raw: Buffer): Buffer {
  const dots = leadingDots(raw);
  if (dots.length === 0) return raw;
  const stuffed = Buffer.allocUnsafe(raw.length + dots.length);
  let start = 0;
  for (const [doubled, at] of [...dots, raw.length].entries()) {
    raw.copy(stuffed, start + doubled, start, at);
    if (at < raw.length) stuffed.write('.', at + doubled);
    start = at;
  }
  return stuffed;
}

function leadingDots(raw: Buffer): readonly number[] {
  const dots = raw.subarray(0, 1).equals(dot) ? [0] : [];
  for (let at = raw.indexOf('\r\n.'); at >= 0; at = raw.indexOf('\r\n.', at + 3)) dots.push(at + 2);
  return dots;
}
