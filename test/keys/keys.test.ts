import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeys, openKeys } from '../../src/keys/keys.ts';
import { verify } from '../../src/keys/signatures.ts';
import { isInstalled, run, temporaryFolder } from './places.ts';

const bytes = Buffer.from('MALLEPOSTE/1 signature\0kind: DATA\n');

describe('the keys of a home', () => {
  it('are made once, private, and open to the same identity', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    expect(keys.identity.signing).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(keys.identity.sealing).toMatch(/^age1[a-z0-9]{58}$/);
    expect(keys.identity.id).toBe(createHash('sha256').update(Buffer.from(keys.identity.signing, 'base64url')).digest('hex').slice(0, 16));
    expect(await openKeys(home)).toMatchObject({ ok: true, value: { identity: keys.identity, looseModes: [] } });
    expect((await readdir(join(home, 'keys'))).toSorted()).toEqual(['sealing.txt', 'signing.pem']);
    expect((await stat(join(home, 'keys'))).mode & 0o777).toBe(0o700);
    for (const name of ['signing.pem', 'sealing.txt']) expect((await stat(join(home, 'keys', name))).mode & 0o777).toBe(0o600);
  });

  it('are never replaced: making them again keeps them, and completes a making that was cut off', async () => {
    const home = await temporaryFolder();
    const { identity } = await createKeys(home);
    expect((await createKeys(home)).identity).toEqual(identity);
    await rm(join(home, 'keys', 'sealing.txt'));
    const completed = (await createKeys(home)).identity;
    expect(completed.signing).toBe(identity.signing);
    expect(completed.sealing).not.toBe(identity.sealing);
  });

  it('of two homes are different', async () => {
    const [a, b] = [await createKeys(await temporaryFolder()), await createKeys(await temporaryFolder())];
    expect(a.identity.id).not.toBe(b.identity.id);
    expect(a.identity.sealing).not.toBe(b.identity.sealing);
  });

  it('that are missing are told', async () => {
    const home = await temporaryFolder();
    expect(await openKeys(home)).toEqual({
      ok: false,
      error: { kind: 'home-missing', path: join(home, 'keys', 'signing.pem'), retry: 'never' },
    });
  });

  it('that are damaged are told without a word of them', async () => {
    const home = await temporaryFolder();
    await createKeys(home);
    const path = join(home, 'keys', 'sealing.txt');
    const text = await readFile(path, 'utf8');
    for (const damaged of ['', text.slice(0, -12), text.replace(/AGE-SECRET-KEY-1./, 'AGE-SECRET-KEY-1b'), `${text}${text}`]) {
      await writeFile(path, damaged);
      expect(await openKeys(home)).toEqual({ ok: false, error: { kind: 'file-unreadable', path, cause: 'damaged', retry: 'never' } });
    }
    const rsa = join(home, 'keys', 'signing.pem');
    await writeFile(rsa, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
    expect(await openKeys(home)).toMatchObject({ ok: false, error: { path: rsa, cause: 'damaged' } });
  });

  it('that others may read are used, and told', async () => {
    const home = await temporaryFolder();
    await createKeys(home);
    await chmod(join(home, 'keys', 'signing.pem'), 0o640);
    await chmod(join(home, 'keys'), 0o755);
    const opened = await openKeys(home);
    expect(opened.ok && opened.value.looseModes).toEqual([join(home, 'keys'), join(home, 'keys', 'signing.pem')]);
  });

  it('cannot be made where a file is in the way', async () => {
    const home = await temporaryFolder();
    await writeFile(join(home, 'keys'), 'x');
    await expect(createKeys(home)).rejects.toThrow(/EEXIST/);
  });
});

describe('a signature', () => {
  it('is 64 bytes that anyone with the public key verifies, and holds for those bytes and that key only', async () => {
    const keys = await createKeys(await temporaryFolder());
    const other = await createKeys(await temporaryFolder());
    const signature = keys.sign(bytes);
    expect(signature).toHaveLength(64);
    expect(verify(keys.identity.signing, bytes, signature)).toBe(true);
    expect(verify(other.identity.signing, bytes, signature)).toBe(false);
    expect(verify(keys.identity.signing, bytes.subarray(1), signature)).toBe(false);
    for (let bit = 0; bit < 512; bit += 37) {
      const changed = Uint8Array.from(signature);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verify(keys.identity.signing, bytes, changed), `bit ${bit}`).toBe(false);
    }
  });

  it('or key that is malformed is false, not an exception', async () => {
    const keys = await createKeys(await temporaryFolder());
    const signature = keys.sign(bytes);
    const { signing } = keys.identity;
    for (const key of [
      '',
      'x',
      `${signing}=`,
      `${signing}A`,
      signing.slice(1),
      ` ${signing}`,
      'é'.repeat(43),
      'A'.repeat(43),
      '_'.repeat(43),
    ])
      expect(verify(key, bytes, signature), key).toBe(false);
    for (const malformed of [new Uint8Array(), new Uint8Array(64), signature.subarray(1), new Uint8Array([...signature, 0])])
      expect(verify(signing, bytes, malformed)).toBe(false);
  });

  it('counts for one spelling of the key only', async () => {
    const keys = await createKeys(await temporaryFolder());
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(keys.identity.signing.slice(-1));
    const twin = keys.identity.signing.slice(0, -1) + alphabet[last + 1];
    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(keys.identity.signing, 'base64url'));
    expect(verify(twin, bytes, keys.sign(bytes))).toBe(false);
  });

  it('is one that openssl verifies, and makes with our key', async (context) => {
    if (!isInstalled('openssl', 'version')) return context.skip('openssl is not installed');
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    const pem = join(home, 'keys', 'signing.pem');
    const message = join(home, 'message');
    await writeFile(message, bytes);
    await writeFile(join(home, 'signature'), keys.sign(bytes));
    const judged = run('openssl', ['pkeyutl', '-verify', '-rawin', '-inkey', pem, '-in', message, '-sigfile', join(home, 'signature')]);
    expect(judged.stdout.toString()).toContain('Signature Verified Successfully');
    const made = run('openssl', ['pkeyutl', '-sign', '-rawin', '-inkey', pem, '-in', message]);
    expect(verify(keys.identity.signing, bytes, made.stdout)).toBe(true);
  });
});
