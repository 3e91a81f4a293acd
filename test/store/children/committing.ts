/**
 * A process that commits parcels to the common store at argv[2] until it is killed, from the first number that is free, and prints
 * each number once its commit has answered.
 */
import { openCommonStore } from '../../../src/store/open.ts';
import { numberedParcel } from './numbered-parcel.ts';

const store = await openCommonStore(process.argv[2] ?? '');
const first = ((await store.progress('lyon'))?.seq ?? 0) + 1;
for (let number = first; number < first + 10_000; number += 1) {
  await store.commit(numberedParcel(number));
  process.stdout.write(`${number}\n`);
}
