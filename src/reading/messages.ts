/**
 * What the two processes say to each other, in Node's advanced serialization: bytes are copied, so originals that lie in the parcel cross
 * as places in it.
 */

import type { ReadFile } from '../exchange/files.ts';
import type { Limits } from '../exchange/limits.ts';
import type { Manifest, ParcelError } from '../exchange/parcel.ts';
import type { Result } from '../result.ts';
import type { MailProblem, OpenedEnvelope, ParcelToRead, ReadOriginal } from './port.ts';

export type MailTask = { readonly kind: 'mail'; readonly raw: Uint8Array; readonly limits: Limits };
export type ParcelTask = { readonly kind: 'parcel' } & Omit<ParcelToRead, 'zip'> & { readonly zip: Uint8Array };

/** Where the deflated bytes are: in the parcel that both have, or here. */
export type CrossingOriginal = Omit<ReadOriginal, 'deflated'> & {
  readonly deflated: { readonly start: number; readonly end: number } | Uint8Array;
};

export type FilesRead = { readonly kind: 'files'; readonly files: readonly ReadFile[]; readonly originals: readonly CrossingOriginal[] };

export type Answer =
  | { readonly kind: 'mail'; readonly outcome: Result<OpenedEnvelope, MailProblem> }
  | { readonly kind: 'parcel'; readonly outcome: Result<Manifest, ParcelError> };

export type Report = { readonly kind: 'ready' } | FilesRead | Answer;

/** The same memory, seen as a Buffer again. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
