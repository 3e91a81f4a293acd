/** Several processes on one database: one receives, others look. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { assetsOfParcel, softwareOfAsset } from './children/numbered-parcel.ts';
import { startChild } from './children/process.ts';
import { temporaryFolder } from './places.ts';
import { event } from './samples.ts';

const folder = temporaryFolder();

test.each([
  ['reads only', true],
  ['might write', false],
])(
  'while another process writes, one that %s sees whole commits, and more and more of them',
  { timeout: 30_000 },
  async (name, isReadOnly) => {
    const path = join(folder, `${name}.db`);
    const writer = startChild('./committing.ts', path);
    await writer.line();
    const reader = await openCommonStore(path, { isReadOnly });
    const first = await parcelsSeen(reader);
    while (Number(await writer.line()) < first + 5);
    const second = await parcelsSeen(reader);
    await writer.kill();
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThanOrEqual(first + 5);
    await reader.close();
  },
);

async function parcelsSeen(reader: CommonStore): Promise<number> {
  const assets = await reader.assets({});
  expect(assets.length % assetsOfParcel).toBe(0);
  const installations = (await reader.software({})).reduce((sum, count) => sum + count.installations, 0);
  expect(installations % (assetsOfParcel * softwareOfAsset)).toBe(0);
  return assets.length / assetsOfParcel;
}

test('processes that open a new database at the same moment all succeed', { timeout: 30_000 }, async () => {
  const path = join(folder, 'race.db');
  const children = Array.from({ length: 4 }, () => startChild('./opening.ts', path));
  expect(await Promise.all(children.map((child) => child.line()))).toEqual(['opened', 'opened', 'opened', 'opened']);
  for (const child of children) await child.kill();
  const store = await openCommonStore(path);
  expect(await store.traceList({ newestFirst: true, limit: 9 })).toHaveLength(4);
  await store.close();
});

test('calls made at the same time on one store wait for each other', async () => {
  const store = await openCommonStore(':memory:');
  await Promise.all(Array.from({ length: 20 }, (_, number) => store.trace([event(`${number}`), event(`${number}`)])));
  const reasons = (await store.traceList({ newestFirst: false, limit: 99 })).map(({ reason }) => reason);
  expect(reasons).toEqual(Array.from({ length: 40 }, (_, index) => `${Math.floor(index / 2)}`));
  await store.close();
});
