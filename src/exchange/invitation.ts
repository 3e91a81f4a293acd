/**
 * The multi-site key: one string that a head office makes and an agency pastes (protocol §11). It survives what mail programs and word
 * processors do to long strings, and says itself whether it was cut or altered. Whether it is expired or used is for the caller to judge.
 */
import { createHmac, hash } from 'node:crypto';
import zlib from 'node:zlib';
import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { fingerprintWords } from './fingerprint-words.ts';
import { isMailAddress, isSiteId } from './protocol.ts';
import { readStrictJson } from './strict-json.ts';

const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What a key says. No password; the token is the only secret, good for one enrolment. */
export const Invitation = z.object({
  /** First 8 bytes of SHA-256 of the company's first raw signing key, hex: it stays when the key below is another by now. */
  org: z.string().regex(/^[0-9a-f]{16}$/),
  orgName: z.string().max(200),
  site: z.string().refine(isSiteId),
  commonAddress: z.string().refine(isMailAddress),
  /** Ed25519, base64url. */
  signing: publicKey,
  /** age X25519 recipient. */
  sealing: z.string().regex(/^age1[0-9a-z]{20,100}$/),
  /** The offline recovery key, Ed25519 in base64url, '' when there is none. */
  recovery: z.union([z.literal(''), publicKey]),
  /** 128 bits, hex. */
  token: z.string().regex(/^[0-9a-f]{32}$/),
  expires: z.iso.datetime(),
  everyDays: z.number().min(0).max(366),
  /** Mailbox and outbox URLs to propose, without passwords. */
  presets: z.object({ mailbox: z.string().max(300).optional(), outbox: z.string().max(300).optional() }).optional(),
});
export type Invitation = z.infer<typeof Invitation>;

export type KeyError =
  | { readonly kind: 'key-truncated'; readonly retry: 'never' }
  | { readonly kind: 'key-damaged'; readonly detail: string; readonly retry: 'never' };

const keyPrefix = 'MALLE1-';
const checksumLength = 6;
const maxKeyLength = 2048;
const maxInvitationBytes = 4096;
/** Names, addresses and two public keys cannot be said in less. */
const minKeyLength = 120;

/** `MALLE1-<base64url(raw deflate(JSON))>-<checksum>`, at most 2 KiB; throws beyond that. */
export function encodeKey(invitation: Invitation): string {
  const text = keyPrefix + zlib.deflateRawSync(JSON.stringify(Invitation.parse(invitation)), { level: 9 }).toString('base64url');
  const key = `${text}-${checksumOf(text)}`;
  if (key.length > maxKeyLength) throw new Error(`a key of ${key.length} characters`);
  return key;
}

/**
 * Reads a pasted key. Spaces, quotes of all kinds, line breaks, `> ` of quoted mails, soft hyphens and invisible characters are forgiven, and
 * so is text around it. `key-truncated`: its end or its beginning is missing; `key-damaged`: characters differ.
 */
export function decodeKey(text: string): Result<Invitation, KeyError> {
  const pasted = cleaned(text);
  const start = pasted.indexOf(keyPrefix);
  const key = pasted.slice(Math.max(start, 0));
  const end = start < 0 ? -1 : endOfPayload(key);
  if (end >= 0) return read(key.slice(keyPrefix.length, end));
  if (isCut(key, start >= 0)) return err({ kind: 'key-truncated', retry: 'never' });
  return damaged(start < 0 ? 'prefix' : 'checksum');
}

/** Where the checksum of all that precedes it begins, -1 when there is none: payloads may hold hyphens too. */
function endOfPayload(key: string): number {
  const bounded = key.slice(0, maxKeyLength);
  const ends = [...bounded.matchAll(new RegExp(`-(?=([${crockford}]{${checksumLength}}))`, 'g'))];
  return ends.find(({ index, 1: checksum }) => checksumOf(bounded.slice(0, index)) === checksum)?.index ?? -1;
}

/** Hyphens that word processors change are hyphens again; whatever else cannot be part of a key is not part of it. */
const cleaned = (text: string): string =>
  text
    .slice(0, 8 * maxKeyLength)
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .replace(/[^A-Za-z0-9_-]/g, '');

/** No complete checksum at the end, or a beginning or an end without the rest. */
function isCut(key: string, hasPrefix: boolean): boolean {
  const hasChecksum = new RegExp(`-[${crockford}]{${checksumLength}}$`).test(key);
  if (!hasPrefix) return keyPrefix.startsWith(key) || (hasChecksum && key.length >= 20);
  return !hasChecksum || key.length < minKeyLength;
}

function read(payload: string): Result<Invitation, KeyError> {
  const bytes = inflated(payload);
  if (!bytes) return damaged('deflate');
  const json = readStrictJson(bytes.toString('utf8'), { maxDepth: 4 });
  const invitation = Invitation.safeParse(json.ok ? json.value : undefined);
  if (!invitation.success) return damaged(json.ok ? (invitation.error.issues[0]?.path.join('.') ?? '') : json.error.reason);
  return ok(invitation.data);
}

function inflated(payload: string): Buffer | undefined {
  try {
    return zlib.inflateRawSync(Buffer.from(payload, 'base64url'), { maxOutputLength: maxInvitationBytes });
  } catch {
    return undefined; // told as damage: a key whose checksum is right and whose content is not was never ours
  }
}

const damaged = (detail: string): Result<never, KeyError> => err({ kind: 'key-damaged', detail, retry: 'never' });

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 30 bits of SHA-256 in Crockford's base32: no I, L, O, U. */
function checksumOf(text: string): string {
  const bits = Buffer.from(hash('sha256', text, 'hex'), 'hex').readUInt32BE(0) >>> 2;
  return Array.from({ length: checksumLength }, (_, index) => crockford[(bits >>> (5 * (checksumLength - 1 - index))) & 31]).join('');
}

/** Shows that a site holds the invitation's token, of which the common site keeps the SHA-256 only: HMAC-SHA256, hex. */
export const proofOf = (tokenSha256Hex: string, transcript: string): string =>
  createHmac('sha256', Buffer.from(tokenSha256Hex, 'hex')).update(transcript, 'utf8').digest('hex');

/** Four words of SHA-256, the same on both screens (32 bits: enough against chance and haste, the token does the rest). */
export const fourWords = (text: string): string =>
  [...Buffer.from(hash('sha256', text, 'hex'), 'hex').subarray(0, 4)].map((byte) => fingerprintWords[byte] ?? '').join(' ');
