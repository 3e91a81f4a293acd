/** The readers of archives: bytes that were damaged, honest contents behind headers that lie, and manifests that were changed inside. */
import { posix, win32 } from 'node:path';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { stateDigest } from '../../src/exchange/manifest.ts';
import { openParcel } from '../../src/exchange/parcel.ts';
import { inflate, readZip, writeZip, type ZipEntry } from '../../src/exchange/zip.ts';
import { honestParcel, manifestText, parcelFiles, parcelHeader, parcelOf } from '../hostile/parcel-forge.ts';
import { extraField, type HostileEntry, hostileZip } from '../hostile/zip-forge.ts';
import { hostile } from './mail-targets.ts';
import { mutated } from './mutate.ts';
import { insist, type Outcome, refusalOf, type Target } from './target.ts';

const zipWords = ['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', 'PK\u0006\u0007', 'manifest.json', '../', 'a.xml', 'C:\\', 'con'];

/** Every entry inflated; what was accepted can be written and read again. */
const runZip = (bytes: Buffer): Outcome => {
  const entries = readZip(bytes, defaultLimits);
  if (!entries.ok) return refusalOf(entries.error);
  insist(
    entries.value.every(({ name }) => staysInside(name)),
    'no name leads out of a folder',
  );
  const contents: Buffer[] = [];
  for (const entry of entries.value) {
    const content = inflate(entry, defaultLimits);
    if (!content.ok) return refusalOf(content.error);
    insist(content.value.length === entry.bytes && zlib.crc32(content.value) === entry.crc32, 'a content is what its header says');
    contents.push(Buffer.from(content.value));
  }
  insistOnRewriting(entries.value, contents);
  return { accepted: contents };
};

const staysInside = (name: string): boolean =>
  posix.resolve('/outer/inner', name).startsWith('/outer/inner/') &&
  win32.resolve('C:\\outer\\inner', name).startsWith('C:\\outer\\inner\\');

const insistOnRewriting = (entries: readonly ZipEntry[], contents: readonly Buffer[]): void => {
  const files = entries.map(({ name }, index) => ({ name, content: contents[index] ?? Buffer.alloc(0), modified: new Date(0) }));
  const isNormal = files.every(({ name }) => name === name.normalize('NFC'));
  const reread = readZip(writeZip(files), defaultLimits);
  insist(!isNormal || (reread.ok && reread.value.every(({ name }, index) => name === files[index]?.name)), 'what was read can be written');
};

const zip: Target = {
  name: 'zip',
  words: zipWords,
  seeds: async () => [honestParcel.zip, ...(await hostile('Archives')), ...(await hostile('Names in archives'))],
  run: runZip,
};

// ---------------------------------------------------------------- fields that lie, checksums that are right

const odd16 = fc.constantFrom(0, 1, 2, 6, 8, 9, 12, 14, 20, 21, 45, 93, 99, 0x0800, 0x0808, 0x2041, 0x7fff, 0xffff);
const odd32 = fc.oneof(fc.constantFrom(0, 1, 30, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff), fc.nat(5000));
const extra = fc.oneof(
  fc.tuple(fc.constantFrom(1, 0x17, 0x5455, 0x7075, 0x7875, 0x9901), fc.nat(40)).map(([id, bytes]) => extraField(id, bytes)),
  fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
);
const name = fc.oneof(
  fc.constantFrom(
    'a.xml',
    'A.XML',
    'a.xml/b',
    'manifest.json',
    'été',
    'e\u0301te\u0301',
    '../a',
    '/a',
    'a//b',
    'nul.txt',
    'a.',
    'b\\c',
    '\0',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(1000, 1000, 60_000, 60_000, 1_000_001).map((bytes) => Buffer.alloc(bytes)),
);

/** None or one or two of these keys: an honest archive but for that. */
const some = <T extends object>(model: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.subarray(Object.keys(model) as (keyof T)[], { maxLength: 2 }).chain((keys) => {
    const chosen = Object.fromEntries(keys.map((key) => [key, model[key]])) as { [K in keyof T]: fc.Arbitrary<T[K]> };
    return fc.record(chosen) as fc.Arbitrary<Partial<T>>;
  });

const lies = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: some<Omit<HostileEntry, 'name' | 'content' | 'local' | 'directory' | 'replaced'>>({
      method: fc.constantFrom(0, 8, 9, 12, 93),
      declaredBytes: odd32,
      declaredCrc: odd32,
      flags: odd16,
      attributes: fc.constantFrom(0, 0x10, 0x08, 0xa1ff0000, 0x81a40000, 0x41ed0000, 0x11b60000),
      extra,
      comment: fc.string({ maxLength: 5 }),
      behind: fc.constant(Buffer.from('PK\u0003\u0004')),
      before: fc.constant(Buffer.from('x')),
      tail: fc.uint8Array({ minLength: 1, maxLength: 5 }).map((bytes) => Buffer.from(bytes)),
    }),
  },
);

const localLies = some<NonNullable<HostileEntry['local']>>({
  version: odd16,
  name,
  bytes: odd32,
  compressedBytes: odd32,
  crc: odd32,
  method: odd16,
  flags: odd16,
  extra,
});

const directoryLies = some<NonNullable<HostileEntry['directory']>>({ version: odd16, compressedBytes: odd32, offset: odd32, disk: odd16 });

/** Deflate that was damaged, with the size and checksum of what comes out of it nevertheless. */
const squeezed = content.chain((whole) => mutated([zlib.deflateRawSync(whole)]).map((replaced) => ({ replaced, ...factsOf(replaced) })));

const factsOf = (deflated: Buffer): Partial<HostileEntry> => {
  try {
    const inflated = zlib.inflateRawSync(deflated, { maxOutputLength: 1_000_000 });
    return { declaredBytes: inflated.length, declaredCrc: zlib.crc32(inflated) };
  } catch {
    return {}; // no deflate any more: the declared facts stay those of the default content
  }
};

const rarely = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<Partial<T>>({}) }, { weight: 1, arbitrary });

const entry: fc.Arbitrary<HostileEntry> = fc
  .tuple(name, content, lies, rarely(localLies), rarely(directoryLies), rarely(squeezed))
  .map(([called, whole, lie, local, directory, replaced]) => ({ name: called, content: whole, ...replaced, ...lie, local, directory }));

const zipFields: Target = {
  name: 'zip-fields',
  seeds: () => [hostileZip({ entries: [{ name: 'a.xml', content: Buffer.from('<a/>') }, { name: 'b/c.xml' }] })],
  inputs: () =>
    fc
      .tuple(
        fc.array(entry, { maxLength: 4 }),
        rarely(
          some<{ count: number; directoryBytes: number; directoryStart: number; disk: number }>({
            count: odd16,
            directoryBytes: odd32,
            directoryStart: odd32,
            disk: odd16,
          }),
        ),
        rarely(fc.record({ suffix: fc.constant(Buffer.from('x')) })),
      )
      .map(([entries, end, rest]) => hostileZip({ entries, end, ...rest })),
  run: runZip,
};

// ---------------------------------------------------------------- parcels

const runParcel = (bytes: Buffer): Outcome => {
  const parcel = openParcel(bytes, parcelHeader, defaultLimits);
  if (!parcel.ok) return refusalOf(parcel.error);
  const { manifest, file, deflated } = parcel.value;
  const listing: { path: string; size: number; sha256: string }[] = [];
  for (const { path, op, size, sha256 } of manifest.files) {
    if (op === 'del') continue;
    const whole = file(path);
    if (!whole.ok) return refusalOf(whole.error);
    insist(zlib.inflateRawSync(deflated(path).deflated).equals(whole.value), 'what is stored unfolds into the file');
    listing.push({ path, size, sha256 });
  }
  insist(stateDigest(listing) === parcelHeader.state, 'a snapshot holds the signed state');
  return { accepted: manifest };
};

const parcel: Target = {
  name: 'parcel',
  words: zipWords,
  seeds: async () => [honestParcel.zip, ...(await hostile('Parcels'))],
  run: runParcel,
};

const manifest = manifestText((text) => text);

/** The archive is in order, whatever its manifest says. */
const parcelManifest: Target = {
  name: 'parcel-manifest',
  words: ['"op":"del"', '"files":[]', '"path":"', '"__proto__":{"polluted":1},', '\\u0000', '"base":"-"', '"size":', 'null', '[[[[[[[[['],
  seeds: () => [Buffer.from(manifest)],
  inputs: (seeds, words) =>
    fc
      .tuple(
        fc.oneof(mutated(seeds, words), fc.constant(Buffer.from(manifest))),
        fc.subarray([...parcelFiles], { minLength: 0 }),
        mutated([Buffer.from('<b/>')]),
      )
      .map(([text, files, other]) => parcelOf(text, files.length > 1 ? files : [...files, { path: 'b.xml', content: other }])),
  run: (bytes) => outcomeOfSeed(bytes) ?? runParcel(bytes),
};

/** The seed is the manifest alone: it is put into an archive first. */
const outcomeOfSeed = (bytes: Buffer): Outcome | undefined => (bytes.toString() === manifest ? runParcel(parcelOf(bytes)) : undefined);

export const archiveTargets: readonly Target[] = [zip, zipFields, parcel, parcelManifest];
