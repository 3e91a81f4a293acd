/** A file of a dossier that could not be read when it came, merged once it can be: the state of the dossier stays what it is. */
import { hash } from 'node:crypto';
import { problemOf, type ReadFile } from '../exchange/files.ts';
import type { Common } from './installation.ts';
import { contentOf } from './merged-content.ts';
import { readAgain, type StoredFile } from './read-again.ts';
import { settleDossier } from './settle-dossier.ts';
import { emptyChange } from './verdict.ts';

/** Reads the original again and merges it in one commit; else `outcome` says why it stays unread. */
export async function mergeAgain(common: Common, file: StoredFile): Promise<{ readonly isTaken: boolean; readonly outcome: string }> {
  const read = await readAgain(common, file);
  if (!read.ok) return { isTaken: false, outcome: read.error };
  const problem = problemOf(read.value);
  if (problem !== '') return { isTaken: false, outcome: problem };
  await commitFile(common, file, read.value);
  return { isTaken: true, outcome: 'merged' };
}

async function commitFile(common: Common, { site, path, sha256 }: StoredFile, file: ReadFile): Promise<void> {
  const at = common.now().toISOString();
  const timeZone = (await common.store.progress(site))?.timeZone || 'UTC';
  const paths = [...(await common.store.files(site)).keys()];
  const settled = await settleDossier(common, { site, timeZone, files: [file] });
  const { filesPut, dossier, read, changed } = contentOf(settled, { changed: [file], known: paths, after: paths });
  const event = { at, direction: 'local', peer: site, kind: 'merge', messageId: '', outcome: 'done', bytes: file.bytes } as const;
  await common.store.commit({
    ...emptyChange(at),
    // No mail brought it: this merge is noted under a digest of its own.
    seen: { headerSha256: hash('sha256', `again\0${site}\0${path}\0${sha256}\0${at}`, 'hex'), peer: site, ...merged, at },
    timeZone,
    filesPut,
    dossier,
    trace: [{ ...event, reason: `read=${read} changed=${changed} unreadable=0`, durationMs: 0 }],
  });
}

const merged = { kind: 'merge', epoch: 0, seq: 0, outcome: 'applied' } as const;
