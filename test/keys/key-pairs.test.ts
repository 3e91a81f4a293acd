/** Keys that change: the next pair, the previous ones, and a kill at every step between. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createKeys, type OpenedKeys, openKeys } from '../../src/keys/keys.ts';
import { verify } from '../../src/keys/signatures.ts';
import { temporaryFolder } from './places.ts';

const bytes = Buffer.from('sealed for somebody');

const opened = async (home: string): Promise<OpenedKeys> => {
  const keys = await openKeys(home);
  if (!keys.ok) throw new Error(keys.error.kind);
  return keys.value;
};

/** Every pair of these signs and opens. */
async function expectUsable(keys: OpenedKeys, pairs: readonly OpenedKeys['identity'][]): Promise<void> {
  for (const { id, signing, sealing } of pairs) {
    expect(verify(signing, bytes, keys.sign(bytes, id))).toBe(true);
    expect(await keys.open(await keys.seal(bytes, sealing))).toEqual({ ok: true, value: bytes });
  }
}

describe('a next pair', () => {
  it('is made once, private, and signs nothing by itself', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    const { identity } = keys;
    expect(keys.next).toBeUndefined();
    const next = await keys.prepare();
    expect(await keys.prepare()).toEqual(next);
    expect(keys).toMatchObject({ identity, next, previous: [] });
    expect(verify(identity.signing, bytes, keys.sign(bytes))).toBe(true);
    expect(await opened(home)).toMatchObject({ identity, next, previous: [] });
    expect((await stat(join(home, 'keys', 'next'))).mode & 0o777).toBe(0o700);
    for (const name of await readdir(join(home, 'keys', 'next')))
      expect((await stat(join(home, 'keys', 'next', name))).mode & 0o777).toBe(0o600);
    await expectUsable(keys, [identity, next]);
  });

  it('comes into use in the running program too, and the one before still opens and signs what is late', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    const first = keys.identity;
    const second = await keys.prepare();
    await keys.promote();
    expect(keys).toMatchObject({ identity: second, next: undefined, previous: [first] });
    const third = await keys.prepare();
    await keys.promote();
    expect(keys.identity).toEqual(third);
    const again = await opened(home);
    expect(again.previous.map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
    await expectUsable(again, [first, second, third]);
    expect(verify(third.signing, bytes, again.sign(bytes))).toBe(true);
  });

  it('that does not exist cannot come into use, and a key that is not here signs nothing', async () => {
    const keys = await createKeys(await temporaryFolder());
    await expect(keys.promote()).rejects.toThrow('no next key pair');
    expect(() => keys.sign(bytes, '0123456789abcdef')).toThrow('no key');
  });

  it('whose making was cut off is completed by the next making', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    const { signing } = await keys.prepare();
    await rm(join(home, 'keys', 'next', 'sealing.txt'));
    const later = await opened(home);
    expect(later.next).toBeUndefined();
    expect(await later.prepare()).toMatchObject({ signing });
  });

  it('is another one when a fresh one is wanted, and forgetting it can be cut off anywhere', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    const { identity } = keys;
    const first = await keys.prepare();
    await rm(join(home, 'keys', 'next', 'sealing.txt'));
    expect(await opened(home)).toMatchObject({ identity, next: undefined });
    const second = await (await opened(home)).prepare({ isFresh: true });
    expect(second.signing).not.toBe(first.signing);
    expect(await (await opened(home)).prepare({ isFresh: true })).not.toMatchObject({ sealing: second.sealing });
    expect((await opened(home)).identity).toEqual(identity);
  });

  it('a previous pair that is damaged is left out and holds up nothing', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    const first = keys.identity;
    await keys.prepare();
    await keys.promote();
    await writeFile(join(home, 'keys', 'previous', first.id, 'sealing.txt'), 'scratched');
    expect(await opened(home)).toMatchObject({ identity: keys.identity, previous: [] });
  });

  it('a promotion that stopped between its two renames is finished by whoever opens the home', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    const first = keys.identity;
    const second = await keys.prepare();
    const folder = join(home, 'keys');
    await cp(join(folder, 'signing.pem'), join(folder, 'previous', first.id, 'signing.pem'));
    await cp(join(folder, 'sealing.txt'), join(folder, 'previous', first.id, 'sealing.txt'));
    await rename(join(folder, 'next', 'signing.pem'), join(folder, 'signing.pem'));
    const later = await opened(home);
    expect(later).toMatchObject({ identity: second, next: undefined, previous: [first] });
    await expectUsable(later, [first, second]);
    expect(await later.prepare()).not.toMatchObject({ sealing: second.sealing });
  });
});

describe('a kill while the next pair comes into use', () => {
  const child = fileURLToPath(new URL('./children/promoting.ts', import.meta.url));

  /** How the process ended that was allowed so many changes: `SIGKILL`, or null for an end of its own. */
  async function promoteUpTo(home: string, changes: number): Promise<NodeJS.Signals | null> {
    const [, signal] = await once(spawn(process.execPath, ['--no-warnings', child, home, String(changes)], { stdio: 'inherit' }), 'exit');
    return signal as NodeJS.Signals | null;
  }

  async function killAfter(changes: number): Promise<NodeJS.Signals | null> {
    const home = await temporaryFolder();
    const before = await createKeys(home);
    const [first, second] = [before.identity, await before.prepare()];
    const signal = await promoteUpTo(home, changes);
    const after = await opened(home);
    expect([first, second], `after ${changes} changes`).toContainEqual(after.identity);
    await expectUsable(after, [first, second]);
    if (after.next) await after.promote();
    expect(after).toMatchObject({ identity: second, next: undefined, previous: [first] });
    return signal;
  }

  it('at any of its changes loses neither pair, and the change can be finished', { timeout: 120_000 }, async () => {
    const ends: (NodeJS.Signals | null)[] = [];
    for (let changes = 0; !ends.includes(null); changes += 4) {
      expect(changes).toBeLessThan(100);
      ends.push(...(await Promise.all([0, 1, 2, 3].map((more) => killAfter(changes + more)))));
    }
    expect(ends.filter((end) => end === 'SIGKILL').length).toBeGreaterThan(8);
  });
});

describe('the recovery key', () => {
  it('is made of 32 bytes, the same each time, and of nothing on the disk', async () => {
    const home = await temporaryFolder();
    const keys = await createKeys(home);
    // RFC 8032 §7.1, test 1.
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const signer = keys.signerOfSeed(seed);
    expect(Buffer.from(signer.signing, 'base64url').toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
    expect(Buffer.from(signer.sign(Buffer.alloc(0))).toString('hex')).toMatch(/^e5564300c360ac729086e2cc806e828a/);
    expect(verify(signer.signing, bytes, signer.sign(bytes))).toBe(true);
    expect((await readdir(join(home, 'keys'))).toSorted()).toEqual(['sealing.txt', 'signing.pem']);
  });
});
