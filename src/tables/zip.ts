/**
 * A zip file written as its parts come, so that memory does not grow with them: deflate, sizes after the data (APPNOTE 4.3.9),
 * no dates. Written for our own office documents; the zips of the exchange, which come from others, are read elsewhere.
 */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export type ZipPart = { readonly name: string; readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array> };

type Entry = { readonly name: Buffer; readonly at: number; readonly crc: number; readonly packed: number; readonly size: number };

/** No zip64: 4 GiB in all, and of each part. Throws beyond. */
const maxBytes = 0xffff_ffff;

export async function* writeZip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  let at = 0;
  for (const part of parts) {
    const entry = yield* writePart(part, at);
    entries.push(entry);
    at += localHeader(entry.name).length + entry.packed + descriptorLength;
    if (at > maxBytes) throw new RangeError('a zip of more than 4 GiB');
  }
  const directory = Buffer.concat(entries.map(directoryEntry));
  yield directory;
  yield endOf(entries.length, directory.length, at);
}

async function* writePart({ name, content }: ZipPart, at: number): AsyncGenerator<Uint8Array, Entry> {
  const seen = { crc: 0, size: 0 };
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const bytes of content) {
      seen.crc = crc32(bytes, seen.crc);
      seen.size += bytes.length;
      yield bytes;
    }
  }
  const encoded = Buffer.from(name);
  yield localHeader(encoded);
  let packed = 0;
  const deflated = pipeline(Readable.from(counted()), createDeflateRaw(), () => undefined); // the loop below throws what goes wrong
  for await (const bytes of deflated as AsyncIterable<Uint8Array>) {
    packed += bytes.length;
    yield bytes;
  }
  if (seen.size > maxBytes) throw new RangeError('a part of more than 4 GiB');
  const entry = { name: encoded, at, packed, ...seen };
  yield fields([4, 0x0807_4b50], ...measures(entry));
  return entry;
}

const descriptorLength = 16;

/** Version 2.0, sizes in the descriptor and a name in UTF-8, deflate, the first day that DOS knows. */
const common = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x0021],
] as const;

type Field = readonly [width: 2 | 4, value: number];

const measures = ({ crc, packed, size }: Entry): readonly Field[] => [
  [4, crc],
  [4, packed],
  [4, size],
];

/** APPNOTE 4.3.7 */
const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([fields([4, 0x0403_4b50], ...common, [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]), name]);

/** APPNOTE 4.3.12 */
const directoryEntry = (entry: Entry): Buffer =>
  Buffer.concat([
    fields(
      [4, 0x0201_4b50],
      [2, 20],
      ...common,
      ...measures(entry),
      [2, entry.name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, entry.at],
    ),
    entry.name,
  ]);

/** APPNOTE 4.3.16 */
const endOf = (count: number, length: number, at: number): Buffer =>
  fields([4, 0x0605_4b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, at], [2, 0]);

/** Little-endian. */
function fields(...list: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(list.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of list) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
