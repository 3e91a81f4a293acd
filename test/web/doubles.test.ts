/** Who is who, decided over the web door: one asset after merging, two again when it is taken back, and never by a reader. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editAsset } from '../../src/jobs/edit-asset.ts';
import { sayReason } from '../../src/words/codes.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { expectOk } from '../journeys/company.ts';
import { type Company, openCompany } from './dossier-door.ts';

let company: Company;
let a = '';
let b = '';
beforeAll(async () => {
  company = await openCompany();
  const { rows } = await company.common.ask('GET /api/doubles');
  [a, b] = [rows[0]?.a.record ?? '', rows[0]?.b.record ?? ''];
}, 60_000);
afterAll(() => company.close());

const assets = async (): Promise<number> => (await company.common.ask('GET /api/overview')).counts.assets;
const standing = () => company.common.ask('GET /api/doubles/standing');
const decide = (word: 'merge' | 'separate' | 'undo', language: 'fr' | 'en' = 'en') =>
  company.common.ask('POST /api/doubles', { body: { word, a, b }, language });

describe('possible doubles', () => {
  test('are listed with why, and what agrees and differs, in both languages', async () => {
    const { total, rows: pairs } = await company.common.ask('GET /api/doubles', { language: 'fr' });
    expect(total).toBe(1);
    expect([pairs[0]?.a.name, pairs[0]?.b.name].sort()).toEqual(['PC-1', 'PC-2']);
    expect(pairs[0]).toMatchObject({ reason: 'clone', reasonText: expect.stringContaining('Clone probable') });
    expect(pairs[0]?.agreeing.map(({ kind }) => kind)).toContain('uuid');
    expect(pairs[0]?.differing.find(({ kind }) => kind === 'serial')).toMatchObject({
      word: 'numéro de série',
      a: expect.stringMatching(/^DELL 7XQ9K/),
    });
    const english = await company.common.ask('GET /api/doubles');
    expect(english.rows[0]?.reasonText).toContain('Probably a clone');
  });

  test('stand side by side: what identifies them, facts, sections, histories', async () => {
    const compared = await company.common.ask('GET /api/doubles/:a/:b', { parameters: { a, b } });
    expect(compared).toMatchObject({ isOne: false, isDecided: false, reason: { what: expect.stringMatching(/./) } });
    const agreement = (lines: readonly { key: string; agreement: string }[], key: string) =>
      lines.find((line) => line.key === key)?.agreement;
    expect(agreement(compared.evidence, 'uuid')).toBe('same');
    expect(agreement(compared.evidence, 'serial')).toBe('different');
    expect(compared.facts.find(({ key }) => key === 'memory')).toMatchObject({ agreement: 'different', label: 'Memory' });
    expect(agreement(compared.sections, 'software')).toBe('different');
    expect(compared.sections.find(({ key }) => key === 'software')).toMatchObject({ a: expect.any(Number), b: expect.any(Number) });
    expect(compared.history.map(({ changes }) => changes.length > 0)).toEqual([true, true]);
  });

  test('of records that nobody knows are refused by name', async () => {
    expect(await company.common.refused('GET /api/doubles/:a/:b', { parameters: { a, b: 'none' } })).toMatchObject({
      status: 404,
      kind: 'asset-unknown',
    });
    expect(await company.common.refused('POST /api/doubles', { body: { word: 'merge', a, b: a } })).toMatchObject({ kind: 'same-asset' });
  });
});

describe('deciding', () => {
  test('tells beforehand what it would do, and writes nothing', async () => {
    const preview = (word: string) => company.common.ask('GET /api/doubles/:a/:b/preview', { parameters: { a, b }, query: { word } });
    const merged = await preview('merge');
    expect(merged.before).toHaveLength(2);
    expect(merged.after).toHaveLength(1);
    expect(merged.changes).toBeGreaterThan(1);
    expect((await preview('separate')).after).toHaveLength(2);
    expect(await company.common.refused('GET /api/doubles/:a/:b/preview', { parameters: { a, b }, query: { word: 'undo' } })).toMatchObject(
      { kind: 'nothing-decided' },
    );
    expect(await assets()).toBe(3);
    expect((await standing()).decided).toEqual([]);
  });

  test('merges two into one, lists who decided, and undone they are two again', async () => {
    expect((await decide('merge', 'fr')).said).toContain('sont la même machine');
    expect(await assets()).toBe(2);
    expect((await company.common.ask('GET /api/doubles')).total).toBe(0);
    expect((await standing()).decided).toMatchObject([{ word: 'merge', by: 'link' }]);
    expect(await company.common.ask('GET /api/doubles/:a/:b', { parameters: { a, b } })).toMatchObject({
      isOne: true,
      isDecided: true,
      facts: [],
    });
    expect((await decide('undo')).assets).toHaveLength(2);
    expect(await assets()).toBe(3);
    expect((await company.common.ask('GET /api/doubles')).total).toBe(1);
    expect((await standing()).decided).toEqual([]);
  });

  test('leaves a line in the trace that says who', async () => {
    const { store } = await company.common.look();
    const [line] = await store.traceList({ newestFirst: true, limit: 1, kind: 'decision' });
    expect(line).toMatchObject({ direction: 'local', outcome: 'done', reason: expect.stringMatching(/^undo .* by=link$/) });
    expect(sayReason(openSpeech('en').codes, line?.reason ?? '')).toMatch(/, through the one-time link\)$/);
  });

  test('separated ones leave the list, and come back when it is undone', async () => {
    await decide('separate');
    expect((await company.common.ask('GET /api/doubles')).total).toBe(0);
    expect((await standing()).decided).toMatchObject([{ word: 'separate' }]);
    await decide('undo');
    expect((await company.common.ask('GET /api/doubles')).total).toBe(1);
  });

  test('tells of values that people gave to both, before and after', async () => {
    const edit = (value: string) => ({
      set: [{ field: 'room', value }],
      clear: [],
      expected: [],
      until: '',
      life: undefined,
      by: 'camille',
    });
    await company.common.hold(async (common) => {
      expectOk(await editAsset(common, a, edit('B12')));
      expectOk(await editAsset(common, b, edit('C3')));
    });
    const preview = await company.common.ask('GET /api/doubles/:a/:b/preview', {
      parameters: { a, b },
      query: { word: 'merge' },
      language: 'fr',
    });
    expect(preview.conflicts).toMatchObject([{ field: 'room', label: 'Emplacement' }]);
    expect(preview.conflicts[0]?.values.toSorted()).toEqual(['B12', 'C3']);
    expect((await decide('merge')).conflicts).toMatchObject([{ field: 'room', label: 'Room' }]);
    expect((await standing()).conflicts).toHaveLength(1);
    await decide('undo');
  });

  test('is not for readers', async () => {
    const body = { word: 'merge', a, b };
    expect(await company.common.refused('POST /api/doubles', { body, as: 'reader' })).toMatchObject({ kind: 'not-allowed' });
    expect(await assets()).toBe(3);
    expect(await company.common.ask('GET /api/doubles', { as: 'reader' })).toMatchObject({ total: 1 });
  });
});
