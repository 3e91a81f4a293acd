/**
 * The key pairs of HOME/keys: the current one in the folder itself, the next one in `next/`, earlier ones in `previous/<key id>/`. A pair is
 * signing.pem and sealing.txt. Every step that replaces something is a rename of one file, so that a kill leaves a state that says how
 * to go on: `next/` with both files is a prepared pair, with signing.pem alone a making cut off, with sealing.txt alone a promotion cut off.
 */
import type { KeyObject } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keyIdOf } from '../exchange/key-id.ts';
import { err, ok, type Result } from '../result.ts';
import { generateIdentityFile, readIdentityFile, recipientOf } from './age.ts';
import type { PublicIdentity } from './port.ts';
import { codeOf, createPrivateFile, readPrivateFile, syncFolder } from './private-files.ts';
import { generateSigningKey, publicKeyOf, readSigningKey } from './signatures.ts';

export type KeyPair = { readonly identity: PublicIdentity; readonly signing: KeyObject; readonly sealing: string };

export type KeyRing = { readonly current: KeyPair; readonly next: KeyPair | undefined; readonly previous: readonly KeyPair[] };

/** Two of the errors of the port of folders: no keys here, or keys that cannot be read. `cause` holds no part of a key. */
export type KeyFileError =
  | { readonly kind: 'home-missing'; readonly path: string; readonly retry: 'never' }
  | { readonly kind: 'file-unreadable'; readonly path: string; readonly cause: string; readonly retry: 'never' };

const signingFile = 'signing.pem';
const sealingFile = 'sealing.txt';

/** The paths of one pair's files. */
export const filesOfPair = (folder: string): readonly string[] => [join(folder, signingFile), join(folder, sealingFile)];

/** Makes what is missing of a pair and replaces nothing. The signing key comes first: see the header of this file. */
export const createPair = async (folder: string): Promise<void> => {
  await makeFolder(folder);
  await createPrivateFile(join(folder, signingFile), generateSigningKey());
  await createPrivateFile(join(folder, sealingFile), await generateIdentityFile(new Date()));
};

/** Forgets a prepared pair. The sealing key goes first: alone it would say that a promotion was cut off. */
export const discardNext = async (folder: string): Promise<void> => {
  const next = join(folder, 'next');
  for (const name of [sealingFile, signingFile]) {
    await rm(join(next, name), { force: true });
    if ((await namesIn(folder)).includes('next')) await syncFolder(next);
  }
};

/** All pairs of HOME/keys, once a promotion that was cut off is finished. An earlier pair that does not read is left out. */
export const readRing = async (folder: string): Promise<Result<KeyRing, KeyFileError>> => {
  await finishPromotion(folder);
  const current = await readPair(folder);
  if (!current.ok) return current;
  const next = await readPair(join(folder, 'next'));
  const names = await namesIn(join(folder, 'previous'));
  const previous = await Promise.all(names.map((name) => readPair(join(folder, 'previous', name))));
  return ok({
    current: current.value,
    next: next.ok ? next.value : undefined,
    // A promotion that was cut off early has copied the pair that is still the current one.
    previous: previous.flatMap((pair) => (pair.ok && pair.value.identity.id !== current.value.identity.id ? [pair.value] : [])),
  });
};

/** The next pair becomes the current one, which is kept as a previous one. Both pairs are on the disk at every moment. */
export const promoteNext = async (folder: string, current: PublicIdentity): Promise<void> => {
  const kept = join(folder, 'previous', current.id);
  await makeFolder(dirname(kept));
  await makeFolder(kept);
  for (const name of [signingFile, sealingFile]) await createPrivateFile(join(kept, name), await contentOf(join(folder, name)));
  await rename(join(folder, 'next', signingFile), join(folder, signingFile));
  await syncFolder(folder);
  await finishPromotion(folder);
};

/** After the rename of signing.pem nothing goes back: sealing.txt follows, whoever comes next. */
const finishPromotion = async (folder: string): Promise<void> => {
  const next = join(folder, 'next');
  const names = await namesIn(next);
  if (!names.includes(sealingFile) || names.includes(signingFile)) return;
  await rename(join(next, sealingFile), join(folder, sealingFile)).catch(unlessAbsent);
  await syncFolder(folder);
};

/** Another process that opened the same home was quicker. */
const unlessAbsent = (error: unknown): Promise<void> => (codeOf(error) === 'ENOENT' ? Promise.resolve() : Promise.reject(error));

const makeFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
};

const contentOf = async (path: string): Promise<string> => {
  const content = await readPrivateFile(path);
  if (content === undefined) throw new Error(`${path} vanished`);
  return content;
};

/** Files and folders in a folder, [] when it is none. */
const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error: unknown) => (['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? [] : Promise.reject(error)));

const readPair = async (folder: string): Promise<Result<KeyPair, KeyFileError>> => {
  const signing = await readKey(join(folder, signingFile), async (pem) => readSigningKey(pem));
  if (!signing.ok) return signing;
  const sealing = await readKey(join(folder, sealingFile), async (text) => {
    const identity = readIdentityFile(text);
    return { identity, recipient: await recipientOf(identity) };
  });
  if (!sealing.ok) return sealing;
  const publicKey = publicKeyOf(signing.value);
  const { identity, recipient } = sealing.value;
  return ok({
    identity: { signing: publicKey, sealing: recipient, id: keyIdOf(publicKey) },
    signing: signing.value,
    sealing: identity,
  });
};

const readKey = async <T>(path: string, read: (text: string) => Promise<T>): Promise<Result<T, KeyFileError>> => {
  const text = await readPrivateFile(path).catch((error: unknown) => ({ cause: codeOf(error) }));
  if (text === undefined) return err({ kind: 'home-missing', path, retry: 'never' });
  if (typeof text !== 'string') return err({ kind: 'file-unreadable', path, cause: text.cause, retry: 'never' });
  try {
    return ok(await read(text));
  } catch {
    // What OpenSSL and the library say of a damaged key may quote it.
    return err({ kind: 'file-unreadable', path, cause: 'damaged', retry: 'never' });
  }
};
