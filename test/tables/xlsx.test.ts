import { buffer } from 'node:stream/consumers';
import { EntityDecoder } from '@nodable/entities';
import AdmZip from 'adm-zip';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/tables/table.ts';
import { streamXlsx } from '../../src/tables/xlsx.ts';
import { missing, run } from '../embedded/programs.ts';
import { column, forXml, hostileTexts, tableOf, textTable, written } from './samples.ts';

const noXmllint = missing('xmllint');

const columns = [column('what'), column('when', 'date'), column('howMany', 'number'), column('size', 'bytes')];

const sheetOf = (file: Buffer): string => new AdmZip(file).readAsText('xl/worksheets/sheet1.xml');

const sheetWith = async (rows: readonly Row[]): Promise<string> => sheetOf(await written('xlsx', tableOf(columns, rows)));

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => ['row', 'c'].includes(name),
  entityDecoder: new EntityDecoder({ numericAllowed: true }),
});

type Cell = { readonly '@_r': string; readonly is?: { readonly t: { readonly '#text'?: string } } };

/** The texts of the first column, below its title, as Excel reads them. */
function textsIn(sheet: string): readonly string[] {
  const rows = parser.parse(sheet, true).worksheet.sheetData.row as readonly { readonly c?: readonly Cell[] }[];
  return rows.slice(1).map(({ c }) => (c?.[0]?.is?.t['#text'] ?? '').replaceAll(/_x005F_/g, '_'));
}

describe('a spreadsheet', () => {
  test('has local dates as days that Excel counts, numbers as numbers, and nothing for nothing', async () => {
    const sheet = await sheetWith([
      ['a', '2026-03-29T10:00:00Z', 7, 1500],
      ['', '', null, null],
    ]);
    expect(sheet).toContain('<c r="B2" s="2"><v>46110.5</v></c><c r="C2" s="0"><v>7</v></c><c r="D2" s="3"><v>1500</v></c>');
    expect(sheet).toContain('<row r="3"></row>');
  });

  test('has text where a date or a number is none', async () => {
    const sheet = await sheetWith([
      ['a', 'hier', 'sept', Number.NaN],
      ['b', '1900-01-01T00:00:00Z', 1, 1],
    ]);
    for (const text of ['hier', 'sept', 'NaN', '1900-01-01T00:00:00Z']) expect(sheet).toContain(`>${text}</t>`);
  });

  test('has no formula, whatever the data', async () => {
    const sheet = await sheetWith([['=1+1'], ['@SUM(A1)'], ['<f>a&b</f>'], [['+a', '-b']]]);
    expect(sheet).not.toMatch(/<f[ >]/);
    for (const text of ['=1+1', '@SUM(A1)', '&lt;f&gt;a&amp;b&lt;/f&gt;', '+a; -b']) expect(sheet).toContain(`>${text}</t>`);
  });

  test('cuts a text longer than a cell may be, and no character in two', async () => {
    const [long, pair] = textsIn(await sheetWith([['é'.repeat(40_000)], [`${'é'.repeat(32_766)}😀`]]));
    expect(long).toHaveLength(32_767);
    expect(pair?.at(-1)).toBe('\ufffd');
  });

  test('gives every text back, but for what XML has no place for', async () => {
    const isBack = async (texts: readonly string[]): Promise<void> => {
      const sheet = sheetOf(await written('xlsx', textTable(texts)));
      expect(textsIn(sheet)).toEqual(texts.map((text) => forXml(text.slice(0, 32_767))));
    };
    await isBack(hostileTexts);
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), isBack), { numRuns: 40 });
  });

  test('names its columns beyond the alphabet', async () => {
    const wide = Array.from({ length: 29 }, (_, index) => column(`c${index}`));
    const sheet = sheetOf(await written('xlsx', tableOf(wide, [])));
    for (const reference of ['A1', 'Z1', 'AA1', 'AC1']) expect(sheet).toContain(`<c r="${reference}"`);
  });

  test('has a name that Excel takes', async () => {
    const nameOf = async (name: string): Promise<string | undefined> => {
      const zip = new AdmZip(await written('xlsx', { ...textTable([]), name }));
      return /<sheet name="([^"]*)"/.exec(zip.readAsText('xl/workbook.xml'))?.[1];
    };
    expect(await nameOf('Parc "nord"/sud: [1] & un nom bien trop long pour une feuille')).toBe(
      'Parc &quot;nord&quot; sud   1  &amp; un nom b',
    );
    expect(await nameOf("'']")).toBe('Sheet1');
  });

  test('says in its last line how many rows there are, of more than it holds', async () => {
    const sheet = sheetOf(await buffer(streamXlsx(textTable(['a', 'b', 'c', 'd']), 2)));
    expect(textsIn(sheet)).toEqual(['a', 'b', '2 sur 4']);
  });

  test('is not written when its rows cannot be read', async () => {
    const failing = function* (): Generator<Row> {
      yield ['a'];
      throw new Error('the store broke');
    };
    await expect(written('xlsx', tableOf(columns, failing()))).rejects.toThrow('the store broke');
  });
});

// xmllint is part of libxml2-utils, which this machine may lack.
test.skipIf(noXmllint !== null)('every part of a workbook is XML, whatever the texts', async () => {
  const random = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), 500);
  const zip = new AdmZip(await written('xlsx', { ...textTable([...hostileTexts, ...random]), name: '<&\u0001"\'' }));
  expect(zip.getEntries()).toHaveLength(6);
  for (const entry of zip.getEntries())
    expect(await run('xmllint', ['--noout', '-'], zip.readAsText(entry))).toEqual({ code: 0, out: '', err: '' });
});
