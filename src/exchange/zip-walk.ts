/**
 * Our own walk over an archive, before any library opens it: end record, central directory, local headers (APPNOTE 4.3). Accepts the plain
 * form that parcels have, in which every byte belongs to exactly one header or one content, and refuses everything else: overlaps (the
 * bomb that a ratio does not see), lies between the two directories, hidden bytes, zip64, encryption, links. Inflates nothing.
 */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { ok, type Result } from '../result.ts';
import { foldersOf, nameKey, nameProblem } from './entry-name.ts';
import type { Limits } from './limits.ts';
import { refuseZip, type ZipError } from './zip-error.ts';

export type ZipEntry = {
  readonly name: string;
  /** Size of the content as both headers declare it; inflating stops there. */
  readonly bytes: number;
  /** A view into the archive, as it lies. */
  readonly compressed: Buffer;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
  readonly crc32: number;
};

/** Other programs write an entry for each folder: refused in parcels, where we never write one; named `a/b/` and empty where they are taken. */
export type FolderEntries = 'refused' | 'taken';

/** The entries in the order of the directory, all checks of reliability.md §3 passed. */
export function walkZip(archive: Buffer, limits: Limits, folderEntries: FolderEntries = 'refused'): Result<readonly ZipEntry[], ZipError> {
  const directory = findDirectory(archive, limits);
  if (!directory.ok) return directory;
  const records = readDirectory(archive, directory.value, folderEntries);
  if (!records.ok) return records;
  const fault = faultOfSizes(records.value, limits) ?? faultOfNames(records.value, limits);
  if (fault) return fault;
  return locate(archive, records.value, directory.value.start);
}

// ---------------------------------------------------------------- the end record (4.3.16)

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64Locator: 0x07064b50 } as const;
const [localBytes, centralBytes, endBytes] = [30, 46, 22];

type Directory = { readonly start: number; readonly end: number; readonly count: number };

/** The end record must be the last 22 bytes: no comment, nothing behind it. */
function findDirectory(archive: Buffer, limits: Limits): Result<Directory, ZipError> {
  const end = archive.length - endBytes;
  if (end < 0) return refuseZip('not-a-zip', `${archive.length} bytes`);
  if (archive.readUInt32LE(end) !== signature.end)
    return refuseZip(hasEndRecord(archive) ? 'hidden-data' : 'not-a-zip', 'no end record at the end');
  if (end >= 20 && archive.readUInt32LE(end - 20) === signature.end64Locator) return refuseZip('zip64', 'locator');
  const [disk, directoryDisk] = [archive.readUInt16LE(end + 4), archive.readUInt16LE(end + 6)];
  const [onDisk, count] = [archive.readUInt16LE(end + 8), archive.readUInt16LE(end + 10)];
  const [bytes, start] = [archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)];
  if (count === 0xffff || bytes === 0xffffffff || start === 0xffffffff) return refuseZip('zip64', 'end record');
  if (disk !== 0 || directoryDisk !== 0 || onDisk !== count) return refuseZip('not-a-zip', 'several disks');
  if (archive.readUInt16LE(end + 20) !== 0) return refuseZip('hidden-data', 'comment');
  if (count > limits.maxEntries + 1) return refuseZip('too-many-entries', `${count}`); // the manifest is not counted
  if (start + bytes !== end) return refuseZip('hidden-data', 'around the directory');
  return ok({ start, end, count });
}

/** A comment may be 64 KiB long; only to say better what is wrong. */
const hasEndRecord = (archive: Buffer): boolean => archive.subarray(-0xffff - endBytes).includes('PK\u0005\u0006', 0, 'latin1');

// ---------------------------------------------------------------- the central directory (4.3.12)

type Central = {
  readonly name: string;
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly offset: number;
  readonly isFolder: boolean;
};

function readDirectory(
  archive: Buffer,
  { start, end, count }: Directory,
  folderEntries: FolderEntries,
): Result<readonly Central[], ZipError> {
  const records: Central[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + centralBytes > end || archive.readUInt32LE(at) !== signature.central)
      return refuseZip('not-a-zip', `directory record ${index}`);
    const next = at + centralBytes + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    if (next > end) return refuseZip('not-a-zip', `directory record ${index}`);
    const record = readRecord(archive.subarray(at, next), folderEntries);
    if (!record.ok) return record;
    records.push(record.value);
    at = next;
  }
  return at === end ? ok(records) : refuseZip('hidden-data', 'in the directory');
}

/** Flag bits: 0 encrypted, 3 sizes behind the content, 6 strong encryption, 11 UTF-8, 13 masked headers. 1 and 2 only tell the effort. */
const encryptedFlags = 0x2041;
const unknownFlags = 0xffff & ~(encryptedFlags | 0x0806);

/** 4.4.3: what asks for a later version than 2.0 is opened by some programs and refused by others (Python). */
const versionOfDeflate = 20;

function readRecord(record: Buffer, folderEntries: FolderEntries): Result<Central, ZipError> {
  const [flags, method] = [record.readUInt16LE(8), record.readUInt16LE(10)];
  const [nameBytes, extraBytes, commentBytes] = [record.readUInt16LE(28), record.readUInt16LE(30), record.readUInt16LE(32)];
  const rawName = record.subarray(centralBytes, centralBytes + nameBytes);
  const name = decodeName(rawName, flags);
  if (name === undefined) return refuseZip('name', `not UTF-8: ${rawName.toString('latin1')}`);
  if ((flags & encryptedFlags) !== 0) return refuseZip('encrypted', name);
  if ((flags & unknownFlags) !== 0) return refuseZip('header-mismatch', `flags ${flags.toString(16)} of ${name}`);
  if (method !== 0 && method !== 8) return refuseZip('method', `${method} of ${name}`);
  if (record.readUInt16LE(6) > versionOfDeflate) return refuseZip('method', `version ${record.readUInt16LE(6)} of ${name}`);
  const isFolder = folderEntries === 'taken' && isFolderRecord(record, name);
  if (isSpecial(record) && !isFolder) return refuseZip('special-file', name);
  if (commentBytes !== 0) return refuseZip('hidden-data', `comment of ${name}`);
  const extra = faultOfExtra(record.subarray(centralBytes + nameBytes, centralBytes + nameBytes + extraBytes), name);
  if (extra) return extra;
  const [crc32, compressedBytes] = [record.readUInt32LE(16), record.readUInt32LE(20)];
  const [bytes, offset] = [record.readUInt32LE(24), record.readUInt32LE(42)];
  if (compressedBytes === 0xffffffff || bytes === 0xffffffff || offset === 0xffffffff) return refuseZip('zip64', name);
  if (method === 0 && compressedBytes !== bytes) return refuseZip('size', `${name} is stored with two sizes`);
  return ok({ name, rawName, flags, method, crc32, compressedBytes, bytes, offset, isFolder });
}

/** UTF-8 when flagged or valid; else what DOS and old Windows tools in France write. Undefined: flagged and not UTF-8. */
function decodeName(raw: Buffer, flags: number): string | undefined {
  if (isUtf8(raw)) return raw.toString('utf8');
  return (flags & 0x0800) === 0 ? iconv.decode(raw, 'cp850') : undefined;
}

/** Only plain files: Unix type bits none or regular, no DOS folder or volume label, on the one disk. */
function isSpecial(record: Buffer): boolean {
  const attributes = record.readUInt32LE(38);
  const unixType = (attributes >>> 28) & 0xf;
  return (unixType !== 0 && unixType !== 8) || (attributes & 0x18) !== 0 || record.readUInt16LE(34) !== 0;
}

/** Named as one, marked as one or not at all, and empty. */
function isFolderRecord(record: Buffer, name: string): boolean {
  const attributes = record.readUInt32LE(38);
  const unixType = (attributes >>> 28) & 0xf;
  const isMarked = (unixType === 0 || unixType === 4) && (attributes & 0x08) === 0 && record.readUInt16LE(34) === 0;
  return isMarked && name.endsWith('/') && record.readUInt32LE(20) === 0 && record.readUInt32LE(24) === 0;
}

/** Fields that would change what the record says: zip64 (1), a second name (0x7075), encryption (0x17, 0x9901). Times and owners pass. */
function faultOfExtra(extra: Buffer, name: string): Result<never, ZipError> | undefined {
  for (let at = 0; at < extra.length; ) {
    if (at + 4 > extra.length) return refuseZip('extra-field', name);
    const id = extra.readUInt16LE(at);
    if (id === 0x0001) return refuseZip('zip64', name);
    if (id === 0x7075 || id === 0x0017 || id === 0x9901) return refuseZip('extra-field', `${id.toString(16)} of ${name}`);
    at += 4 + extra.readUInt16LE(at + 2);
    if (at > extra.length) return refuseZip('extra-field', name);
  }
  return undefined;
}

// ---------------------------------------------------------------- sizes and names

/** Below this, no ratio is dangerous. */
const ratioFloorBytes = 1_000_000;

function faultOfSizes(records: readonly Central[], limits: Limits): Result<never, ZipError> | undefined {
  let [total, compressed] = [0, 0];
  for (const { name, bytes, compressedBytes } of records) {
    if (bytes > limits.maxEntryBytes) return refuseZip('entry-too-large', `${bytes} bytes: ${name}`);
    if (bytes > ratioFloorBytes && bytes > compressedBytes * limits.maxEntryRatio) return refuseZip('ratio', name);
    total += bytes;
    compressed += compressedBytes;
    if (total > limits.maxTotalBytes) return refuseZip('total-too-large', `more than ${limits.maxTotalBytes} bytes`);
  }
  return total > ratioFloorBytes && total > compressed * limits.maxTotalRatio ? refuseZip('ratio', 'all together') : undefined;
}

function faultOfNames(records: readonly Central[], limits: Limits): Result<never, ZipError> | undefined {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { name, rawName, isFolder } of records) {
    const path = isFolder ? name.slice(0, -1) : name;
    const problem = rawName.length > limits.maxNameBytes ? 'too-long' : nameProblem(path, limits);
    if (problem) return refuseZip('name', `${problem}: ${name}`);
    const key = nameKey(path);
    if (isFolder) folders.add(key);
    else if (files.has(key)) return refuseZip('duplicate-name', name);
    else files.add(key);
    for (const folder of foldersOf(key)) folders.add(folder);
  }
  const both = [...folders].find((folder) => files.has(folder));
  return both === undefined ? undefined : refuseZip('duplicate-name', `file and folder: ${both}`);
}

// ---------------------------------------------------------------- local headers (4.3.7)

/** The local headers and contents must fill the archive up to the directory without gap or overlap, in whatever order. */
function locate(archive: Buffer, records: readonly Central[], directoryStart: number): Result<readonly ZipEntry[], ZipError> {
  const contents = new Map<Central, Buffer>();
  let expected = 0;
  for (const record of records.toSorted((a, b) => a.offset - b.offset)) {
    if (record.offset < expected) return refuseZip('overlap', record.name);
    if (record.offset > expected) return refuseZip('hidden-data', `before ${record.name}`);
    const start = contentStart(archive, record, directoryStart);
    if (!start.ok) return start;
    expected = start.value + record.compressedBytes;
    if (expected > directoryStart) return refuseZip('overlap', `${record.name} and the directory`);
    contents.set(record, archive.subarray(start.value, expected));
  }
  if (expected !== directoryStart) return refuseZip('hidden-data', 'before the directory');
  return ok(
    records.map((record) => ({
      name: record.name,
      bytes: record.bytes,
      compressed: contents.get(record) ?? Buffer.alloc(0),
      method: record.method,
      crc32: record.crc32,
    })),
  );
}

/** A local header that says anything else than the directory is refused: which of the two a program believes must not matter. */
function contentStart(archive: Buffer, record: Central, directoryStart: number): Result<number, ZipError> {
  const at = record.offset;
  if (at + localBytes > directoryStart || archive.readUInt32LE(at) !== signature.local)
    return refuseZip('not-a-zip', `local header of ${record.name}`);
  const [nameBytes, extraBytes] = [archive.readUInt16LE(at + 26), archive.readUInt16LE(at + 28)];
  const start = at + localBytes + nameBytes + extraBytes;
  if (start > directoryStart) return refuseZip('not-a-zip', `local header of ${record.name}`);
  const isSame =
    archive.readUInt16LE(at + 4) <= versionOfDeflate &&
    archive.readUInt16LE(at + 6) === record.flags &&
    archive.readUInt16LE(at + 8) === record.method &&
    archive.readUInt32LE(at + 14) === record.crc32 &&
    archive.readUInt32LE(at + 18) === record.compressedBytes &&
    archive.readUInt32LE(at + 22) === record.bytes &&
    archive.subarray(at + localBytes, at + localBytes + nameBytes).equals(record.rawName);
  if (!isSame) return refuseZip('header-mismatch', record.name);
  return faultOfExtra(archive.subarray(start - extraBytes, start), record.name) ?? ok(start);
}
