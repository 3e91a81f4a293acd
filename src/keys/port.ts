/** The port of secrets: an installation's key pairs, sealing, and the passwords of its mail accounts. */
import type { Result } from '../result.ts';

export type PublicIdentity = {
  /** Ed25519 public key, 32 bytes, base64url. */
  readonly signing: string;
  /** age X25519 recipient, `age1…`. */
  readonly sealing: string;
  /** First 8 bytes of SHA-256(raw signing key), hex: `key:` of the envelope, and `org:` when it is the common site's. */
  readonly id: string;
};

export type SealError = { readonly kind: 'cannot-open'; readonly cause: string; readonly retry: 'never' };

export type Keys = {
  readonly identity: PublicIdentity;
  /** Ed25519 signature, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** age file for one recipient; opens with the `age` command and the identity in HOME/keys. */
  seal(bytes: Uint8Array, recipient: string): Promise<Buffer>;
  open(bytes: Uint8Array): Promise<Result<Buffer, SealError>>;
};

/** False for a malformed key or signature, too. Needs no private key. */
export type Verify = (publicKey: string, bytes: Uint8Array, signature: Uint8Array) => boolean;

export type SecretName = 'mailbox' | 'outbox';

/** Where mail passwords are kept: the platform's keyring, or a 0600 file. Nothing ever prints what `get` returns. */
export type Secrets = {
  get(name: SecretName): Promise<string | undefined>;
  put(name: SecretName, secret: string): Promise<void>;
  /** `keyring`, `file`, `environment`: shown by `status`. */
  readonly place: string;
};
