/** What reading a parcel consists of, wherever it runs: archive, manifest, and the files that changed. No deadline here. */

import type { ReadFile } from '../exchange/files.ts';
import type { Limits } from '../exchange/limits.ts';
import { type Manifest, type OpenParcel, openParcel, type ParcelError } from '../exchange/parcel.ts';
import { readInventory } from '../inventory/read.ts';
import { ok, type Result } from '../result.ts';
import type { ParcelToRead, ReadOriginal } from './port.ts';

/** One changed file; with its original, unless that is stored or was handed over already. */
export type TakenFile = { readonly file: ReadFile; readonly original: ReadOriginal | undefined };

/** Reads a parcel file by file: each is handed over as soon as it is read, so that they need not be held all at once. */
export function parseParcel(parcel: ParcelToRead, take: (taken: TakenFile) => void): Result<Manifest, ParcelError> {
  const opened = openParcel(parcel.zip, parcel.header, parcel.limits);
  if (!opened.ok) return opened;
  const { manifest } = opened.value;
  const handedOver = new Set(parcel.stored);
  const changed = manifest.files.filter(({ op, path, sha256 }) => op === 'put' && parcel.known.get(path) !== sha256);
  for (const entry of changed) {
    const file = readFile(opened.value, entry, parcel.limits);
    if (!file.ok) return file;
    const original = handedOver.has(entry.sha256) ? undefined : { sha256: entry.sha256, ...opened.value.deflated(entry.path) };
    handedOver.add(entry.sha256);
    take({ file: file.value, original });
  }
  return ok(manifest);
}

function readFile(parcel: OpenParcel, entry: Manifest['files'][number], limits: Limits): Result<ReadFile, ParcelError> {
  const { path, sha256, size, modified } = entry;
  const content = parcel.file(path);
  if (!content.ok) return content;
  const read = readInventory(content.value, { limits: { ...limits, maxBytes: limits.maxEntryBytes } });
  return ok({ path, sha256, bytes: size, modified, content: read });
}
