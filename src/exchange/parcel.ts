/**
 * A parcel: the archive of a dossier's files with its manifest in front (protocol §4). The manifest repeats the signed header's facts and
 * lists every file with size and digest, so that what will be inflated is known before it is. Opening is lazy: a receiver that has a
 * digest already never inflates that file. What `packParcel` writes, `openParcel` accepts.
 */
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import zlib from 'node:zlib';
import { err, ok, type Result } from '../result.ts';
import { manifestName, nameProblem, type PathProblem, unsendablePaths } from './entry-name.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { Manifest, type PutFile, stateDigest } from './manifest.ts';
import { type Header, none } from './protocol.ts';
import { readStrictJson } from './strict-json.ts';
import { inflate, readZip, writeZip, type ZipEntry, type ZipError } from './zip.ts';

export type { Manifest } from './manifest.ts';

export type ParcelError =
  | ZipError
  | {
      readonly kind: 'bad-parcel';
      readonly reason: 'no-manifest' | 'bad-manifest' | 'mismatch' | 'unlisted-entry' | 'missing-entry' | 'size' | 'digest' | 'state';
      readonly detail: string;
      readonly retry: 'never';
    };

/** The manifest's facts that the sender knows beforehand; a snapshot's state follows from its files. */
export type ParcelFacts = Omit<Manifest, 'proto' | 'mode' | 'base' | 'state' | 'files' | 'counts'> &
  (
    | { readonly mode: 'snapshot' }
    | { readonly mode: 'delta'; readonly base: string; readonly state: string; readonly deleted: readonly string[] }
  );

/** `modified` in ISO 8601. */
export type FileToSend = { readonly path: string; readonly content: Buffer; readonly modified: string };

export type PackedParcel = {
  readonly zip: Buffer;
  readonly manifest: Manifest;
  /** Files whose names no receiver would take, and the archive's own name: not in the parcel, nor in its state. */
  readonly leftOut: readonly { readonly path: string; readonly reason: PathProblem }[];
};

/** Packs a dossier; the same facts and files give the same bytes. */
export function packParcel(facts: ParcelFacts, files: readonly FileToSend[]): PackedParcel {
  const named = files.map((file) => ({ ...file, path: file.path.normalize('NFC') }));
  const unsendable = unsendablePaths(
    named.map((file) => file.path),
    defaultLimits,
  );
  const sent = named.filter((file) => !unsendable.has(file.path));
  const manifest = manifestOf(facts, sent);
  const listing = { name: manifestName, content: Buffer.from(JSON.stringify(manifest)), modified: new Date(facts.created) };
  const contents = sent.map(({ path, content, modified }) => ({ name: path, content, modified: new Date(modified) }));
  return { zip: writeZip([listing, ...contents]), manifest, leftOut: [...unsendable].map(([path, reason]) => ({ path, reason })) };
}

function manifestOf(facts: ParcelFacts, files: readonly FileToSend[]): Manifest {
  const { org, from, to, epoch, seq, mode, created, program, timeZone, preferences, lastReceipt } = facts;
  const put = files.map(putFileOf);
  const deleted = facts.mode === 'delta' ? facts.deleted.map(deletedFileOf) : [];
  const state = facts.mode === 'delta' ? facts.state : stateDigest(put);
  const base = facts.mode === 'delta' ? facts.base : none;
  const counts = { files: put.length, bytes: put.reduce((sum, file) => sum + file.size, 0) };
  const numbered = { proto: 'MALLEPOSTE/1', org, from, to, epoch, seq, mode, base, state } as const;
  return { ...numbered, created, program, timeZone, files: [...put, ...deleted], counts, preferences, lastReceipt };
}

const putFileOf = ({ path, content, modified }: FileToSend) =>
  ({ path, op: 'put', size: content.length, sha256: hash('sha256', content, 'hex'), modified: isoOf(modified) }) as const;

const deletedFileOf = (path: string) => ({ path: path.normalize('NFC'), op: 'del', size: 0, sha256: none, modified: '' }) as const;

/** A file system may hold dates that no calendar knows. */
function isoOf(modified: string): string {
  const date = new Date(modified);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0
    ? new Date(0).toISOString()
    : date.toISOString();
}

// ---------------------------------------------------------------- opening

export type OpenParcel = {
  readonly manifest: Manifest;
  /** Inflates one file and checks its digest. */
  file(path: string): Result<Buffer, ParcelError>;
  /** Raw deflate of the content, as it lies in the parcel: for storage, after `file` has checked it. Throws for a path that is not there. */
  deflated(path: string): { readonly deflated: Buffer; readonly bytes: number };
};

/** Everything about a parcel that can be known without inflating a file of it: archive, manifest, agreement of both with the signed header. */
export function openParcel(zip: Buffer, header: Header, limits: Limits): Result<OpenParcel, ParcelError> {
  const entries = readZip(zip, limits);
  if (!entries.ok) return entries;
  const [first, ...others] = entries.value;
  if (first?.name !== manifestName) return refuse('no-manifest', first?.name ?? '');
  const manifest = readManifest(first, limits);
  if (!manifest.ok) return manifest;
  const fault = faultOfFacts(manifest.value, header) ?? faultOfFiles(manifest.value, limits) ?? faultOfEntries(manifest.value, others);
  return fault ?? ok(opened(manifest.value, others, limits));
}

const maxManifestBytes = 32_000_000;
const manifestDepth = 8;

function readManifest(entry: ZipEntry, limits: Limits): Result<Manifest, ParcelError> {
  if (entry.bytes > maxManifestBytes) return refuse('bad-manifest', `${entry.bytes} bytes`);
  const content = inflate(entry, limits);
  if (!content.ok) return content;
  if (!isUtf8(content.value)) return refuse('bad-manifest', 'not UTF-8');
  const json = readStrictJson(content.value.toString('utf8'), { maxDepth: manifestDepth });
  if (!json.ok) return refuse('bad-manifest', `${json.error.reason} ${json.error.detail}`);
  const manifest = Manifest.safeParse(json.value);
  if (manifest.success) return ok(manifest.data);
  const issue = manifest.error.issues[0];
  return refuse('bad-manifest', `${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}`);
}

/** `created` is not compared: advisory, and taken at another moment. */
function faultOfFacts(manifest: Manifest, header: Header): Result<never, ParcelError> | undefined {
  const facts = ['org', 'from', 'to', 'epoch', 'seq', 'mode', 'base', 'state'] as const;
  const differing = facts.find((fact) => manifest[fact] !== header[fact]);
  if (differing) return refuse('mismatch', differing);
  return manifest.program.version === header.version ? undefined : refuse('mismatch', 'version');
}

/** What the list says of itself: paths, counts, and a snapshot's state. */
function faultOfFiles({ files, mode, base, counts, state }: Manifest, limits: Limits): Result<never, ParcelError> | undefined {
  const put = files.filter((file) => file.op === 'put');
  if (new Set(files.map((file) => file.path)).size !== files.length) return refuse('bad-manifest', 'a path twice');
  const misnamed = files.find(({ path }) => path !== path.normalize('NFC') || nameProblem(path, limits) !== undefined);
  if (misnamed) return refuse('bad-manifest', misnamed.path);
  if (counts.files !== put.length || counts.bytes !== put.reduce((sum, file) => sum + file.size, 0))
    return refuse('bad-manifest', 'counts');
  if ((mode === 'snapshot') !== (base === none)) return refuse('bad-manifest', 'base');
  if (mode === 'delta') return undefined;
  if (put.length !== files.length) return refuse('bad-manifest', 'a snapshot deletes nothing');
  return stateDigest(put) === state ? undefined : refuse('state', '');
}

/** Every entry is listed, every listed file is there, and their sizes agree. */
function faultOfEntries({ files }: Manifest, entries: readonly ZipEntry[]): Result<never, ParcelError> | undefined {
  const entriesByName = new Map(entries.map((entry) => [entry.name, entry]));
  const put = files.filter((file) => file.op === 'put');
  for (const { path, size } of put) {
    const entry = entriesByName.get(path);
    if (!entry) return refuse('missing-entry', path);
    if (entry.bytes !== size) return refuse('size', path);
  }
  if (put.length === entries.length) return undefined;
  const listed = new Set(put.map((file) => file.path));
  return refuse('unlisted-entry', entries.find((entry) => !listed.has(entry.name))?.name ?? '');
}

function opened(manifest: Manifest, entries: readonly ZipEntry[], limits: Limits): OpenParcel {
  const entriesByName = new Map(entries.map((entry) => [entry.name, entry]));
  const digests = new Map(manifest.files.filter((file): file is PutFile => file.op === 'put').map((file) => [file.path, file.sha256]));
  return {
    manifest,
    file(path) {
      const entry = entriesByName.get(path);
      if (!entry) return refuse('missing-entry', path);
      const content = inflate(entry, limits);
      if (!content.ok) return content;
      return hash('sha256', content.value, 'hex') === digests.get(path) ? content : refuse('digest', path);
    },
    deflated(path) {
      const entry = entriesByName.get(path);
      if (!entry) throw new Error(`no ${path} in this parcel`);
      const chunkSize = Math.min(Math.max(entry.bytes, 64), 1_048_576); // as much as it is kept for, not 16 KiB a file
      const deflated = entry.method === 8 ? entry.compressed : zlib.deflateRawSync(entry.compressed, { level: 1, chunkSize });
      return { deflated, bytes: entry.bytes };
    },
  };
}

const refuse = (reason: Exclude<ParcelError, ZipError>['reason'], detail: string): Result<never, ParcelError> =>
  err({ kind: 'bad-parcel', reason, detail: detail.slice(0, 200), retry: 'never' });
