/**
 * From bytes to text: byte order mark, then UTF-16 by its zeros, then the declared encoding, then UTF-8 if it is valid,
 * then windows-1252. ISO-8859-1 is read as windows-1252, which is what Windows agents mean by it (stack.md §5).
 */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { ok, type Result } from '../result.ts';
import type { UnreadableInventory } from './report.ts';
import { unreadable } from './unreadable.ts';

export type Encoding = { readonly name: string; readonly bomBytes: 0 | 2 | 3; readonly unitBytes: 1 | 2 };

/** A part of a text or of its bytes: from `start` up to, not including, `end`. */
export type Span = { readonly start: number; readonly end: number };

export type Decoded = { readonly encoding: Encoding; readonly text: string };

/** Whether the bytes begin as XML or JSON does, in any of the encodings read here. */
export const looksLikeDocument = (bytes: Uint8Array): boolean => {
  const { bomBytes, unitBytes } = byMark(bytes) ?? byZeros(bytes) ?? plain;
  const start = Buffer.from(bytes.subarray(bomBytes, bomBytes + 512)).toString('latin1');
  return (unitBytes === 2 ? /^(?:\0?\s)*\0?[<{[]/ : /^\s*[<{[]/).test(start);
};

/** The text without its byte order mark and leading white space. Only an unknown declared encoding is refused. */
export const decodeText = (bytes: Buffer): Result<Decoded, UnreadableInventory> => {
  const encoding = byMark(bytes) ?? byZeros(bytes) ?? byDeclaration(bytes);
  if (encoding === undefined) return unreadable('undecodable-text', declaredName(bytes));
  const text = decoded(encoding.bomBytes > 0 ? bytes.subarray(encoding.bomBytes) : bytes, encoding.name);
  return ok({ encoding, text: /^\s/.test(text) ? text.trimStart() : text });
};

const plain: Encoding = { name: 'utf-8', bomBytes: 0, unitBytes: 1 };

const byMark = (bytes: Uint8Array): Encoding | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { name: 'utf-8', bomBytes: 3, unitBytes: 1 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le', bomBytes: 2, unitBytes: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'utf-16be', bomBytes: 2, unitBytes: 2 };
  return undefined;
};

/** XML 1.0 appendix F: the first character of a document is ASCII, so its empty half tells the order. */
const byZeros = (bytes: Uint8Array): Encoding | undefined => {
  if (bytes.length < 2 || bytes.length % 2 === 1) return undefined;
  if (bytes[0] !== 0 && bytes[1] === 0) return { name: 'utf-16le', bomBytes: 0, unitBytes: 2 };
  if (bytes[0] === 0 && bytes[1] !== 0) return { name: 'utf-16be', bomBytes: 0, unitBytes: 2 };
  return undefined;
};

const declaration = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

const declaredName = (bytes: Buffer): string => declaration.exec(bytes.toString('latin1', 0, 256))?.[1]?.toLowerCase() ?? '';

/** Names that also mean "some ASCII superset": the bytes decide. A declared UTF-16 that reads as bytes is not one (MSXML). */
const vague = /^(?:|utf-?8|utf-?16(?:le|be)?|ucs-?2|us-ascii|ascii)$/;

const readAsWindows = /^(?:iso[-_]?8859-?1|latin-?1|l1|cp-?1252|windows-1252)$/;

/** Real single- and multi-byte sets; iconv-lite also knows base64, hex and UTF-7, which no inventory may ask for. */
const otherSets =
  /^(?:iso[-_]?8859-?\d+|latin-?\d+|windows-?\d+|cp-?\d+|ibm-?\d+|koi8-?[rut]+|mac\w+|gbk|gb2312|gb18030|big5(?:-hkscs)?|euc-?(?:jp|kr)|shift[-_]?jis)$/;

const byDeclaration = (bytes: Buffer): Encoding | undefined => {
  const declared = declaredName(bytes);
  if (readAsWindows.test(declared)) return { ...plain, name: isAscii(bytes) ? 'utf-8' : 'windows-1252' };
  if (vague.test(declared)) return { ...plain, name: isUtf8(bytes) ? 'utf-8' : 'windows-1252' };
  if (otherSets.test(declared) && iconv.encodingExists(declared)) return { ...plain, name: declared };
  return isUtf8(bytes) ? plain : undefined;
};

const decoded = (bytes: Buffer, name: string): string => {
  if (name === 'utf-8') return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8');
  return iconv.decode(bytes, name, { stripBOM: false });
};
