/**
 * Reading a stored original once more, after an upgrade or a raised limit, or to compute again what was lost. It goes through the same
 * door as what comes from outside (reading/), in an archive of its own: under the deadline and the memory bound.
 */

import type { ReadFile } from '../exchange/files.ts';
import { stateDigest } from '../exchange/manifest.ts';
import { packParcel } from '../exchange/parcel.ts';
import { commonSite, type Header, none } from '../exchange/protocol.ts';
import { err, ok, type Result } from '../result.ts';
import { StoreFailure } from '../store/journal-port.ts';
import type { Common } from './installation.ts';

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
  const { zip, header } = archiveOf(common, file, content.value);
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

function archiveOf(common: Common, { site, path, modified }: StoredFile, content: Buffer) {
  const named = { org: common.keys.identity.id, from: site, to: commonSite, epoch: 0, seq: 0, mode: 'snapshot' as const };
  const created = common.now().toISOString();
  const { version } = common;
  const program = { version, host: common.host };
  const { zip, manifest } = packParcel({ ...named, created, program, timeZone: 'UTC', preferences: null, lastReceipt: 0 }, [
    { path, content, modified },
  ]);
  const header: Header = {
    ...named,
    kind: 'DATA',
    key: common.keys.identity.id,
    base: none,
    state: stateDigest(manifest.files),
    parcel: none,
    volume: { number: 1, of: 1 },
    length: zip.length,
    sha256: none,
    enc: 'none',
    created,
    version,
    extensions: {},
  };
  return { zip, header };
}
