/** The counts that charts draw. */
import { ageBucket, ageBuckets, diskBucket, diskBuckets, memoryBucket, memoryBuckets } from '../intranet/buckets.ts';
import type { FiguresView, Tally } from '../intranet/view.ts';
import type { AssetKind, Disk } from '../inventory/report.ts';
import type { Count } from '../store/listing-port.ts';
import { siteSummaries } from './dossier-standing.ts';
import { type Scene, siteRef } from './dossier-views.ts';

const charted = 6;

export async function figuresView(scene: Scene): Promise<FiguresView> {
  const { listing } = scene.common.store;
  const [kinds, sites] = [await listing.countBy('kind', scene.without), await listing.countBy('site', scene.without)];
  return {
    bySite: sites.map(({ value, count }) => ({ label: siteRef(scene, value).name, count })),
    byKind: kinds.map(({ value, count }) => ({ label: value as AssetKind, count })),
    byOs: (await listing.countBy('os', scene.without)).map(({ value, count }) => ({ label: value, count })),
    byAge: tallied(ageBuckets, await listing.countBy('biosDate', scene.without), (made) => ageBucket(made, scene.today)),
    byMemory: tallied(memoryBuckets, await listing.countBy('memoryMb', scene.without), (mb) => memoryBucket(mb === '' ? null : Number(mb))),
    byDisk: tallied(diskBuckets, await listing.countBy('disks', scene.without), (disks) =>
      diskBucket(JSON.parse(disks) as readonly Disk[]),
    ),
    growth: cumulated(await listing.firstSeenByMonth()),
    freshness: freshnessOf(await siteSummaries(scene)),
    softwareVersions: await mostInstalled(scene),
  };
}

/** Every bucket, in its order, also the empty ones. */
function tallied(buckets: readonly string[], counts: readonly Count[], bucketOf: (value: string) => string): readonly Tally[] {
  const sums = new Map(buckets.map((bucket) => [bucket, 0]));
  for (const { value, count } of counts) {
    const bucket = bucketOf(value);
    sums.set(bucket, (sums.get(bucket) ?? 0) + count);
  }
  return [...sums].map(([label, count]) => ({ label, count }));
}

function cumulated(months: readonly Count[]): readonly Tally[] {
  let sum = 0;
  return months.map(({ value, count }) => {
    sum += count;
    return { label: value, count: sum };
  });
}

function freshnessOf(sites: Awaited<ReturnType<typeof siteSummaries>>): FiguresView['freshness'] {
  const groups = Map.groupBy(sites, ({ freshness }) => freshness);
  return [...groups].map(([label, group]) => ({ label, count: group.length }));
}

async function mostInstalled({ common }: Scene): Promise<FiguresView['softwareVersions']> {
  const most = await common.store.listing.mostInstalled(charted);
  return most.map(({ name, versions }) => ({
    name,
    versions: versions.map(({ version, installations }) => ({ label: version, count: installations })),
  }));
}
