/** CommonStore, step 2: volumes of parcels that are not complete yet, and what the next receipt of a site tells it. */
import type { Migration } from '../migrate.ts';
import { createTable } from './table.ts';

export const common2: Migration = async (target) => {
  await createTable(target, {
    name: 'volume',
    columns: {
      site: 'text',
      parcel: 'text',
      number: 'integer',
      of: 'integer',
      epoch: 'integer',
      seq: 'integer',
      sha256: 'text',
      bytes: 'integer',
      at: 'text',
      body: 'bytes',
    },
    key: ['site', 'parcel', 'number'],
  });
  await createTable(target, { name: 'siteNotice', columns: { site: 'text', code: 'text', at: 'text' }, key: ['site', 'code'] });
};
