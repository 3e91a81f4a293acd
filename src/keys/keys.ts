/**
 * The port Keys on HOME/keys (0700): signing.pem (Ed25519, PKCS 8) and sealing.txt (age identity), both 0600 and readable by
 * openssl and age without us, so that disaster recovery needs no Malleposte. Which files hold which pair: key-pairs.ts.
 */
import { join } from 'node:path';
import { keyIdOf } from '../exchange/key-id.ts';
import { ok, type Result } from '../result.ts';
import { open, seal } from './age.ts';
import { createPair, discardNext, filesOfPair, type KeyFileError, type KeyPair, type KeyRing, promoteNext, readRing } from './key-pairs.ts';
import type { Keys, SealError, Signer } from './port.ts';
import { findLooseModes, makeKeyFolder } from './private-files.ts';
import { publicKeyOf, sign, signingKeyOfSeed } from './signatures.ts';

/** `looseModes` are the paths that others may read: to be shown as a warning, never a reason to stop. */
export type OpenedKeys = Keys & { readonly looseModes: readonly string[] };

/** Makes what is missing of the two key files, never replaces one, and opens them. Throws when the folder cannot be written. */
export const createKeys = async (home: string): Promise<OpenedKeys> => {
  await createPair(await makeKeyFolder(home));
  const opened = await openKeys(home);
  if (!opened.ok) throw new Error(`${opened.error.kind}: ${opened.error.path}`);
  return opened.value;
};

/** Opens the keys of a home. */
export const openKeys = async (home: string): Promise<Result<OpenedKeys, KeyFileError>> => {
  const folder = join(home, 'keys');
  const read = await readRing(folder);
  if (!read.ok) return read;
  let ring = read.value;
  const refresh = async (): Promise<KeyRing> => {
    ring = await ringAfterChange(folder);
    return ring;
  };
  return ok({
    get identity() {
      return ring.current.identity;
    },
    get next() {
      return ring.next?.identity;
    },
    get previous() {
      return ring.previous.map(({ identity }) => identity);
    },
    prepare: async ({ isFresh } = { isFresh: false }) => {
      if (isFresh) await discardNext(folder);
      await createPair(join(folder, 'next'));
      const { next } = await refresh();
      if (!next) throw new Error('the next key pair does not read back');
      return next.identity;
    },
    promote: async () => {
      if (!ring.next) throw new Error('no next key pair');
      await promoteNext(folder, ring.current.identity);
      await refresh();
    },
    sign: (bytes, keyId) => sign(pairById(ring, keyId ?? ring.current.identity.id).signing, bytes),
    seal,
    open: (bytes) => openWithAny(bytes, ring),
    signerOfSeed,
    looseModes: await findLooseModes([folder, ...filesOfPair(folder)]),
  });
};

const ringAfterChange = async (folder: string): Promise<KeyRing> => {
  const read = await readRing(folder);
  if (!read.ok) throw new Error(`${read.error.kind}: ${read.error.path}`);
  return read.value;
};

const pairsOf = ({ current, next, previous }: KeyRing): readonly KeyPair[] => [current, ...(next ? [next] : []), ...previous];

const pairById = (ring: KeyRing, keyId: string): KeyPair => {
  const pair = pairsOf(ring).find(({ identity }) => identity.id === keyId);
  if (!pair) throw new Error(`no key ${keyId} here`);
  return pair;
};

/** What the current key says when none opens it. */
const openWithAny = async (bytes: Uint8Array, ring: KeyRing): Promise<Result<Buffer, SealError>> => {
  const first = await open(bytes, ring.current.sealing);
  if (first.ok) return first;
  for (const { sealing } of pairsOf(ring).slice(1)) {
    const opened = await open(bytes, sealing);
    if (opened.ok) return opened;
  }
  return first;
};

const signerOfSeed = (seed: Uint8Array): Signer => {
  const key = signingKeyOfSeed(seed);
  const signing = publicKeyOf(key);
  return { signing, id: keyIdOf(signing), sign: (bytes) => sign(key, bytes) };
};
