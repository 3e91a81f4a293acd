/**
 * The journal of an installation that exchanges: mails seen, and (in files of their own) arrivals, the trace and the outgoing queue.
 * Shared by CommonStore and OutpostStore, whose commits write parts of it in their own transaction through JournalWriter.
 */
import type { Kysely } from 'kysely';
import { arrivalStatements, arrivedMails } from './arrivals.ts';
import type { Engine } from './engine.ts';
import type { Journal, SeenMail } from './journal-port.ts';
import type { JournalWriter } from './journal-writer.ts';
import { outgoingMails, outgoingStatements } from './outgoing.ts';
import { prepared, slotsOf } from './prepared.ts';
import type { JournalSchema } from './schema.ts';
import { openTrace, openTraceWriter } from './trace.ts';

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
    ...openTrace(engine, writer.trace),
  };
}

// ---------------------------------------------------------------- what commits write

const seenColumns = ['headerSha256', 'peer', 'kind', 'epoch', 'seq', 'outcome', 'at'] as const;

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
  return {
    see: async (on, mail) => (await insertSeen(on, mail)).numAffectedRows === 1n,
    arrive,
    bounce,
    queue,
    trace: openTraceWriter(db),
  };
}
