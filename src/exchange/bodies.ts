/**
 * What is sealed in HELLO, WELCOME and RECEIPT: JSON with one schema each (protocol §2, §7, §11). DATA carries a parcel, ROTATE what rotation.ts
 * says, the others nothing.
 */
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { nameProblem } from './entry-name.ts';
import { isMailAddress, isSiteId, none } from './protocol.ts';
import { readStrictJson } from './strict-json.ts';

export type BodyError = {
  readonly kind: 'bad-body';
  readonly reason: 'too-long' | 'encoding' | 'json' | 'shape';
  readonly detail: string;
  readonly retry: 'never';
};

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const word = z.string().max(300);
const site = z.string().refine(isSiteId);

/** Base64url of 32 bytes. */
export const ed25519Key = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const ageRecipient = z.string().regex(/^age1[0-9a-z]{20,100}$/);

/** The id of a signing key (key-id.ts). */
const keyId = z.string().regex(/^[0-9a-f]{16}$/);

/** A site shows its keys and the invitation's proof; `probe` is 64 KiB of base64 that no gateway has seen before. */
export const HelloBody = z.object({
  /** Ed25519, base64url. */
  signing: ed25519Key,
  /** age recipient. */
  sealing: ageRecipient,
  site,
  name: word,
  address: z.string().refine(isMailAddress),
  host: word,
  /** IANA name. */
  timeZone: z.string().max(64),
  version: z.string().max(64),
  /** `proofOf` the token over `helloTranscript`. */
  proof: digest,
  probe: z.string().max(90_000),
});
export type HelloBody = z.infer<typeof HelloBody>;

/** Admission. `hello` is the SHA-256 of the HELLO header that it answers; `epoch` is the lowest that the site may use. */
export const WelcomeBody = z.object({ site, hello: digest, everyDays: z.number().min(0).max(366), orgName: word, epoch: count });
export type WelcomeBody = z.infer<typeof WelcomeBody>;

const preferenceFile = z.object({ path: z.string().refine(safePreferencePath), content: z.string().max(1_048_576) });

/** Cumulative and idempotent: it says how things stand, so that losing or doubling it does no harm (protocol §7). */
export const ReceiptBody = z.object({
  number: count,
  site,
  epoch: count,
  /** `state` is `-` before the first parcel. */
  applied: z.object({ epoch: count, seq: count, state: z.union([z.literal(none), digest]) }),
  /** Volumes held of incomplete parcels, by the parcel's digest. */
  have: z.record(digest, z.array(count).max(200)),
  /** Newest first. */
  results: z
    .array(
      z.object({
        epoch: count,
        seq: count,
        status: z.enum(['stored', 'applied', 'superseded', 'rejected']),
        code: word,
        detail: z.string().max(2000),
      }),
    )
    .max(200),
  files: z.array(z.object({ path: z.string().max(1000), problem: word })).max(20_000),
  need: z.enum(['snapshot', 'epoch', 'upgrade']).nullable(),
  /** Version 0 and '' when the common site has none; `files` null when the site applies this version already, or propagation is off. */
  preferences: z.object({ version: count, sha256: z.union([z.literal(''), digest]), files: z.array(preferenceFile).max(64).nullable() }),
  version: z.object({ common: word, yours: word, alert: z.boolean() }),
  /** The common site's clock. */
  time: z.iso.datetime(),
  /** Of the last parcel: inventories read, assets changed, files that could not be read. */
  summary: z.object({ read: count, changed: count, unreadable: count }),
  /** The site's signing key that the common site has on file: confirms a ROTATE. */
  key: keyId.optional(),
  /** The common site's recovery key, for a site that holds none yet. */
  recovery: ed25519Key.optional(),
  /** The last receipt: BYE has arrived. */
  left: z.boolean().optional(),
  /** What else the site should know: `stripped` (mails of its own come without their attachment). */
  notices: z.array(word).max(20).optional(),
});
export type ReceiptBody = z.infer<typeof ReceiptBody>;

/** The bytes to seal. */
export const encodeBody = (body: HelloBody | WelcomeBody | ReceiptBody): Buffer => Buffer.from(JSON.stringify(body), 'utf8');

export const decodeHello = (bytes: Buffer): Result<HelloBody, BodyError> => decodeBody(HelloBody, bytes);

export const decodeWelcome = (bytes: Buffer): Result<WelcomeBody, BodyError> => decodeBody(WelcomeBody, bytes);

export const decodeReceipt = (bytes: Buffer): Result<ReceiptBody, BodyError> => decodeBody(ReceiptBody, bytes);

const maxBodyBytes = 8_000_000;

/** JSON of one shape. Unknown fields are dropped: a newer program at the other end may say more. */
export function decodeBody<T>(schema: z.ZodType<T>, bytes: Buffer): Result<T, BodyError> {
  if (bytes.length > maxBodyBytes) return refuse('too-long', `${bytes.length} bytes`);
  if (!isUtf8(bytes)) return refuse('encoding', '');
  const json = readStrictJson(bytes.toString('utf8'), { maxDepth: 8 });
  if (!json.ok) return refuse('json', `${json.error.reason} ${json.error.detail}`);
  const body = schema.safeParse(json.value);
  if (body.success) return ok(body.data);
  const issue = body.error.issues[0];
  return refuse('shape', `${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}`);
}

const refuse = (reason: BodyError['reason'], detail: string): Result<never, BodyError> =>
  err({ kind: 'bad-body', reason, detail: detail.slice(0, 200), retry: 'never' });

type HelloFacts = Omit<HelloBody, 'proof' | 'probe'>;

/** What the proof of a HELLO covers: every fact that the common site will keep, each with its length, so that none can run into the next. */
export function helloTranscript({ signing, sealing, site, name, address, host, timeZone, version }: HelloFacts): string {
  const facts = [signing, sealing, site, name, address, host, timeZone, version];
  return ['MALLEPOSTE/1 hello', ...facts.map((fact) => `${fact.length} ${fact}`)].join('\n');
}

/** Digest of a set of preference files, whatever their order: SHA-256 over `path NUL sha256 LF`, sorted by the paths' bytes. */
export function preferencesDigest(files: readonly { readonly path: string; readonly content: string }[]): string {
  const lines = files.map(({ path, content }) => Buffer.from(`${path}\0${hash('sha256', content, 'hex')}\n`));
  return hash('sha256', Buffer.concat(lines.toSorted(Buffer.compare)), 'hex');
}

/** A preference file's path: flat or one folder deep, plain characters, nothing hidden, nothing that leads elsewhere. */
export function safePreferencePath(path: string): boolean {
  if (path.length > 120 || path.split('/').length > 2) return false;
  return (
    nameProblem(path, { maxNameBytes: 200, maxPathDepth: 2 }) === undefined &&
    path.split('/').every((segment) => !/^\.|[<>"|?*~]/.test(segment))
  );
}
