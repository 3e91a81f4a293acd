/**
 * The dossiers as plain files, `FOLDER/SITE/PATH`, byte for byte what the sites sent: for GLPI and OCS tools, which read them as they are.
 * Only what differs from the last time is written; one file is held in memory at a time. Ignores what the files say.
 */
import type { FileTree } from '../disk/port.ts';
import { err, ok, type Result } from '../result.ts';
import type { ExportOutcome, MirrorOutcome } from './export-outcome.ts';
import type { Common, JobError } from './installation.ts';
import { originalOf } from './read-again.ts';

export type ExportOptions = {
  readonly folder: string;
  /** Only this site; files of others that were exported before stay. */
  readonly site?: string;
};

type Wanted = { readonly sha256: string; readonly site: string };

/** Makes the folder, or brings up to date one that was made here; `folder-not-ours` for any other that is not empty. */
export async function exportFiles(common: Common, { folder, site }: ExportOptions): Promise<Result<ExportOutcome, JobError>> {
  const known = (await common.store.allProgress()).map((progress) => progress.site);
  if (site !== undefined && !known.includes(site)) return err({ kind: 'site-unknown', site, retry: 'never' });
  const sites = site === undefined ? known.toSorted() : [site];
  const opened = await common.disk.openTree(folder);
  if (!opened.ok) return opened;
  const wanted = await wantedFiles(common, sites);
  const tree = opened.value;
  const changed = [...wanted].filter(([path, { sha256 }]) => tree.present.get(path) !== sha256);
  // First, because a folder may be where a file was.
  const removed = await removeOthers(tree, { sites: site === undefined ? undefined : sites, wanted });
  if (!removed.ok) return removed;
  const written = await writeChanged(common, tree, changed);
  if (!written.ok) return written;
  const finished = await tree.finish();
  if (!finished.ok) return finished;
  const { leftOut, bytes } = written.value;
  const counts = { sites: sites.length, files: wanted.size - leftOut.length, written: changed.length - leftOut.length };
  return ok({ folder, ...counts, removed: removed.value, bytes, leftOut });
}

async function wantedFiles(common: Common, sites: readonly string[]): Promise<ReadonlyMap<string, Wanted>> {
  const wanted = new Map<string, Wanted>();
  for (const site of sites) {
    for (const [path, { sha256 }] of await common.store.files(site)) wanted.set(`${site}/${path}`, { sha256, site });
  }
  return wanted;
}

type Written = Pick<ExportOutcome, 'leftOut' | 'bytes'>;

/** A file that this platform cannot name, or whose original is damaged, is named and holds up no other; a full disk ends it. */
async function writeChanged(
  common: Common,
  tree: FileTree,
  changed: readonly (readonly [string, Wanted])[],
): Promise<Result<Written, JobError>> {
  const leftOut: { path: string; reason: string }[] = [];
  let bytes = 0;
  const begun = changed.length === 0 ? ok(undefined) : await tree.begin(changed.map(([path]) => path));
  if (!begun.ok) return begun;
  for (const [path, { sha256 }] of changed) {
    const content = await originalOf(common, sha256);
    const written = content.ok ? await tree.write({ path, sha256, content: content.value }) : undefined;
    if (written && !written.ok && written.error.kind !== 'file-unreadable') return written;
    if (content.ok && written?.ok) bytes += content.value.length;
    else leftOut.push({ path, reason: content.ok ? causeOf(written) : content.error });
  }
  return ok({ leftOut, bytes });
}

const causeOf = (written: Awaited<ReturnType<FileTree['write']>> | undefined): string =>
  written && !written.ok && 'cause' in written.error ? written.error.cause : '';

type Kept = { readonly sites: readonly string[] | undefined; readonly wanted: ReadonlyMap<string, Wanted> };

/** What the sites no longer have. */
async function removeOthers(tree: FileTree, { sites, wanted }: Kept): Promise<Result<number, JobError>> {
  let count = 0;
  for (const path of tree.paths) {
    const isOurs = sites === undefined || sites.includes(path.slice(0, path.indexOf('/')));
    if (!isOurs || wanted.has(path)) continue;
    const removed = await tree.remove(path);
    if (!removed.ok) return removed;
    count += 1;
  }
  return ok(count);
}

/** The folder of the setting `mirrorFolder`, brought up to date after a merge; what goes wrong is answered and traced, and holds up nothing. */
export async function mirrorDossiers(common: Common, merged: number): Promise<MirrorOutcome | null> {
  const folder = common.settings.mirrorFolder;
  if (folder === '' || merged === 0) return null;
  const startedAt = common.now();
  const exported = await exportFiles(common, { folder });
  const durationMs = common.now().getTime() - startedAt.getTime();
  const about = { at: startedAt.toISOString(), direction: 'local', peer: '', kind: 'export', messageId: '', durationMs } as const;
  if (!exported.ok) {
    await common.store.trace([{ ...about, outcome: 'failed', reason: exported.error.kind, bytes: 0 }]);
    return { folder, sites: 0, files: 0, written: 0, removed: 0, bytes: 0, leftOut: [], error: exported.error.kind };
  }
  const { written, removed, bytes } = exported.value;
  await common.store.trace([{ ...about, outcome: 'done', reason: `written=${written} removed=${removed}`, bytes }]);
  return { ...exported.value, error: '' };
}
