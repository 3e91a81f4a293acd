/** The intranet from a real dossier: what people see of it, only what changed, and nothing of inventories as markup. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDossierSource } from '../../src/jobs/dossier-source.ts';
import { editAsset } from '../../src/jobs/edit-asset.ts';
import { filesOf, publishTo } from '../intranet/printed.ts';
import { openOffice } from './common-dossier.ts';
import { expectOk } from './company.ts';
import { machineFile } from './machine-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'malleposte-intranet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string, machine: Parameters<typeof machineFile>[0]) => ({ path, content: machineFile(machine) });

const portable = { name: 'PC-PORTABLE', serial: '7XQ9K12', uuid: '4C4C4544-0000-1000-8000-B2C04F523010', macs: ['d4:81:d7:00:00:01'] };
const atelier = { name: '<script>alert(1)</script>', serial: '7XQ9K22', uuid: '4C4C4544-0000-1000-8000-B2C04F523020' };

test('pages show a dossier as it is, and are written again only where it changed', async () => {
  const office = await openOffice();
  const { common } = office;
  const publish = async () => expectOk(await publishTo(folder, await openDossierSource(common)));
  await office.deliver({ site: 'lyon', put: [file('p.ocs', { ...portable, date: '2026-09-01 08:00:00', software: ['Firefox'] })] });
  await office.deliver({ site: 'nord', put: [file('a.ocs', { ...atelier, date: '2026-09-02 08:00:00', software: ['Zoom'] })] });
  const first = await publish();
  expect(first.written).toBeGreaterThan(20);
  expect(await publish()).toMatchObject({ written: 0, removed: 0 });
  const [asset] = await common.store.assets({ name: 'portable' });
  const pathOf = (language: string): string => `${language}/asset/${asset?.id}.html`;
  const before = await filesOf(folder);
  expect(before.get(pathOf('fr'))).toContain('Firefox');
  for (const text of before.values()) expect(text).not.toContain('<script>alert');

  await office.deliver({ site: 'nord', put: [file('moved.ocs', { ...portable, date: '2026-09-20 08:00:00', software: ['Firefox'] })] });
  await publish();
  const after = await filesOf(folder);
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  expect(changed.filter((path) => path.includes('/asset/')).toSorted()).toEqual([pathOf('en'), pathOf('fr')]);
  expect(after.get(pathOf('en'))).toContain('lyon → nord');

  expectOk(
    await editAsset(common, asset?.id ?? '', {
      set: [{ field: 'name', value: 'Accueil' }],
      clear: [],
      expected: [],
      until: '',
      by: 'x',
      life: undefined,
    }),
  );
  await publish();
  expect((await filesOf(folder)).get(pathOf('fr'))).toContain('<h1>Accueil');

  expectOk(await editAsset(common, asset?.id ?? '', { set: [], clear: [], expected: [], until: '', by: 'x', life: 'retire' }));
  expect(await publish()).toMatchObject({ removed: 2 });
  for (const [path, text] of await filesOf(folder)) expect(text, path).not.toContain(`${asset?.id}.html`);
  office.passDays(40);
  await office.deliver({ site: 'nord', put: [file('moved.ocs', { ...portable, date: '2026-12-05 08:00:00', software: ['Firefox'] })] });
  await publish();
  expect((await filesOf(folder)).has(pathOf('fr'))).toBe(true);
});
