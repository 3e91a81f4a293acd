/** What `manifest.json` says, first entry of every parcel (protocol §4), and the digest of a dossier's state. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { none } from './protocol.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const digestOrNone = z.union([z.literal(none), digest]);
const count = z.int().min(0);

/** `modified` is advisory: the inventory's own date decides. */
const putFile = z.object({ path: z.string(), op: z.literal('put'), size: count, sha256: digest, modified: z.iso.datetime() });
const deletedFile = z.object({
  path: z.string(),
  op: z.literal('del'),
  size: z.literal(0),
  sha256: z.literal(none),
  modified: z.literal(''),
});

/** Unknown fields are dropped, so that a later version may add some. */
export const Manifest = z.object({
  proto: z.literal('MALLEPOSTE/1'),
  org: z.string(),
  from: z.string(),
  to: z.string(),
  epoch: count,
  seq: count,
  mode: z.enum(['snapshot', 'delta']),
  base: digestOrNone,
  state: digest,
  created: z.string(),
  program: z.object({ version: z.string().max(64), host: z.string().max(255) }),
  /** IANA name. */
  timeZone: z.string().max(64),
  files: z.array(z.discriminatedUnion('op', [putFile, deletedFile])),
  /** Files put, and their bytes. */
  counts: z.object({ files: count, bytes: count }),
  /** The preferences that the site applies, null when it has none. */
  preferences: z.object({ version: count, sha256: digest }).nullable(),
  /** Number of the last receipt heeded, 0 before the first. */
  lastReceipt: count,
});
export type Manifest = z.infer<typeof Manifest>;

export type PutFile = z.infer<typeof putFile>;

/**
 * The digest of a whole dossier: SHA-256 over the lines `path NUL size NUL sha256 LF`, paths in NFC and in the order of their UTF-8 bytes.
 * Two dossiers with the same digest hold the same files.
 */
export function stateDigest(files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[]): string {
  const named = files.map((file) => ({ ...file, path: file.path.normalize('NFC') }));
  const lines = named.toSorted((a, b) => byBytes(a.path, b.path)).map(({ path, size, sha256 }) => `${path}\0${size}\0${sha256}\n`);
  return hash('sha256', lines.join(''), 'hex');
}

/** UTF-16 units sort like UTF-8 bytes unless surrogates are among them. */
function byBytes(a: string, b: string): number {
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
