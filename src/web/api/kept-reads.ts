/**
 * What takes long to read of a large dossier, kept for a minute, or for twenty times as long as the
 * reading took, unless a parcel or a decision came in the meantime. Kept with the store
 * that it was read from: a home that is opened again begins anew. Failures are not kept.
 */
import type { Common } from '../../jobs/installation.ts';

const minuteMs = 60_000;

/** A page that stays open asks again and again: reading may not be all that the machine does. */
const timesLonger = 20;

type Kept = { readonly revision: string; readonly at: number; readonly value: Promise<unknown>; keptMs: number };

const keptOf = new WeakMap<object, Map<string, Kept>>();

/** `name`: of the question, with all that it depends on. */
export async function keptRead<T>(common: Common, name: string, read: () => Promise<T>): Promise<T> {
  const reads = keptOf.get(common.store) ?? new Map<string, Kept>();
  keptOf.set(common.store, reads);
  const revision = await revisionOf(common);
  const at = common.now().getTime();
  for (const [key, kept] of reads) if (Math.abs(at - kept.at) >= kept.keptMs || kept.revision !== revision) reads.delete(key);
  const known = reads.get(name);
  if (known) return known.value as Promise<T>;
  const value = read();
  const kept: Kept = { revision, at, value, keptMs: minuteMs };
  reads.set(name, kept);
  try {
    const answer = await value;
    kept.keptMs = Math.max(minuteMs, timesLonger * (common.now().getTime() - at));
    return answer;
  } catch (thrown) {
    reads.delete(name);
    throw thrown;
  }
}

/** Another one after every parcel and every word of a person. */
export async function revisionOf({ store, register }: Common): Promise<string> {
  const progress = await store.allProgress();
  const [decision] = await store.decisions.decisions(1);
  const parcels = progress.map(({ site, epoch, seq, lastContactAt }) => `${site} ${epoch}.${seq} ${lastContactAt}`);
  return JSON.stringify([parcels, decision?.number ?? 0, (await register.preferences())?.version ?? 0]);
}
