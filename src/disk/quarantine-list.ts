/**
 * The list of the quarantine as it was read last, for as long as nothing came into its folder, was replaced in it or left it: thousands of
 * strangers' mails are not read again for every look. What a person writes into a text by hand shows with the next change.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../result.ts';
import { isMissing } from './file-errors.ts';
import type { DiskError, QuarantinedItem } from './port.ts';
import { listQuarantine } from './quarantine.ts';

type Listed = Result<readonly QuarantinedItem[], DiskError>;

type Kept = { readonly changedAt: number; readonly listed: Listed };

/** File systems date coarsely: what changed so lately may change again under the same date. */
const settledMs = 3_000;

export function openQuarantineList(home: string): () => Promise<Listed> {
  let kept: Kept | undefined;
  return async () => {
    const changedAt = await dateOf(join(home, 'quarantine'));
    if (kept && kept.changedAt === changedAt) return kept.listed;
    const listed = await listQuarantine(home);
    const isSettled = changedAt !== undefined && Math.abs(Date.now() - changedAt) > settledMs;
    kept = listed.ok && isSettled ? { changedAt, listed } : undefined;
    return listed;
  };
}

/** Of the last change of its entries; undefined for a folder that is not there. */
const dateOf = (folder: string): Promise<number | undefined> =>
  stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    // Whatever else is wrong, the listing tells.
    (error: unknown) => (isMissing(error) ? undefined : Number.NaN),
  );
