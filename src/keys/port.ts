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

/** A key that signs, whoever keeps it. */
export type Signer = Pick<PublicIdentity, 'signing' | 'id'> & { sign(bytes: Uint8Array): Uint8Array };

export type Keys = {
  /** The pair in use; `promote` changes it. */
  readonly identity: PublicIdentity;
  /** A prepared pair that is not in use yet. */
  readonly next: PublicIdentity | undefined;
  /** Pairs that were in use: for mails that are late. */
  readonly previous: readonly PublicIdentity[];
  /** Makes the next pair, on the disk when this answers; one that is prepared already stays, unless a fresh one is wanted. */
  prepare(options?: { readonly isFresh: boolean }): Promise<PublicIdentity>;
  /** The next pair becomes the current one, and that one a previous one; a kill at any moment loses neither. Throws without a next pair. */
  promote(): Promise<void>;
  /** Ed25519 signature, 64 bytes, by the current key or by the one with this id; throws for one that is not here. */
  sign(bytes: Uint8Array, keyId?: string): Uint8Array;
  /** age file for one recipient; opens with the `age` command and the identity in HOME/keys. */
  seal(bytes: Uint8Array, recipient: string): Promise<Buffer>;
  /** Opens what was sealed for the current, the next or a previous pair. */
  open(bytes: Uint8Array): Promise<Result<Buffer, SealError>>;
  /** The recovery key of 32 secret bytes; nothing of it is kept. */
  signerOfSeed(seed: Uint8Array): Signer;
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
