/** A file of a dossier that could not be read when it came, merged once it can be: the state of the dossier stays what it is. */
import { hash } from 'node:crypto';
import { problemOf, type ReadFile, type Settlement, settle } from '../exchange/settle.ts';
import { deviceKey } from '../inventory/identity.ts';
import type { Common } from './installation.ts';
import { completed } from './merge-parcel.ts';
import { readAgain, type StoredFile } from './read-again.ts';
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
  const settlement = await settleFile(common, site, file);
  const { filesPut, assetsSeen } = settlement;
  const assets = await Promise.all(settlement.assets.map((asset) => completed(common, asset)));
  const event = { at, direction: 'local', peer: site, kind: 'merge', messageId: '', outcome: 'done', bytes: file.bytes } as const;
  await common.store.commit({
    ...emptyChange(at),
    // No mail brought it: this merge is noted under a digest of its own.
    seen: { headerSha256: hash('sha256', `again\0${site}\0${path}\0${sha256}\0${at}`, 'hex'), peer: site, ...merged, at },
    filesPut,
    assets,
    assetsSeen,
    trace: [{ ...event, reason: `read=${settlement.read} changed=${assets.length} unreadable=0`, durationMs: 0 }],
  });
}

const merged = { kind: 'merge', epoch: 0, seq: 0, outcome: 'applied' } as const;

async function settleFile(common: Common, site: string, file: ReadFile): Promise<Settlement> {
  const paths = [...(await common.store.files(site)).keys()];
  const keys = file.content.ok ? file.content.value.map(deviceKey) : [];
  const reports = await common.store.reports(site, keys);
  const timeZone = (await common.store.progress(site))?.timeZone || 'UTC';
  return settle({ site, timeZone, now: common.now(), paths, reports, unchangedDevices: [] }, paths, [file]);
}
