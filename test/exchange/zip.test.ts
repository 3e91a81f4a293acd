/** Archives: honest ones read back exactly, whatever happens to their bytes. Each hostile one has its case in test/hostile. */
import zlib from 'node:zlib';
import AdmZip from 'adm-zip';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { nameProblem, unsendablePaths } from '../../src/exchange/entry-name.ts';
import { defaultLimits, type Limits } from '../../src/exchange/limits.ts';
import { inflate, readZip, writeZip } from '../../src/exchange/zip.ts';
import { type HostileArchive, type HostileEntry, hostileZip } from '../hostile/zip-forge.ts';
import { dossier, inventoryLike } from './samples.ts';

const limits = defaultLimits;

const files = dossier.map(({ path, content, modified }) => ({ name: path, content, modified: new Date(modified) }));

const reasonOf = (archive: Buffer, within: Limits = limits): string => {
  const read = readZip(archive, within);
  return read.ok ? 'accepted' : read.error.reason;
};

const reasonFor = (archive: HostileArchive, within?: Limits): string => reasonOf(hostileZip(archive), within);

const reasonForEntry = (entry: HostileEntry): string => reasonFor({ entries: [entry] });

const contentsOf = (archive: Buffer): Readonly<Record<string, Buffer>> => {
  const read = readZip(archive, limits);
  if (!read.ok) throw new Error(`${read.error.reason} ${read.error.detail}`);
  return Object.fromEntries(
    read.value.map((entry) => {
      const content = inflate(entry, limits);
      if (!content.ok) throw new Error(content.error.reason);
      return [entry.name, content.value];
    }),
  );
};

describe('an archive that we write', () => {
  it('reads back, with French names, empty files and what cannot be compressed', () => {
    expect(contentsOf(writeZip(files))).toEqual(Object.fromEntries(files.map(({ name, content }) => [name, content])));
  });

  it('is read the same by adm-zip', () => {
    const entries = new AdmZip(writeZip(files), { noSort: true }).getEntries();
    expect(entries.map((entry) => [entry.entryName, entry.getData()])).toEqual(files.map(({ name, content }) => [name, content]));
  });

  it('is the same bytes in any time zone', () => {
    const zone = process.env['TZ'];
    const written = ['UTC', 'Europe/Paris', 'Pacific/Auckland'].map((name) => {
      process.env['TZ'] = name;
      return writeZip(files);
    });
    process.env['TZ'] = zone ?? 'UTC';
    expect(written.every((archive) => archive.equals(written[0] ?? Buffer.alloc(0)))).toBe(true);
  });

  it('passes its own checks however well its files compress, and whatever their dates', () => {
    const zeros = Buffer.alloc(5_000_000);
    const many = Array.from({ length: 40 }, (_, index) => ({
      name: `zeros-${index}`,
      content: zeros.subarray(0, 400_000),
      modified: new Date(Number.NaN),
    }));
    const odd = ['0001-01-01', '2300-01-01', '2107-12-31'].map((date) => ({
      name: date,
      content: Buffer.from('x'),
      modified: new Date(date),
    }));
    expect(reasonOf(writeZip([{ name: 'zeros', content: zeros, modified: new Date(0) }, ...many, ...odd]))).toBe('accepted');
  });

  it('reads back whatever it holds', () => {
    const name = fc.stringMatching(/^[a-zéèü][a-z0-9 é_-]{0,20}[a-z]$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 300 })), {
          selector: ([key]) => key.normalize('NFC').toUpperCase(),
          maxLength: 10,
        }),
        (contents) => {
          const archive = writeZip(contents.map(([key, bytes]) => ({ name: key, content: Buffer.from(bytes), modified: new Date(0) })));
          expect(contentsOf(archive)).toEqual(
            Object.fromEntries(contents.map(([key, bytes]) => [key.normalize('NFC'), Buffer.from(bytes)])),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('names in an archive', () => {
  it('are taken as UTF-8, or as the code page of old French tools', () => {
    const name = 'Éléments de réseau.xml';
    expect(Object.keys(contentsOf(hostileZip({ entries: [{ name }] })))).toEqual([name]);
    expect(Object.keys(contentsOf(hostileZip({ entries: [{ name, flags: 0 }] })))).toEqual([name]);
    expect(Object.keys(contentsOf(hostileZip({ entries: [{ name: iconv.encode(name, 'cp850'), flags: 0 }] })))).toEqual([name]);
  });

  it('of ordinary files are welcome', () => {
    const names = [
      'PC-12 (ancien).ocs',
      'Siège/Étage 2/poste n°4.xml',
      'a.b.c',
      '.hidden',
      'console.xml',
      'nulle.txt',
      'com10',
      "l'été.json",
      '日本.xml',
      `${'é'.repeat(98)}.xml`,
      'a/b/c/d/e/f/g/h',
    ];
    for (const name of names) expect(reasonForEntry({ name }), name).toBe('accepted');
  });
});

describe('a hostile archive is refused', () => {
  it('within other limits than ours', () => {
    const five = { entries: Array.from({ length: 5 }, (_, index) => ({ name: `${index}` })) };
    expect(reasonFor(five, { ...limits, maxEntries: 3 })).toBe('too-many-entries');
    const two = { entries: ['a', 'b'].map((name, seed) => ({ name, content: inventoryLike(900, seed) })) };
    expect(reasonFor(two, { ...limits, maxTotalBytes: 1500 })).toBe('total-too-large');
  });

  it('without inflating a lie further than it declares', () => {
    const bomb = hostileZip({ entries: [{ name: 'a', content: Buffer.alloc(60_000_000), declaredBytes: 500_000 }] });
    const read = readZip(bomb, limits);
    const before = process.memoryUsage().arrayBuffers;
    const content = read.ok && read.value[0] ? inflate(read.value[0], limits) : undefined;
    expect(content && !content.ok && content.error.reason).toBe('size');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it('or read as it was, at every flipped bit and at every cut', () => {
    const small = writeZip(files.slice(1).map((file) => ({ ...file, content: file.content.subarray(0, 40) })));
    const honest = contentsOf(small);
    for (let bit = 0; bit < small.length * 8; bit++) {
      const flipped = Buffer.from(small);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const read = readZip(flipped, limits);
      for (const entry of read.ok ? read.value : []) {
        const content = inflate(entry, limits);
        const expected = honest[entry.name];
        if (content.ok && expected) expect(content.value.equals(expected), `bit ${bit}`).toBe(true);
      }
    }
    for (let length = 0; length < small.length; length++) expect(reasonOf(small.subarray(0, length))).not.toBe('accepted');
  });
});

describe('the second reader', () => {
  it('agrees with every archive that passes the first', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(400), fc.nat(3), (bytes, at, count) => {
        const archive = Buffer.from(writeZip(files.slice(3 - count).map((file) => ({ ...file, content: file.content.subarray(0, 60) }))));
        Buffer.from(bytes).copy(archive, at % archive.length);
        expect(reasonOf(archive)).not.toBe('second-reading');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the names of a dossier', () => {
  it('that no receiver would take are known before anything is sent', () => {
    const names = ['PC1.xml', 'pc1.XML', 'manifest.json', 'Manifest.JSON', 'a/manifest.json', 'folder', 'FOLDER/x', 'con.txt', 'ok.xml'];
    expect([...unsendablePaths(names, limits)]).toEqual([
      ['pc1.XML', 'same-name'],
      ['manifest.json', 'reserved'],
      ['Manifest.JSON', 'reserved'],
      ['FOLDER/x', 'same-name'],
      ['con.txt', 'device'],
    ]);
    expect(nameProblem('Siège/été.xml', limits)).toBeUndefined();
  });

  it('leave an archive that passes, whatever they were', () => {
    const segment = fc.oneof(
      fc.constantFrom('a', 'A', 'é', 'e\u0301', 'con', '..', '.', '', 'manifest.json', 'x ', 'b:c'),
      fc.string({ maxLength: 5 }),
    );
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/').normalize('NFC'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
        const unsendable = unsendablePaths(paths, limits);
        const sent = paths.filter((name) => !unsendable.has(name));
        expect(
          reasonOf(
            writeZip(['manifest.json', ...sent].map((name) => ({ name, content: zlib.deflateRawSync('x'), modified: new Date(0) }))),
          ),
        ).toBe('accepted');
      }),
      { numRuns: 300 },
    );
  });
});

describe('folder entries, which other programs write', () => {
  const folder: HostileEntry = { name: 'a/', content: Buffer.alloc(0), method: 0, attributes: ((0o040755 << 16) | 0x10) >>> 0 };
  const file: HostileEntry = { name: 'a/PC1.xml', content: Buffer.from('one') };
  const outcome = (...entries: readonly HostileEntry[]): string => {
    const read = readZip(hostileZip({ entries }), limits, 'taken');
    return read.ok ? read.value.map(({ name }) => name).join() : read.error.reason;
  };

  it('are refused in parcels, and passed over where they are taken', () => {
    expect(reasonFor({ entries: [folder, file] })).toBe('special-file');
    expect(outcome(folder, file)).toBe('a/PC1.xml');
    expect(outcome({ ...folder, attributes: 0 }, file)).toBe('a/PC1.xml');
  });

  it.each<[string, HostileEntry, string]>([
    ['with content', { ...folder, content: Buffer.from('x') }, 'special-file'],
    ['of a link', { ...folder, attributes: (0o120777 << 16) >>> 0 }, 'special-file'],
    ['that climb', { ...folder, name: '../a/' }, 'name'],
    ['without a name', { ...folder, name: '/' }, 'name'],
    ['of a device', { ...folder, name: 'con/' }, 'name'],
    ['named like a file', { ...folder, name: 'a/PC1.xml/' }, 'duplicate-name'],
    ['without the slash of a folder', { ...folder, name: 'b' }, 'special-file'],
  ])('%s are refused all the same', (_what, entry, reason) => {
    expect(outcome(entry, file)).toBe(reason);
  });
});
