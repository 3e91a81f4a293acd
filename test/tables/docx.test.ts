import { EntityDecoder } from '@nodable/entities';
import AdmZip from 'adm-zip';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { missing, run } from '../embedded/programs.ts';
import { column, forXml, hostileTexts, tableOf, textTable, written } from './samples.ts';

const noXmllint = missing('xmllint');

const documentIn = (file: Buffer): string => new AdmZip(file).readAsText('word/document.xml');

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  preserveOrder: true,
  entityDecoder: new EntityDecoder({ numericAllowed: true }),
});

type Node = Readonly<Record<string, readonly Node[] | string>>;

const elements = (nodes: readonly Node[], name: string): readonly (readonly Node[])[] =>
  nodes.flatMap((node) =>
    Object.entries(node).flatMap(([key, inner]) => {
      if (typeof inner === 'string') return [];
      return key === name ? [inner] : elements(inner, name);
    }),
  );

/** Text of a cell or paragraph; a break is a line feed. */
const textIn = (nodes: readonly Node[]): string =>
  nodes
    .map((node) =>
      Object.entries(node)
        .map(([key, inner]) => (key === 'w:br' ? '\n' : typeof inner === 'string' ? inner : textIn(inner)))
        .join(''),
    )
    .join('');

const cellsIn = (file: Buffer): readonly (readonly string[])[] =>
  elements(parser.parse(documentIn(file), true), 'w:tr').map((row) => elements(row, 'w:tc').map(textIn));

const columns = [
  column('when', 'date'),
  column('size', 'bytes'),
  column('number', 'number'),
  column('text'),
  { ...column('code'), isForPrograms: true },
];

describe('a Word document', () => {
  test('shows local dates and grouped sizes as the language writes them, and leaves out what is for programs', async () => {
    const table = tableOf(columns, [['2026-03-29T10:00:00Z', 1_234_567, 1234, 'é', 'DONE']]);
    expect(cellsIn(await written('docx', table))).toEqual([
      ['WHEN', 'SIZE', 'NUMBER', 'TEXT'],
      ['29/03/2026 12:00', '1\u202f234\u202f567', '1234', 'é'],
    ]);
    const english = await written('docx', { ...table, rows: [['2026-03-29T10:00:00Z', 1_234_567, null, ['a', 'b'], '']], language: 'en' });
    expect(cellsIn(english)[1]).toEqual(['2026-03-29 12:00', '1,234,567', '', 'a; b']);
  });

  test('has a title, its line, landscape pages with numbers and titles that are repeated', async () => {
    const file = await written('docx', textTable(['a']));
    const xml = documentIn(file);
    const above = parser.parse(`<b>${/<w:body>(.*)<w:tbl>/s.exec(xml)?.[1]}</b>`);
    expect(textIn(above)).toBe('ÉchantillonÉtabli le 22 novembre 2026.');
    expect(xml).toMatch(/<w:pgSz (?=[^>]*w:w="16838")(?=[^>]*w:h="11906")(?=[^>]*w:orient="landscape")/);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(new AdmZip(file).readAsText('word/footer1.xml')).toContain('NUMPAGES');
  });

  test('gives widths in proportion', async () => {
    const table = tableOf(
      [
        { ...column('a'), width: 10 },
        { ...column('b'), width: 30 },
        { ...column('c'), isForPrograms: true },
      ],
      [],
    );
    const widths = [...documentIn(await written('docx', table)).matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([3849, 11548]);
  });

  test('of 2,001 rows shows 2,000 and says so above them', async () => {
    const texts = Array.from({ length: 2001 }, (_, index) => `ligne ${index}`);
    const file = await written('docx', textTable(texts));
    expect(cellsIn(file)).toHaveLength(2001);
    expect(documentIn(file).split('<w:tbl>')[0]).toContain('2000 sur 2001');
    expect(documentIn(await written('docx', textTable(texts.slice(0, 2000))))).not.toContain(' sur ');
  });

  test('gives every text back, but for what XML has no place for; ends of lines are breaks', async () => {
    const isBack = async (texts: readonly string[]): Promise<void> => {
      const cells = cellsIn(await written('docx', textTable(texts))).slice(1);
      expect(cells).toEqual(texts.map((text) => [forXml(text).replaceAll(/\r\n?/g, '\n')]));
    };
    await isBack(hostileTexts);
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), isBack), { numRuns: 30 });
  });
});

// xmllint is part of libxml2-utils, which this machine may lack.
test.skipIf(noXmllint !== null)('every part of a document is XML, whatever the texts', async () => {
  const zip = new AdmZip(await written('docx', { ...textTable(hostileTexts), name: '<&\u0001"\'', subtitle: '\u0002]]>' }));
  const parts = zip.getEntries().filter(({ entryName }) => /\.(?:xml|rels)$/.test(entryName));
  expect(parts.length).toBeGreaterThan(5);
  for (const part of parts)
    expect({ ...(await run('xmllint', ['--noout', '-'], zip.readAsText(part))), part: part.entryName }).toMatchObject({ code: 0 });
});
