/**
 * The journal of an installation that exchanges: mails seen, mails passed over, the trace, the outgoing queue. Shared by CommonStore
 * and OutpostStore, whose commits write parts of it in their own transaction through JournalWriter.
 */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { StoredTraceEvent, TraceEvent } from '../exchange/trace.ts';
import type { Engine } from './engine.ts';
import { type Attempt, type Journal, type OutgoingMail, type SeenMail, StoreFailure, type TraceQuery } from './port.ts';
import { type Executor, prepared, slotsOf } from './prepared.ts';
import type { JournalSchema, OutgoingRow } from './schema.ts';
import { whole } from './whole.ts';

/** The parts of the journal that a commit writes; `on` is the commit's transaction. */
export type JournalWriter = {
  /** False when this mail was noted before; nothing is written then. */
  see(on: Executor, mail: SeenMail): Promise<boolean>;
  queue(on: Executor, mails: readonly OutgoingMail[]): Promise<void>;
  trace(on: Executor, events: readonly TraceEvent[]): Promise<void>;
};

export function openJournal(engine: Engine<JournalSchema>): Journal & { readonly writer: JournalWriter } {
  const { db } = engine;
  const writer = openWriter(db);
  const findSeen = prepared<{ headerSha256: string }>()((slot) =>
    db.selectFrom('seen').selectAll().where('headerSha256', '=', slot('headerSha256')),
  );
  return {
    writer,
    ...passedMails(engine),
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
const outgoingColumns = ['messageId', 'kind', 'peer', 'sender', 'recipient', 'raw', 'epoch', 'seq', 'createdAt'] as const;

function openWriter(db: Kysely<JournalSchema>): JournalWriter {
  const insertSeen = prepared<SeenMail>()((slot) =>
    db
      .insertInto('seen')
      .values(slotsOf(slot, seenColumns))
      .onConflict((conflict) => conflict.column('headerSha256').doNothing()),
  );
  const insertTrace = prepared<TraceEvent>()((slot) => db.insertInto('trace').values(slotsOf(slot, traceColumns)));
  const insertOutgoing = prepared<OutgoingRow>()((slot) =>
    db.insertInto('outgoing').values({ ...slotsOf(slot, outgoingColumns), state: 'queued' }),
  );
  return {
    see: async (on, mail) => (await insertSeen(on, mail)).numAffectedRows === 1n,
    queue: async (on, mails) => {
      for (const { from, to, ...mail } of mails) await insertOutgoing(on, { ...mail, sender: from, recipient: to });
    },
    trace: async (on, events) => {
      for (const event of events) await insertTrace(on, { ...event, bytes: whole(event.bytes), durationMs: whole(event.durationMs) });
    },
  };
}

// ---------------------------------------------------------------- passed mails

function passedMails({ db, capabilities }: Engine<JournalSchema>): Pick<Journal, 'passed' | 'pass' | 'forgetPassed'> {
  return {
    passed: async (account) => {
      const rows = await db.selectFrom('passed').select('mailId').where('account', '=', account).execute();
      return new Set(rows.map((row) => row.mailId));
    },
    pass: (mails) =>
      db.transaction().execute(async (transaction) => {
        for (const { account, mailId, reason, at } of mails) {
          const row = transaction.insertInto('passed').values({ account, mailId, reason, at });
          await row.onConflict((conflict) => conflict.columns(['account', 'mailId']).doUpdateSet({ reason, at })).execute();
        }
      }),
    forgetPassed: async (account, present) => {
      const ids = capabilities.list<string>(sql.val(JSON.stringify([...present])), 'text');
      await db.deleteFrom('passed').where('account', '=', account).where('mailId', 'not in', ids).execute();
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

// ---------------------------------------------------------------- outgoing mails

const queuedColumns = [
  'messageId',
  'kind',
  'peer',
  'raw',
  'epoch',
  'seq',
  'createdAt',
  'state',
  'tries',
  'lastError',
  'lastTriedAt',
] as const;

type OutgoingMails = Pick<Journal, 'queued' | 'enqueue' | 'noteAttempt' | 'noteOutcome' | 'requeueOlderThan' | 'dropSent'>;

function outgoingMails(db: Kysely<JournalSchema>, writer: JournalWriter): OutgoingMails {
  const sentAndKept = db.updateTable('outgoing').where('state', '=', 'sent').where('isDropped', '=', 0);
  return {
    queued: () => queuedMails(db).execute(),
    enqueue: (mails, events) =>
      db.transaction().execute(async (transaction) => {
        await writer.queue(transaction, mails);
        await writer.trace(transaction, events);
      }),
    noteAttempt: (attempt) => noteAttempt(db, attempt),
    noteOutcome: ({ messageId, state, error, event, next }) =>
      db.transaction().execute(async (transaction) => {
        await transaction.updateTable('outgoing').set({ state, lastError: error }).where('messageId', '=', messageId).execute();
        await writer.trace(transaction, [event]);
        if (next) await noteAttempt(transaction, next);
      }),
    requeueOlderThan: async (kind, before) => {
      const old = sentAndKept.where('kind', '=', kind).where('createdAt', '<', before).where('lastTriedAt', '<', before);
      return Number((await old.set({ state: 'queued' }).executeTakeFirst()).numUpdatedRows);
    },
    dropSent: async (peer, kind) => {
      await sentAndKept
        .where('kind', '=', kind)
        .where('peer', '=', peer)
        .set({ raw: Buffer.alloc(0), isDropped: 1 })
        .execute();
    },
  };
}

async function noteAttempt(db: Kysely<JournalSchema>, { messageId, at }: Attempt): Promise<void> {
  const tried = db.updateTable('outgoing').set(({ eb }) => ({ tries: eb('tries', '+', 1), lastTriedAt: at }));
  const noted = await tried.where('messageId', '=', messageId).executeTakeFirst();
  // An attempt that cannot be noted must not be made: that is a bug above.
  if (noted.numUpdatedRows !== 1n) throw new StoreFailure('store-failed', `no outgoing mail ${messageId}`);
}

const queuedMails = (db: Kysely<JournalSchema>) =>
  db
    .selectFrom('outgoing')
    .select([...queuedColumns, 'sender as from', 'recipient as to'])
    .where('state', '=', 'queued')
    .orderBy('number');
