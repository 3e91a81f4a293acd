/** OutpostStore, keys: a change of our own keys that is not confirmed yet, and the last change of the common site's that was heeded. */
import type { Migration } from '../migrate.ts';
import { addColumns } from './table.ts';

export const outpostKeys: Migration = async (target) => {
  await addColumns(target, 'outpost', { rotatingTo: 'text', rotation: 'integer' });
};
