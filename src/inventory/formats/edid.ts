/** What a monitor says of itself: the first block of EDID 1.x (VESA E-EDID A.2 §3), in base64 as agents carry it. No other block is read. */
import { tidy } from '../normalise.ts';

export type Edid = {
  /** Three letters, as registered with the UEFI forum. */
  readonly manufacturer: string;
  readonly name: string;
  /** The text of the serial descriptor, else the number of the header; '' when both say nothing. */
  readonly serial: string;
};

/** undefined when the text is no EDID: too short, or without its eight bytes of header. */
export const decodeEdid = (base64: string): Edid | undefined => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 128 || !bytes.subarray(0, 8).equals(header)) return undefined;
  const number = bytes.readUInt32LE(12);
  const numbered = number === 0 || number === 0x01010101 ? '' : String(number);
  return { manufacturer: makerOf(bytes), name: textOf(bytes, 0xfc), serial: textOf(bytes, 0xff) || numbered };
};

const header = Buffer.from([0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00]);

/** Five bits a letter, `A` is 1. */
const makerOf = (bytes: Buffer): string => {
  const packed = bytes.readUInt16BE(8);
  const letters = [10, 5, 0].map((shift) => String.fromCharCode(64 + ((packed >> shift) & 31))).join('');
  return /^[A-Z]{3}$/.test(letters) ? letters : '';
};

/** Four descriptors of 18 bytes; those of text begin with three zeros and their kind. */
const textOf = (bytes: Buffer, kind: number): string => {
  const descriptors = [54, 72, 90, 108].map((at) => bytes.subarray(at, at + 18));
  const found = descriptors.find((descriptor) => descriptor.readUIntBE(0, 3) === 0 && descriptor[3] === kind);
  return found === undefined ? '' : tidy(found.toString('latin1', 5).split('\n')[0] ?? '');
};
