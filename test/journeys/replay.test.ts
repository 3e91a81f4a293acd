/** The dossier computed again from what is kept is the dossier that stands; whatever interrupts it, and whatever version it began with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decidePair } from '../../src/jobs/decide.ts';
import { lookAtAssets } from '../../src/jobs/look.ts';
import { completeReplay, replay } from '../../src/jobs/replay.ts';
import { migrate } from '../../src/store/migrate.ts';
import { common1 } from '../../src/store/migrations/common-1.ts';
import { common2 } from '../../src/store/migrations/common-2.ts';
import { journal1 } from '../../src/store/migrations/journal-1.ts';
import { journal2 } from '../../src/store/migrations/journal-2.ts';
import { openCommonStore } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { type Office, openOffice, originalOf } from './common-dossier.ts';
import { expectOk } from './company.ts';
import { type Machine, machineFile } from './machine-files.ts';

const file = (path: string, machine: Machine) => ({ path, content: machineFile(machine) });

const uuid = (number: number): string => `4C4C4544-0000-1000-8000-B2C04F5230${number}0`;

const portable = { name: 'PC-PORT', serial: '7XQ9K12', uuid: uuid(1), macs: ['d4:81:d7:00:00:01'], software: ['Firefox'] };
const clone = { deviceId: 'IMAGE-2026-01-01-08-00-00', software: ['Zoom'] };

/** Moves, deletions, late and partial files, clones, a file that cannot be read, a decision, a value of a person. */
async function eventfulOffice(): Promise<Office> {
  const office = await openOffice();
  const { deliver } = office;
  await deliver({ site: 'lyon', put: [file('port.ocs', { ...portable, date: '2026-09-01 08:00:00', memory: 4096 })] });
  await deliver({
    site: 'lyon',
    put: [file('c1.ocs', { ...clone, name: 'PC-1', serial: '7XQ9K22', uuid: uuid(2), disk: 'WD-1A2B3C', date: '2026-09-01 09:00:00' })],
  });
  await deliver({
    site: 'lyon',
    put: [file('c2.ocs', { ...clone, name: 'PC-2', serial: '7XQ9K32', uuid: uuid(3), disk: 'WD-4D5E6F', date: '2026-09-02 09:00:00' })],
  });
  await deliver({ site: 'nord', put: [file('port.ocs', { ...portable, date: '2026-10-01 08:00:00', memory: 16_384 })], gone: [] });
  await deliver({ site: 'lyon', gone: ['port.ocs'] });
  await deliver({
    site: 'nord',
    put: [file('late.ocs', { ...portable, date: '2026-09-15 08:00:00', memory: 8192, software: ['Firefox', 'VLC'] })],
  });
  await deliver({ site: 'nord', put: [file('part.ocs', { ...portable, date: '2026-10-02 08:00:00', isPartial: true, user: 'camille' })] });
  await deliver({ site: 'nord', put: [{ path: 'broken.ocs', content: '<REQUEST><CONTENT>' }], gone: ['port.ocs', 'late.ocs', 'part.ocs'] });
  office.passDays(2);
  await deliver({ site: 'nord', put: [file('port.ocs', { ...portable, date: '2026-10-20 08:00:00', memory: 16_384 })] });
  await deliver({ site: 'lyon', put: [file('undated.ocs', { name: 'PC-3', macs: ['d4:81:d7:00:00:03'] })] });
  await deliver({ site: 'lyon', gone: ['c2.ocs'] });
  return office;
}

async function mergeClones(office: Office): Promise<void> {
  const [a, b] = (await lookAtAssets(office.common, { name: 'PC-' })).filter(({ name }) => /PC-[12]/.test(name)).map(({ id }) => id);
  expectOk(await decidePair(office.common, { word: 'merge', a: a ?? '', b: b ?? '', by: 'camille' }));
}

describe('replay', () => {
  test('ends in the same dossier, decisions and problems included', async () => {
    const office = await eventfulOffice();
    await mergeClones(office);
    const before = await office.picture();
    expect(await replay(office.common)).toEqual({ files: 9, unreadable: 0 });
    expect(await office.picture()).toEqual(before);
    expect(await office.common.store.derivation.replayedTo()).toBeUndefined();
  });

  test.each([1, 4, 9])('goes on where it was interrupted, after %i commits', async (passings) => {
    const office = await eventfulOffice();
    const before = await office.picture();
    let left = passings;
    const reached = (): void => {
      left -= 1;
      if (left === 0) throw new Error('power cut');
    };
    await expect(replay({ ...office.common, reached })).rejects.toThrow('power cut');
    expect(await office.common.store.derivation.replayedTo()).toBeGreaterThan(0);
    const told: number[] = [];
    const completed = await completeReplay(office.common, (step) => {
      if (step.step === 'replaying') told.push(step.files);
    });
    expect(completed?.files).toBe(told.at(-1));
    expect(await office.picture()).toEqual(before);
    expect(await completeReplay(office.common)).toBeUndefined();
  });

  test('names the files of which the original is gone, and does the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'malleposte-replay-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const store = await openCommonStore(join(folder, 'dossier.db'));
    const office = await openOffice(store);
    const kept = file('a.ocs', { ...portable, date: '2026-09-01 08:00:00' });
    const lost = file('b.ocs', { name: 'PC-9', serial: '7XQ9K92', date: '2026-09-01 08:00:00' });
    await office.deliver({ site: 'lyon', put: [kept, lost] });
    const engine = openSqlite<{ original: { sha256: string } }>({
      path: join(folder, 'dossier.db'),
      applicationId: 0x4d50436f,
      isReadOnly: false,
    });
    await engine.db.deleteFrom('original').where('sha256', '=', originalOf(lost.content).sha256).execute();
    await engine.close();
    expect(await replay(office.common)).toEqual({ files: 2, unreadable: 1 });
    expect((await lookAtAssets(office.common, {})).map(({ name }) => name)).toEqual(['PC-PORT']);
    await store.close();
  });
});

test('a database of the former version is migrated, says that a replay is due, and gives the dossier of its files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'malleposte-replay-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'dossier.db');
  const files = [
    { site: 'lyon', ...file('port.ocs', { ...portable, date: '2026-09-01 08:00:00' }) },
    { site: 'nord', ...file('port.ocs', { ...portable, date: '2026-10-01 08:00:00' }) },
  ];
  await formerDatabase(path, files);
  const store = await openCommonStore(path);
  const office = await openOffice(store);
  expect(await store.derivation.replayedTo()).toBe(0);
  expect(await completeReplay(office.common)).toEqual({ files: 2, unreadable: 0 });
  expect(await lookAtAssets(office.common, {})).toMatchObject([
    { name: 'PC-PORT', site: 'nord', firstSeen: '2026-10-05T08:00:00.000Z', sources: [{ site: 'lyon' }, { site: 'nord' }] },
  ]);
  expect((await store.dossier.changes({})).map(({ kind }) => kind)).toContain('moved');
  await store.close();
});

type FormerSchema = {
  readonly file: Readonly<Record<'site' | 'path' | 'sha256' | 'modified' | 'problem', string>> & { readonly bytes: number };
  readonly original: ReturnType<typeof originalOf>;
  readonly siteProgress: Readonly<Record<'site' | 'timeZone' | 'lastParcelAt', string>>;
};

async function formerDatabase(path: string, files: readonly { readonly site: string; readonly path: string; readonly content: string }[]) {
  const engine = openSqlite<FormerSchema>({ path, applicationId: 0x4d50436f, isReadOnly: false });
  await migrate({ ...engine, db: engine.db.$omitTables<never>() as never }, [journal1, common1, journal2, common2]);
  for (const { site, path: name, content } of files) {
    const original = originalOf(content);
    const { sha256, bytes } = original;
    await engine.db.insertInto('original').values(original).execute();
    await engine.db
      .insertInto('file')
      .values({ site, path: name, sha256, bytes, modified: '2026-10-01T08:00:00.000Z', problem: '' })
      .execute();
    await engine.db
      .insertInto('siteProgress')
      .values({ site, timeZone: 'Europe/Paris', lastParcelAt: '2026-10-05T08:00:00.000Z' })
      .execute();
  }
  await engine.close();
}
