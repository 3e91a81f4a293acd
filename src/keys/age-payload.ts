/**
 * The payload of an age file (C2SP age.md, "Payload"): STREAM with ChaCha20-Poly1305 in chunks of 64 KiB, by node:crypto, which is
 * several times faster than the library's own cipher. Headers, recipients and identities are the library's (age.ts).
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const chunkBytes = 65_536;
const tagBytes = 16;
const nonceBytes = 16;

/** Nonce and sealed chunks for a 16-byte file key. An empty text is one empty chunk. */
export const sealPayload = (fileKey: Uint8Array, text: Uint8Array): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const key = payloadKey(fileKey, nonce);
  const chunks = Math.max(1, Math.ceil(text.length / chunkBytes));
  const sealed = Buffer.allocUnsafe(nonceBytes + text.length + chunks * tagBytes);
  nonce.copy(sealed);
  for (let index = 0; index < chunks; index += 1) {
    const start = index * chunkBytes;
    const chunk = sealChunk(key, chunkNonce(index, index === chunks - 1), text.subarray(start, start + chunkBytes));
    chunk.text.copy(sealed, nonceBytes + start + index * tagBytes);
    chunk.tag.copy(sealed, nonceBytes + start + index * tagBytes + chunk.text.length);
  }
  return sealed;
};

/**
 * The whole text, or an exception when one bit is wrong: truncated (also at the border of a chunk), with bytes after the last
 * chunk, with an empty last chunk that is not the only one. No byte is handed out before all chunks are verified.
 */
export const openPayload = (fileKey: Uint8Array, payload: Uint8Array): Buffer => {
  if (payload.length < nonceBytes + tagBytes) throw new Error('payload is truncated');
  const key = payloadKey(fileKey, payload.subarray(0, nonceBytes));
  const body = payload.subarray(nonceBytes);
  const chunks = Math.ceil(body.length / (chunkBytes + tagBytes));
  const lastBytes = body.length - (chunks - 1) * (chunkBytes + tagBytes) - tagBytes;
  if (lastBytes < 0) throw new Error('payload is truncated');
  if (lastBytes === 0 && chunks > 1) throw new Error('final chunk is empty');
  const text = Buffer.allocUnsafe((chunks - 1) * chunkBytes + lastBytes);
  for (let index = 0; index < chunks; index += 1) {
    const start = index * (chunkBytes + tagBytes);
    const chunk = body.subarray(start, start + chunkBytes + tagBytes);
    openChunk(key, chunkNonce(index, index === chunks - 1), chunk).copy(text, index * chunkBytes);
  }
  return text;
};

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));

/** 11 bytes of counter, most significant first, and the flag of the last chunk. */
const chunkNonce = (index: number, isLast: boolean): Uint8Array => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

const sealChunk = (key: Uint8Array, nonce: Uint8Array, chunk: Uint8Array): { readonly text: Buffer; readonly tag: Buffer } => {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
  const text = cipher.update(chunk);
  cipher.final();
  return { text, tag: cipher.getAuthTag() };
};

const openChunk = (key: Uint8Array, nonce: Uint8Array, chunk: Uint8Array): Buffer => {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(chunk.subarray(chunk.length - tagBytes));
  const text = decipher.update(chunk.subarray(0, chunk.length - tagBytes));
  decipher.final();
  return text;
};
