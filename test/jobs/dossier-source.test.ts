/** What the pages are drawn from: news of machines in use, however much there is of those that are not. */
import { expect, test } from 'vitest';
import { openDossierSource } from '../../src/jobs/dossier-source.ts';
import { editAsset } from '../../src/jobs/edit-asset.ts';
import { openOffice } from '../journeys/common-dossier.ts';
import { expectOk } from '../journeys/company.ts';
import { machineFile } from '../journeys/machine-files.ts';

test('the latest changes are those of machines in use, and what is left out is not told to be more of them', async () => {
  const { common, deliver, passDays } = await openOffice();
  const report = (name: string, memory: number, date: string) => ({ path: `${name}.ocs`, content: machineFile({ name, memory, date }) });
  await deliver({ site: 'lyon', put: [report('PC-A', 4096, '2026-10-01 08:00:00'), report('PC-OLD', 4096, '2026-10-01 08:00:00')] });
  for (const day of [2, 3, 4]) {
    passDays(1);
    const put = [
      report('PC-OLD', 4096 * day, `2026-10-0${day} 09:00:00`),
      ...(day === 2 ? [report('PC-A', 8192, '2026-10-02 08:00:00')] : []),
    ];
    await deliver({ site: 'lyon', put });
  }
  const [old] = await common.store.assets({ name: 'PC-OLD' });
  expectOk(await editAsset(common, old?.id ?? '', { set: [], clear: [], expected: [], until: '', by: 'x', life: 'retire' }));
  const source = await openDossierSource(common);
  const { changes, omitted } = await source.changes(2);
  expect(changes.map(({ asset }) => asset.name)).toContain('PC-A');
  expect(changes.map(({ asset }) => asset.name)).not.toContain('PC-OLD');
  const { changes: all } = await source.changes(100);
  expect(changes.length + omitted).toBe(all.length);
});
