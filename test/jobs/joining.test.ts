/** A site set up by its key without a command line: what the key proposes, which homes may take it, and the home made in one call. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose } from '../../src/composition.ts';
import type { Invitation } from '../../src/exchange/invitation.ts';
import { invite } from '../../src/jobs/enrol.ts';
import { join as joinCompany, readInvitation } from '../../src/jobs/join.ts';
import { joinDraft, lookAtHome, prepareDistantHome } from '../../src/jobs/joining.ts';
import { openMemoryPostOffice } from '../../src/transport/memory.ts';
import { expectOk } from '../journeys/company.ts';

let folder: string;
const postOffice = openMemoryPostOffice();
for (const name of ['siege', 'lyon']) postOffice.addMailbox(`${name}@mail.test`);
const homes = compose({ version: '1.0.0', language: 'fr', now: () => new Date(), postOffice });

const account = (name: string) => ({ address: `${name}@mail.test`, mailbox: `memory:${name}@mail.test`, outbox: 'memory:out' });
const path = (name: string): string => join(folder, name);

async function keyOf(office: string, site: string): Promise<Invitation> {
  const opened = expectOk(await homes.openInstallation({ home: path(office), lock: true }));
  if (opened.role !== 'common') throw new Error('no office');
  const { key } = expectOk(await invite(opened.common, { site, autoAccept: true }).finally(() => opened.close()));
  return expectOk(readInvitation(key, new Date()));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-joining-'));
  await mkdir(path('parc'));
  for (const office of ['siege', 'rivale']) {
    const settings = { role: 'common' as const, site: office, organisation: `Société ${office}`, everyDays: 3, ...account('siege') };
    expectOk(await homes.createHome({ home: path(office), settings, passwords: {}, passwordStore: 'file' }));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a key proposes its site, the company and the period; a period that no setting takes is left out', async () => {
  const invitation = await keyOf('siege', 'nord');
  expect(joinDraft(invitation).settings).toEqual({ role: 'distant', site: 'nord', organisation: 'Société siege', everyDays: 3 });
  const presets = { mailbox: 'imaps://mail.test', outbox: 'smtps://mail.test' };
  expect(joinDraft({ ...invitation, orgName: '', everyDays: 0, presets })).toEqual({
    settings: { role: 'distant', site: 'nord' },
    presets,
  });
});

test('a home is made from a key and an account, joins, and is no other site’s from then on', async () => {
  const invitation = await keyOf('siege', 'lyon');
  const home = path('lyon');
  const given = { home, passwords: {}, passwordStore: 'file' as const };
  expect(await lookAtHome(homes, home, invitation)).toEqual({ ok: true, value: 'new' });
  const incomplete = await prepareDistantHome(homes, { ...given, settings: account('lyon') }, invitation);
  expect(incomplete).toMatchObject({ ok: false, error: { kind: 'settings-invalid', problems: [expect.stringContaining('dossier')] } });
  expect(await lookAtHome(homes, home, invitation)).toEqual({ ok: true, value: 'new' });

  const settings = { ...account('lyon'), dossier: path('parc'), site: 'elsewhere' };
  expect(expectOk(await prepareDistantHome(homes, { ...given, settings }, invitation))).toBe('created');
  const yaml = await readFile(join(home, 'malleposte.yaml'), 'utf8');
  expect(yaml).toMatch(/^site: lyon$/m);
  expect(yaml).toMatch(/^everyDays: 3$/m);
  const opened = expectOk(await homes.openInstallation({ home, lock: true }));
  if (opened.role !== 'distant') throw new Error('no agency');
  const joined = expectOk(await joinCompany(opened.distant, { invitation }).finally(() => opened.close()));
  expect(joined).toMatchObject({ site: 'lyon', orgName: 'Société siege', unsent: [] });

  const named = { ...given, settings: { name: 'Agence de Lyon', role: 'common' as const } };
  expect(expectOk(await prepareDistantHome(homes, named, invitation))).toBe('changed');
  expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toMatch(/^name: Agence de Lyon$/m);
  const other = await keyOf('rivale', 'lyon');
  const refused = await prepareDistantHome(homes, { ...given, settings: { name: 'Autre' } }, other);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'already-joined', site: 'lyon' } });
  expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toMatch(/^name: Agence de Lyon$/m);
});

test('a head office is no place for a key', async () => {
  const looked = await lookAtHome(homes, path('siege'), await keyOf('siege', 'ouest'));
  expect(looked).toMatchObject({ ok: false, error: { kind: 'wrong-role', role: 'common' } });
});
