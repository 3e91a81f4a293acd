/**
 * Archives: written so that the same files give the same bytes anywhere, read after zip-walk.ts has found nothing to fear. The only file
 * that knows adm-zip, which opens every archive as a second reader; contents are inflated by node:zlib, three times as fast (performance.md C).
 * Traps of the library: reference/stack.md §4 (names as written, eager inflation, checksums in JavaScript, dates in the local zone).
 */
import { isUtf8 } from 'node:buffer';
import zlib from 'node:zlib';
import AdmZip from 'adm-zip';
import iconv from 'iconv-lite';
import { ok, type Result } from '../result.ts';
import type { Limits } from './limits.ts';
import { refuseZip, type ZipError } from './zip-error.ts';
import { type FolderEntries, walkZip, type ZipEntry } from './zip-walk.ts';

export type { ZipError } from './zip-error.ts';
export type { ZipEntry } from './zip-walk.ts';

export type FileToZip = { readonly name: string; readonly content: Buffer; readonly modified: Date };

/**
 * An archive of these files in this order: deflate 6, or stored when that saves nothing. Names go out as NFC in UTF-8, dates as UTC, cut to
 * what the format can say (1980–2107, even seconds); the exact ones stand in the manifest. Throws beyond 65,534 files (zip64).
 */
export function writeZip(files: readonly FileToZip[]): Buffer {
  if (files.length >= 0xffff) throw new Error(`${files.length} files in one archive`);
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const packed = pack(file);
    const local = localHeader(packed);
    locals.push(local, packed.compressed);
    centrals.push(centralHeader(packed, local, offset));
    offset += local.length + packed.compressed.length;
  }
  return Buffer.concat([...locals, ...centrals, endRecord(files.length, Buffer.concat(centrals).length, offset)]);
}

/** The files of an archive that passes every check before inflation (reliability.md §3) and that adm-zip reads the same way. */
export function readZip(bytes: Buffer, limits: Limits, folderEntries: FolderEntries = 'refused'): Result<readonly ZipEntry[], ZipError> {
  const entries = walkZip(bytes, limits, folderEntries);
  if (!entries.ok) return entries;
  const disagreement = compareWithLibrary(bytes, entries.value);
  if (disagreement !== undefined) return refuseZip('second-reading', disagreement);
  return folderEntries === 'taken' ? ok(entries.value.filter(({ name }) => !name.endsWith('/'))) : entries;
}

/** The content of an entry. Stops at the first byte over the declared size; size and CRC must be exact, and nothing may be left over. */
export function inflate(entry: ZipEntry, limits: Limits): Result<Buffer, ZipError> {
  if (entry.bytes > limits.maxEntryBytes) return refuseZip('entry-too-large', entry.name);
  const content = entry.method === 0 ? ok(entry.compressed) : inflateRaw(entry);
  if (!content.ok) return content;
  if (content.value.length !== entry.bytes)
    return refuseZip('size', `${entry.name}: ${content.value.length} bytes, ${entry.bytes} declared`);
  return zlib.crc32(content.value) === entry.crc32 ? content : refuseZip('crc', entry.name);
}

/** One go for most files, without trusting the declared size with more than a mebibyte. */
const maxChunkBytes = 1_048_576;

/** What `info: true` answers; @types/node knows the option only. `bytesWritten` is what zlib consumed. */
type WithInfo = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

function inflateRaw({ name, compressed, bytes }: ZipEntry): Result<Buffer, ZipError> {
  try {
    const options = { maxOutputLength: Math.max(bytes, 1), chunkSize: chunkBytesFor(bytes), info: true };
    const { buffer, engine } = zlib.inflateRawSync(compressed, options) as unknown as WithInfo;
    return engine.bytesWritten === compressed.length ? ok(buffer) : refuseZip('hidden-data', `behind the content of ${name}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return refuseZip(code === 'ERR_BUFFER_TOO_LARGE' ? 'size' : 'damaged', `${name} ${code}`);
  }
}

// ---------------------------------------------------------------- the second reader

/** What adm-zip sees otherwise than our walk; undefined when they agree. It lists only, nothing is inflated. */
function compareWithLibrary(bytes: Buffer, entries: readonly ZipEntry[]): string | undefined {
  try {
    const listed = new AdmZip(bytes, { noSort: true, decoder }).getEntries();
    if (listed.length !== entries.length) return `${listed.length} entries, or ${entries.length}`;
    const odd = listed.find(({ entryName, header }, index) => {
      const entry = entries[index];
      return (
        entry === undefined ||
        entryName !== withoutFolders(entry.name) ||
        header.size !== entry.bytes ||
        header.compressedSize !== entry.compressed.length ||
        header.crc !== entry.crc32
      );
    });
    return odd?.entryName;
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

/**
 * adm-zip makes an entry of ten kilobytes for every folder that a path goes through: an archive of 3 MB took 1.7 GB. So it is shown names in
 * which no folder can be seen; a colon is in none that passed the walk.
 */
const withoutFolders = (name: string): string => name.replaceAll('/', ':');

/** adm-zip takes every name for UTF-8 unless told otherwise. */
const decoder = {
  efs: true,
  encode: (name: string): Buffer => Buffer.from(name, 'utf8'),
  decode: (name: Uint8Array): string =>
    withoutFolders(isUtf8(name) ? Buffer.from(name).toString('utf8') : iconv.decode(Buffer.from(name), 'cp850')),
};

// ---------------------------------------------------------------- writing (APPNOTE 4.3.7, 4.3.12, 4.3.16)

type Packed = {
  readonly name: Buffer;
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly compressed: Buffer;
  readonly bytes: number;
  readonly dosTime: number;
};

/** No receiver takes more than 200:1 for honest, or 100:1 for a whole archive; what compresses better than that goes uncompressed. */
const maxRatio = 100;

function pack({ name, content, modified }: FileToZip): Packed {
  const deflated = zlib.deflateRawSync(content, { level: 6, chunkSize: chunkBytesFor(content.length / 4) });
  const isStored = deflated.length >= content.length || content.length > deflated.length * maxRatio;
  return {
    name: Buffer.from(name.normalize('NFC'), 'utf8'),
    method: isStored ? 0 : 8,
    crc32: zlib.crc32(content),
    compressed: isStored ? content : deflated,
    bytes: content.length,
    dosTime: dosTimeOf(modified),
  };
}

/** zlib keeps a whole chunk, 16 KiB unless told otherwise, for each of thousands of small files. */
const chunkBytesFor = (expectedBytes: number): number => Math.min(Math.max(Math.ceil(expectedBytes), 64), maxChunkBytes);

/** Date in the high, time in the low half; UTC, so that no machine's time zone changes a byte. */
function dosTimeOf(date: Date): number {
  const year = date.getUTCFullYear();
  if (!(year >= 1980)) return (1 << 21) | (1 << 16);
  if (year > 2107) return ((0xff9f << 16) | 0xbf7d) >>> 0;
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

const utf8Flag = 0x0800;
const versionNeeded = 20;
const madeByUnix = 0x0314;
const regularFile = (0o100644 << 16) >>> 0;

function localHeader({ name, method, crc32, compressed, bytes, dosTime }: Packed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(versionNeeded, 4);
  header.writeUInt16LE(utf8Flag, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(dosTime, 10);
  header.writeUInt32LE(crc32, 14);
  header.writeUInt32LE(compressed.length, 18);
  header.writeUInt32LE(bytes, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

/** Repeats bytes 4 to 29 of the local header. */
function centralHeader({ name }: Packed, local: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(madeByUnix, 4);
  local.copy(header, 6, 4, 30);
  header.writeUInt32LE(regularFile, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function endRecord(count: number, directoryBytes: number, directoryStart: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(directoryBytes, 12);
  record.writeUInt32LE(directoryStart, 16);
  return record;
}
