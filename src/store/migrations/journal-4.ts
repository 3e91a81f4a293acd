/** Journal, step 4: how many mails of ours stand in which state is counted along an index, past the bytes of the mails. */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const journal4: Migration = async ({ db }) => {
  await sql`create index "outgoing_counts" on "outgoing" ("kind", "state", "bounce")`.execute(db);
};
