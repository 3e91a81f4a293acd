/** Into which bucket of a chart an age, a memory or a disk falls. The labels are codes; `unknown` is one, for nothing is invented. */

export const ageBuckets = ['0-2', '3-4', '5-6', '7-9', '10+', 'unknown'] as const;
export const memoryBuckets = ['0-3', '4', '8', '16', '32', '64+', 'unknown'] as const;
export const diskBuckets = ['0-127', '128', '256', '512', '1000', '2000+', 'unknown'] as const;

export type AgeBucket = (typeof ageBuckets)[number];
export type MemoryBucket = (typeof memoryBuckets)[number];
export type DiskBucket = (typeof diskBuckets)[number];

/** Whole years between two dates that begin with `YYYY-MM-DD`; `made` is the firmware's date, '' when not known. */
export const ageBucket = (made: string, today: string): AgeBucket => {
  const days = (Date.parse(today.slice(0, 10)) - Date.parse(made.slice(0, 10))) / 86_400_000;
  if (!Number.isFinite(days) || days < 0) return 'unknown';
  const years = Math.floor(days / 365.2425);
  if (years <= 2) return '0-2';
  if (years <= 4) return '3-4';
  if (years <= 6) return '5-6';
  return years <= 9 ? '7-9' : '10+';
};

/** Agents say a little less than what is built in: 7,864 MB are 8 GB. */
export const memoryBucket = (memoryMb: number | null): MemoryBucket => {
  if (memoryMb === null || memoryMb <= 0) return 'unknown';
  const gigabytes = memoryMb / 1024;
  const steps = [
    [60, '64+'],
    [30, '32'],
    [15, '16'],
    [7, '8'],
    [3.5, '4'],
  ] as const;
  return steps.find(([from]) => gigabytes >= from)?.[1] ?? '0-3';
};

/** Of all disks together. */
export const diskBucket = (disks: readonly { readonly sizeMb: number }[]): DiskBucket => {
  const gigabytes = disks.reduce((sum, { sizeMb }) => sum + sizeMb, 0) / 1000;
  if (gigabytes <= 0) return 'unknown';
  const steps = [
    [1900, '2000+'],
    [900, '1000'],
    [470, '512'],
    [230, '256'],
    [115, '128'],
  ] as const;
  return steps.find(([from]) => gigabytes >= from)?.[1] ?? '0-127';
};
