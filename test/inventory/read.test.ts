/** Recognising a file by its content, undoing its compression and encoding, and refusing what is damaged or hostile. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultInventoryLimits } from '../../src/inventory/limits.ts';
import { readInventory } from '../../src/inventory/read.ts';
import type { UnreadableReason } from '../../src/inventory/report.ts';
import { inventoryXml, quirk, refusalOf, reportOf } from './documents.ts';

const sameMachine = [
  'utf-8.xml',
  'utf-8-undeclared.ocs',
  'utf-8-with-bom.xml',
  'utf-8-declared-as-utf-16.xml',
  'utf-16le-with-bom.xml',
  'utf-16be-with-bom.xml',
  'utf-16le-without-bom.xml',
  'utf-16be-without-bom.xml',
  'windows-1252-declared.xml',
  'windows-1252-declared-as-iso-8859-1.xml',
  'windows-1252-declared-as-utf-8.xml',
  'windows-1252-undeclared.ocs',
  'gzip.ocs',
  'zlib.ocs',
  'raw-deflate.ocs',
];

describe('a file is told by its content', () => {
  it.each(sameMachine)('%s says the same as the plain UTF-8 file, to the last accent', (name) => {
    expect(reportOf(quirk(name))).toEqual(reportOf(quirk('utf-8.xml')));
  });

  it('keeps accents, the euro sign, curly quotes and leading zeros', () => {
    const { name, software } = reportOf(quirk('windows-1252-declared-as-iso-8859-1.xml'));
    expect(name).toBe('poste-générale');
    expect(software).toEqual([{ name: 'Éditeur d’images à 12 €', version: '007.10', publisher: 'Société Œuvre' }]);
  });

  it('reads other declared single-byte sets', () => {
    expect(reportOf(quirk('iso-8859-15-declared.xml')).software?.[0]?.name).toBe("Éditeur d'images à 12 €");
  });

  it('reads JSON in windows-1252 as well', () => {
    const json = '{"deviceid":"a","content":{"hardware":{"name":"Général"},"versionclient":"x"}}';
    expect(reportOf(Buffer.from(json, 'latin1')).name).toBe('Général');
    expect(reportOf(`\ufeff${json}`).name).toBe('Général');
  });

  it('undoes raw deflate of every level and strategy', () => {
    const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
    const documents = ['utf-8.xml', 'utf-16le-with-bom.xml', 'glpi-computer.json', 'open-audit-server.xml'].map((name) => quirk(name));
    for (const document of documents)
      for (const strategy of [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE])
        for (const level of [0, 1, 6, 9])
          expect(reportOf(deflateRawSync(document, { level, strategy })), `${strategy} ${level}`).toEqual(reportOf(document));
  });

  it('forgives white space before the declaration', () => {
    expect(reportOf(`\n \n${inventoryXml('<HARDWARE><NAME>a</NAME></HARDWARE>')}`).name).toBe('a');
  });
});

const refused: readonly (readonly [string, UnreadableReason])[] = [
  ['billion-laughs.xml', 'doctype'],
  ['two-roots.xml', 'malformed-xml'],
  ['tag-named-proto.xml', 'forbidden-key'],
  ['unknown-encoding-declared.xml', 'undecodable-text'],
  ['zlib-truncated.ocs', 'damaged-compression'],
  ['gzip-truncated.ocs', 'damaged-compression'],
  ['truncated.json', 'malformed-json'],
  ['proto-key.json', 'forbidden-key'],
  ['escaped-proto-key.json', 'forbidden-key'],
  ['repeated-key.json', 'forbidden-key'],
  ['prolog.xml', 'not-an-inventory'],
  ['reply.xml', 'not-an-inventory'],
  ['svg-drawing.xml', 'not-an-inventory'],
  ['foreign.json', 'not-an-inventory'],
  ['glpi-contact.json', 'not-an-inventory'],
  ['snmp-without-any-answer.xml', 'no-device'],
  ['computer-without-any-identity.xml', 'no-device'],
];

describe('what is refused says why', () => {
  it.each(refused)('%s: %s', (name, reason) => {
    expect(refusalOf(quirk(name))).toBe(reason);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('empty files and files of white space are empty', () => {
    expect(refusalOf('')).toBe('empty');
    expect(refusalOf(' \r\n\t\n')).toBe('empty');
    expect(refusalOf(gzipSync(''))).toBe('empty');
  });

  it('pictures, archives, texts and random bytes are no inventories, compressed or not', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const zip = Buffer.from('504b0304140000000800', 'hex');
    for (const bytes of [png, zip, Buffer.from('Bonjour'), Buffer.alloc(3000, 7), Buffer.alloc(40)])
      expect(refusalOf(bytes)).toBe('not-an-inventory');
    expect(refusalOf(gzipSync('Bonjour'))).toBe('not-an-inventory');
    expect(refusalOf(deflateSync(png))).toBe('not-an-inventory');
  });

  it('every truncation of a document is refused', { timeout: 60_000 }, () => {
    const names = [
      'utf-8.xml',
      'comments-and-attributes.xml',
      'glpi-computer.json',
      'zlib.ocs',
      'gzip.ocs',
      'raw-deflate.ocs',
      'utf-16le-with-bom.xml',
    ];
    for (const name of names) {
      const whole = quirk(name);
      const isText = !name.endsWith('.ocs');
      const end = isText ? whole.toString('latin1').replace(/[\s\0]+$/, '').length : whole.length;
      for (let length = 0; length < end; length += isText && length < end - 60 ? 2 : 1) {
        expect(readInventory(whole.subarray(0, length)).ok, `${name} cut at ${length}`).toBe(false);
      }
    }
  });
});

describe('limits', () => {
  const limited = (bytes: Buffer | string, limits: Partial<typeof defaultInventoryLimits>): string => {
    const read = readInventory(Buffer.from(bytes), { limits: { ...defaultInventoryLimits, ...limits } });
    return read.ok ? 'read' : read.error.reason;
  };
  const nested = (depth: number): string => inventoryXml(`<SOFTWARES>${'<A>'.repeat(depth - 3)}${'</A>'.repeat(depth - 3)}</SOFTWARES>`);
  const deepJson = (depth: number): string =>
    `{"deviceid":"a","content":{"versionclient":"x","x":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`;

  it('bounds the file before and after decompression', () => {
    const bomb = deflateSync(inventoryXml(`<HARDWARE><NAME>${'a'.repeat(1_000_000)}</NAME></HARDWARE>`));
    expect(limited(bomb, { maxBytes: 500_000 })).toBe('too-large');
    expect(limited(bomb, { maxBytes: 2_000_000 })).toBe('read');
    expect(limited(Buffer.alloc(101, 60), { maxBytes: 100 })).toBe('too-large');
  });

  it('bounds the depth of XML, whichever reader takes it', () => {
    expect(limited(nested(20), { maxXmlDepth: 20 })).toBe('read');
    expect(limited(nested(21), { maxXmlDepth: 20 })).toBe('too-deep');
    expect(limited(nested(20).replace('<A>', '<A b="">'), { maxXmlDepth: 20 })).toBe('read');
    expect(limited(nested(21).replace('<A>', '<A b="">'), { maxXmlDepth: 20 })).toBe('too-deep');
    expect(limited(nested(100_000), {})).toBe('too-deep');
  });

  it('bounds the elements of XML and the attributes of one', () => {
    const many = inventoryXml('<SOFTWARES/>'.repeat(96));
    expect(limited(many, { maxXmlNodes: 100 })).toBe('read');
    expect(limited(many, { maxXmlNodes: 99 })).toBe('too-many-nodes');
    const attributes = inventoryXml(
      `<HARDWARE ${Array.from({ length: 65 }, (_, index) => `a${index}="'>"`).join(' ')}><NAME>a</NAME></HARDWARE>`,
    );
    expect(limited(attributes, {})).toBe('too-many-nodes');
    expect(limited(attributes, { maxXmlAttributes: 65 })).toBe('read');
  });

  it('bounds the depth and the values of JSON', () => {
    expect(limited(deepJson(10), { maxJsonDepth: 10 })).toBe('read');
    expect(limited(deepJson(11), { maxJsonDepth: 10 })).toBe('too-deep');
    expect(limited(deepJson(500_000), {})).toBe('too-deep');
    expect(limited(`{"content":[${'[],'.repeat(200)}[]]}`, { maxXmlNodes: 200 })).toBe('too-many-nodes');
  });

  it('hostile documents are refused in moments', { timeout: 60_000 }, () => {
    const hostile = [
      `<REQUEST>${'<!--'.repeat(200_000)}`,
      `<REQUEST>${'<![CDATA['.repeat(200_000)}`,
      `<REQUEST>${'&'.repeat(1_000_000)}`,
      `<REQUEST>${'<1'.repeat(500_000)}`,
      `<REQUEST ${'a '.repeat(500_000)}`,
      `<REQUEST ${`a="1" `.repeat(200_000)}>`,
      `<${'A'.repeat(2_000_000)}`,
      `{"content":"${'\\'.repeat(1_000_000)}`,
    ];
    const before = performance.now();
    for (const value of [`a${' '.repeat(2_000_000)}b`, 'Ã©'.repeat(1_000_000), '&#13;'.repeat(400_000)]) {
      expect(
        reportOf(inventoryXml(`<HARDWARE><NAME>x</NAME><UUID>${value}</UUID><MEMORY>${value}</MEMORY><USERID>${value}</USERID></HARDWARE>`))
          .name,
      ).toBe('x');
    }
    for (const document of hostile) expect(readInventory(Buffer.from(document)).ok).toBe(false);
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});

describe('memory', () => {
  it('a report does not keep the document alive that it was read from', { timeout: 60_000 }, () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const padding = `<PROCESSES><CMD>${'x'.repeat(500_000)}</CMD></PROCESSES>`;
    const software = '<SOFTWARES><NAME>a name of more than thirteen characters</NAME><VERSION>12345678901234567890</VERSION></SOFTWARES>';
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const reports = Array.from({ length: 100 }, (_, index) =>
      reportOf(inventoryXml(`<HARDWARE><NAME>computer number ${index} of many</NAME></HARDWARE>${padding}${software}`)),
    );
    collectGarbage();
    expect(reports).toHaveLength(100);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  });
});
