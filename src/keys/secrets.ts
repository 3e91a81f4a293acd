/**
 * The passwords of the mail accounts: the platform's keyring (@napi-rs/keyring, optional) or HOME/keys/passwords.json, 0600. On
 * Linux only when asked for: a keyring that a login unlocks is closed to a timer at night, so `auto` means the file there.
 * What `get` returns is never printed, logged or put into an error.
 */
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { SecretName, Secrets } from './port.ts';
import { makeKeyFolder, readPrivateFile, replacePrivateFile } from './private-files.ts';

export type SecretStore = 'auto' | 'keyring' | 'file';

export type SecretsOptions = {
  readonly store: SecretStore;
  /** Passwords from environment variables: they win and are kept nowhere. */
  readonly environment?: { readonly [name in SecretName]?: string | undefined };
};

/** `place` says where `put` writes: `keyring`, `file`, or `environment` when both passwords come from there. A keyring that does not work is no error: the file serves. */
export const openSecrets = async (home: string, { store, environment = {} }: SecretsOptions): Promise<Secrets> => {
  const file = fileSecrets(home);
  const keyring = isKeyringWanted(store) ? await openKeyring(home) : undefined;
  const isGiven = Boolean(environment.mailbox) && Boolean(environment.outbox);
  return {
    get: async (name) => environment[name] || ((await keyring?.get(name)) ?? (await file.get(name))),
    put: async (name, secret) => {
      const isKept = await keyring?.put(name, secret);
      if (!isKept) await file.put(name, secret);
    },
    place: isGiven ? 'environment' : keyring === undefined ? 'file' : 'keyring',
  };
};

type SecretFile = Pick<Secrets, 'get' | 'put'>;

/** `put` answers whether it was kept. */
type Keyring = { readonly get: Secrets['get']; readonly put: (name: SecretName, secret: string) => Promise<boolean> };

const isKeyringWanted = (store: SecretStore): boolean => store === 'keyring' || (store === 'auto' && process.platform !== 'linux');

// ---------------------------------------------------------------- the file

const passwordsSchema = z.object({ mailbox: z.string().optional(), outbox: z.string().optional() });

const fileSecrets = (home: string): SecretFile => {
  const path = join(home, 'keys', 'passwords.json');
  return {
    get: async (name) => (await readPasswords(path))[name],
    put: async (name, secret) => {
      await makeKeyFolder(home);
      await replacePrivateFile(path, `${JSON.stringify({ ...(await readPasswords(path)), [name]: secret }, null, 2)}\n`);
    },
  };
};

/** A damaged file holds no passwords: they are asked for again. */
const readPasswords = async (path: string): Promise<z.output<typeof passwordsSchema>> => {
  const text = await readPrivateFile(path);
  if (text === undefined) return {};
  try {
    return passwordsSchema.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    // The message of a SyntaxError quotes the text, and with it a password.
    return {};
  }
};

// ---------------------------------------------------------------- the keyring

/** Undefined where the package is not installed or the platform's store does not answer (no session, no D-Bus). */
const openKeyring = async (home: string): Promise<Keyring | undefined> => {
  const account = await accountOf(home);
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    // Else Linux falls back on the kernel's keyring, which forgets everything at the next start of the machine.
    const options = { linux: { store: 'secret-service' as const } };
    const entry = (name: SecretName) => new AsyncEntry('malleposte', `${name} ${account}`, options);
    const read = async (name: SecretName): Promise<string | undefined> => (await entry(name).getPassword()) ?? undefined;
    await read('mailbox');
    return {
      // One that was locked meanwhile knows nothing: the password is asked for.
      get: async (name) => read(name).catch(() => undefined),
      put: async (name, secret) =>
        entry(name)
          .setPassword(secret)
          .then(
            () => true,
            () => false,
          ),
    };
  } catch {
    // Every way of failing has the same answer, the file; `place` tells it.
    return undefined;
  }
};

/** Several homes share one keyring: each has its own accounts, and a home reached by a link is the same home. */
const accountOf = async (home: string): Promise<string> => {
  const path = await realpath(home).catch(() => resolve(home));
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
};
