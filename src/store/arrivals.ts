/** Mails of a mailbox by the server's id, and how its account answered: what keeps a run from doing twice what one run has done. */
import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Arrival, Contact, Journal } from './journal-port.ts';
import type { JournalWriter } from './journal-writer.ts';
import { type Executor, prepared, slotsOf } from './prepared.ts';
import type { JournalSchema } from './schema.ts';

const arrivalColumns = ['account', 'mailId', 'fingerprint', 'state', 'attempts', 'disposal', 'reason', 'at'] as const;

export function arrivalStatements(db: Kysely<JournalSchema>): { readonly arrive: (on: Executor, arrival: Arrival) => Promise<void> } {
  const upsert = prepared<Arrival>()((slot) => {
    const row = slotsOf(slot, arrivalColumns);
    return db
      .insertInto('arrival')
      .values(row)
      .onConflict((conflict) => conflict.columns(['account', 'mailId']).doUpdateSet(row));
  });
  return { arrive: async (on, arrival) => void (await upsert(on, arrival)) };
}

type ArrivedMails = Pick<Journal, 'arrivals' | 'noteArrivals' | 'forgetArrivals' | 'forgetReason' | 'noteContact' | 'contact'>;

export function arrivedMails({ db, capabilities }: Engine<JournalSchema>, writer: JournalWriter): ArrivedMails {
  const findContact = (account: string) => db.selectFrom('contact').selectAll().where('account', '=', account).executeTakeFirst();
  return {
    arrivals: async (account) => {
      const rows = await db.selectFrom('arrival').selectAll().where('account', '=', account).execute();
      return new Map(rows.map((row) => [row.mailId, row]));
    },
    noteArrivals: (arrivals, events = []) =>
      db.transaction().execute(async (transaction) => {
        for (const arrival of arrivals) await writer.arrive(transaction, arrival);
        await writer.trace(transaction, events);
      }),
    forgetArrivals: async (account, present) => {
      const ids = capabilities.list<string>(sql.val(JSON.stringify([...present])), 'text');
      await db.deleteFrom('arrival').where('account', '=', account).where('mailId', 'not in', ids).execute();
    },
    forgetReason: async (account, reason) => {
      const passed = db.deleteFrom('arrival').where('account', '=', account).where('state', '=', 'passed');
      await passed.where('reason', '=', reason).execute();
    },
    contact: findContact,
    noteContact: async ({ account, at, failure }) => {
      const row = contactAfter(await findContact(account), { account, at, failure });
      const noted = db.insertInto('contact').values(row);
      await noted.onConflict((conflict) => conflict.column('account').doUpdateSet(row)).execute();
    },
  };
}

function contactAfter(known: Contact | undefined, { account, at, failure }: Parameters<Journal['noteContact']>[0]): Contact {
  if (failure === '') return { account, lastOkAt: at, failures: 0, lastFailureAt: known?.lastFailureAt ?? '', failure: '' };
  return { account, lastOkAt: known?.lastOkAt ?? '', failures: (known?.failures ?? 0) + 1, lastFailureAt: at, failure };
}
