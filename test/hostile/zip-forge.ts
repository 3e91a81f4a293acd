/** Archives that lie: every field of every header can be set apart from what it should say. Nothing here is shared with the code under test. */
import zlib from 'node:zlib';

export type HostileEntry = {
  readonly name: string | Buffer;
  readonly content?: Buffer;
  readonly method?: number;
  /** Both headers say so, whatever the content is. */
  readonly declaredBytes?: number;
  readonly declaredCrc?: number;
  readonly flags?: number;
  readonly attributes?: number;
  readonly extra?: Buffer;
  readonly comment?: string;
  /** Only the local header says so. */
  readonly local?: {
    readonly version?: number;
    readonly name?: string;
    readonly bytes?: number;
    readonly compressedBytes?: number;
    readonly crc?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly extra?: Buffer;
  };
  /** Only the directory says so. */
  readonly directory?: { readonly version?: number; readonly compressedBytes?: number; readonly offset?: number; readonly disk?: number };
  /** Raw bytes behind the content that belong to nobody, or in front of the local header. */
  readonly behind?: Buffer;
  readonly before?: Buffer;
  /** Appended to the compressed content, and counted in it. */
  readonly tail?: Buffer;
  /** Instead of the compressed content. */
  readonly replaced?: Buffer;
};

export type HostileArchive = {
  readonly entries: readonly HostileEntry[];
  readonly prefix?: Buffer;
  readonly suffix?: Buffer;
  readonly comment?: string;
  readonly betweenDirectoryAndEnd?: Buffer;
  readonly end?: { readonly count?: number; readonly directoryBytes?: number; readonly directoryStart?: number; readonly disk?: number };
};

/** Writes the archive as told. Without any lie it is an ordinary one. */
export function hostileZip(archive: HostileArchive): Buffer {
  const locals: Buffer[] = [archive.prefix ?? Buffer.alloc(0)];
  const centrals: Buffer[] = [];
  let offset = locals[0]?.length ?? 0;
  for (const entry of archive.entries) {
    const packed = packOf(entry);
    offset += entry.before?.length ?? 0;
    centrals.push(centralOf(entry, packed, offset));
    const pieces = [entry.before ?? Buffer.alloc(0), localOf(entry, packed), packed.compressed, entry.behind ?? Buffer.alloc(0)];
    locals.push(...pieces);
    offset += pieces.slice(1).reduce((sum, piece) => sum + piece.length, 0);
  }
  const directory = Buffer.concat(centrals);
  const end = endOf(archive, directory.length, offset);
  return Buffer.concat([...locals, directory, archive.betweenDirectoryAndEnd ?? Buffer.alloc(0), end, archive.suffix ?? Buffer.alloc(0)]);
}

type Packed = {
  readonly name: Buffer;
  readonly compressed: Buffer;
  readonly bytes: number;
  readonly crc: number;
  readonly method: number;
  readonly flags: number;
};

function packOf(entry: HostileEntry): Packed {
  const content = entry.content ?? Buffer.from('x');
  const method = entry.method ?? 8;
  const squeezed = entry.replaced ?? (method === 8 ? zlib.deflateRawSync(content, { level: 9 }) : content);
  const compressed = Buffer.concat([squeezed, entry.tail ?? Buffer.alloc(0)]);
  return {
    name: Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name),
    compressed,
    bytes: entry.declaredBytes ?? content.length,
    crc: entry.declaredCrc ?? zlib.crc32(content),
    method,
    flags: entry.flags ?? 0x0800,
  };
}

function localOf({ local = {}, extra = Buffer.alloc(0) }: HostileEntry, packed: Packed): Buffer {
  const name = local.name === undefined ? packed.name : Buffer.from(local.name);
  const fields = local.extra ?? extra;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(local.version ?? 20, 4);
  header.writeUInt16LE(local.flags ?? packed.flags, 6);
  header.writeUInt16LE(local.method ?? packed.method, 8);
  header.writeUInt32LE(local.crc ?? packed.crc, 14);
  header.writeUInt32LE(local.compressedBytes ?? packed.compressed.length, 18);
  header.writeUInt32LE(local.bytes ?? packed.bytes, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(fields.length, 28);
  return Buffer.concat([header, name, fields]);
}

function centralOf(entry: HostileEntry, packed: Packed, offset: number): Buffer {
  const { directory = {}, extra = Buffer.alloc(0), attributes = 0 } = entry;
  const comment = Buffer.from(entry.comment ?? '');
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x0314, 4);
  header.writeUInt16LE(directory.version ?? 20, 6);
  header.writeUInt16LE(packed.flags, 8);
  header.writeUInt16LE(packed.method, 10);
  header.writeUInt32LE(packed.crc, 16);
  header.writeUInt32LE(directory.compressedBytes ?? packed.compressed.length, 20);
  header.writeUInt32LE(packed.bytes, 24);
  header.writeUInt16LE(packed.name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(comment.length, 32);
  header.writeUInt16LE(directory.disk ?? 0, 34);
  header.writeUInt32LE(attributes >>> 0, 38);
  header.writeUInt32LE(directory.offset ?? offset, 42);
  return Buffer.concat([header, packed.name, extra, comment]);
}

function endOf({ entries, comment = '', end = {} }: HostileArchive, directoryBytes: number, directoryStart: number): Buffer {
  const record = Buffer.alloc(22);
  const count = end.count ?? entries.length;
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.disk ?? 0, 4);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(end.directoryBytes ?? directoryBytes, 12);
  record.writeUInt32LE(end.directoryStart ?? directoryStart, 16);
  record.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([record, Buffer.from(comment)]);
}

/** Fifield's bomb (bamsoftware.com/hacks/zipbomb) in its simplest form: many directory records share one content. */
export function overlappingBomb(count: number, contentBytes: number): Buffer {
  const content = Buffer.alloc(contentBytes);
  const first = { name: 'a', content };
  const one = hostileZip({ entries: [first] });
  const kernel = one.subarray(0, one.length - 22 - 47);
  const packed = packOf(first);
  const names = Array.from({ length: count }, (_, index) => (index === 0 ? 'a' : `a${index}`));
  const centrals = names.map((name) => centralOf({ name }, { ...packed, name: Buffer.from(name) }, 0));
  const directory = Buffer.concat(centrals);
  return Buffer.concat([kernel, directory, endOf({ entries: centrals.map(() => first) }, directory.length, kernel.length)]);
}

/** An extra field of the given id and length (APPNOTE 4.5). */
export function extraField(id: number, bytes: number): Buffer {
  const field = Buffer.alloc(4 + bytes);
  field.writeUInt16LE(id, 0);
  field.writeUInt16LE(bytes, 2);
  return field;
}
