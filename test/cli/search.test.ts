import { readFile } from 'node:fs/promises';
import AdmZip from 'adm-zip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { questionOf } from '../../src/cli/question.ts';
import { type CompanyDesk, inventoryOf, openCompanyDesk } from './company.ts';

let desk: CompanyDesk;

beforeAll(async () => {
  desk = await openCompanyDesk();
  const compta = { name: 'COMPTA-01', date: '2026-10-01 08:00:00', user: 'Zoé Lefèvre' };
  const atelier = { name: 'ATELIER-1', date: '2026-10-01 08:00:00', user: '=cmd()', os: 'Microsoft Windows 10' };
  await desk.deliver({
    'a.ocs': inventoryOf({ ...compta, software: [['Firefox', '127.0']] }),
    'b.ocs': inventoryOf({ ...atelier, software: [['Firefox', '128.0']] }),
  });
}, 60_000);
afterAll(() => desk.close());

const type = (...line: readonly string[]) => desk.type([...line, '--home', desk.office], { columns: 160 });
const ask = (...line: readonly string[]) => desk.ask([...line, '--home', desk.office]);

describe('search', () => {
  test('finds machines and says what they were found by, in both languages', async () => {
    const french = await type('search', 'lefevre', '--lang', 'fr');
    expect(french.out).toMatch(/^Identifiant +Site +Nom .*Trouvé par\n[0-9a-f]{16} +lyon +COMPTA-01 .*utilisateur\s: Zoé Lefèvre\n$/u);
    expect(french.error.trim()).toBe('1\u00a0matériel');
    const english = await type('search', 'firefox < 128', '--lang', 'en');
    expect(english.out).toContain('software: Firefox 127.0');
  });

  test('is one document with the count of all, and pages', async () => {
    expect(await ask('search', 'site:lyon', '--limit', '1', '--page', '2')).toMatchObject({
      status: 0,
      answer: { question: 'site:lyon', total: 2, offset: 1, assets: [{ name: 'COMPTA-01', matched: [{ field: 'site', value: 'lyon' }] }] },
    });
    const shown = await type('search', 'lyon', '--limit', '1', '--lang', 'en');
    expect(shown.error).toContain('2\u00a0assets, of which 1 are shown here');
  });

  test('of nothing tells what is software', async () => {
    const { out, error } = await type('search', 'firefox', '--lang', 'fr');
    expect(out).toBe('Aucun matériel ne correspond.\n');
    expect(error).toContain('logiciel:"firefox"');
  });

  test('that is not understood says where and what would be right', async () => {
    const refused = await type('search', 'dell coleur:rouge', '--lang', 'fr');
    expect(refused).toMatchObject({ status: 2, error: expect.stringContaining('dell ▸coleur:rouge') });
    expect(await ask('search', 'os:')).toMatchObject({ status: 2, answer: { error: { kind: 'question-problem', code: 'value-missing' } } });
    expect(await ask('search')).toMatchObject({ status: 2, answer: { error: { kind: 'missing-argument' } } });
  });

  test('--list has the saved questions, @name asks one', async () => {
    expect((await type('search', '--list', '--lang', 'en')).out).toContain('queries:');
    const file = await desk.write('q.yaml', 'queries:\n  vieux-firefox: "firefox < 128"\n  windows: \'os:"windows 10"\'\n');
    expect(await ask('init', '--role', 'common', '--from', file)).toMatchObject({ status: 0 });
    expect((await ask('search', '--list')).answer).toEqual([
      { name: 'vieux-firefox', question: 'firefox < 128' },
      { name: 'windows', question: 'os:"windows 10"' },
    ]);
    expect((await type('search', '--list')).out).toContain('@windows');
    expect((await ask('search', '@vieux-firefox')).answer).toMatchObject({ total: 1, assets: [{ name: 'COMPTA-01' }] });
    expect(await ask('search', '@autre')).toMatchObject({
      status: 2,
      answer: { error: { kind: 'query-unknown', known: ['vieux-firefox', 'windows'] } },
    });
    expect((await ask('assets', '--where', '@windows')).answer).toMatchObject([{ name: 'ATELIER-1' }]);
  });
});

describe('assets --where', () => {
  test('thins out the list, together with the filters', async () => {
    expect((await ask('assets', '--where', 'firefox >= 100')).answer).toHaveLength(2);
    expect((await ask('assets', '--where', 'firefox >= 100', '--name', 'compta')).answer).toMatchObject([{ name: 'COMPTA-01' }]);
    expect(await ask('assets', '--where', '"')).toMatchObject({ status: 2, answer: { error: { code: 'unclosed-quote' } } });
  });
});

describe('an export', () => {
  test('is CSV on standard output, all of it, guarded', async () => {
    const { out } = await type('search', 'lyon', '--format', 'csv');
    expect(out).toMatch(/^id,site,name,kind,/);
    expect(out).toContain(",'=cmd(),");
    expect(out.split('\r\n')).toHaveLength(4);
    expect((await type('assets', '--where', 'lyon', '--csv')).out).toBe(out);
  });

  test('is JSON in a new file, of which the one document tells; a file that exists is left alone', async () => {
    const path = desk.path('parc.json');
    expect(await ask('search', 'lefevre', '--format', 'json', '--output', path)).toMatchObject({
      status: 0,
      answer: { output: path, assets: 1 },
    });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject([{ name: 'COMPTA-01', matched: [{ field: 'user' }] }]);
    expect((await type('search', 'lefevre', '--output', path)).status).toBe(2);
  });

  test('is a spreadsheet with dates and numbers, in which data is no formula', async () => {
    const path = desk.path('parc.xlsx');
    const { status, out } = await type('assets', '--format', 'xlsx', '--output', path, '--lang', 'fr');
    expect({ status, out: out.replaceAll('\u00a0', ' ') }).toEqual({ status: 0, out: `Fichier écrit : ${path} (2 matériels).\n` });
    const zip = new AdmZip(await readFile(path));
    const sheet = zip.readAsText('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('>=cmd()<');
    expect(sheet).not.toContain('<f>');
    // 8 o'clock of 1 October 2026 over there, as Excel counts days; 8000 MB.
    expect(sheet).toMatch(/<v>46296\.33333/);
    expect(sheet).toContain('<v>8000</v>');
  });
});

describe('a question of several arguments', () => {
  test('has quotes again where the shell took them', () => {
    expect(questionOf(['site:lyon', 'windows 10', 'os:windows 10', '-user:zoé l'])).toBe(
      'site:lyon "windows 10" os:"windows 10" -user:"zoé l"',
    );
    expect(questionOf(['firefox < 128'])).toBe('firefox < 128');
    expect(questionOf([])).toBe('');
  });
});
