/** The short name of a signing key, as `key:` and `org:` of the envelope carry it (protocol §4). */
import { hash } from 'node:crypto';

/** First 8 bytes of SHA-256 over the raw Ed25519 public key (given in base64url), lower-case hex. */
export const keyIdOf = (signing: string): string => hash('sha256', Buffer.from(signing, 'base64url'), 'hex').slice(0, 16);
