import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openRegister } from '../../src/store/open.ts';
import { places } from './places.ts';
import { at, site } from './samples.ts';

const keyIdOf = (signingKey: string): string =>
  createHash('sha256').update(Buffer.from(signingKey, 'base64url')).digest('hex').slice(0, 16);

describe.each(places(openRegister))('a register in %s', (_, open) => {
  test('a site comes back as it was saved, and saving it again replaces it', async () => {
    const register = await open();
    const invited = site('lyon', { state: 'invited', signingKey: '', autoAccept: false });
    await register.saveSite(invited);
    expect(await register.site('lyon')).toEqual(invited);
    await register.saveSite(site('lyon', { name: 'Agence de Saint-Étienne' }));
    expect(await register.site('lyon')).toEqual(site('lyon', { name: 'Agence de Saint-Étienne' }));
    expect(await register.sites()).toHaveLength(1);
  });

  test('an unknown site is undefined, and sites are listed by id', async () => {
    const register = await open();
    for (const id of ['ouest', 'lyon', 'nord']) await register.saveSite(site(id));
    expect(await register.site('sud')).toBeUndefined();
    expect((await register.sites()).map(({ id }) => id)).toEqual(['lyon', 'nord', 'ouest']);
  });

  test('a site is found by the id of its signing key, whatever its state', async () => {
    const register = await open();
    await register.saveSite(site('lyon', { state: 'revoked' }));
    await register.saveSite(site('nord'));
    expect((await register.siteByKey(keyIdOf(site('lyon').signingKey)))?.state).toBe('revoked');
    expect((await register.siteByKey(keyIdOf(site('nord').signingKey)))?.id).toBe('nord');
    expect(await register.siteByKey('0123456789abcdef')).toBeUndefined();
  });

  test('a site that has no key yet is found by no key', async () => {
    const register = await open();
    await register.saveSite(site('lyon', { signingKey: '' }));
    expect(await register.siteByKey('')).toBeUndefined();
  });

  test('a key that two names claim belongs to the one admitted with it', async () => {
    const register = await open();
    const { signingKey } = site('ouest');
    await register.saveSite(site('lyon', { signingKey, state: 'pending' }));
    await register.saveSite(site('ouest', { signingKey }));
    expect((await register.siteByKey(keyIdOf(signingKey)))?.id).toBe('ouest');
  });

  test('a site is found by its previous key, unless another one has that key now', async () => {
    const register = await open();
    const [old, taken] = [site('old').signingKey, site('nord').signingKey];
    await register.saveSite(site('lyon', { previousSigningKey: old, rotatedAt: at, trusts: '0123456789abcdef', announcedAt: at }));
    expect(await register.siteByKey(keyIdOf(old))).toEqual(await register.site('lyon'));
    expect(await register.siteByKey(keyIdOf(site('lyon').signingKey))).toMatchObject({ id: 'lyon', previousSigningKey: old });
    await register.saveSite(site('ouest', { previousSigningKey: taken }));
    await register.saveSite(site('nord'));
    expect((await register.siteByKey(keyIdOf(taken)))?.id).toBe('nord');
    await register.saveSite(site('lyon'));
    expect(await register.siteByKey(keyIdOf(old))).toBeUndefined();
  });

  test('the organisation is one row, replaced whole', async () => {
    const register = await open();
    expect(await register.organisation()).toBeUndefined();
    await register.saveOrganisation({ org: '0123456789abcdef', recoveryKey: '', rotation: 0 });
    const later = { org: '0123456789abcdef', recoveryKey: 'cmVjb3Zlcnk', rotation: 1_795_000_000_000 };
    await register.saveOrganisation(later);
    expect(await register.organisation()).toEqual(later);
  });

  test('the preferences are those of the highest version', async () => {
    const register = await open();
    expect(await register.preferences()).toBeUndefined();
    await register.savePreferences({ version: 2, sha256: 'b', at });
    await register.savePreferences({ version: 1, sha256: 'a', at });
    expect(await register.preferences()).toEqual({ version: 2, sha256: 'b', at });
  });
});
