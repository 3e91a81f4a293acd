/**
 * The recovery key on paper (protocol §11): 32 secret bytes in Crockford's base32, in groups of four, with a checksum, so that a person can
 * read it to another and type it back. What it signs with is made in keys/.
 */
import { hash } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';

export type RecoverySecretError = { readonly kind: 'recovery-damaged'; readonly retry: 'never' };

const prefix = 'MALLE-RECOVERY-';
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const seedBytes = 32;
const seedLetters = 52;
const checksumLetters = 4;

/** `MALLE-RECOVERY-` and fourteen groups of four: 32 bytes, then 20 bits of their SHA-256. */
export function encodeRecoverySecret(seed: Uint8Array): string {
  if (seed.length !== seedBytes) throw new Error(`a recovery secret of ${seed.length} bytes`);
  const letters = lettersOf(seed) + checksumOf(seed);
  return prefix + (letters.match(/.{4}/g) ?? []).join('-');
}

/** Reads what was typed: case, spaces and hyphens do not matter, O is 0, I and L are 1. */
export function decodeRecoverySecret(text: string): Result<Uint8Array, RecoverySecretError> {
  const typed = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const letters = typed
    .replace(/^MALLERECOVERY/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== seedLetters + checksumLetters || /[^0-9A-HJKMNP-TV-Z]/.test(letters)) return damaged;
  const seed = bytesOf(letters.slice(0, seedLetters));
  return checksumOf(seed) === letters.slice(seedLetters) && lettersOf(seed) === letters.slice(0, seedLetters) ? ok(seed) : damaged;
}

const damaged: Result<never, RecoverySecretError> = err({ kind: 'recovery-damaged', retry: 'never' });

/** Five bits a letter, most significant first, zeros at the end. */
function lettersOf(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0').match(/.{5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group, 2)]).join('');
}

function bytesOf(letters: string): Uint8Array {
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).slice(0, seedBytes), (byte) => Number.parseInt(byte, 2));
}

const checksumOf = (seed: Uint8Array): string =>
  lettersOf(Buffer.from(hash('sha256', Buffer.concat([Buffer.from('MALLEPOSTE/1 recovery\0'), seed]), 'hex'), 'hex')).slice(
    0,
    checksumLetters,
  );
