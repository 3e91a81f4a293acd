/** Register, keys: the company's lasting id and recovery key, and what each site's change of keys leaves behind. */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';
import { addColumns, createTable } from './table.ts';

export const registerKeys: Migration = async (target) => {
  await createTable(target, {
    name: 'organisation',
    columns: { number: 'integer', org: 'text', recoveryKey: 'text', rotation: 'integer' },
    key: ['number'],
  });
  await addColumns(target, 'site', {
    leftAt: 'text',
    previousSigningKey: 'text',
    previousKeyId: 'text',
    rotatedAt: 'text',
    trusts: 'text',
    announcedAt: 'text',
  });
  await sql`create index "site_previousKeyId" on "site" ("previousKeyId")`.execute(target.db);
};
