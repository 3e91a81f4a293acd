/** The outgoing queue: mails whose bytes and Message-ID are fixed before the first posting, until nobody needs them any more. */
import type { Kysely } from 'kysely';
import { type Attempt, type BounceNote, type Journal, type OutgoingMail, StoreFailure } from './journal-port.ts';
import type { JournalWriter } from './journal-writer.ts';
import { factColumns, mailCounts, mailPage } from './mail-pages.ts';
import type { VolumesFate } from './port.ts';
import { type Executor, prepared, slotsOf } from './prepared.ts';
import type { JournalSchema, OutgoingRow } from './schema.ts';

const insertedColumns = [
  'messageId',
  'kind',
  'peer',
  'sender',
  'recipient',
  'raw',
  'epoch',
  'seq',
  'volume',
  'inReplyTo',
  'createdAt',
] as const;

export function outgoingStatements(db: Kysely<JournalSchema>): Pick<JournalWriter, 'queue' | 'bounce'> {
  const insert = prepared<OutgoingRow>()((slot) =>
    db.insertInto('outgoing').values({ ...slotsOf(slot, insertedColumns), state: 'queued' }),
  );
  return {
    queue: async (on: Executor, mails: readonly OutgoingMail[]) => {
      for (const { from, to, volume = 1, inReplyTo = '', ...mail } of mails)
        await insert(on, { ...mail, volume, inReplyTo, sender: from, recipient: to });
    },
    bounce: async (on: Executor, { messageId, cause }: BounceNote) => {
      await on.executeQuery(db.updateTable('outgoing').set({ bounce: cause }).where('messageId', '=', messageId).compile());
    },
  };
}

type OutgoingMails = Pick<
  Journal,
  'queued' | 'outgoing' | 'mailPage' | 'mailCounts' | 'enqueue' | 'noteAttempt' | 'noteOutcome' | 'requeueOlderThan' | 'dropSent'
>;

export function outgoingMails(db: Kysely<JournalSchema>, writer: JournalWriter): OutgoingMails {
  const sentAndKept = db.updateTable('outgoing').where('state', '=', 'sent').where('isDropped', '=', 0);
  const queued = db
    .selectFrom('outgoing')
    .select([...factColumns, 'raw'])
    .where('state', '=', 'queued')
    .orderBy('number');
  const known = db.selectFrom('outgoing').select([...factColumns, 'bounce']);
  return {
    queued: () => queued.execute(),
    outgoing: (messageId) => known.where('messageId', '=', messageId).executeTakeFirst(),
    mailPage: (question) => mailPage(db, question),
    mailCounts: () => mailCounts(db),
    enqueue: (mails, events) =>
      db.transaction().execute(async (transaction) => {
        await writer.queue(transaction, mails);
        await writer.trace(transaction, events);
      }),
    noteAttempt: (attempt) => noteAttempt(db, attempt),
    noteOutcome: ({ messageId, state, error, event, nextAt = '', next }) =>
      db.transaction().execute(async (transaction) => {
        await transaction.updateTable('outgoing').set({ state, lastError: error, nextAt }).where('messageId', '=', messageId).execute();
        await writer.trace(transaction, [event]);
        if (next) await noteAttempt(transaction, next);
      }),
    requeueOlderThan: async (kind, before, peer) => {
      const ofAll = sentAndKept.where('kind', '=', kind).where('createdAt', '<', before).where('lastTriedAt', '<', before);
      const old = peer === undefined ? ofAll : ofAll.where('peer', '=', peer);
      return Number((await old.set({ state: 'queued', nextAt: '' }).executeTakeFirst()).numUpdatedRows);
    },
    dropSent: async (peer, kind) => {
      await sentAndKept.where('kind', '=', kind).where('peer', '=', peer).set(withoutBytes).execute();
    },
  };
}

const withoutBytes = { raw: Buffer.alloc(0), isDropped: 1 } as const;

async function noteAttempt(db: Kysely<JournalSchema>, { messageId, at }: Attempt): Promise<void> {
  const tried = db.updateTable('outgoing').set(({ eb }) => ({ tries: eb('tries', '+', 1), lastTriedAt: at }));
  const noted = await tried.where('messageId', '=', messageId).executeTakeFirst();
  // An attempt that cannot be noted must not be made: that is a bug above.
  if (noted.numUpdatedRows !== 1n) throw new StoreFailure('store-failed', `no outgoing mail ${messageId}`);
}

/** Settles volumes of a parcel, or queues them again with the bytes that are still kept. */
export async function writeFate(db: Kysely<JournalSchema>, { epoch, seq, numbers, fate }: VolumesFate): Promise<void> {
  const ofParcel = db.updateTable('outgoing').where('kind', '=', 'DATA').where('epoch', '=', epoch).where('seq', '=', seq);
  const chosen = numbers === 'all' ? ofParcel : ofParcel.where('volume', 'in', [...numbers]);
  if (fate === 'again') {
    await chosen.where('isDropped', '=', 0).where('state', '=', 'sent').set({ state: 'queued', nextAt: '' }).execute();
    return;
  }
  await chosen.where('state', '=', 'queued').set({ state: 'refused', lastError: 'superseded' }).execute();
  await chosen.where('isDropped', '=', 0).set(withoutBytes).execute();
}
