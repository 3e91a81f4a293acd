/** Archives that lie, each in one thing. Judged by `readZip`, then by inflating every entry. */
import zlib from 'node:zlib';
import { writeZip } from '../../src/exchange/zip.ts';
import { inventoryLike } from '../exchange/samples.ts';
import { accepted, type HostileCase, noise, type Outcome, refused } from './case.ts';
import { mostEntries } from './parcel-forge.ts';
import { extraField, type HostileArchive, type HostileEntry, hostileZip, overlappingBomb } from './zip-forge.ts';

const content = Buffer.from('content');
const junk = Buffer.from('junk');
const inventory = inventoryLike(50_000, 4);

const archive = (name: string, says: string, expect: Outcome, make: () => HostileArchive): HostileCase => ({
  name,
  says,
  expect,
  build: () => hostileZip(make()),
});

/** An archive of one entry named `a`. */
const entry = (name: string, says: string, expect: Outcome, lie: Omit<HostileEntry, 'name'>): HostileCase =>
  archive(name, says, expect, () => ({ entries: [{ name: 'a', content, ...lie }] }));

/** An honest entry in an archive that lies. */
const around = (name: string, says: string, expect: Outcome, lie: Omit<HostileArchive, 'entries'>): HostileCase =>
  archive(name, says, expect, () => ({ entries: [{ name: 'a', content }], ...lie }));

const unixType = (type: number): Omit<HostileEntry, 'name'> => ({ attributes: (type | 0o644) << 16 });

/** An end record that points to an empty directory just before itself. */
const emptyEnd = (at: number): Buffer => {
  const record = Buffer.alloc(22);
  record.write('PK\u0005\u0006', 0, 'latin1');
  record.writeUInt32LE(at, 16);
  return record;
};

const bombs: readonly HostileCase[] = [
  {
    name: 'overlap-bomb',
    says: 'Two hundred directory records share one content of 900 kB (Fifield 2019).',
    build: () => overlappingBomb(200, 900_000),
    expect: refused('ratio'),
  },
  {
    name: 'overlap-of-two',
    says: 'Two directory records share one content, within every ratio.',
    build: () => overlappingBomb(2, 300_000),
    expect: refused('overlap'),
  },
  archive('overlap-inside-a-content', 'The second entry begins inside the first one’s content.', refused('overlap'), () => ({
    entries: [
      { name: 'a', content: noise(400, 1), method: 0 },
      { name: 'b', content, directory: { offset: 60 } },
    ],
  })),
  entry('ratio-bomb', 'Two megabytes of zeros in two kilobytes.', refused('ratio'), { content: Buffer.alloc(2_000_000) }),
  archive('ratio-bomb-in-slices', 'Ten files of 200 kB of zeros: each is small, together they are a bomb.', refused('ratio'), () => ({
    entries: Array.from({ length: 10 }, (_, index) => ({ name: `${index}`, content: Buffer.alloc(200_000) })),
  })),
  archive('nested-bomb', 'An archive of an archive of a bomb: stored as a file and never opened.', accepted('bomb.zip'), () => {
    const bomb = hostileZip({ entries: [{ name: 'a', content: Buffer.alloc(20_000_000) }] });
    return { entries: [{ name: 'bomb.zip', content: hostileZip({ entries: [{ name: 'b.zip', content: bomb }] }) }] };
  }),
  entry('declares-gigabytes', 'Seven bytes that declare 3.7 GB.', refused('entry-too-large'), { declaredBytes: 3_700_000_000 }),
  archive('declares-too-much-together', 'Twelve entries that declare 50 MB each.', refused('total-too-large'), () => ({
    entries: Array.from({ length: 12 }, (_, index) => ({
      name: `${index}`,
      content: noise(300_000, index),
      method: 8,
      declaredBytes: 50_000_000,
    })),
  })),
  entry('inflates-further-than-declared', 'Sixty megabytes that declare half a megabyte.', refused('size'), {
    content: Buffer.alloc(60_000_000),
    declaredBytes: 500_000,
  }),
  {
    name: 'entries-at-the-limit',
    says: 'As many files as a dossier may have, and the manifest.',
    build: () => manyEntries(mostEntries + 1),
    expect: accepted(`${mostEntries + 1} entries`),
    costs: { cpuMs: 3000, bytes: 400_000_000, because: 'adm-zip, the second reader, takes ten kilobytes for each entry that it lists' },
  },
  {
    name: 'folders-by-the-ten-thousand',
    says: 'Four thousand empty files, each in seven folders of its own: adm-zip would make 10 kB of each folder.',
    build: () =>
      writeZip(
        Array.from({ length: 4000 }, (_, index) => ({
          name: `${[...'abcdefg'].map((letter) => letter + index).join('/')}/x`,
          content: Buffer.alloc(0),
          modified: new Date(0),
        })),
      ),
    expect: accepted('4000 entries'),
  },
  {
    name: 'entries-beyond-the-limit',
    says: 'One file more.',
    build: () => manyEntries(mostEntries + 2),
    expect: refused('too-many-entries'),
  },
];

const manyEntries = (count: number): Buffer =>
  writeZip(Array.from({ length: count }, (_, index) => ({ name: `${index}`, content: Buffer.alloc(0), modified: new Date(0) })));

const sizes: readonly HostileCase[] = [
  entry('declared-size-too-small', 'Both headers declare a byte less than the content has.', refused('size'), {
    content: inventory,
    declaredBytes: inventory.length - 1,
  }),
  entry('declared-size-too-big', 'Both headers declare a byte more.', refused('size'), {
    content: inventory,
    declaredBytes: inventory.length + 1,
  }),
  entry('declared-size-zero', 'Both headers declare an empty file, at which some libraries inflate without a limit.', refused('size'), {
    content: inventory,
    declaredBytes: 0,
  }),
  entry('stored-with-two-sizes', 'A stored content whose two sizes differ.', refused('size'), { method: 0, declaredBytes: 2 }),
  entry('checksum-wrong', 'The CRC is another content’s.', refused('crc'), { declaredCrc: 1 }),
  entry('checksum-wrong-of-stored', 'The same, for a stored content.', refused('crc'), { method: 0, declaredCrc: 5 }),
  entry('tail-behind-deflate', 'Bytes behind the end of the deflate stream, counted in its size.', refused('hidden-data'), {
    content: inventory,
    tail: junk,
  }),
  entry('deflate-cut-short', 'The deflate stream ends in the middle.', refused('damaged'), {
    method: 8,
    content: inventory,
    replaced: zlib.deflateRawSync(inventory).subarray(0, 900),
  }),
  entry('deflate-of-noise', 'The content is no deflate stream at all.', refused('damaged'), { replaced: Buffer.alloc(50, 0xff) }),
];

const features: readonly HostileCase[] = [
  ...([12, 14, 93, 99] as const).map((method) =>
    entry(`method-${method}`, `Compressed by method ${method}, which nobody here writes.`, refused('method'), { method }),
  ),
  entry('version-of-tomorrow', 'It asks for version 9.9 of the format: Python refuses what others open.', refused('method'), {
    directory: { version: 99 },
  }),
  entry('version-of-tomorrow-in-local-header', 'The same, in the local header only.', refused('header-mismatch'), {
    local: { version: 99 },
  }),
  entry('encrypted', 'The flag of encryption.', refused('encrypted'), { flags: 0x0801 }),
  entry('encrypted-strongly', 'The flag of strong encryption.', refused('encrypted'), { flags: 0x0840 }),
  entry('headers-masked', 'The flag of masked headers.', refused('encrypted'), { flags: 0x2800 }),
  entry('data-descriptor', 'Sizes behind the content, as streaming programs write.', refused('header-mismatch'), {
    flags: 0x0808,
    local: { bytes: 0, compressedBytes: 0, crc: 0 },
  }),
  entry('effort-flags', 'The two flags that only tell the effort of deflate.', accepted('a'), { flags: 0x0806 }),
  entry('symbolic-link', 'A symbolic link.', refused('special-file'), unixType(0o120000)),
  entry('folder-entry', 'A folder by its Unix type.', refused('special-file'), unixType(0o040000)),
  entry('folder-entry-of-dos', 'A folder by its DOS attribute.', refused('special-file'), { attributes: 0x10 }),
  entry('device-file', 'A block device.', refused('special-file'), unixType(0o060000)),
  entry('named-pipe', 'A pipe, at which a reader would wait for ever.', refused('special-file'), unixType(0o010000)),
  entry('regular-file', 'A regular file by its Unix type.', accepted('a'), unixType(0o100000)),
  entry('on-another-disk', 'The content lies on disk 1.', refused('special-file'), { directory: { disk: 1 } }),
  entry('zip64-field', 'A zip64 extra field.', refused('zip64'), { extra: extraField(1, 8) }),
  entry('zip64-field-in-local-header', 'A zip64 extra field in the local header only.', refused('zip64'), {
    local: { extra: extraField(1, 8) },
  }),
  entry('zip64-offset', 'An offset that sends to a zip64 field.', refused('zip64'), { directory: { offset: 0xffffffff } }),
  around('zip64-end-record', 'A count that sends to a zip64 end record.', refused('zip64'), { end: { count: 0xffff } }),
  around('zip64-locator', 'A zip64 locator before the end record.', refused('zip64'), {
    betweenDirectoryAndEnd: Buffer.concat([Buffer.from('PK\u0006\u0007', 'latin1'), Buffer.alloc(16)]),
  }),
  entry('second-name-in-extra-field', 'A Unicode path field, which some programs believe more than the name.', refused('extra-field'), {
    extra: extraField(0x7075, 9),
  }),
  entry('winzip-encryption-field', 'WinZip’s AES field.', refused('extra-field'), { extra: extraField(0x9901, 7) }),
  entry('extra-field-beyond-its-room', 'An extra field longer than the room for it.', refused('extra-field'), {
    extra: Buffer.from([0x55, 0x54, 0xff, 0xff]),
  }),
  entry('timestamp-field', 'The time stamp of Info-ZIP.', accepted('a'), { extra: extraField(0x5455, 5) }),
];

const contradictions: readonly HostileCase[] = [
  entry('local-name-differs', 'The local header says another name.', refused('header-mismatch'), { local: { name: 'b' } }),
  entry('local-size-differs', 'The local header says another size.', refused('header-mismatch'), { local: { bytes: 6 } }),
  entry('local-compressed-size-differs', 'The local header says another compressed size.', refused('header-mismatch'), {
    local: { compressedBytes: 1 },
  }),
  entry('local-checksum-differs', 'The local header says another CRC.', refused('header-mismatch'), { local: { crc: 1 } }),
  entry('local-method-differs', 'The local header says stored, the directory deflated.', refused('header-mismatch'), {
    local: { method: 0 },
  }),
  entry('local-flags-differ', 'The local header says no UTF-8, the directory does.', refused('header-mismatch'), { local: { flags: 0 } }),
  around('count-too-high', 'The end record counts an entry that is not there.', refused('not-a-zip'), { end: { count: 2 } }),
  archive('count-too-low', 'The end record counts one of two entries.', refused('hidden-data'), () => ({
    entries: [{ name: 'a' }, { name: 'b' }],
    end: { count: 1 },
  })),
  around('several-disks', 'The end record speaks of a second disk.', refused('not-a-zip'), { end: { disk: 1 } }),
  around('directory-elsewhere', 'The directory is said to begin one byte later.', refused('hidden-data'), { end: { directoryStart: 39 } }),
];

const hidden: readonly HostileCase[] = [
  around('bytes-in-front', 'Bytes in front of the archive, as of a self-extracting program.', refused('hidden-data'), { prefix: junk }),
  {
    name: 'two-archives-in-a-row',
    says: 'Two archives one behind the other: some programs read the first, some the last.',
    build: () => Buffer.concat([hostileZip({ entries: [{ name: 'a' }] }), hostileZip({ entries: [{ name: 'b' }] })]),
    expect: refused('hidden-data'),
  },
  around('bytes-behind', 'Bytes behind the end record.', refused('hidden-data'), { suffix: junk }),
  around('comment', 'A comment of the archive.', refused('hidden-data'), { comment: 'hello' }),
  {
    name: 'end-record-in-the-comment',
    says: 'The comment is an end record of its own, of an empty archive.',
    build: () => {
      const honest = hostileZip({ entries: [{ name: 'a' }] });
      honest.writeUInt16LE(22, honest.length - 2);
      return Buffer.concat([honest, emptyEnd(honest.length)]);
    },
    expect: refused('hidden-data'),
  },
  entry('comment-of-an-entry', 'A comment of an entry.', refused('hidden-data'), { comment: 'hello' }),
  archive('gap-between-entries', 'Bytes between two entries.', refused('hidden-data'), () => ({
    entries: [{ name: 'a' }, { name: 'b', before: junk }],
  })),
  entry('gap-before-the-directory', 'Bytes between the last content and the directory.', refused('hidden-data'), { behind: junk }),
  around('gap-behind-the-directory', 'Bytes between the directory and the end record.', refused('hidden-data'), {
    betweenDirectoryAndEnd: junk,
  }),
  { name: 'empty-file', says: 'No byte at all.', build: () => Buffer.alloc(0), expect: refused('not-a-zip') },
  { name: 'empty-archive', says: 'An end record and nothing else.', build: () => emptyEnd(0), expect: accepted('') },
  { name: 'zeros', says: 'As many zeros as an end record has bytes.', build: () => Buffer.alloc(22), expect: refused('not-a-zip') },
  {
    name: 'letters',
    says: 'A hundred thousand times the first letter of the signature.',
    build: () => Buffer.alloc(100_000, 0x50),
    expect: refused('not-a-zip'),
  },
];

export const zipCases: readonly HostileCase[] = [...bombs, ...sizes, ...features, ...contradictions, ...hidden];
