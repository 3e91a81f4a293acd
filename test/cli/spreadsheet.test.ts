import AdmZip from 'adm-zip';
import { describe, expect, test } from 'vitest';
import type { CsvValue } from '../../src/cli/csv.ts';
import { writeSpreadsheet } from '../../src/cli/spreadsheet.ts';

const columns = [
  { title: 'what', kind: 'text', width: 20 },
  { title: 'when', kind: 'date', width: 20 },
  { title: 'how many', kind: 'number', width: 10 },
] as const;

/** The XML of the sheet and of its texts. */
async function written(rows: readonly (readonly CsvValue[])[]): Promise<{ readonly sheet: string; readonly texts: string }> {
  const zip = new AdmZip(await writeSpreadsheet({ name: 'Parc', columns, rows, timeZone: 'Europe/Paris' }));
  return { sheet: zip.readAsText('xl/worksheets/sheet1.xml'), texts: zip.readAsText('xl/sharedStrings.xml') };
}

describe('a spreadsheet', () => {
  test('has local dates as days that Excel counts, numbers as numbers, and nothing for nothing', async () => {
    const { sheet } = await written([
      ['a', '2026-03-29T10:00:00Z', 7],
      ['', '', null],
    ]);
    expect(sheet).toContain('<v>46110.5</v>');
    expect(sheet).toContain('<v>7</v>');
  });

  test('has text where a date or a number is none', async () => {
    const { texts } = await written([['a', 'hier', 'sept']]);
    expect(texts).toContain('>hier<');
    expect(texts).toContain('>sept<');
  });

  test('has no formula, whatever the data, and remains XML', async () => {
    const { sheet, texts } = await written([['=1+1'], ['@SUM(A1)'], ['<f>a&b</f>\u0000\u0001\ud800'], [['+a', '-b']]]);
    expect(sheet).not.toMatch(/<f[ >]/);
    for (const text of ['=1+1', '@SUM(A1)', '&lt;f&gt;a&amp;b&lt;/f&gt;', '+a; -b']) expect(texts).toContain(`>${text}<`);
  });

  test('cuts a text longer than a cell may be', async () => {
    const { texts } = await written([['é'.repeat(40_000)]]);
    expect(/é+/.exec(texts)?.[0]).toHaveLength(32_767);
  });
});
