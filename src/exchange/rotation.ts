/**
 * ROTATE: new keys in the place of known ones (protocol §11). The header is signed by a key that the other end trusts; the body, sealed, holds
 * the new public keys and a proof that their owner holds the private half. Who may replace what is for the jobs to judge.
 */
import { z } from 'zod';
import type { Result } from '../result.ts';
import { ageRecipient, type BodyError, decodeBody, ed25519Key } from './bodies.ts';
import type { Header } from './protocol.ts';

export const RotationBody = z.object({
  signing: ed25519Key,
  sealing: ageRecipient,
  /** Ed25519 by the new key over `rotationTranscript`, base64url. */
  proof: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  /** `stolen`: the recovery key speaks, because somebody else holds the known key. */
  reason: z.enum(['renewed', 'stolen']),
});
export type RotationBody = z.infer<typeof RotationBody>;

type RotationFacts = Pick<Header, 'org' | 'from' | 'to' | 'key' | 'seq'> & Pick<RotationBody, 'signing' | 'sealing' | 'reason'>;

/** The bytes that the new key signs: whose keys, for whom, named by which key, and in which order; so that a proof serves one ROTATE only. */
export const rotationTranscript = ({ org, from, to, key, seq, signing, sealing, reason }: RotationFacts): Buffer => {
  const facts = [org, from, to, key, String(seq), signing, sealing, reason];
  return Buffer.from(['MALLEPOSTE/1 rotate', ...facts.map((fact) => `${fact.length} ${fact}`)].join('\n'), 'utf8');
};

/** The bytes to seal. */
export const encodeRotation = (body: RotationBody): Buffer => Buffer.from(JSON.stringify(body), 'utf8');

export const decodeRotation = (bytes: Buffer): Result<RotationBody, BodyError> => decodeBody(RotationBody, bytes);

/** Header extension of DATA, GREETING, ROTATE and BYE: the id of the common key that the site trusts. */
export const trustExtension = 'common';
