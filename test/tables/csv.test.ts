import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assetTable } from '../../src/cli/asset-table.ts';
import { softwareCsv } from '../../src/cli/commands/software.ts';
import { writeCsv } from '../../src/tables/csv.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { column, hostileTexts, tableOf, textTable, written } from './samples.ts';

test('cells are quoted as RFC 4180 wants it', () => {
  expect(
    writeCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        ['two\nlines', ''],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n');
});

test.each(['=1+1', '+33', '-2', '@SUM(A1)', '\tx', '\rx', '\nx'])('%j cannot be a formula', (text) => {
  expect(writeCsv(['a'], [[text]]).split('\r\n')[1]).toMatch(/^"?'/);
});

test.each([
  ['a;=1', "a;'=1"],
  ['a; +33', "a; '+33"],
  ['a\n-2', "a\n'-2"],
  ['a\r\n\t @SUM(A1)', "a\r\n\t '@SUM(A1)"],
  ['a;"=1', `a;"'=1`],
  ['a;"" "=1&"', `a;"" "'=1&"`],
  ['a=1', 'a=1'],
  ['a -2', 'a -2'],
  ['a; b=1', 'a; b=1'],
])('%j holds no formula where a semicolon or a line end begins a cell', (text, guarded) => {
  expect(cellsOf(writeCsv(['a'], [[text]]))).toEqual([guarded]);
});

test('a list of formulas holds none', () => {
  expect(writeCsv(['a'], [[['=1', '=2']]])).toBe("a\r\n'=1; '=2\r\n");
});

test('a text of spaces, lines and quotes is written in little time', () => {
  const before = process.cpuUsage().user;
  for (const piece of ['\n', ';', '\t', '"', ';"', '\n=']) writeCsv(['a'], [[piece.repeat(200_000)]]);
  expect(process.cpuUsage().user - before).toBeLessThan(2_000_000);
});

test('numbers stay numbers, lists are joined, null is empty', () => {
  expect(writeCsv(['n', 'l', 'z'], [[-3, ['a', 'b'], null]])).toBe('n,l,z\r\n-3,a; b,\r\n');
});

test('columns carry the names of the JSON fields', async () => {
  expect((await written('csv', assetTable(openSpeech('fr'), []))).toString()).toBe(
    'id,site,name,kind,os,osVersion,manufacturer,model,serial,uuid,macs,cpu,memoryMb,user,inventoryDate,lastSeen,softwareCount,sources\r\n',
  );
  expect(softwareCsv([{ name: '=cmd|x', version: '1', publisher: 'É', installations: 2, sites: 1 }])).toBe(
    "name,version,publisher,installations,sites\r\n'=cmd|x,1,É,2,1\r\n",
  );
});

test('a table written as its rows come is the same, without a mark at the start', async () => {
  const rows = hostileTexts.map((text, index) => [text, index, [text, 'x'], null]);
  const columns = ['text', 'number', 'list', 'nothing'];
  const bytes = await written(
    'csv',
    tableOf(
      columns.map((key) => column(key)),
      rows,
    ),
  );
  expect(bytes.equals(Buffer.from(writeCsv(columns, rows)))).toBe(true);
  expect(bytes.subarray(0, 4).toString()).toBe('text');
});

/** The cells of the only column, as RFC 4180 says to read them. */
function cellsOf(csv: string): readonly string[] {
  const records = csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))\r\n/gy);
  return [...records].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '').slice(1);
}

/** As the writer puts them; those that were there already cannot be told from its own. */
const guards = /(?:^'(?=[=+\-@\t\r\n])|(?<=[;\t\r\n][\s"]*)'+(?=[=+\-@]))/g;

test('every text comes back, but for the guard and for lone surrogates', async () => {
  const isBack = async (texts: readonly string[]): Promise<void> => {
    const cells = cellsOf((await written('csv', textTable(texts))).toString());
    expect(cells.map((cell) => cell.replaceAll(guards, ''))).toEqual(texts.map((text) => text.replaceAll(guards, '').toWellFormed()));
  };
  await isBack(hostileTexts);
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), isBack));
});
