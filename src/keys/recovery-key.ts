/**
 * The offline recovery key of a company (reference "reliability" §1.15): its public half travels in every multi-site key, its
 * secret is printed once on paper and kept nowhere, and can later replace lost or stolen keys of the common site.
 */
import { createHash } from 'node:crypto';
import { generateSigningKey, publicKeyOf, readSigningKey } from './signatures.ts';

export type RecoveryKey = {
  /** Ed25519, 32 bytes, base64url. */
  readonly publicKey: string;
  /** `MALLEREC1-…`: the 32-byte seed in Crockford's base 32, and 8 characters of checksum, in groups of five. */
  readonly secretText: string;
};

/** A new pair. The caller shows `secretText` once and forgets it. */
export const createRecoveryKey = (): RecoveryKey => {
  const key = readSigningKey(generateSigningKey());
  const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  return { publicKey: publicKeyOf(key), secretText: printable(seed) };
};

/** No I, L, O, U: what a hand writes and an eye reads (Crockford). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const printable = (seed: Buffer): string => {
  const checksum = base32(createHash('sha256').update('MALLEREC1').update(seed).digest()).slice(0, 8);
  return ['MALLEREC1', ...((base32(seed) + checksum).match(/.{5}/g) ?? [])].join('-');
};

const base32 = (bytes: Buffer): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
};
