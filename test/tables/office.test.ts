/** Our workbooks and documents as LibreOffice reads them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing, run } from '../embedded/programs.ts';
import { column, forXml, hostileTexts, tableOf, written } from './samples.ts';

const noOffice = missing('soffice');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-office-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** With a profile of its own, so that an open LibreOffice is none of our business. */
async function converted(name: string, content: Buffer, [filter, extension]: readonly [string, string]): Promise<string> {
  await writeFile(join(folder, name), content);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const { code, err } = await run('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, name)]);
  if (code !== 0) throw new Error(err);
  return readFile(join(folder, name.replace(/\w+$/, extension)), 'utf8');
}

const columns = [column('text'), column('when', 'date'), column('size', 'bytes')];
const texts = hostileTexts.filter((text) => !/[\r\n]/.test(text) && text.length < 1000 && text !== '');
const rows = texts.map((text, index) => [text, `2026-03-29T0${index % 10}:30:00Z`, index * 1000] as const);

/** Of the day when 3:00 came after 2:00 in Paris. Not by the library that the writer asks. */
const inParis = (iso: string): string =>
  new Date(iso).toLocaleString('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' });

// LibreOffice is large: few machines that run the tests have it.
describe.skipIf(noOffice !== null)('LibreOffice', () => {
  test('finds in a workbook the texts as they are, typed dates in local time, and numbers', async () => {
    // Tab-separated, UTF-8, cell contents as shown: token 44 of the filter is the separator.
    const csv = await converted('table.xlsx', await written('xlsx', tableOf(columns, rows)), [
      'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true',
      'csv',
    ]);
    const lines = csv.trimEnd().split('\n');
    expect(lines[0]).toBe('TEXT\tWHEN\tSIZE');
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines.slice(1).map((line) => line.split('\t').at(-2))).toEqual(rows.map(([, when]) => inParis(when)));
    expect(lines.slice(1).map((line) => line.split('\t').at(-1))).toEqual(rows.map(([, , size]) => size.toLocaleString('en-GB')));
    for (const text of texts.filter((each) => !/[\t"]/.test(each))) expect(csv).toContain(forXml(text));
  }, 120_000);

  test('finds in a document the title, the line below it and every cell', async () => {
    const text = await converted('table.docx', await written('docx', tableOf(columns, rows)), ['txt:Text (encoded):UTF8', 'txt']);
    const lines = text.replace(/^\ufeff/, '').split('\n');
    expect(lines.slice(0, 5)).toEqual(['Échantillon', 'Établi le 22 novembre 2026.', 'TEXT', 'WHEN', 'SIZE']);
    expect(lines.filter((line) => /^29\/03\/2026 \d\d:30$/.test(line))).toHaveLength(rows.length);
    for (const each of ['=cmd|"/C calc"!A0', '<script>alert(1)</script>', ']]>', 'constructor', '007']) expect(lines).toContain(each);
  }, 120_000);
});
