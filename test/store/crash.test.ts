/** Killed anywhere, the store holds whole commits, and every commit that had answered. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openCommonStore } from '../../src/store/open.ts';
import { assetsOfParcel, softwareOfAsset } from './children/numbered-parcel.ts';
import { startChild } from './children/process.ts';
import { temporaryFolder } from './places.ts';

const folder = temporaryFolder();
const killsOfEach = 5;

/** One child after the other on one database; each is killed some milliseconds after its first commit. */
async function killRepeatedly(path: string, lane: number): Promise<void> {
  for (let kill = 0; kill < killsOfEach; kill += 1) {
    const child = startChild('./committing.ts', path);
    const first = Number(await child.line());
    await sleep((lane * 7 + kill * 11) % 45);
    const printed = await child.kill();
    await expectWholeCommits(path, Math.max(first, ...printed.map(Number)));
  }
}

async function expectWholeCommits(path: string, answered: number): Promise<void> {
  const store = await openCommonStore(path);
  const last = (await store.progress('lyon'))?.seq ?? 0;
  // The one that was being answered when the process died may be there too.
  expect(last - answered).toBeGreaterThanOrEqual(0);
  expect(last - answered).toBeLessThanOrEqual(1);
  expect((await store.results('lyon', 100_000)).map(({ seq }) => seq)).toEqual(Array.from({ length: last }, (_, index) => last - index));
  expect((await store.files('lyon')).size).toBe(last * assetsOfParcel);
  const assets = await store.assets({});
  expect(assets).toHaveLength(last * assetsOfParcel);
  expect(new Set(assets.map(({ softwareCount }) => softwareCount))).toEqual(new Set([softwareOfAsset]));
  expect(await store.queued()).toHaveLength(last);
  expect(await store.traceList({ newestFirst: true, limit: 100_000 })).toHaveLength(last);
  expect((await store.receiptsDue())[0]?.inReplyTo).toBe(`${last}@x`);
  await store.close();
  expectSound(path, last);
}

function expectSound(path: string, parcels: number): void {
  const raw = new Database(path, { readonly: true });
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
  const counts = raw
    .prepare(
      'select (select count(*) from assetSoftware) as installed, (select count(*) from original) as originals, (select count(*) from seen) as seen',
    )
    .get();
  expect(counts).toEqual({ installed: parcels * assetsOfParcel * softwareOfAsset, originals: parcels * assetsOfParcel, seen: parcels });
  raw.close();
}

test('twenty kills in the middle of commits leave whole commits only, and lose none that had answered', { timeout: 60_000 }, async () => {
  await Promise.all([1, 2, 3, 4].map((lane) => killRepeatedly(join(folder, `crash-${lane}.db`), lane)));
});
