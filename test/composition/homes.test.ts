/** Changing a home that somebody else may be changing: what was seen is what is changed, or nothing is. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose } from '../../src/composition.ts';
import { expectOk } from '../journeys/company.ts';

let folder: string;
let home: string;

const { createHome, changeHome, settingsRevision } = compose({ version: '1.0.0', language: 'fr', now: () => new Date() });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-homes-'));
  home = join(folder, 'office');
  const settings = {
    role: 'common' as const,
    site: 'siege',
    address: 'a@mail.test',
    mailbox: 'maildir:/srv/in',
    outbox: 'maildir:/srv/out',
  };
  expectOk(await createHome({ home, settings, passwords: {}, passwordStore: 'file' }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const change = (name: string, expectedRevision?: string) =>
  changeHome({ home, settings: { name }, passwords: {}, passwordStore: 'file', ...(expectedRevision ? { expectedRevision } : {}) });

const text = () => readFile(join(home, 'malleposte.yaml'), 'utf8');

test('settings that somebody else changed since they were shown are not overwritten', async () => {
  const seen = expectOk(await settingsRevision(home));
  expect(seen).toMatch(/^[0-9a-f]{64}$/);
  expect(expectOk(await settingsRevision(home))).toBe(seen);
  expectOk(await change('Siège', seen));
  const refused = await changeHome({
    home,
    settings: { name: 'Autre' },
    passwords: { mailbox: 'other' },
    passwordStore: 'file',
    expectedRevision: seen,
  });
  expect(refused).toEqual({ ok: false, error: { kind: 'settings-changed', retry: 'never' } });
  expect(await text()).toContain('name: Siège');
  await expect(readFile(join(home, 'keys', 'passwords.json'), 'utf8')).rejects.toMatchObject({ code: 'ENOENT' });
  expectOk(await change('Agence', expectOk(await settingsRevision(home))));
  expect(await text()).toContain('name: Agence');
});

test('of two changes of the same settings at the same moment, one is made and the other is told', async () => {
  const seen = expectOk(await settingsRevision(home));
  const outcomes = await Promise.all([change('Un', seen), change('Deux', seen)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await text()).toContain(outcomes[0]?.ok ? 'name: Un' : 'name: Deux');
});

test('without a revision a change is made as ever, and without a home there is none', async () => {
  expectOk(await change('Trois'));
  expect(await text()).toContain('name: Trois');
  expect(await settingsRevision(join(folder, 'nowhere'))).toMatchObject({ ok: false, error: { kind: 'home-missing' } });
});
