/** Archives: honest ones read back exactly, hostile ones refused before anything is inflated, each for its reason. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import AdmZip from 'adm-zip';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { nameProblem, unsendablePaths } from '../../src/exchange/entry-name.ts';
import { defaultLimits, type Limits } from '../../src/exchange/limits.ts';
import { inflate, readZip, writeZip } from '../../src/exchange/zip.ts';
import { extraField, type HostileArchive, type HostileEntry, hostileZip, overlappingBomb } from './hostile-zip.ts';
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

  // Info-ZIP is a second opinion where it is installed; adm-zip above is one everywhere.
  it.skipIf(!hasProgram('unzip'))('is found without fault by Info-ZIP', () => {
    const folder = mkdtempSync(join(tmpdir(), 'malleposte-zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), writeZip(files));
      expect(execFileSync('unzip', ['-tq', join(folder, 'a.zip')], { encoding: 'utf8' })).toContain('No errors');
    } finally {
      rmSync(folder, { recursive: true });
    }
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
    expect(reasonForEntry({ name: iconv.encode(name, 'cp850'), flags: 0x0800 })).toBe('name');
  });

  it('lead nowhere but into the dossier', () => {
    const hostile = [
      '../evil',
      'a/../../evil',
      '/etc/passwd',
      '//host/share',
      'C:\\x',
      'C:x',
      'a\\b',
      'a:b',
      'a\0b',
      'a\nb',
      'a\u0085b',
      'a\u202eb',
      '',
      '.',
      'a/./b',
      'a//b',
      'a/',
    ];
    for (const name of hostile) expect(reasonForEntry({ name }), JSON.stringify(name)).toBe('name');
    const devices = ['CON', 'nul.xml', 'a/com1.txt', 'LPT¹', 'AUX.tar.gz', 'conin$', 'trailing.', 'space '];
    for (const name of devices) expect(reasonForEntry({ name }), name).toBe('name');
    expect(reasonForEntry({ name: 'é'.repeat(101) })).toBe('name');
    expect(reasonForEntry({ name: `${'a/'.repeat(8)}b` })).toBe('name');
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

  it('must differ in more than case and composition', () => {
    const pair = (one: string, other: string): string => reasonFor({ entries: [{ name: one }, { name: other }] });
    expect(pair('a.xml', 'a.xml')).toBe('duplicate-name');
    expect(pair('a.xml', 'A.XML')).toBe('duplicate-name');
    expect(pair('e\u0301t\u00e9', '\u00e9te\u0301')).toBe('duplicate-name');
    expect(pair('É', 'é')).toBe('duplicate-name');
    expect(pair('a', 'A/b')).toBe('duplicate-name');
    expect(pair('a', 'b')).toBe('accepted');
  });
});

describe('a hostile archive is refused', () => {
  const big = Buffer.alloc(2_000_000);

  it('when it is none', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK'), Buffer.alloc(22), Buffer.alloc(100_000, 0x50)])
      expect(reasonOf(bytes)).toBe('not-a-zip');
    expect(reasonFor({ entries: [{ name: 'a' }], end: { disk: 1 } })).toBe('not-a-zip');
    expect(reasonFor({ entries: [{ name: 'a' }], end: { count: 2 } })).toBe('not-a-zip');
  });

  it('for what it declares', () => {
    expect(reasonFor({ entries: Array.from({ length: 5 }, (_, index) => ({ name: `${index}` })) }, { ...limits, maxEntries: 3 })).toBe(
      'too-many-entries',
    );
    expect(reasonForEntry({ name: 'a', declaredBytes: 3_700_000_000 })).toBe('entry-too-large');
    expect(
      reasonFor(
        {
          entries: [
            { name: 'a', content: inventoryLike(900, 1) },
            { name: 'b', content: inventoryLike(900, 2) },
          ],
        },
        { ...limits, maxTotalBytes: 1500 },
      ),
    ).toBe('total-too-large');
    expect(reasonForEntry({ name: 'a', content: big })).toBe('ratio');
    const each = { content: Buffer.alloc(200_000) };
    expect(reasonFor({ entries: Array.from({ length: 10 }, (_, index) => ({ ...each, name: `${index}` })) })).toBe('ratio');
    expect(reasonForEntry({ name: 'a', method: 12 })).toBe('method');
    expect(reasonForEntry({ name: 'a', method: 99 })).toBe('method');
    expect(reasonForEntry({ name: 'a', flags: 0x0801 })).toBe('encrypted');
    expect(reasonForEntry({ name: 'a', flags: 0x0840 })).toBe('encrypted');
    expect(reasonForEntry({ name: 'a', flags: 0x0808 })).toBe('header-mismatch');
    expect(reasonForEntry({ name: 'a', method: 0, declaredBytes: 2 })).toBe('size');
  });

  it('for links, folders and devices', () => {
    for (const type of [0o120000, 0o040000, 0o020000, 0o060000, 0o010000, 0o140000]) {
      expect(reasonForEntry({ name: 'a', attributes: (type | 0o644) << 16 }), type.toString(8)).toBe('special-file');
    }
    expect(reasonForEntry({ name: 'a', attributes: 0x10 })).toBe('special-file');
    expect(reasonForEntry({ name: 'a', directory: { disk: 1 } })).toBe('special-file');
    expect(reasonForEntry({ name: 'a', attributes: 0o100644 << 16 })).toBe('accepted');
  });

  it('for zip64, second names and hidden encryption in extra fields', () => {
    expect(reasonForEntry({ name: 'a', extra: extraField(1, 8) })).toBe('zip64');
    expect(reasonForEntry({ name: 'a', local: { extra: extraField(1, 8) } })).toBe('zip64');
    expect(reasonForEntry({ name: 'a', extra: extraField(0x7075, 9) })).toBe('extra-field');
    expect(reasonForEntry({ name: 'a', extra: extraField(0x9901, 7) })).toBe('extra-field');
    expect(reasonForEntry({ name: 'a', extra: Buffer.from([0x55, 0x54, 0xff, 0xff]) })).toBe('extra-field');
    expect(reasonForEntry({ name: 'a', extra: extraField(0x5455, 5) })).toBe('accepted');
    expect(reasonForEntry({ name: 'a', directory: { offset: 0xffffffff } })).toBe('zip64');
    expect(reasonFor({ entries: [{ name: 'a' }], end: { count: 0xffff } })).toBe('zip64');
  });

  it('for bytes that belong to nobody', () => {
    const one = { name: 'a' };
    const junk = Buffer.from('junk');
    expect(reasonFor({ entries: [one], prefix: junk })).toBe('hidden-data');
    expect(reasonFor({ entries: [one], suffix: junk })).toBe('hidden-data');
    expect(reasonFor({ entries: [one], comment: 'hello' })).toBe('hidden-data');
    expect(reasonFor({ entries: [{ ...one, comment: 'hello' }] })).toBe('hidden-data');
    expect(reasonFor({ entries: [{ ...one, behind: junk }] })).toBe('hidden-data');
    expect(reasonFor({ entries: [one, { name: 'b', before: junk }] })).toBe('hidden-data');
    expect(reasonFor({ entries: [one], betweenDirectoryAndEnd: junk })).toBe('hidden-data');
    expect(reasonFor({ entries: [one, { name: 'b' }], end: { count: 1 } })).toBe('hidden-data');
  });

  it('for two headers that differ', () => {
    const content = Buffer.from('content');
    expect(reasonForEntry({ name: 'a', content, local: { name: 'b' } })).toBe('header-mismatch');
    expect(reasonForEntry({ name: 'a', content, local: { bytes: 6 } })).toBe('header-mismatch');
    expect(reasonForEntry({ name: 'a', content, local: { crc: 1 } })).toBe('header-mismatch');
    expect(reasonForEntry({ name: 'a', content, local: { method: 0 } })).toBe('header-mismatch');
    expect(reasonForEntry({ name: 'a', content, local: { flags: 0 } })).toBe('header-mismatch');
    expect(reasonForEntry({ name: 'a', content, local: { compressedBytes: 1 } })).toBe('header-mismatch');
  });

  it('for contents that overlap', () => {
    expect(reasonOf(overlappingBomb(200, 900_000))).toBe('ratio');
    expect(reasonOf(overlappingBomb(2, 300_000))).toBe('overlap');
    expect(reasonFor({ entries: [{ name: 'a' }, { name: 'a2', directory: { offset: 0 } }] })).toBe('overlap');
  });

  it('for contents that are not what was declared, when they are inflated', () => {
    const inflatedReason = (entry: HostileEntry): string => {
      const read = readZip(hostileZip({ entries: [entry] }), limits);
      const content = read.ok && read.value[0] ? inflate(read.value[0], limits) : undefined;
      return content ? (content.ok ? 'accepted' : content.error.reason) : 'refused earlier';
    };
    const content = inventoryLike(50_000, 4);
    expect(inflatedReason({ name: 'a', content })).toBe('accepted');
    expect(inflatedReason({ name: 'a', content, declaredBytes: content.length - 1 })).toBe('size');
    expect(inflatedReason({ name: 'a', content, declaredBytes: content.length + 1 })).toBe('size');
    expect(inflatedReason({ name: 'a', content, declaredBytes: 0 })).toBe('size');
    expect(inflatedReason({ name: 'a', content, declaredCrc: 1 })).toBe('crc');
    expect(inflatedReason({ name: 'a', content, tail: Buffer.from('tail') })).toBe('hidden-data');
    expect(inflatedReason({ name: 'a', content: Buffer.alloc(500, 0xff), method: 0, declaredCrc: 5 })).toBe('crc');
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

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // not installed here
  }
}
