/** What would be sent, told before it is: the same as what is sent then; and nothing is touched by asking. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compose } from '../../src/composition.ts';
import { previewParcel } from '../../src/jobs/preview-parcel.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import { memoryPlace, type Place } from '../journeys/place.ts';
import { tinyInventory } from '../journeys/tiny-inventory.ts';

let place: Place;
let company: Company;

beforeEach(async () => {
  place = memoryPlace();
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
  await company.send('lyon', { dryRun: true });
});

afterEach(() => company.close());

const preview = async (changes: Parameters<typeof previewParcel>[1] = {}) =>
  company.asAgency('lyon', async (distant) => expectOk(await previewParcel(distant, changes)));

test('a preview tells the parcel that is sent then, and the folder that stays at home', async () => {
  await company.writeDossierFile('lyon', 'broken.ocs', '<REQUEST><CONTENT>');
  await company.writeDossierFile('lyon', '.secret', 'x');
  await company.send('lyon', { dryRun: false, force: false });
  company.passDays(8);
  await company.writeDossierFile('lyon', 'NEUF.ocs', tinyInventory({ name: 'NEUF', date: '2026-11-20 08:00:00' }));
  const seen = await preview();
  const sent = await company.send('lyon');
  expect(sent.outcome).toBe('parcel');
  expect(seen).toMatchObject({ bytes: sent.bytes, state: 'admitted', due: { action: 'parcel', reason: 'period' } });
  expect(seen.files).toHaveLength(sent.files);
  expect(seen.parcel).toMatchObject({ mode: sent.mode, files: sent.files, deleted: 0, volumes: sent.volumes, isTooLarge: false });
  expect(seen.unreadable).toEqual(sent.unreadable);
  expect(seen.unreadable.map(({ path }) => path)).toEqual(['broken.ocs']);
  expect(seen.leftOut).toEqual(sent.leftOut);
  expect(seen.leftOut).toContainEqual({ path: '.secret', reason: 'hidden' });
  expect((await preview()).due).toMatchObject({ action: 'greeting', lastSentAt: sent.lastSentAt, nextDueAt: sent.nextDueAt });
});

test('asking touches neither the mailbox nor the numbers, and works without a server', async () => {
  const before = await company.asAgency('lyon', (distant) => distant.store.outpost());
  const waiting = (await place.messages('site01')).length;
  await place.setDown(true);
  expect(await preview()).toMatchObject({ state: 'waiting', due: { action: 'parcel', reason: 'first' }, parcel: { mode: 'snapshot' } });
  await place.setDown(false);
  expect((await place.messages('site01')).length).toBe(waiting);
  expect(await company.asAgency('lyon', (distant) => distant.store.outpost())).toEqual(before);
  expect((await company.send('lyon')).seq).toBe(1);
});

test('volumes and their size follow the settings, near enough', async () => {
  const seen = await company.asAgency('lyon', async (distant) =>
    expectOk(await previewParcel({ ...distant, settings: { ...distant.settings, volumeBytes: 4_000 } })),
  );
  await company.send('lyon');
  const [record] = await company.asAgency('lyon', (distant) => distant.store.parcels(1));
  const sealed = record?.volumeBytes ?? 0;
  expect(Math.abs((seen.parcel?.bytes ?? 0) - sealed)).toBeLessThan(64);
  expect(seen.parcel?.volumes).toBe(Math.ceil((seen.parcel?.bytes ?? 0) / 4_000));
});

test('filters and another folder are previewed too; a site that has not joined sees its files only', async () => {
  const filtered = await company.asAgency('lyon', async (distant) =>
    expectOk(await previewParcel({ ...distant, settings: { ...distant.settings, exclude: ['\\.xml$'] } })),
  );
  expect(filtered.leftOut).toContainEqual({ path: expect.stringMatching(/\.xml$/), reason: 'filtered' });
  const empty = join(company.folder, 'vide');
  await mkdir(empty);
  const other = await company.asAgency('lyon', (distant) => previewParcel(distant, { dossier: empty }));
  expect(other).toMatchObject({ ok: false, error: { kind: 'dossier-empty' } });

  const { createHome, openInstallation } = compose({ version: '1.0.0', language: 'fr', now: () => new Date() });
  const home = join(company.folder, 'alone');
  const account = { address: 'a@mail.test', mailbox: 'maildir:/srv/in', outbox: 'maildir:/srv/out' };
  const settings = { role: 'distant' as const, ...account, dossier: company.dossierOf('lyon') };
  expectOk(await createHome({ home, settings, passwords: {}, passwordStore: 'file' }));
  const opened = expectOk(await openInstallation({ home, lock: false }));
  if (opened.role !== 'distant') throw new Error('no agency');
  const alone = expectOk(await previewParcel(opened.distant).finally(() => opened.close()));
  expect(alone).toMatchObject({ state: 'unjoined', due: null, parcel: null });
  expect(alone.files.length).toBeGreaterThan(2);
});
