/** Publishing as any door asks for it: the words come with the ports, the door page opens in the language wanted, progress is told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { publishIntranet } from '../../src/jobs/publish-intranet.ts';
import { openOffice } from '../journeys/common-dossier.ts';
import { expectOk } from '../journeys/company.ts';
import { machineFile } from '../journeys/machine-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'malleposte-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('pages of both languages are published with the words of the installation, and only what changed the next time', async () => {
  const { common, deliver } = await openOffice();
  await deliver({ site: 'lyon', put: [{ path: 'pc.ocs', content: machineFile({ name: 'PC-LYON', date: '2026-10-01 08:00:00' }) }] });
  const pages = join(folder, 'intranet');
  const first = expectOk(await publishIntranet(common, { folder: pages, isEverything: false }));
  expect(first).toMatchObject({ folder: pages, door: join(pages, 'index.html'), isStopped: false, removed: 0 });
  expect(first.written).toBeGreaterThan(20);
  const door = await readFile(first.door, 'utf8');
  expect(door).toContain('<html lang="fr"');
  expect(await readFile(join(pages, 'en', 'index.html'), 'utf8')).toContain('PC-LYON');
  expect(expectOk(await publishIntranet(common, { folder: pages, isEverything: false }))).toMatchObject({ written: 0 });
  expect(expectOk(await publishIntranet(common, { folder: pages, isEverything: false, language: 'en' })).written).toBe(1);
  expect(await readFile(first.door, 'utf8')).toContain('<html lang="en"');
});

test('a folder that holds what we did not write is left alone', async () => {
  const { common } = await openOffice();
  await writeFile(join(folder, 'somebody-s.txt'), 'mine');
  const published = await publishIntranet(common, { folder, isEverything: false });
  expect(published).toMatchObject({ ok: false, error: { kind: 'folder-not-ours', path: folder } });
});
