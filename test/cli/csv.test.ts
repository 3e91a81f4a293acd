import { expect, test } from 'vitest';
import { assetsCsv } from '../../src/cli/asset-table.ts';
import { softwareCsv } from '../../src/cli/commands/software.ts';
import { writeCsv } from '../../src/cli/csv.ts';

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

test.each(['=1+1', '+33', '-2', '@SUM(A1)', '\tx', '\rx'])('%j cannot be a formula', (text) => {
  expect(writeCsv(['a'], [[text]]).split('\r\n')[1]).toMatch(/^"?'/);
});

test('numbers stay numbers, lists are joined, null is empty', () => {
  expect(writeCsv(['n', 'l', 'z'], [[-3, ['a', 'b'], null]])).toBe('n,l,z\r\n-3,a; b,\r\n');
});

test('columns carry the names of the JSON fields', () => {
  expect(assetsCsv([])).toBe(
    'id,site,name,kind,os,osVersion,manufacturer,model,serial,uuid,macs,cpu,memoryMb,user,inventoryDate,lastSeen,softwareCount,sources\r\n',
  );
  expect(softwareCsv([{ name: '=cmd|x', version: '1', publisher: 'É', installations: 2, sites: 1 }])).toBe(
    "name,version,publisher,installations,sites\r\n'=cmd|x,1,É,2,1\r\n",
  );
});
