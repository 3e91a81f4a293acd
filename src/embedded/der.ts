/**
 * ASN.1 DER, as much of it as one certificate takes (ITU-T X.690). Writes only; every function answers one complete
 * element: tag, length, contents.
 */

const universal = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** One element of any tag. */
function element(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

export const sequence = (...members: readonly Buffer[]): Buffer => element(0x30, ...members);

export const set = (...members: readonly Buffer[]): Buffer => element(0x31, ...members);

/** `[number]` around other elements. */
export const explicit = (number: number, ...members: readonly Buffer[]): Buffer => element(0xa0 | number, ...members);

/** `[number]` in place of the own tag of a primitive element. */
export const implicit = (number: number, contents: Buffer): Buffer => element(0x80 | number, contents);

export const boolean = (value: boolean): Buffer => element(universal.boolean, Buffer.from([value ? 0xff : 0]));

/** A non-negative integer, most significant byte first. */
export function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
  const looksNegative = (digits[0] ?? 0) >= 0x80;
  return element(universal.integer, looksNegative ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

export const octetString = (contents: Buffer): Buffer => element(universal.octetString, contents);

/** `unused`: how many of the last byte's low bits do not count. */
export const bitString = (contents: Buffer, unused = 0): Buffer => element(universal.bitString, Buffer.from([unused]), contents);

export const text = (value: string): Buffer => element(universal.utf8, Buffer.from(value));

/** Dotted notation, `2.5.4.3`. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return element(universal.oid, Buffer.from([40 * first + second, ...others.flatMap(base128)]));
}

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 section 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050
    ? element(universal.utcTime, Buffer.from(digits.slice(2)))
    : element(universal.generalizedTime, Buffer.from(digits));
}

function lengthOf(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes]);
  const digits: number[] = [];
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Buffer.from([0x80 | digits.length, ...digits]);
}

function base128(value: number): readonly number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(0x80 | (rest % 128));
  return digits;
}
