/**
 * The port Keys on HOME/keys (0700): signing.pem (Ed25519, PKCS 8) and sealing.txt (age identity), both 0600 and readable by
 * openssl and age without us, so that disaster recovery needs no Malleposte.
 */
import { join } from 'node:path';
import { keyIdOf } from '../exchange/key-id.ts';
import { err, ok, type Result } from '../result.ts';
import { generateIdentityFile, open, readIdentityFile, recipientOf, seal } from './age.ts';
import type { Keys } from './port.ts';
import { codeOf, createPrivateFile, findLooseModes, makeKeyFolder, readPrivateFile } from './private-files.ts';
import { generateSigningKey, publicKeyOf, readSigningKey, sign } from './signatures.ts';

/** `looseModes` are the paths that others may read: to be shown as a warning, never a reason to stop. */
export type OpenedKeys = Keys & { readonly looseModes: readonly string[] };

/** Two of the errors of the port of folders: no keys here, or keys that cannot be read. `cause` holds no part of a key. */
export type KeyFileError =
  | { readonly kind: 'home-missing'; readonly path: string; readonly retry: 'never' }
  | { readonly kind: 'file-unreadable'; readonly path: string; readonly cause: string; readonly retry: 'never' };

/** Makes what is missing of the two key files, never replaces one, and opens them. Throws when the folder cannot be written. */
export const createKeys = async (home: string): Promise<OpenedKeys> => {
  const folder = await makeKeyFolder(home);
  await createPrivateFile(join(folder, 'signing.pem'), generateSigningKey());
  await createPrivateFile(join(folder, 'sealing.txt'), await generateIdentityFile(new Date()));
  const opened = await openKeys(home);
  if (!opened.ok) throw new Error(`${opened.error.kind}: ${opened.error.path}`);
  return opened.value;
};

/** Opens the keys of a home. */
export const openKeys = async (home: string): Promise<Result<OpenedKeys, KeyFileError>> => {
  const folder = join(home, 'keys');
  const signing = await readKey(join(folder, 'signing.pem'), async (pem) => readSigningKey(pem));
  if (!signing.ok) return signing;
  const sealing = await readKey(join(folder, 'sealing.txt'), async (text) => {
    const identity = readIdentityFile(text);
    return { identity, recipient: await recipientOf(identity) };
  });
  if (!sealing.ok) return sealing;
  const publicKey = publicKeyOf(signing.value);
  const { identity, recipient } = sealing.value;
  return ok({
    identity: { signing: publicKey, sealing: recipient, id: keyIdOf(publicKey) },
    sign: (bytes) => sign(signing.value, bytes),
    seal,
    open: (bytes) => open(bytes, identity),
    looseModes: await findLooseModes([folder, join(folder, 'signing.pem'), join(folder, 'sealing.txt')]),
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
