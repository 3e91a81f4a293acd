/**
 * Sealing with age (X25519), readable by the `age` command. The library (age-encryption) makes and reads headers and keys; the
 * payload is ours, for speed (age-payload.ts); the two are held together by differential tests.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { err, ok, type Result } from '../result.ts';
import { openPayload, sealPayload } from './age-payload.ts';
import type { SealError } from './port.ts';

/** The text of an identity file as `age-keygen` writes it. `now` is only told in its comment. */
export const generateIdentityFile = async (now: Date): Promise<string> => {
  const identity = await generateX25519Identity();
  return `# created: ${now.toISOString()}\n# public key: ${await identityToRecipient(identity)}\n${identity}\n`;
};

/** The one identity of an identity file; throws when there is none, or more than one. */
export const readIdentityFile = (text: string): string => {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length !== 1 || !lines[0]?.startsWith('AGE-SECRET-KEY-1')) throw new Error('not an age identity file');
  return lines[0];
};

/** `age1…` of an identity; throws for a malformed one. */
export const recipientOf = async (identity: string): Promise<string> => identityToRecipient(identity);

/** An age file for one recipient; throws for a malformed recipient, which was checked at enrolment. */
export const seal = async (bytes: Uint8Array, recipient: string): Promise<Buffer> => {
  let fileKey = new Uint8Array();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = key.slice();
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array());
  return Buffer.concat([empty.subarray(0, headerBytes(empty)), sealPayload(fileKey, bytes)]);
};

/** What was sealed for this identity, whole and unchanged, or `cannot-open`. */
export const open = async (bytes: Uint8Array, identity: string): Promise<Result<Buffer, SealError>> => {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const end = headerBytes(bytes);
    const fileKey = await decrypter.decryptHeader(bytes.subarray(0, end));
    return ok(openPayload(fileKey, bytes.subarray(end)));
  } catch (error) {
    return err({ kind: 'cannot-open', cause: error instanceof Error ? error.message : String(error), retry: 'never' });
  }
};

/** The length of the header with its MAC line: up to the first line that begins with `---`. A body line cannot: `-` is no base64. */
const headerBytes = (file: Uint8Array): number => {
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const mac = view.indexOf('\n--- ');
  const end = mac < 0 ? -1 : view.indexOf('\n', mac + 1);
  if (end < 0) throw new Error('no age header');
  return end + 1;
};
