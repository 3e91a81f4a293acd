import { createHash, createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRecoveryKey } from '../../src/keys/recovery-key.ts';
import { publicKeyOf, sign, verify } from '../../src/keys/signatures.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Reads Crockford's base 32 as its description says, independently of how it is written. */
const decode = (text: string): Buffer => {
  const value = [...text].reduce((sum, character) => sum * 32n + BigInt(alphabet.indexOf(character)), 0n);
  const bits = text.length * 5;
  const shifted = value >> BigInt(bits % 8);
  return Buffer.from(shifted.toString(16).padStart(Math.floor(bits / 8) * 2, '0'), 'hex');
};

describe('a recovery key', () => {
  it('is a text in groups of five that a hand can write', () => {
    expect(createRecoveryKey().secretText).toMatch(/^MALLEREC1(?:-[0-9A-HJKMNP-TV-Z]{5}){12}$/);
  });

  it('holds the seed of the public key, and its checksum', () => {
    for (let round = 0; round < 20; round += 1) {
      const { publicKey, secretText } = createRecoveryKey();
      const letters = secretText.slice('MALLEREC1'.length).replaceAll('-', '');
      const seed = decode(letters.slice(0, 52));
      const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
      const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
      expect(publicKeyOf(key)).toBe(publicKey);
      expect(verify(publicKey, Buffer.from('rotate'), sign(key, Buffer.from('rotate')))).toBe(true);
      const digest = createHash('sha256').update('MALLEREC1').update(seed).digest();
      expect(decode(letters.slice(52))).toEqual(digest.subarray(0, 5));
    }
  });

  it('is another one each time', () => {
    expect(createRecoveryKey().secretText).not.toBe(createRecoveryKey().secretText);
  });
});
