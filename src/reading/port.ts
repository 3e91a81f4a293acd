/**
 * The port of reading: everything that comes from outside is parsed here, under a deadline and a memory bound, and never harms the run.
 * What is answered is plain data. Signatures, seals and numbers are checked by others, before a parcel is read.
 */
import type { Envelope, EnvelopeError } from '../exchange/envelope.ts';
import type { ReadFile } from '../exchange/files.ts';
import type { MailHeaders } from '../exchange/headers.ts';
import type { Limits } from '../exchange/limits.ts';
import type { MessageError } from '../exchange/message-error.ts';
import type { Manifest, ParcelError } from '../exchange/parcel.ts';
import type { Header } from '../exchange/protocol.ts';
import type { Result } from '../result.ts';

/** The envelope of a mail, not verified: only sizes, MIME structure and the form of the envelope's header were looked at. */
export type OpenedEnvelope = { readonly headers: MailHeaders; readonly envelope: Envelope };

export type MailProblem = MessageError | EnvelopeError;

/**
 * Reading was given up: the deadline (`limits.maxReadingSeconds`), the memory bound, or a parser that broke. The mail stays where it
 * is; the same mail may fare better on a machine that is less busy, so the next run tries again.
 */
export type ReadingFailure = {
  readonly kind: 'reading-failed';
  readonly reason: 'deadline' | 'memory' | 'crash';
  readonly detail: string;
  readonly retry: 'later';
};

/** A parcel, unsealed. The buffer stays the caller's: it is neither changed nor taken away. */
export type ParcelToRead = {
  readonly zip: Buffer;
  /** The verified header of its envelope. */
  readonly header: Header;
  readonly limits: Limits;
  /** Path → hex SHA-256 of the site's files as applied: a file with this digest is neither inflated nor read. */
  readonly known: ReadonlyMap<string, string>;
  /** Hex SHA-256 of contents that are stored already, from whatever site: not answered among the originals. */
  readonly stored?: ReadonlySet<string>;
};

/** A file's content as it is stored: raw deflate, and the size of the content. May be a view into the parcel. */
export type ReadOriginal = { readonly sha256: string; readonly bytes: number; readonly deflated: Buffer };

export type ReadParcel = {
  readonly manifest: Manifest;
  /** The files whose digest differs from the known one, read as inventories, in the order of the manifest. */
  readonly changed: readonly ReadFile[];
  /** Contents of the changed files, each digest once. */
  readonly originals: readonly ReadOriginal[];
};

export type Reading = {
  /** Something will be read soon: gets ready meanwhile (a third of a second), for instance while mails are fetched. Never needed. */
  prepare(): void;
  /** Finds the one envelope in a mail and reads its header. */
  openMail(raw: Buffer, limits: Limits): Promise<Result<OpenedEnvelope, MailProblem | ReadingFailure>>;
  /** Opens a parcel, checks it against its header and reads what changed; the first file that is not what it says refuses the whole. */
  readParcel(parcel: ParcelToRead): Promise<Result<ReadParcel, ParcelError | ReadingFailure>>;
  /** Frees what reading holds; what is being read is given up. Nothing may be read afterwards. */
  close(): Promise<void>;
};
