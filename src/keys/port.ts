/** The port of secrets: an installation's key pairs, sealing, the passwords of its mail accounts, and who may use its web page. */
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

// ---------------------------------------------------------------- the web page

export type AccessRole = 'administrator' | 'reader';

/** What a program may do with its token: look, or also act. No token manages passwords or tokens. */
export type TokenScope = 'read' | 'act';

export type PasswordState = {
  readonly role: AccessRole;
  /** ISO 8601 UTC: sessions that were opened by password before are over. */
  readonly setAt: string;
};

/** All that is ever shown of a token once it was handed out. */
export type AccessToken = {
  /** 12 hex digits. */
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** ISO 8601 UTC, '' for never. */
  readonly expiresAt: string;
  /** To the day (YYYY-MM-DD, UTC), '' for never. */
  readonly lastUsedAt: string;
};

export type AccessError =
  /** Nobody comes in by password or token until a person looks at this file. */
  | { readonly kind: 'access-damaged'; readonly path: string; readonly retry: 'never' }
  | { readonly kind: 'file-unreadable'; readonly path: string; readonly cause: string; readonly retry: 'never' }
  | { readonly kind: 'disk-full'; readonly path: string; readonly retry: 'later' }
  | { readonly kind: 'password-short'; readonly length: number; readonly minimum: number; readonly retry: 'never' }
  | { readonly kind: 'token-name-invalid'; readonly name: string; readonly retry: 'never' }
  | { readonly kind: 'token-days-invalid'; readonly days: number; readonly maximum: number; readonly retry: 'never' }
  | { readonly kind: 'token-exists'; readonly name: string; readonly id: string; readonly retry: 'never' }
  | { readonly kind: 'token-unknown'; readonly id: string; readonly retry: 'never' };

/**
 * Who may use the web page. Every answer is read from the disk again: what another process revokes is revoked at once. No
 * password and no token ever comes out, but a new token, once.
 */
export type Access = {
  /** The roles that have a password, administrator first. */
  passwords(): Promise<Result<readonly PasswordState[], AccessError>>;
  /** At least 12 characters; the one before is void. */
  setPassword(role: AccessRole, password: string): Promise<Result<void, AccessError>>;
  /** False when there was none. */
  removePassword(role: AccessRole): Promise<Result<boolean, AccessError>>;
  /** The role whose password this is, among all or of the one asked for. Takes the same work whether or not there is a password. */
  checkPassword(options: { readonly role?: AccessRole; readonly password: string }): Promise<Result<AccessRole | undefined, AccessError>>;
  /** For 1 to 3650 days from now; without `days`, for ever. `token` is shown once and kept nowhere. Two tokens never have one name. */
  createToken(options: {
    readonly name: string;
    readonly scope: TokenScope;
    readonly days?: number;
  }): Promise<Result<AccessToken & { readonly token: string }, AccessError>>;
  /** Expired ones, too, oldest first. */
  tokens(): Promise<Result<readonly AccessToken[], AccessError>>;
  revokeToken(id: string): Promise<Result<AccessToken, AccessError>>;
  /** Undefined for a text that is no token, was never one, was revoked or has expired. */
  checkToken(token: string): Promise<Result<Pick<AccessToken, 'id' | 'name' | 'scope'> | undefined, AccessError>>;
};
