/**
 * The journal of an installation that exchanges: mails seen, the trace, and (in files of their own) arrivals and the outgoing queue.
 * Shared by CommonStore and OutpostStore, whose commits write parts of it in their own transaction through JournalWriter.
 */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { StoredTraceEvent, TraceEvent } from '../exchange/trace.ts';
import { arrivalStatements, arrivedMails } from './arrivals.ts';
import type { Engine } from './engine.ts';
import type { Journal, SeenMail, TraceQuery } from './journal-port.ts';
import type { JournalWriter } from './journal-writer.ts';
import { outgoingMails, outgoingStatements } from './outgoing.ts';
import { prepared, slotsOf } from './prepared.ts';
import type { JournalSchema } from './schema.ts';
import { whole } from './whole.ts';

export function openJournal(engine: Engine<JournalSchema>): Journal & { readonly writer: JournalWriter } {
  const { db } = engine;
  const writer = openWriter(db);
  const findSeen = prepared<{ headerSha256: string }>()((slot) =>
    db.selectFrom('seen').selectAll().where('headerSha256', '=', slot('headerSha256')),
  );
  return {
    writer,
    ...arrivedMails(engine, writer),
    ...outgoingMails(db, writer),
    isSeen: async (headerSha256) => (await findSeen(db, { headerSha256 })).rows[0],
    trace: (events) => db.transaction().execute((transaction) => writer.trace(transaction, events)),
    traceList: (query) => listTrace(db, query),
    traceDelete: (ids) => deleteTrace(engine, ids),
  };
}

// ---------------------------------------------------------------- what commits write

const seenColumns = ['headerSha256', 'peer', 'kind', 'epoch', 'seq', 'outcome', 'at'] as const;
const traceColumns = ['at', 'direction', 'peer', 'kind', 'messageId', 'outcome', 'reason', 'bytes', 'durationMs'] as const;

function openWriter(db: Kysely<JournalSchema>): JournalWriter {
  const { arrive } = arrivalStatements(db);
  const { queue, bounce } = outgoingStatements(db);
  // What is in quarantine may be tried again, and a volume that was forgotten may come again: they then count as not seen.
  const insertSeen = prepared<SeenMail>()((slot) =>
    db
      .insertInto('seen')
      .values(slotsOf(slot, seenColumns))
      .onConflict((conflict) =>
        conflict
          .column('headerSha256')
          .doUpdateSet(({ ref }) => ({ outcome: ref('excluded.outcome'), at: ref('excluded.at') }))
          .where('seen.outcome', 'in', ['quarantined', 'stored']),
      ),
  );
  const insertTrace = prepared<TraceEvent>()((slot) => db.insertInto('trace').values(slotsOf(slot, traceColumns)));
  return {
    see: async (on, mail) => (await insertSeen(on, mail)).numAffectedRows === 1n,
    arrive,
    bounce,
    queue,
    trace: async (on, events) => {
      for (const event of events) await insertTrace(on, { ...event, bytes: whole(event.bytes), durationMs: whole(event.durationMs) });
    },
  };
}

// ---------------------------------------------------------------- trace

const textFilters = ['peer', 'kind', 'outcome'] as const;

async function listTrace(db: Kysely<JournalSchema>, query: TraceQuery): Promise<readonly StoredTraceEvent[]> {
  // In the order of writing: a clock that was set back does not shuffle the journal.
  let events = db
    .selectFrom('trace')
    .selectAll()
    .orderBy('id', query.newestFirst ? 'desc' : 'asc');
  for (const column of textFilters) {
    const wanted = query[column];
    if (wanted !== undefined) events = events.where(column, '=', wanted as TraceEvent[typeof column]);
  }
  if (query.since !== undefined) events = events.where('at', '>=', query.since);
  return limited(events, query.limit).execute();
}

const limited = <Row>(query: SelectQueryBuilder<JournalSchema, 'trace', Row>, limit: number) =>
  Number.isSafeInteger(limit) ? query.limit(limit) : query;

async function deleteTrace({ db, capabilities }: Engine<JournalSchema>, ids: readonly number[]): Promise<number> {
  const list = capabilities.list<number>(sql.val(JSON.stringify(ids)), 'integer');
  const deleted = await db.deleteFrom('trace').where('id', 'in', list).executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
