/** How much of a mailbox one run takes, and how much at once. Ignores what is in the mails. */
import type { Limits } from '../exchange/limits.ts';
import type { Sighting } from './sighting.ts';

/** Mails fetched, judged and disposed of together. */
const batchMails = 50;
const batchBytes = 16_000_000;

/** The first of these, up to the budget of a run; one mail at least, however large. */
export function withinBudget(sightings: readonly Sighting[], limits: Limits): readonly Sighting[] {
  let bytes = 0;
  return sightings.slice(0, limits.maxRunMessages).filter((sighting) => {
    bytes += sighting.bytes;
    return bytes <= limits.maxRunBytes || bytes === sighting.bytes;
  });
}

/** What was tried before and did not end goes alone, so that the next attempt accuses nobody else. */
export function* batchesOf(sightings: readonly Sighting[]): Generator<readonly Sighting[]> {
  let batch: Sighting[] = [];
  let bytes = 0;
  for (const sighting of sightings) {
    const isFull = batch.length >= batchMails || bytes + sighting.bytes > batchBytes || sighting.attempts > 0;
    if (batch.length > 0 && isFull) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(sighting);
    bytes += sighting.bytes;
  }
  if (batch.length > 0) yield batch;
}
