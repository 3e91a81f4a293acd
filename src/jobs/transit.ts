/**
 * The files of a transit folder or archive, as they are: within the limits of a parcel, the names that no dossier takes left out and told.
 * The archive is the administrator's own; it is opened here, by the same walk as any other, which stops at every limit.
 */
import type { DossierEntry } from '../disk/port.ts';
import { unsendablePaths } from '../exchange/entry-name.ts';
import type { Limits } from '../exchange/limits.ts';
import { inflate, readZip } from '../exchange/zip.ts';
import { err, ok, type Result } from '../result.ts';
import type { Common, JobError } from './installation.ts';

export type TransitFile = { readonly path: string; readonly content: Buffer; readonly modified: string };

export type Transit = {
  readonly files: readonly TransitFile[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
};

/** `import-refused` where it is more than a parcel may be, or an archive that no parcel could be; an empty folder is `dossier-empty`. */
export const transitFiles = (common: Common, path: string): Promise<Result<Transit, JobError>> =>
  /\.zip$/i.test(path) ? filesOfArchive(common, path) : filesOfFolder(common, path);

async function filesOfFolder({ disk, settings }: Common, path: string): Promise<Result<Transit, JobError>> {
  const listing = await disk.listDossier(path);
  if (!listing.ok) return listing;
  const { entries } = listing.value;
  const excess = excessOf(entries, settings.limits);
  if (excess !== undefined) return refused(path, 'limits', excess);
  const files: TransitFile[] = [];
  const leftOut = [...listing.value.leftOut];
  for (const entry of entries) {
    const content = await disk.readDossierFile(path, entry);
    if (content.ok) files.push({ path: entry.path, content: content.value, modified: entry.modified });
    else leftOut.push({ path: entry.path, reason: 'cause' in content.error ? content.error.cause : content.error.kind });
  }
  return files.length === 0 ? err({ kind: 'dossier-empty', path, retry: 'never' }) : ok({ files, leftOut });
}

async function filesOfArchive({ disk, settings, now }: Common, path: string): Promise<Result<Transit, JobError>> {
  const [, folder = '.', name = path] = /^(.*[\\/])([^\\/]+)$/.exec(path) ?? [];
  const archive = await disk.readDossierFile(folder, { path: name.normalize('NFC'), bytes: 0, modified: '' });
  if (!archive.ok) return archive;
  const entries = readZip(archive.value, settings.limits, 'taken');
  if (!entries.ok) return refused(path, entries.error.reason, entries.error.detail);
  const unsendable = unsendablePaths(
    entries.value.map((entry) => entry.name.normalize('NFC')),
    settings.limits,
  );
  const files: TransitFile[] = [];
  for (const entry of entries.value) {
    const named = entry.name.normalize('NFC');
    const content = unsendable.has(named) ? undefined : inflate(entry, settings.limits);
    if (content && !content.ok) return refused(path, content.error.reason, content.error.detail);
    // What an archive says of times has no zone; an inventory says its own date.
    if (content) files.push({ path: named, content: content.value, modified: now().toISOString() });
  }
  const leftOut = [...unsendable].map(([named, reason]) => ({ path: named, reason }));
  return files.length === 0 ? err({ kind: 'dossier-empty', path, retry: 'never' }) : ok({ files, leftOut });
}

const refused = (path: string, reason: string, detail: string): Result<never, JobError> =>
  err({ kind: 'import-refused', path, reason, detail, retry: 'never' });

/** What is beyond the limits of a parcel, or undefined. */
function excessOf(entries: readonly DossierEntry[], { maxEntries, maxTotalBytes }: Limits): string | undefined {
  if (entries.length > maxEntries) return `${entries.length} > ${maxEntries}`;
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return bytes > maxTotalBytes ? `${bytes} > ${maxTotalBytes}` : undefined;
}
