/**
 * Journal, step 2: the mails of a mailbox by the server's id, with attempts and planned disposal, in place of those passed over;
 * how the mail servers answered; volumes, waiting times and bounces of outgoing mails.
 */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';
import { addColumns, createTable } from './table.ts';

export const journal2: Migration = async (target) => {
  await createTable(target, {
    name: 'arrival',
    columns: {
      account: 'text',
      mailId: 'text',
      fingerprint: 'text',
      state: 'text',
      attempts: 'integer',
      disposal: 'text',
      reason: 'text',
      at: 'text',
    },
    key: ['account', 'mailId'],
    isClustered: true,
  });
  // Without a fingerprint they are looked at once more, and passed again.
  await sql`drop table "passed"`.execute(target.db);
  await createTable(target, {
    name: 'contact',
    columns: { account: 'text', lastOkAt: 'text', failures: 'integer', lastFailureAt: 'text', failure: 'text' },
    key: ['account'],
  });
  await addColumns(target, 'outgoing', { volume: 'integer', nextAt: 'text', bounce: 'text' });
};
