/**
 * Journal, step 3: lines of the trace can be searched, and say which mail's commit wrote them (`mail`, the digest of its signed header, ''
 * for lines of before); outgoing mails say what they answer.
 */
import { sql } from 'kysely';
import { fold } from '../folded-text.ts';
import type { Migration, MigrationTarget } from '../migrate.ts';
import { addColumns } from './table.ts';

export const journal3: Migration = async (target) => {
  const { db } = target;
  await addColumns(target, 'trace', { searchText: 'text', mail: 'text' });
  await foldOldLines(target);
  await sql`create index "trace_messageId" on "trace" ("messageId") where "messageId" != ''`.execute(db);
  await sql`create index "trace_mail" on "trace" ("mail") where "mail" != ''`.execute(db);
  await sql`create index "trace_peer" on "trace" ("peer")`.execute(db);
  await sql`create index "trace_kind" on "trace" ("kind")`.execute(db);
  await addColumns(target, 'outgoing', { inReplyTo: 'text' });
  await sql`create index "outgoing_inReplyTo" on "outgoing" ("inReplyTo") where "inReplyTo" != ''`.execute(db);
  await sql`create index "outgoing_parcel" on "outgoing" ("peer", "epoch", "seq")`.execute(db);
  await sql`create index "seen_parcel" on "seen" ("peer", "epoch", "seq")`.execute(db);
};

type Line = { readonly id: number; readonly peer: string; readonly kind: string; readonly reason: string; readonly messageId: string };

const linesTogether = 5_000;

async function foldOldLines({ db, capabilities }: MigrationTarget): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await sql<Line>`select "id", "peer", "kind", "reason", "messageId" from "trace"
      where "id" > ${after} order by "id" limit ${linesTogether}`.execute(db);
    const folded = rows.map(({ id, peer, kind, reason, messageId }) => [id, fold([peer, kind, reason, messageId].join('\n'))]);
    const put = capabilities.rows<{ id: number; text: string }>(sql.val(JSON.stringify(folded)), { id: 'integer', text: 'text' });
    await sql`update "trace" set "searchText" = "put"."text" from ${put} as "put" where "trace"."id" = "put"."id"`.execute(db);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < linesTogether) return;
  }
}
