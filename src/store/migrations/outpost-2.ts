/** OutpostStore, step 2: what the common site holds of a parcel, when it goes again, its files; what was learnt of the way there. */
import type { Migration } from '../migrate.ts';
import { addColumns, createTable } from './table.ts';

export const outpost2: Migration = async (target) => {
  await addColumns(target, 'outpost', {
    learntVolumeBytes: 'integer',
    unanswered: 'integer',
    snapshotAt: 'text',
    deltas: 'integer',
    epochChanges: 'text',
    deliveryCause: 'text',
    deliveryAt: 'text',
  });
  await addColumns(target, 'parcel', { have: 'text', tries: 'integer', resendAt: 'text', volumeBytes: 'integer' });
  await createTable(target, {
    name: 'listing',
    columns: { epoch: 'integer', seq: 'integer', files: 'bytes' },
    key: ['epoch', 'seq'],
  });
};
