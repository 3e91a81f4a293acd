/**
 * The compression around an inventory, told by its bytes and never by the file's name: the OCS Windows agent writes zlib
 * into `.ocs`, the Unix agent plain XML into the same extension (inventory.md §1.1). Archives (zip, tar) are not opened here.
 */
import { constants, deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { ok, type Result } from '../result.ts';
import type { UnreadableInventory } from './report.ts';
import { looksLikeDocument } from './text.ts';
import { unreadable } from './unreadable.ts';

export type Compression = 'none' | 'gzip' | 'zlib' | 'deflate';

export type Unpacked = { readonly compression: Compression; readonly body: Buffer };

/**
 * The document inside `bytes`. A truncated or damaged stream is refused whole; what does not hold XML or JSON once
 * decompressed (a picture, an archive) is `not-an-inventory`; more than `maxBytes`, before or after, is `too-large`.
 */
export const unpackContainer = (bytes: Uint8Array, maxBytes: number): Result<Unpacked, UnreadableInventory> => {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (body.length === 0) return unreadable('empty');
  if (body.length > maxBytes) return unreadable('too-large', `${body.length}`);
  if (looksLikeDocument(body) || isBlank(body)) return ok({ compression: 'none', body });
  const compression = compressionOf(body);
  if (compression === 'none') return unreadable('not-an-inventory', 'content');
  return inflated(body, compression, maxBytes);
};

/** Compresses as the file was; the same bytes in give the same bytes out on every platform. */
export const packContainer = ({ compression, body }: Unpacked): Buffer => {
  if (compression === 'gzip') return withNeutralSystem(gzipSync(body, { level: 9 }));
  if (compression === 'zlib') return deflateSync(body);
  if (compression === 'deflate') return deflateRawSync(body);
  return body;
};

const inflaters = { gzip: gunzipSync, zlib: inflateSync, deflate: inflateRawSync } as const;

/** What the first kilobyte unfolds into. */
type Sample = 'document' | 'other' | 'damaged';

const compressionOf = (body: Buffer): Compression => {
  const declared = body[0] === 0x1f && body[1] === 0x8b ? 'gzip' : isZlibHeader(body) ? 'zlib' : undefined;
  if (declared !== undefined && sampleOf(body, declared) !== 'other') return declared;
  return sampleOf(body, 'deflate') === 'document' ? 'deflate' : 'none';
};

/** RFC 1950 §2.2: deflate in a window of 32 KiB, header divisible by 31. A text that begins with `x` rarely passes. */
const isZlibHeader = (body: Buffer): boolean => body[0] === 0x78 && ((0x78 << 8) | (body[1] ?? 0)) % 31 === 0;

/** A photograph may begin like a compressed stream; only one that unfolds into the beginning of a document counts. */
const sampleOf = (body: Buffer, compression: 'gzip' | 'zlib' | 'deflate'): Sample => {
  try {
    const sample = inflaters[compression](body.subarray(0, 1024), { finishFlush: constants.Z_SYNC_FLUSH });
    if (sample.length === 0) return 'damaged';
    return looksLikeDocument(sample) || isBlank(sample) ? 'document' : 'other';
  } catch {
    // Not a stream of this kind, or damaged from the start: nothing of it can be told.
    return 'damaged';
  }
};

const inflated = (body: Buffer, compression: 'gzip' | 'zlib' | 'deflate', maxBytes: number): Result<Unpacked, UnreadableInventory> => {
  try {
    const text = inflaters[compression](body, { maxOutputLength: maxBytes });
    if (text.length === 0) return unreadable('empty', compression);
    return looksLikeDocument(text) || isBlank(text) ? ok({ compression, body: text }) : unreadable('not-an-inventory', compression);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'ERR_BUFFER_TOO_LARGE' ? unreadable('too-large', compression) : unreadable('damaged-compression', compression);
  }
};

const isBlank = (body: Buffer): boolean => body.length < 1024 && /^\s*$/.test(body.toString('latin1'));

/** RFC 1952: byte 9 names the operating system that compressed; 255 is "unknown". */
const withNeutralSystem = (gzipped: Buffer): Buffer => {
  gzipped[9] = 255;
  return gzipped;
};
