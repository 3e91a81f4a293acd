/**
 * Reading in the thread that asks: no deadline, no memory bound. For simulations, a site's own files and tests; mails of strangers are
 * read by pool.ts.
 */
import { err, ok, type Result } from '../result.ts';
import { openAnyMail } from './mail-parsing.ts';
import { parseParcel, type TakenFile } from './parcel-parsing.ts';
import type { ParcelToRead, Reading, ReadingFailure, ReadOriginal, ReadParcel } from './port.ts';

/** A parser's exception is a `crash`, as it is where a worker reads. */
export const openReadingInThread = (): Reading => ({
  prepare: () => undefined,
  openMail: (raw, limits) => guard(() => openAnyMail(raw, limits)),
  readParcel: (parcel) => guard(async () => readWhole(parcel)),
  close: async () => undefined,
});

function readWhole(parcel: ParcelToRead): Awaited<ReturnType<Reading['readParcel']>> {
  const taken: TakenFile[] = [];
  const manifest = parseParcel(parcel, (one) => taken.push(one));
  if (!manifest.ok) return manifest;
  const originals = taken.flatMap(({ original }): readonly ReadOriginal[] => (original ? [original] : []));
  return ok<ReadParcel>({ manifest: manifest.value, changed: taken.map(({ file }) => file), originals });
}

async function guard<T, E>(read: () => Promise<Result<T, E>>): Promise<Result<T, E | ReadingFailure>> {
  try {
    return await read();
  } catch (error) {
    return err({ kind: 'reading-failed', reason: 'crash', detail: String(error).slice(0, 200), retry: 'later' });
  }
}
