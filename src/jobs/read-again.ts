/**
 * Reading a stored original once more, after an upgrade or a raised limit, or to compute again what was lost. It goes through the same
 * door as what comes from outside (reading/), in an archive of its own: under the deadline and the memory bound.
 */
import type { ReadFile } from '../exchange/files.ts';
import { err, ok, type Result } from '../result.ts';
import { StoreFailure } from '../store/journal-port.ts';
import type { Common } from './installation.ts';
import { archiveOf } from './own-archive.ts';

/** A file of a site's dossier, as the store knows it. */
export type StoredFile = {
  readonly site: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modified: string;
};

/** The error is a reason code: `original-missing`, `original-damaged`, one of reading, or of archives. */
export async function readAgain(common: Common, file: StoredFile): Promise<Result<ReadFile, string>> {
  const content = await originalOf(common, file.sha256);
  if (!content.ok) return content;
  const { path, modified } = file;
  const { zip, header } = archiveOf(common, { site: file.site, timeZone: 'UTC' }, [{ path, content: content.value, modified }]);
  const read = await common.reading.readParcel({ zip, header, limits: common.settings.limits, known: new Map() });
  if (!read.ok) return err(read.error.kind === 'reading-failed' ? read.error.reason : `${read.error.reason} ${read.error.detail}`.trim());
  const [changed] = read.value.changed;
  return changed ? ok({ ...changed, path: file.path, modified: file.modified }) : err('hostile-name');
}

/** The content, its digest checked. */
export async function originalOf(
  { store }: Pick<Common, 'store'>,
  sha256: string,
): Promise<Result<Buffer, 'original-missing' | 'original-damaged'>> {
  try {
    const content = await store.original(sha256);
    return content ? ok(content) : err('original-missing');
  } catch (failure) {
    // One original that rotted is a finding about it; anything else ends the job.
    if (failure instanceof StoreFailure && failure.kind === 'store-damaged') return err('original-damaged');
    throw failure;
  }
}
