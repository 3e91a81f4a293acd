/**
 * Keys that cost nothing: an HMAC stands in for Ed25519, a digest for age. They keep what the protocol relies on: only the holder of a
 * name signs for it and opens what is sealed for it, one changed byte is noticed, and sealing twice gives other bytes. They keep no secret.
 */
import { createHmac, hash } from 'node:crypto';
import { keyIdOf } from '../../src/exchange/key-id.ts';
import type { Keys, PublicIdentity, Verify } from '../../src/keys/port.ts';
import { err, ok } from '../../src/result.ts';
import type { Chance } from './chance.ts';

const macOf = (publicKey: string, bytes: Uint8Array): Buffer => createHmac('sha512', `private ${publicKey}`).update(bytes).digest();

/** What everybody knows of this holder. */
export function quickIdentity(holder: string): PublicIdentity {
  const signing = hash('sha256', `signing ${holder}`, 'base64url');
  return { signing, sealing: `age1${hash('sha256', `sealing ${holder}`, 'hex')}`, id: keyIdOf(signing) };
}

const tagBytes = 32;
const nonceBytes = 8;

const tagOf = (recipient: string, bytes: Uint8Array): Buffer => macOf(recipient, bytes).subarray(0, tagBytes);

const unchanging = 'nobody changes keys in a simulation';

/** The keys of this holder; `chance` makes that sealing the same bytes twice differs. */
export function openQuickKeys(holder: string, chance: Chance): Keys {
  const identity = quickIdentity(holder);
  return {
    identity,
    next: undefined,
    previous: [],
    prepare: () => Promise.reject(new Error(unchanging)),
    promote: () => Promise.reject(new Error(unchanging)),
    signerOfSeed: () => {
      throw new Error(unchanging);
    },
    sign: (bytes) => macOf(identity.signing, bytes),
    seal: async (bytes, recipient) => {
      const sealed = Buffer.concat([Buffer.from(chance.hex(nonceBytes), 'hex'), bytes]);
      return Buffer.concat([tagOf(recipient, sealed), sealed]);
    },
    open: async (bytes) => {
      const sealed = Buffer.from(bytes).subarray(tagBytes);
      const isOurs = tagOf(identity.sealing, sealed).equals(Buffer.from(bytes).subarray(0, tagBytes));
      return isOurs ? ok(sealed.subarray(nonceBytes)) : err({ kind: 'cannot-open', cause: 'not for us', retry: 'never' });
    },
  };
}

/** The other half of `sign`. */
export const verifyQuickly: Verify = (publicKey, bytes, signature) => macOf(publicKey, bytes).equals(Buffer.from(signature));
