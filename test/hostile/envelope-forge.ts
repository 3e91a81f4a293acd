/** Envelopes signed for good with a key made for the tests, so that what was altered on the way is found out by the real verification. */
import { createPrivateKey, hash } from 'node:crypto';
import { assembleEnvelope, signatureInput } from '../../src/exchange/envelope.ts';
import { keyIdOf } from '../../src/exchange/key-id.ts';
import type { Header } from '../../src/exchange/protocol.ts';
import { publicKeyOf, readSigningKey, sign } from '../../src/keys/signatures.ts';
import { headerFor } from '../exchange/samples.ts';
import { noise } from './case.ts';

/** PKCS 8 around 32 bytes of seed (RFC 8410). */
const keyOf = (seed: string) => {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), hash('sha256', seed, 'buffer')]);
  return readSigningKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString());
};

const siteKey = keyOf('lyon');

export const sitePublicKey = publicKeyOf(siteKey);

export function signedEnvelope(body: Buffer, changes: Partial<Header> = {}): Buffer {
  const header = headerFor(body, { key: keyIdOf(sitePublicKey), ...changes });
  return assembleEnvelope(header, sign(siteKey, signatureInput(header)), body);
}

/** All that a gateway may stumble over: line ends of every kind, NUL, delimiters, dots, then noise. */
const body = Buffer.concat([Buffer.from('\r\n.\r\n\n--outer-1\r\n\r\r\n\0 \t\r\nFrom me\nbegin 644 x\n=3D=\r\n'), noise(3000, 7)]);

/** The one that the mails of the corpus carry. */
export const envelope = signedEnvelope(body);

export const otherEnvelope = signedEnvelope(Buffer.from('another body'), { seq: 43 });

/** The honest envelope after `change` of its bytes as latin-1. */
export const edited = (change: (text: string) => string): Buffer => Buffer.from(change(envelope.toString('latin1')), 'latin1');

/** The same, signed anew: what a site that was broken into can write. */
export const editedAndSigned = (change: (text: string) => string): Buffer => {
  const text = change(envelope.toString('latin1'));
  const at = text.indexOf('sig: ');
  const input = Buffer.from(`MALLEPOSTE/1 signature\0${text.slice(0, at)}`, 'latin1');
  const signature = Buffer.from(sign(siteKey, input)).toString('base64url');
  return Buffer.from(`${text.slice(0, at)}sig: ${signature}${text.slice(text.indexOf('\n', at))}`, 'latin1');
};
