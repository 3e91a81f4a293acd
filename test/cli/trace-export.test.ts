import { readFile } from 'node:fs/promises';
import { EntityDecoder } from '@nodable/entities';
import AdmZip from 'adm-zip';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredTraceEvent } from '../../src/exchange/trace.ts';
import { type CompanyDesk, inventoryOf, openCompanyDesk } from './company.ts';

let desk: CompanyDesk;
let events: readonly StoredTraceEvent[];

beforeAll(async () => {
  desk = await openCompanyDesk();
  await desk.deliver({ 'a.ocs': inventoryOf({ name: 'COMPTA-01', date: '2026-10-01 08:00:00' }) });
  events = (await ask('trace', 'list')).answer as readonly StoredTraceEvent[];
}, 60_000);
afterAll(() => desk.close());

const type = (...line: readonly string[]) => desk.type([...line, '--home', desk.office], { columns: 160 });
const ask = (...line: readonly string[]) => desk.ask([...line, '--home', desk.office]);
const exported = async (file: string, ...line: readonly string[]): Promise<Buffer> => {
  const { status, error } = await type('trace', 'export', '--output', desk.path(file), '--force', ...line);
  if (status !== 0) throw new Error(error);
  return readFile(desk.path(file));
};
const fieldsOf = ({ id, at, peer, bytes, durationMs, messageId, direction, kind, outcome, reason }: StoredTraceEvent) => ({
  ...{ id, at, peer, bytes, durationMs, messageId },
  ...{ directionCode: direction, kindCode: kind, outcomeCode: outcome, reasonCode: reason },
});

describe('trace export', () => {
  test('as JSON has every event of the trace in the same order, codes and words', async () => {
    const rows = JSON.parse((await exported('t.json', '--lang', 'fr')).toString());
    expect(rows).toMatchObject(events.map(fieldsOf));
    expect(rows.length).toBeGreaterThan(3);
    const merged = rows.find((row: { readonly kindCode: string }) => row.kindCode === 'DATA');
    expect(merged).toMatchObject({ direction: 'reçu', outcome: 'fait', outcomeCode: 'done', reason: expect.stringContaining('1 lu') });
  });

  test('as XML says the same as JSON, with elements for keys', async () => {
    const entityDecoder = new EntityDecoder({ numericAllowed: true });
    const xml = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true, entityDecoder }).parse(
      (await exported('t.xml', '--lang', 'fr')).toString(),
      true,
    );
    const rows: readonly object[] = JSON.parse((await exported('t.json', '--lang', 'fr')).toString());
    expect(xml.trace.event).toEqual(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]))));
  });

  test('as CSV has the keys at its head, on standard output too', async () => {
    const { out, status } = await type('trace', 'export', '--format', 'csv', '--output', '-', '--lang', 'fr');
    expect({ status, head: out.split('\r\n')[0] }).toEqual({
      status: 0,
      head: 'id,at,direction,peer,kind,outcome,reason,bytes,durationMs,directionCode,kindCode,outcomeCode,reasonCode,messageId',
    });
    expect(Buffer.from(out, 'latin1').equals(await exported('t.csv', '--lang', 'fr'))).toBe(true);
    expect(out.trimEnd().split('\r\n')).toHaveLength(events.length + 1);
  });

  test('as Excel has titles in the language of the person, dates and numbers', async () => {
    const sheet = new AdmZip(await exported('t.xlsx', '--lang', 'fr', '--oldest-first')).readAsText('xl/worksheets/sheet1.xml');
    for (const title of ['N°', 'Sens', 'Taille (octets)', 'Issue (code)']) expect(sheet).toContain(`>${title}</t>`);
    expect(sheet).toContain(`<c r="A2" s="0"><v>${events.at(-1)?.id}</v></c>`);
    expect(sheet).toMatch(/<c r="B2" s="2"><v>\d{5}\.\d+<\/v><\/c>/);
    expect(sheet.match(/<row /g)).toHaveLength(events.length + 1);
  });

  test('as Word has a title, the date and no codes', async () => {
    const text = new AdmZip(await exported('t.docx', '--lang', 'en')).readAsText('word/document.xml');
    expect(text).toContain('>Journal of exchanges<');
    expect(text).toMatch(/>Made on \d+ \w+ \d{4} at \d\d:\d\d\.</);
    expect(text).not.toContain('(code)');
    expect(text.match(/<w:tr>/g)).toHaveLength(events.length + 1);
  });

  test('is thinned as the list is, and until a day', async () => {
    const count = async (...line: readonly string[]): Promise<number> =>
      JSON.parse((await exported('few.json', ...line)).toString()).length;
    expect(await count('--kind', 'DATA')).toBe(events.filter(({ kind }) => kind === 'DATA').length);
    expect(await count('--limit', '2')).toBe(2);
    expect(await count('--since', '2999-01-01')).toBe(0);
    expect(await count('--until', '2999-01-01', '--limit', '3')).toBe(3);
    const [newest] = events;
    const day = new Date(newest?.at ?? '').toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
    expect(await count('--until', day)).toBe(events.length);
    expect(await count('--until', newest?.at ?? '')).toBe(events.filter(({ at }) => Date.parse(at) < Date.parse(newest?.at ?? '')).length);
    expect(await count('--until', '2000-01-01')).toBe(0);
  });

  test('tells of the file, to people and as the one document', async () => {
    const file = desk.path('told.csv');
    const { out } = await type('trace', 'export', '--output', file, '--lang', 'fr');
    expect(out.replaceAll('\u00a0', ' ')).toBe(`Fichier écrit : ${file} (${events.length} événements).\n`);
    expect(await ask('trace', 'export', '--output', file, '--force')).toEqual({
      status: 0,
      answer: { file, format: 'csv', lines: events.length, written: events.length },
    });
  });

  test('leaves a file that exists alone, unless it is told to replace it', async () => {
    const file = await desk.write('there.xml', 'mine');
    expect(await ask('trace', 'export', '--output', file)).toMatchObject({
      status: 2,
      answer: { error: { kind: 'file-exists', path: file } },
    });
    expect((await type('trace', 'export', '--output', file, '--lang', 'en')).error).toContain('add --force to replace it');
    expect(await readFile(file, 'utf8')).toBe('mine');
    await exported('there.xml');
    expect(await readFile(file, 'utf8')).toContain('<trace>');
  });

  test('refuses what it cannot write', async () => {
    const kind = async (...line: readonly string[]): Promise<unknown> => {
      const { status, answer } = await ask('trace', 'export', ...line);
      return [status, (answer as { readonly error: { readonly kind: string } }).error.kind];
    };
    expect(await kind()).toEqual([2, 'missing-argument']);
    expect(await kind('--output', desk.path('trace.pdf'))).toEqual([2, 'missing-argument']);
    expect(await kind('--output', desk.path('x.csv'), '--format', 'pdf')).toEqual([2, 'invalid-value']);
    expect(await kind('--output', '-', '--format', 'csv')).toEqual([2, 'invalid-value']);
    expect((await type('trace', 'export', '--output', '-', '--format', 'docx')).status).toBe(2);
    expect(await kind('--output', desk.path('no/such/folder.csv'))).toEqual([2, 'file-unreadable']);
  });
});
