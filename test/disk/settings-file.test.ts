import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHomeFolder } from '../../src/disk/home-folder.ts';
import { loadSettings, saveSettings } from '../../src/disk/settings-file.ts';
import type { SettingsInput } from '../../src/settings/settings.ts';
import { done, fill, temporaryFolder } from './places.ts';

const input: SettingsInput = {
  role: 'distant',
  name: 'Agence de Lyon',
  language: 'fr',
  address: 'lyon@exemple.fr',
  mailbox: 'imaps://lyon@exemple.fr@h',
  outbox: 'smtps://lyon@exemple.fr@h',
  dossier: '/srv/parc',
  limits: { maxEntries: 100 },
};

describe('the settings file', () => {
  it('comes back as it was saved, with defaults for the rest', async () => {
    const home = await temporaryFolder();
    expect(await saveSettings(home, input)).toEqual({ ok: true, value: undefined });
    expect(await loadSettings(home)).toMatchObject({
      ok: true,
      value: { ...input, everyDays: 7, limits: { maxEntries: 100, maxPathDepth: 8 } },
    });
    expect((await stat(join(home, 'malleposte.yaml'))).mode & 0o777).toBe(0o600);
    expect(await readdir(home)).toEqual(['malleposte.yaml']);
  });

  it('is explained in the language of the installation', async () => {
    const home = await temporaryFolder();
    await done(saveSettings(home, input));
    expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toContain('# Période entre deux envois.');
    await done(saveSettings(home, { ...input, language: 'en' }));
    expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toContain('# Period between two parcels.');
    await done(saveSettings(home, { ...input, language: 'auto' }, 'fr'));
    expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toContain('# Période entre deux envois.');
  });

  it('never holds a password: such settings are not saved', async () => {
    const home = await temporaryFolder();
    const saved = await saveSettings(home, { ...input, mailbox: 'imaps://lyon:canary@h' });
    expect(saved).toMatchObject({ ok: false, error: { kind: 'settings-invalid', problems: ['mailbox: bad-url (password-in-url)'] } });
    expect(JSON.stringify(saved)).not.toContain('canary');
    expect(await readdir(home)).toEqual([]);
  });

  it('gives way to the flags and variables of one run, limit by limit, without being changed', async () => {
    const home = await temporaryFolder();
    await done(saveSettings(home, input));
    const before = await readFile(join(home, 'malleposte.yaml'), 'utf8');
    const loaded = await loadSettings(home, { everyDays: 1, limits: { maxPathDepth: 4 } });
    expect(loaded).toMatchObject({
      ok: true,
      value: { everyDays: 1, name: 'Agence de Lyon', limits: { maxEntries: 100, maxPathDepth: 4 } },
    });
    expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toBe(before);
  });

  it('missing means that there is no home', async () => {
    const home = await temporaryFolder();
    expect(await loadSettings(home)).toEqual({ ok: false, error: { kind: 'home-missing', path: home, retry: 'never' } });
    expect(await loadSettings(join(home, 'none'))).toMatchObject({ ok: false, error: { kind: 'home-missing' } });
  });

  it('that is damaged is told with the line or the keys', async () => {
    const home = await temporaryFolder();
    const problems = async (text: string): Promise<unknown> => {
      await writeFile(join(home, 'malleposte.yaml'), text);
      const loaded = await loadSettings(home);
      return loaded.ok ? [] : loaded.error.kind === 'settings-invalid' && loaded.error.problems;
    };
    expect(await problems('role: common\nrole: distant')).toEqual(['not-yaml (line 2)']);
    expect(await problems('just a text')).toEqual(['wrong-type (object)']);
    expect(await problems('')).toHaveLength(4);
    expect(await problems('role: common\naddress: a@b.fr\nmailbox: memory:a\noutbox: memory:a\nevrydays: 3\n')).toEqual([
      'evrydays: unknown-key',
    ]);
  });
});

describe('a home folder', () => {
  it('is made for its owner alone, with the folders above it', async () => {
    const home = join(await temporaryFolder(), 'var', 'parc é');
    expect(await createHomeFolder(home)).toEqual({ ok: true, value: undefined });
    expect((await stat(home)).mode & 0o777).toBe(0o700);
  });

  it('that exists becomes private when it is empty, and is left alone otherwise', async () => {
    const home = await temporaryFolder();
    await fill(home, { file: 'x' });
    expect((await createHomeFolder(home)).ok).toBe(true);
    expect((await stat(home)).mode & 0o777).toBe(0o755);
    const empty = await temporaryFolder();
    await done(createHomeFolder(empty));
    expect((await stat(empty)).mode & 0o777).toBe(0o700);
  });

  it('cannot be made where a file is', async () => {
    const folder = await temporaryFolder();
    await fill(folder, { file: 'x' });
    expect(await createHomeFolder(join(folder, 'file'))).toMatchObject({ ok: false, error: { kind: 'file-unreadable', cause: 'EEXIST' } });
  });
});
