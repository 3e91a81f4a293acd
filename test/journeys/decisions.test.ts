/** What people decide of two machines holds: whatever arrives later, whatever is computed again, and until they take it back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decidePair } from '../../src/jobs/decide.ts';
import { listDoubles } from '../../src/jobs/doubles.ts';
import { editAsset } from '../../src/jobs/edit-asset.ts';
import { lookAtAsset, lookAtAssets } from '../../src/jobs/look.ts';
import { replay } from '../../src/jobs/replay.ts';
import type { PairWord } from '../../src/store/decisions-port.ts';
import { type Office, openOffice } from './common-dossier.ts';
import { expectOk } from './company.ts';
import { machineFile } from './machine-files.ts';

const file = (path: string, machine: Parameters<typeof machineFile>[0]) => ({ path, content: machineFile(machine) });

const accueil = { name: 'PC-ACCUEIL', serial: '7XQ9K12', uuid: '4C4C4544-0000-1000-8000-B2C04F523010', macs: ['d4:81:d7:00:00:01'] };
const atelier = { name: 'PC-ATELIER', serial: '7XQ9K22', uuid: '4C4C4544-0000-1000-8000-B2C04F523020', macs: ['d4:81:d7:00:00:02'] };

/** Two machines of two sites, each with a little history and one absence. */
async function twoMachines(): Promise<Office & { readonly a: string; readonly b: string }> {
  const office = await openOffice();
  await office.deliver({
    site: 'lyon',
    put: [file('a1.ocs', { ...accueil, date: '2026-09-01 08:00:00', memory: 4096, software: ['Firefox'] })],
  });
  await office.deliver({ site: 'nord', put: [file('b1.ocs', { ...atelier, date: '2026-09-02 08:00:00', software: ['Zoom'] })] });
  await office.deliver({ site: 'lyon', put: [file('a1.ocs', { ...accueil, date: '2026-09-08 08:00:00', memory: 16_384 })] });
  await office.deliver({ site: 'nord', gone: ['b1.ocs'] });
  const assets = await office.common.store.assets({});
  const idOf = (site: string): string => assets.find((asset) => asset.site === site)?.id ?? '';
  return { ...office, a: idOf('lyon'), b: idOf('nord') };
}

const say = async ({ common }: Office, word: PairWord, a: string, b: string) =>
  expectOk(await decidePair(common, { word, a, b, by: 'camille' }));

const sites = async ({ common }: Office): Promise<readonly string[]> => (await lookAtAssets(common, {})).map(({ site }) => site);

describe('two machines', () => {
  test('merged by a person they are one, and undone they are what they were, to the letter', async () => {
    const office = await twoMachines();
    const before = await office.picture();
    expect((await say(office, 'merge', office.b, office.a)).assets).toEqual([office.a]);
    expect(await office.common.store.assets({})).toHaveLength(1);
    expect((await lookAtAsset(office.common, office.b))?.links.map(({ rule }) => rule)).toEqual(['merged-by-hand']);
    await say(office, 'undo', office.a, office.b);
    expect(await office.picture()).toEqual(before);
  });

  test('merged ones stay one when later reports contradict each other', async () => {
    const office = await twoMachines();
    await say(office, 'merge', office.a, office.b);
    await office.deliver({ site: 'nord', put: [file('b2.ocs', { ...atelier, date: '2026-10-01 08:00:00' })] });
    expect(await sites(office)).toEqual(['nord']);
  });

  test('separated ones stay two when later reports say the same of both', async () => {
    const office = await openOffice();
    await office.deliver({ site: 'lyon', put: [file('a.ocs', { ...accueil, date: '2026-09-01 08:00:00' })] });
    await office.deliver({ site: 'nord', put: [file('b.ocs', { ...accueil, date: '2026-09-02 08:00:00', deviceId: 'OTHER' })] });
    const [asset] = await office.common.store.assets({});
    const records = await office.common.store.dossier.recordsOfAssets([asset?.id ?? '']);
    const [a = '', b = ''] = records.map(({ id }) => id);
    expect((await say(office, 'separate', a, b)).assets).toHaveLength(2);
    await office.deliver({ site: 'nord', put: [file('b.ocs', { ...accueil, date: '2026-10-02 08:00:00', deviceId: 'OTHER' })] });
    expect(await sites(office)).toEqual(['lyon', 'nord']);
    expect((await listDoubles(office.common, { withDecided: true })).decided).toMatchObject([{ word: 'separate', by: 'camille' }]);
    await say(office, 'undo', b, a);
    expect(await sites(office)).toEqual(['nord']);
  });

  test('decisions survive when all is computed again', async () => {
    const office = await twoMachines();
    await say(office, 'merge', office.a, office.b);
    expectOk(await editAsset(office.common, office.a, edit({ set: [{ field: 'room', value: 'B12' }] })));
    const before = await office.picture();
    await replay(office.common);
    expect(await office.picture()).toEqual(before);
  });

  test('what cannot be decided is refused by name', async () => {
    const office = await twoMachines();
    const refused = async (word: PairWord, a: string, b: string) => {
      const decided = await decidePair(office.common, { word, a, b, by: '' });
      return decided.ok ? 'decided' : decided.error.kind;
    };
    expect(await refused('merge', office.a, 'none')).toBe('asset-unknown');
    expect(await refused('merge', office.a, office.a)).toBe('same-asset');
    expect(await refused('undo', office.a, office.b)).toBe('nothing-decided');
  });

  test('a decision leaves a line in the trace that names no value', async () => {
    const office = await twoMachines();
    await say(office, 'merge', office.a, office.b);
    expectOk(await editAsset(office.common, office.a, edit({ set: [{ field: 'owner', value: 'Dominique' }] })));
    const events = await office.common.store.traceList({ newestFirst: true, limit: 10, kind: 'decision' });
    expect(events.map(({ direction, reason }) => `${direction} ${reason.split(' ')[0]}`)).toEqual(['local set', 'local merge']);
    expect(JSON.stringify(events)).not.toContain('Dominique');
  });
});

const edit = (facts: Partial<Parameters<typeof editAsset>[2]>) => ({
  ...{ set: [], clear: [], expected: [], until: '', life: undefined, by: 'camille' },
  ...facts,
});

describe('what a person says of an asset', () => {
  test('a corrected value stands before the reported one, is found by, and is cleared', async () => {
    const office = await twoMachines();
    const said = expectOk(await editAsset(office.common, office.a, edit({ set: [{ field: 'name', value: 'Accueil' }] })));
    expect(said).toMatchObject({ name: 'Accueil', reported: { name: 'PC-ACCUEIL' }, manual: { name: { by: 'camille' } } });
    expect(await lookAtAssets(office.common, { name: 'accueil' })).toHaveLength(1);
    expect(await lookAtAssets(office.common, { name: 'pc-acc' })).toHaveLength(0);
    expect(expectOk(await editAsset(office.common, office.a, edit({ clear: ['name'] })))).toMatchObject({
      name: 'PC-ACCUEIL',
      reported: {},
    });
  });

  test('a value holds until its day, and is over the day after', async () => {
    const office = await twoMachines();
    expectOk(await editAsset(office.common, office.a, edit({ set: [{ field: 'room', value: 'B12' }], until: '2026-11-03' })));
    expect((await lookAtAsset(office.common, office.a))?.manual['room']?.value).toBe('B12');
    office.passDays(3);
    expect((await lookAtAsset(office.common, office.a))?.manual['room']).toBeUndefined();
  });

  test('an edit is refused whole when a field is unknown, or has another value than the person saw', async () => {
    const office = await twoMachines();
    const room = { field: 'room', value: 'B12' };
    const unknown = await editAsset(office.common, office.a, edit({ set: [room, { field: 'rom', value: 'x' }] }));
    expect(unknown).toMatchObject({ error: { kind: 'field-unknown', field: 'rom', fields: expect.arrayContaining(['room', 'serial']) } });
    expectOk(await editAsset(office.common, office.a, edit({ set: [room] })));
    const stale = await editAsset(
      office.common,
      office.a,
      edit({ set: [{ field: 'room', value: 'C3' }], expected: [{ field: 'room', value: '' }] }),
    );
    expect(stale).toMatchObject({ error: { kind: 'field-changed', expected: '', value: 'B12', by: 'camille' } });
    expect((await lookAtAsset(office.common, office.a))?.manual['room']?.value).toBe('B12');
  });

  test('two values of two merged assets are asked about until somebody says one', async () => {
    const office = await twoMachines();
    expectOk(await editAsset(office.common, office.a, edit({ set: [{ field: 'room', value: 'B12' }] })));
    office.passDays(1);
    expectOk(await editAsset(office.common, office.b, edit({ set: [{ field: 'room', value: 'C3' }] })));
    const merged = await say(office, 'merge', office.a, office.b);
    expect(merged.conflicts).toMatchObject([{ asset: office.a, field: 'room', value: 'C3', conflict: 'B12' }]);
    expect((await listDoubles(office.common, { withDecided: false })).conflicts).toHaveLength(1);
    office.passDays(1);
    expectOk(await editAsset(office.common, office.a, edit({ set: [{ field: 'room', value: 'D4' }] })));
    expect((await listDoubles(office.common, { withDecided: false })).conflicts).toEqual([]);
  });

  test('a retired asset is off the lists until a newer inventory than the decision describes it', async () => {
    const office = await twoMachines();
    expectOk(await editAsset(office.common, office.a, edit({ life: 'retire' })));
    expect(await sites(office)).toEqual(['nord']);
    expect(await lookAtAssets(office.common, {}, true)).toHaveLength(2);
    await office.deliver({ site: 'lyon', put: [file('late.ocs', { ...accueil, date: '2026-09-20 08:00:00' })] });
    expect(await sites(office)).toEqual(['nord']);
    office.passDays(9);
    await office.deliver({ site: 'lyon', put: [file('new.ocs', { ...accueil, date: '2026-11-09 08:00:00' })] });
    expect(await sites(office)).toEqual(['lyon', 'nord']);
  });
});

test('whoever is merged and taken apart again, the dossier is as before', { timeout: 60_000 }, async () => {
  const number = fc.nat({ max: 3 });
  const machine = fc.record({ site: fc.constantFrom('lyon', 'nord'), serial: number, uuid: number, mac: number, image: number });
  await fc.assert(
    fc.asyncProperty(fc.array(machine, { minLength: 2, maxLength: 6 }), fc.nat(), fc.nat(), async (machines, first, second) => {
      const office = await openOffice();
      for (const [index, { site, serial, uuid, mac, image }] of machines.entries()) {
        const facts = {
          serial: `7XQ9K${serial}2`,
          uuid: `4C4C4544-0000-1000-8000-B2C04F5230${uuid}0`,
          macs: [`d4:81:d7:00:00:0${mac + 1}`],
        };
        const put = [file(`${index}.ocs`, { name: `PC-${image}`, date: `2026-09-0${1 + index} 08:00:00`, ...facts })];
        await office.deliver({ site, put });
      }
      const before = await office.picture();
      const assets = await office.common.store.assets({});
      const [a, b] = [assets[first % assets.length]?.id ?? '', assets[second % assets.length]?.id ?? ''];
      if (a !== b) {
        await say(office, 'merge', a, b);
        expect((await office.common.store.asset(a))?.id).toBe((await office.common.store.asset(b))?.id);
        await say(office, 'undo', a, b);
      }
      expect(await office.picture()).toEqual(before);
      await office.common.store.close();
    }),
    { numRuns: 40, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false },
  );
});
