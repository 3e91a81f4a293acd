import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSecrets } from '../../src/keys/secrets.ts';
import { temporaryFolder } from './places.ts';

describe('the passwords in a file', () => {
  it('come back as they were put, each under its name, also in another process', async () => {
    const home = await temporaryFolder();
    const secrets = await openSecrets(home, { store: 'file' });
    expect(secrets.place).toBe('file');
    expect(await secrets.get('mailbox')).toBeUndefined();
    await secrets.put('mailbox', 'pâss "wörd"\\ \n€');
    await secrets.put('outbox', 'other');
    await secrets.put('outbox', 'newer');
    const again = await openSecrets(home, { store: 'file' });
    expect(await again.get('mailbox')).toBe('pâss "wörd"\\ \n€');
    expect(await again.get('outbox')).toBe('newer');
  });

  it('are private', async () => {
    const home = await temporaryFolder();
    await (await openSecrets(home, { store: 'file' })).put('mailbox', 'x');
    expect((await stat(join(home, 'keys', 'passwords.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'keys'))).mode & 0o777).toBe(0o700);
  });

  it('give way to those of the environment, which are kept nowhere', async () => {
    const home = await temporaryFolder();
    await (await openSecrets(home, { store: 'file' })).put('mailbox', 'stored');
    const secrets = await openSecrets(home, { store: 'file', environment: { mailbox: 'given', outbox: 'canary' } });
    expect(secrets.place).toBe('environment');
    expect([await secrets.get('mailbox'), await secrets.get('outbox')]).toEqual(['given', 'canary']);
    expect(await readFile(join(home, 'keys', 'passwords.json'), 'utf8')).not.toContain('canary');
    const half = await openSecrets(home, { store: 'file', environment: { outbox: 'given', mailbox: '' } });
    expect([half.place, await half.get('mailbox'), await half.get('outbox')]).toEqual(['file', 'stored', 'given']);
  });

  it('that are damaged are none, and their text is in no error', async () => {
    const home = await temporaryFolder();
    const secrets = await openSecrets(home, { store: 'file' });
    await secrets.put('mailbox', 'x');
    for (const text of ['', '{"mailbox": "canary', '[]', '{"mailbox": 3}', 'null']) {
      await writeFile(join(home, 'keys', 'passwords.json'), text);
      expect(await secrets.get('mailbox'), text).toBeUndefined();
    }
    await secrets.put('mailbox', 'again');
    expect(await secrets.get('mailbox')).toBe('again');
  });

  it('are not shown when the secrets themselves are printed', async () => {
    const secrets = await openSecrets(await temporaryFolder(), { store: 'file', environment: { mailbox: 'canary' } });
    expect(JSON.stringify(secrets)).toBe('{"place":"file"}');
  });
});

describe('a keyring', () => {
  it('that does not answer leaves its work to the file', async (context) => {
    const home = await temporaryFolder();
    const secrets = await openSecrets(home, { store: 'keyring' });
    if (secrets.place === 'keyring') return context.skip('this machine has a keyring that answers');
    await secrets.put('mailbox', 'x');
    expect(await secrets.get('mailbox')).toBe('x');
    expect(await readFile(join(home, 'keys', 'passwords.json'), 'utf8')).toContain('"mailbox"');
  });

  it('is not what "auto" means on Linux, where a timer at night finds it locked', async (context) => {
    if (process.platform !== 'linux') return context.skip('only Linux keyrings are closed to scheduled runs');
    expect((await openSecrets(await temporaryFolder(), { store: 'auto' })).place).toBe('file');
  });
});
