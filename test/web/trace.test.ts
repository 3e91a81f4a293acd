/** The trace at the web door: pages, filters, stories, deletions and files, at a head office and at an agency that wrote to each other. */
import { randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EntityDecoder } from '@nodable/entities';
import AdmZip from 'adm-zip';
import Database from 'better-sqlite3';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/exchange/trace.ts';
import { portsOf } from '../../src/web/api/desk.ts';
import type { TraceLine } from '../../src/web/contract/trace-story.ts';
import { type Company, openCompany } from '../journeys/company.ts';
import { memoryPlace, type Place } from '../journeys/place.ts';
import { forXml, hostileTexts } from '../tables/samples.ts';
import { type Asking, type Door, openDoor } from './door.ts';

let place: Place;
let company: Company;
let office: Door;
let agency: Door;

/** A parcel of two volumes, its receipt, a greeting, a parcel that was altered on its way, and lines with texts that break formats. */
beforeAll(async () => {
  place = memoryPlace();
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
  await appendFile(join(company.homeOf('lyon'), 'malleposte.yaml'), '\nvolumeBytes: 262144\n');
  await company.writeDossierFile('lyon', 'photo.bin', randomBytes(400_000));
  await company.writeDossierFile('lyon', 'broken.ocs', '<?xml version="1.0"?><REQUEST><CONTENT>');
  await company.send('lyon');
  await company.receive();
  await company.send('lyon');
  await company.receive();
  place.postOffice?.setFaults({ corrupt: altered });
  await company.writeDossierFile('lyon', 'new.txt', 'hello');
  await company.send('lyon', { force: true });
  place.postOffice?.setFaults({});
  await company.receive();
  await company.asOffice((common) => common.store.trace(hostileTexts.map(hostileEvent)));
  office = await openDoor({ home: company.office });
  agency = await openDoor({ home: company.homeOf('lyon') });
}, 90_000);
afterAll(async () => {
  await office.close();
  await agency.close();
  await company.close();
  await place.close();
});

/** One character of the attachment's last full base64 line becomes another. */
function altered({ raw }: { readonly raw: Buffer }): Buffer {
  const lines = raw.toString('latin1').split('\r\n');
  const index = lines.findLastIndex((line) => /^[A-Za-z0-9+/]{76}$/.test(line));
  const line = lines[index] ?? '';
  lines[index] = `${line.slice(0, 40)}${line[40] === 'A' ? 'B' : 'A'}${line.slice(41)}`;
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

const hostileEvent = (text: string): TraceEvent => ({
  ...{ at: '2026-01-02T03:04:05.000Z', direction: 'local', kind: 'hook', outcome: 'failed', bytes: 0, durationMs: 0 },
  ...{ peer: text.slice(0, 60), reason: text.slice(0, 2_000), messageId: '' },
});

const linesOf = async (door: Door, query: Asking['query'] = {}): Promise<readonly TraceLine[]> =>
  (await door.ask('GET /api/trace', { query: { limit: 500, ...query } })).rows;

/** All of them, page after page. */
async function walk(door: Door, direction: 'asc' | 'desc'): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let cursor = ''; ; ) {
    const { rows, next } = await door.ask('GET /api/trace', { query: { limit: 7, direction, ...(cursor === '' ? {} : { cursor }) } });
    ids.push(...rows.map(({ id }) => id));
    if (next === '') return ids;
    cursor = next;
  }
}

describe.each([
  ['a common site', () => office],
  ['a distant site', () => agency],
])('the trace of %s', (_, doorOf) => {
  test('is told once and whole by pages, newest first or oldest first', async () => {
    const { total } = await doorOf().ask('GET /api/trace');
    const newestFirst = await walk(doorOf(), 'desc');
    expect(total).toBeGreaterThan(3);
    expect(new Set(newestFirst).size).toBe(total);
    expect(newestFirst).toEqual(newestFirst.toSorted((a, b) => b - a));
    expect(await walk(doorOf(), 'asc')).toEqual(newestFirst.toReversed());
    const jumped = await doorOf().ask('GET /api/trace', { query: { offset: 2, limit: 2 } });
    expect(jumped.rows.map(({ id }) => id)).toEqual(newestFirst.slice(2, 4));
  });

  test('is thinned by each of its values', async () => {
    const all = await linesOf(doorOf());
    const values = await doorOf().ask('GET /api/trace/values', { language: 'fr' });
    expect(new Set(values.kinds.map(({ code }) => code))).toEqual(new Set(all.map(({ kind }) => kind)));
    expect(values.ways.map(({ said }) => said)).toEqual(['reçu', 'envoyé', 'local']);
    for (const { code } of values.kinds) {
      expect(await linesOf(doorOf(), { kind: code })).toEqual(all.filter(({ kind }) => kind === code));
    }
    for (const way of ['in', 'out', 'local'] as const)
      expect(await linesOf(doorOf(), { way })).toEqual(all.filter(({ direction }) => direction === way));
    expect(await linesOf(doorOf(), { outcome: 'done' })).toEqual(all.filter(({ outcome }) => outcome === 'done'));
    expect(await linesOf(doorOf(), { peer: 'nobody' })).toEqual([]);
  });
});

describe('filters', () => {
  test('of dates take a day whole, in the time zone of the installation, or a moment', async () => {
    const days = async (query: Asking['query']): Promise<number> => (await linesOf(office, { ...query, kind: 'hook' })).length;
    const all = hostileTexts.length;
    expect(await days({ since: '2026-01-02', until: '2026-01-02' })).toBe(all);
    expect(await days({ until: '2026-01-01' })).toBe(0);
    expect(await days({ since: '2026-01-03' })).toBe(0);
    expect(await days({ since: '2026-01-02T03:04:05Z', until: '2026-01-02T03:04:06Z' })).toBe(all);
    expect(await days({ until: '2026-01-02T03:04:05Z' })).toBe(0);
  });

  test('of text look into what is stored, without case', async () => {
    expect(await linesOf(office, { text: 'READ=' })).toEqual((await linesOf(office)).filter(({ reason }) => /read=/.test(reason.code)));
    expect((await linesOf(office, { text: '<script>' })).length).toBeGreaterThan(0);
  });

  test('that make no sense are refused, with their names', async () => {
    for (const query of [{ outcome: 'splendid' }, { since: 'yesterday' }, { limit: 5_000 }, { direction: 'up' }])
      expect(await office.refused('GET /api/trace', { query })).toMatchObject({
        status: 422,
        fields: [{ path: Object.keys(query)[0] }],
      });
    expect(await office.refused('GET /api/trace', { query: { cursor: 'x' } })).toMatchObject({ status: 422, fields: [{ path: 'cursor' }] });
    expect((await office.request('GET /api/trace/file', { query: { format: 'pdf' } })).status).toBe(422);
    expect((await office.request('GET /api/trace/file', { query: { format: 'csv', ids: '1;drop' } })).status).toBe(422);
  });
});

const times = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item);

const storyOf = async (door: Door, isIt: (line: TraceLine) => boolean, language: 'fr' | 'en' = 'fr') => {
  const line = (await linesOf(door)).find(isIt);
  if (!line) throw new Error('no such line');
  return door.ask('GET /api/trace/:id', { parameters: { id: String(line.id) }, language });
};

describe('the story', () => {
  test('of a merged parcel has its two volumes, its result with the file that could not be read, its files and its receipt', async () => {
    const story = await storyOf(office, ({ kind, reason }) => kind === 'DATA' && reason.code.startsWith('read='));
    expect(story).toMatchObject({
      event: { kindSaid: 'colis', outcomeSaid: 'fait', direction: 'in' },
      parcel: { peer: 'lyon', seq: 1 },
      received: [{ outcomeSaid: 'volume gardé' }, { outcomeSaid: 'appliqué' }],
      held: null,
      isReceiptDue: false,
      sentParcel: null,
      quarantine: [],
      results: [{ status: 'applied', problems: [{ path: 'broken.ocs', reason: { code: 'malformed-xml', said: 'XML mal formé' } }] }],
    });
    expect(story.results[0]?.problems[0]?.reason.remedy).toContain('agent d’inventaire');
    expect(story.sent).toMatchObject([{ kind: 'RECEIPT', state: 'sent', tries: 1, lastError: { code: '', said: '', remedy: '' } }]);
    expect(story.lines.map(({ kind, direction }) => [kind, direction])).toEqual([
      ['DATA', 'in'],
      ['DATA', 'in'],
      ['RECEIPT', 'out'],
    ]);
    expect(story.files?.rows).toContainEqual({ path: 'photo.bin', bytes: 400_000, isGone: false });
    expect(story.files?.total).toBe(story.files?.rows.length);
  });

  test('of the same parcel where it was sent has its postings, and what the common site said of it', async () => {
    const sent = (await linesOf(agency, { kind: 'DATA', direction: 'asc' }))[0];
    expect(await agency.ask('GET /api/trace/:id', { parameters: { id: String(sent?.id) } })).toMatchObject({
      parcel: { seq: 1 },
      sent: [
        { kind: 'DATA', volume: 1, state: 'sent' },
        { kind: 'DATA', volume: 2, state: 'sent' },
      ],
      sentParcel: { status: 'applied', volumes: 2, mode: 'snapshot' },
      results: [],
    });
  });

  test('of a mail that was refused says why, what to do, and where in the quarantine it lies', async () => {
    const story = await storyOf(office, ({ outcome }) => outcome === 'quarantined');
    expect(story).toMatchObject({
      event: { reason: { code: expect.stringMatching(/^E_BODY/), said: expect.stringContaining('contenu abîmé en route') } },
      results: times(2, { status: 'rejected', reason: { said: expect.stringContaining('contenu abîmé en route') } }),
      quarantine: times(2, { reason: { code: expect.stringMatching(/^E_BODY/) } }),
    });
    expect(story.event.reason.remedy).toContain('renverra');
    const kept = await company.asOffice((common) => Promise.all(story.quarantine.map(({ id }) => common.disk.readQuarantined(id))));
    expect(kept.filter((mail) => mail.ok && mail.value.includes(story.event.messageId))).toHaveLength(1);
  });

  test('of a greeting is about no parcel', async () => {
    const story = await storyOf(office, ({ kind }) => kind === 'GREETING');
    expect(story).toMatchObject({
      parcel: null,
      results: [],
      files: null,
      received: [{ kind: 'GREETING' }],
      event: { kindSaid: 'présence' },
    });
  });

  test('of what is no line is refused', async () => {
    for (const id of ['999999999', 'x', '-1', '1e3'])
      expect(await office.refused('GET /api/trace/:id', { parameters: { id } })).toMatchObject({ status: 404, kind: 'thing-unknown' });
  });
});

test('texts that would be scripts, formulas or names of objects come as the data that they are', async () => {
  const told = (await linesOf(office, { kind: 'hook', direction: 'asc' })).map(({ reason, peer }) => [reason.code, peer]);
  expect(told).toHaveLength(hostileTexts.length);
  const script = (await linesOf(office, { kind: 'hook' })).find(({ peer }) => peer === '<script>alert(1)</script>');
  expect(script).toMatchObject({ reason: { code: '<script>alert(1)</script>', said: '<script>alert(1)</script>', remedy: '' } });
  const answer = await office.request('GET /api/trace', { query: { kind: 'hook' } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

describe('a file of the trace', () => {
  const file = async (format: string, query: Asking['query'] = {}): Promise<Buffer> => {
    const answer = await office.request('GET /api/trace/file', { query: { format, ...query }, as: 'reader' });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const rowsOf = async (query: Asking['query'] = {}): Promise<readonly Readonly<Record<string, string | number>>[]> =>
    JSON.parse((await file('json', query)).toString());

  test('has the media type and the name that open it in its program', async () => {
    const types = { xml: 'application/xml', docx: 'wordprocessingml', xlsx: 'spreadsheetml', csv: 'text/csv', json: 'application/json' };
    for (const [format, type] of Object.entries(types)) {
      const { headers } = await office.request('GET /api/trace/file', { query: { format } });
      expect(headers.get('content-type')).toContain(type);
      expect(headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="trace-siege-\\d{4}-\\d\\d-\\d\\d\\.${format}"`),
      );
    }
  });

  test('as JSON and as XML has every line that matches, in the order asked for', async () => {
    const all = await linesOf(office, { direction: 'asc' });
    const rows = await rowsOf({ direction: 'asc' });
    expect(rows.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(await rowsOf({ kind: 'DATA' })).toEqual(rows.filter(({ kindCode }) => kindCode === 'DATA').toReversed());
    const entityDecoder = new EntityDecoder({ numericAllowed: true });
    const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true, entityDecoder });
    const xml = parser.parse((await file('xml', { direction: 'asc' })).toString(), true);
    expect(xml.trace.event.map(({ reasonCode }: { readonly reasonCode: string }) => reasonCode)).toEqual(
      all.map(({ reason }) => forXml(reason.code)),
    );
  });

  test('of a selection has its lines only', async () => {
    const ids = (await linesOf(office)).filter((_, index) => index % 3 === 0).map(({ id }) => id);
    expect((await rowsOf({ ids: ids.join(',') })).map(({ id }) => id)).toEqual(ids);
    expect(await rowsOf({ ids: '999999999' })).toEqual([]);
  });

  test('as CSV runs no formula', async () => {
    const text = (await file('csv', { kind: 'hook', direction: 'asc' })).toString();
    expect(text).toContain(`"'=cmd|""/C calc""!A0"`);
    expect(text).toContain(`'@SUM(A1)`);
    expect(text).not.toMatch(/(?:^|[,"\n])[=@][a-zA-Z]/);
  });

  test('as Excel has dates as dates, and no formula', async () => {
    const sheet = new AdmZip(await file('xlsx', { kind: 'hook' })).readAsText('xl/worksheets/sheet1.xml');
    expect(sheet.match(/<row /g)).toHaveLength(hostileTexts.length + 1);
    expect(sheet).toMatch(/<c r="B2" s="2"><v>\d{5}\.\d+<\/v><\/c>/);
    expect(sheet).not.toContain('<f>');
  });

  test('as Word is in the language that the address asks for', async () => {
    const titleIn = async (language: string): Promise<boolean> =>
      new AdmZip(await file('docx', { language, kind: 'DATA' })).readAsText('word/document.xml').includes('>Journal des échanges<');
    expect([await titleIn('fr'), await titleIn('en')]).toEqual([true, false]);
  });
});

describe('deleting', () => {
  const remaining = async (): Promise<readonly number[]> => (await linesOf(office)).map(({ id }) => id);

  test('is not for readers, nor for nobody, and wants to know what', async () => {
    const before = await remaining();
    const body = { ids: [before[0]] };
    expect(await office.refused('POST /api/trace/delete', { body, as: 'reader' })).toMatchObject({ kind: 'not-allowed' });
    expect(await office.refused('POST /api/trace/delete', { body, as: 'nobody' })).toMatchObject({ kind: 'not-logged-in' });
    for (const wrong of [{}, { ids: [] }, { ids: ['x'] }, { matching: {} }, { ids: [1], matching: { upTo: 1 } }])
      expect(await office.refused('POST /api/trace/delete', { body: wrong })).toMatchObject({ status: 422 });
    expect(await remaining()).toEqual(before);
  });

  test('takes the lines that were selected, and one line says who deleted how many', async () => {
    const before = await remaining();
    const ids = [before[1], before[4], 999_999_999];
    expect(await office.ask('POST /api/trace/delete', { body: { ids } })).toEqual({ deleted: 2 });
    const [audit, ...rest] = await linesOf(office);
    expect(rest.map(({ id }) => id)).toEqual(before.filter((id) => !ids.includes(id)));
    expect(audit).toMatchObject({ kind: 'journal', direction: 'local', outcome: 'done', reason: { code: 'deleted=2 by=link' } });
    expect(audit?.reason.said).toBe('2 lines deleted, through the one-time link');
    expect(await office.ask('POST /api/trace/delete', { body: { ids: [999_999_999] } })).toEqual({ deleted: 0 });
    expect((await linesOf(office))[0]).toEqual(audit);
  });

  test('deletes nothing when the database has no room for the line that would tell of it', async () => {
    const before = await linesOf(office);
    const database = new Database(join(company.office, 'dossier', 'dossier.db'));
    database.exec(`create trigger "full" before insert on "trace" when new."kind" = 'journal' begin select raise(abort, 'full'); end`);
    const body = { ids: [before[0]?.id, before[1]?.id] };
    expect(await office.refused('POST /api/trace/delete', { body })).toMatchObject({ kind: 'store-failed' });
    expect(await linesOf(office)).toEqual(before);
    database.exec('drop trigger "full"');
    database.close();
    expect(await office.ask('POST /api/trace/delete', { body: { ids: [before[0]?.id] } })).toEqual({ deleted: 1 });
  });

  test('takes all that match, but nothing that was written since somebody looked', async () => {
    const [newest] = await linesOf(office, { kind: 'hook' });
    const before = await linesOf(office);
    const late = await office.desk.hold(async (installation) => {
      await portsOf(installation).store.trace([hostileEvent('late')]);
      return { ok: true, value: null };
    });
    expect(late.ok).toBe(true);
    const matching = { kind: 'hook', since: '2026-01-02', until: '2026-01-02', upTo: newest?.id };
    expect(await office.ask('POST /api/trace/delete', { body: { matching } })).toEqual({
      deleted: before.filter(({ kind }) => kind === 'hook').length,
    });
    expect((await linesOf(office, { kind: 'hook' })).map(({ peer }) => peer)).toEqual(['late']);
    expect((await linesOf(office)).length).toBe(before.filter(({ kind }) => kind !== 'hook').length + 2);
  });

  test('waits for whoever holds the home, and says so', async () => {
    const [{ id } = { id: 0 }] = await linesOf(agency);
    const held = await agency.desk.hold(async () => ({
      ok: true,
      value: await agency.refused('POST /api/trace/delete', { body: { ids: [id] } }),
    }));
    expect(held).toMatchObject({ ok: true, value: { status: 423, kind: 'home-busy' } });
    expect(await agency.ask('POST /api/trace/delete', { body: { ids: [id] } })).toEqual({ deleted: 1 });
  });
});
