/**
 * From a folder of inventories to the files of a parcel: what the filters leave out stays at home, private sections are cut,
 * inventories that cannot be read are named. No decision about sending is taken here.
 */

import type { DiskError, DossierEntry } from '../disk/port.ts';
import { unsendablePaths } from '../exchange/entry-name.ts';
import { problemOf } from '../exchange/files.ts';
import type { Limits } from '../exchange/limits.ts';
import { readInventory } from '../inventory/read.ts';
import { stripSections } from '../inventory/strip.ts';
import { err, ok, type Result } from '../result.ts';
import { compilePatterns } from '../settings/patterns.ts';
import type { Settings } from '../settings/settings.ts';
import type { Distant } from './installation.ts';
import type { RefusedJob } from './refusals.ts';

export type PackedFile = { readonly path: string; readonly content: Buffer; readonly modified: string };

export type Packed = {
  readonly files: readonly PackedFile[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
};

/**
 * Reads the whole dossier. Missing and empty folders are errors, and so is one in which the filters leave nothing. Stopped, it
 * answers less than the whole: whoever sends looks at `stop` afterwards.
 */
export async function packDossier(distant: Distant, settings: Settings, dir: string): Promise<Result<Packed, DiskError | RefusedJob>> {
  const listing = await distant.disk.listDossier(dir);
  if (!listing.ok) return listing;
  const wanted = wantedPaths(settings);
  const filtered = listing.value.entries.filter((entry) => !wanted(entry.path)).map(({ path }) => ({ path, reason: 'filtered' }));
  const unsendable = unsendablePaths(
    listing.value.entries.map(({ path }) => path),
    settings.limits,
  );
  const refused = [...unsendable].filter(([path]) => wanted(path)).map(([path, reason]) => ({ path, reason }));
  const kept = listing.value.entries.filter(({ path }) => wanted(path) && !unsendable.has(path));
  const excess = excessOf(kept, settings.limits);
  if (excess) return err(excess);
  let packed: Packed = { files: [], leftOut: [...listing.value.leftOut, ...filtered, ...refused], unreadable: [] };
  for (const entry of kept) {
    if (distant.stop.aborted) break;
    packed = added(packed, await packFile(distant, settings, dir, entry));
  }
  return packed.files.length === 0 ? err({ kind: 'dossier-empty', path: dir, retry: 'never' }) : ok(packed);
}

/** What no common site would take is refused here, before anything is read. */
function excessOf(kept: readonly DossierEntry[], { maxEntries, maxTotalBytes }: Limits): RefusedJob | undefined {
  const bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0);
  if (kept.length > maxEntries) return { kind: 'too-many-files', files: kept.length, limit: maxEntries, retry: 'never' };
  return bytes > maxTotalBytes ? { kind: 'parcel-too-large', bytes, limit: maxTotalBytes, retry: 'never' } : undefined;
}

function wantedPaths(settings: Settings): (path: string) => boolean {
  const included = compilePatterns(settings.include);
  const excluded = compilePatterns(settings.exclude);
  if (!included.ok || !excluded.ok) throw new Error('patterns are checked when settings are read');
  const isIncluded = (path: string): boolean => settings.include.length === 0 || included.value(path);
  return (path) => isIncluded(path) && !excluded.value(path);
}

type FileOutcome = {
  readonly file?: PackedFile;
  readonly leftOut?: Packed['leftOut'][number];
  readonly unreadable?: Packed['unreadable'][number];
};

async function packFile(distant: Distant, settings: Settings, dir: string, entry: DossierEntry): Promise<FileOutcome> {
  const { path, modified } = entry;
  const read = await distant.disk.readDossierFile(dir, entry);
  if (!read.ok) return { leftOut: { path, reason: read.error.kind } };
  const limits = { ...settings.limits, maxBytes: settings.limits.maxEntryBytes };
  const problem = problemOf({ path, content: readInventory(read.value, { limits }) });
  const unreadable = problem === '' ? {} : { unreadable: { path, reason: problem } };
  if (settings.strip.length === 0) return { file: { path, content: read.value, modified }, ...unreadable };
  const stripped = stripSections(read.value, settings.strip, limits);
  if (stripped.ok) return { file: { path, content: stripped.value, modified }, ...unreadable };
  const isPrivate = problem !== '';
  return isPrivate ? { leftOut: { path, reason: problem } } : { file: { path, content: read.value, modified } };
}

const added = (packed: Packed, { file, leftOut, unreadable }: FileOutcome): Packed => ({
  files: file ? [...packed.files, file] : packed.files,
  leftOut: leftOut ? [...packed.leftOut, leftOut] : packed.leftOut,
  unreadable: unreadable ? [...packed.unreadable, unreadable] : packed.unreadable,
});
