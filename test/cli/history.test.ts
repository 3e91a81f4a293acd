import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CompanyDesk, inventoryOf, openCompanyDesk } from './company.ts';

let desk: CompanyDesk;

const firefox = (version: string) => [['Firefox', version] as const];

beforeAll(async () => {
  desk = await openCompanyDesk();
  const pc2 = { 'PC2.ocs': inventoryOf({ name: 'PC2', date: '2026-10-01 09:00:00' }) };
  await desk.deliver({ ...pc2, 'PC1.ocs': inventoryOf({ name: 'PC1', date: '2026-10-01 08:00:00', software: firefox('127.0') }) });
  const changed = { name: 'PC1', date: '2026-10-10 08:00:00', memoryMb: 16_000 };
  await desk.deliver({ 'PC1.ocs': inventoryOf({ ...changed, software: firefox('128.0') }), 'PC2.ocs': null });
}, 60_000);
afterAll(() => desk.close());

const say = async (...line: readonly string[]): Promise<string> => {
  const { status, out, error } = await desk.type([...line, '--home', desk.office]);
  expect({ status, error: status === 0 ? '' : error }).toEqual({ status: 0, error: '' });
  return out.replaceAll('\u00a0', ' ');
};

const ask = async (...line: readonly string[]) => (await desk.ask([...line, '--home', desk.office])).answer;

const idOf = async (name: string): Promise<string> => {
  const [asset] = (await ask('assets', '--name', name)) as readonly { readonly id: string }[];
  return asset?.id ?? '';
};

describe('changes', () => {
  test('are told by day and machine, newest first, in both languages', async () => {
    const french = await say('changes', '--lang', 'fr', '--since', '2026-10-02');
    expect(french).toContain('PC2 manque : plus aucun fichier de son site ne le décrit');
    expect(french).toContain('samedi 10 octobre 2026\n  PC1 (lyon)\n    Mémoire 8 Go → 16 Go\n    Firefox 127.0 → 128.0 mis à jour');
    expect(french).not.toContain('apparaît');
    const english = await say('changes', '--lang', 'en', '--kind', 'appeared');
    expect(english).toBe('Thursday 1 October 2026\n  PC2 appeared at the site lyon\n  PC1 appeared at the site lyon\n');
  });

  test('are a list with exactly the fields of the contract in JSON, and one more sentence in CSV', async () => {
    const changes = (await ask('changes', '--kind', 'software-upgraded')) as readonly object[];
    expect(changes).toEqual([
      {
        asset: await idOf('PC1'),
        name: 'PC1',
        site: 'lyon',
        date: '2026-10-10T06:00:00Z',
        at: expect.stringMatching(/^\d{4}-/),
        kind: 'software-upgraded',
        subject: 'Firefox',
        before: '127.0',
        after: '128.0',
      },
    ]);
    const csv = await say('changes', '--csv', '--kind', 'memory', '--lang', 'en');
    expect(csv).toMatch(/^asset,name,site,date,at,kind,subject,before,after,sentence\r\n[0-9a-f]{16},PC1,lyon,.*,8000,16000,Memory 8 GB/);
  });

  test('are of one site, of one machine, of the last days; more than the limit is said', async () => {
    expect(await ask('changes', '--site', 'NORD')).toEqual([]);
    expect(await ask('changes', '--site', 'Lyon', '--asset', await idOf('PC2'))).toMatchObject([{ kind: 'missing' }, { kind: 'appeared' }]);
    expect(await ask('changes', '--since', 'hier')).toMatchObject([{ name: 'PC2', kind: 'missing' }]);
    const { error, out } = await desk.type(['changes', '--limit', '1', '--home', desk.office]);
    expect(out).toContain('PC2 is missing');
    expect(error).toContain('Only the 1 newest');
    expect(await ask('changes', '--limit', '2')).toHaveLength(2);
  });

  test('of a day, a kind or a machine that nobody knows are wrong usage', async () => {
    const refusedOf = async (...line: readonly string[]) => desk.ask(['changes', ...line, '--home', desk.office]);
    expect(await refusedOf('--since', 'last week')).toMatchObject({
      status: 2,
      answer: { error: { kind: 'invalid-value', expected: 'day' } },
    });
    expect(await refusedOf('--kind', 'x')).toMatchObject({ status: 2, answer: { error: { kind: 'invalid-value' } } });
    expect(await refusedOf('--asset', 'nobody')).toMatchObject({ status: 2, answer: { error: { kind: 'asset-unknown' } } });
  });
});

describe('asset', () => {
  test('--history tells what changed on it', async () => {
    expect(await ask('asset', await idOf('PC1'), '--history')).toMatchObject([
      { kind: 'memory' },
      { kind: 'software-upgraded' },
      { kind: 'appeared' },
    ]);
    expect(await say('asset', await idOf('PC1'), '--history', '--lang', 'fr')).toContain('Mémoire 8 Go → 16 Go');
  });

  test('--at shows it as it was at the end of that day', async () => {
    const id = await idOf('PC1');
    const then = { id, asOf: '2026-10-09', memoryMb: 8000, inventoryDate: '2026-10-01T06:00:00Z', software: [{ version: '127.0' }] };
    expect(await ask('asset', id, '--at', '2026-10-09')).toMatchObject(then);
    expect(await ask('asset', id, '--at', '2026-10-10')).toMatchObject({ memoryMb: 16_000, software: [{ version: '128.0' }] });
    const now = (await ask('asset', id)) as object;
    const today = (await ask('asset', id, '--at', 'today')) as object;
    // What people say, and why it is one machine, has no past.
    const withoutPast = { lastSeen: '', asOf: '', records: [], links: [], residences: [], claimedSince: '' };
    expect({ ...today, ...withoutPast }).toEqual({ ...now, ...withoutPast });
    expect(await say('asset', id, '--at', '2026-10-09', '--lang', 'fr')).toMatch(
      /^Tel qu’il était à la fin du vendredi 9 octobre 2026 :\n/,
    );
  });

  test('--raw shows all sections of the newest file', async () => {
    const id = await idOf('PC1');
    const hardware = { name: 'hardware', count: 1, rows: [expect.objectContaining({ name: 'PC1', memory: '16000' })] };
    expect(await ask('asset', id, '--raw')).toMatchObject({ asset: id, site: 'lyon', path: 'PC1.ocs', date: '2026-10-10T06:00:00Z' });
    const { sections } = (await ask('asset', id, '--raw')) as { readonly sections: readonly object[] };
    expect(sections).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'bios' }), expect.objectContaining(hardware)]));
    expect(await say('asset', id, '--raw', '--lang', 'fr')).toMatch(
      /^lyon\/PC1.ocs \(10 octobre 2026 à 08:00\)\n[\s\S]*\nbios \(1\)\n {2}smanufacturer +Dell\n/,
    );
  });

  test('--at a day before its first report says so, and of an unknown asset that it is unknown', async () => {
    const early = await desk.ask(['asset', await idOf('PC1'), '--at', '2026-09-30', '--home', desk.office]);
    expect(early).toMatchObject({ status: 2, answer: { error: { kind: 'asset-not-yet', first: '2026-10-01T06:00:00Z' } } });
    const unknown = await desk.ask(['asset', 'nobody', '--at', 'hier', '--home', desk.office]);
    expect(unknown).toMatchObject({ status: 2, answer: { error: { kind: 'asset-unknown' } } });
  });
});
