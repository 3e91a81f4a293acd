/** Ed25519 (RFC 8032) by node:crypto: PKCS 8 files that openssl reads, raw keys in base64url on the wire. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import type { Verify } from './port.ts';

/** A new private key as a PEM text (PKCS 8, RFC 8410). */
export const generateSigningKey = (): string =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

/** The private key of a PEM text; throws when it is none, or of another kind. */
export const readSigningKey = (pem: string): KeyObject => {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return key;
};

/** The private key that 32 secret bytes stand for (RFC 8032 §5.1.5): the recovery key, which is kept on paper and in no file. */
export const signingKeyOfSeed = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });

/** All of a PKCS 8 Ed25519 key but its 32 bytes (RFC 8410 §7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The public half: 32 bytes, base64url. */
export const publicKeyOf = (privateKey: KeyObject): string => createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';

/** 64 bytes. */
export const sign = (privateKey: KeyObject, bytes: Uint8Array): Uint8Array => signBytes(null, bytes, privateKey);

/** False for a malformed key or signature, too: nothing that a stranger writes may throw here. */
export const verify: Verify = (publicKey, bytes, signature) => {
  if (signature.length !== 64 || !isPublicKey(publicKey)) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verifyBytes(null, bytes, key, signature);
  } catch {
    // 32 bytes that are no point of the curve: no key, so no valid signature.
    return false;
  }
};

/** Canonical base64url of 32 bytes: one key has one spelling, so that comparing texts compares keys. */
const isPublicKey = (text: string): boolean =>
  /^[A-Za-z0-9_-]{43}$/.test(text) && Buffer.from(text, 'base64url').toString('base64url') === text;
