/** How far each site has come: progress, results of its parcels, receipts that are due and queued. */
import type { Kysely } from 'kysely';
import type { JournalWriter } from './journal-writer.ts';
import type { CommonStore, NumberedReceipt, ParcelResult, ReceiptDue, SiteProgress } from './port.ts';
import { type Executor, prepared, slotsOf } from './prepared.ts';
import type { CommonSchema } from './schema.ts';

export type ProgressWriter = {
  advance(on: Executor, progress: SiteProgress): Promise<void>;
  /** Throws `store-failed` when this parcel was applied before: the database forbids a double merge. */
  record(on: Executor, result: ParcelResult): Promise<void>;
  /** The first `since` stays until a receipt is queued; the mail answered is the latest. */
  owe(on: Executor, due: ReceiptDue): Promise<void>;
};

export type ProgressReader = Pick<
  CommonStore,
  'progress' | 'allProgress' | 'results' | 'epochsSince' | 'receiptsDue' | 'queueReceipts' | 'noteNotice' | 'notices'
>;

const progressColumns = [
  'site',
  'epoch',
  'seq',
  'state',
  'files',
  'lastParcelAt',
  'lastContactAt',
  'version',
  'preferencesVersion',
  'lastReceipt',
  'timeZone',
] as const;

export const resultColumns = ['site', 'epoch', 'seq', 'status', 'code', 'detail', 'read', 'changed', 'problems', 'at'] as const;

export function openProgressWriter(db: Kysely<CommonSchema>): ProgressWriter {
  const upsertProgress = prepared<SiteProgress>()((slot) => {
    const row = slotsOf(slot, progressColumns);
    return db
      .insertInto('siteProgress')
      .values(row)
      .onConflict((conflict) => conflict.column('site').doUpdateSet(row));
  });
  const insertResult = prepared<Omit<ParcelResult, 'problems'> & { problems: string }>()((slot) =>
    db.insertInto('parcelResult').values(slotsOf(slot, resultColumns)),
  );
  const upsertDue = prepared<ReceiptDue>()((slot) =>
    db
      .insertInto('receiptDue')
      .values({ site: slot('site'), inReplyTo: slot('inReplyTo'), since: slot('since') })
      .onConflict((conflict) => conflict.column('site').doUpdateSet({ inReplyTo: slot('inReplyTo') })),
  );
  return {
    advance: async (on, progress) => void (await upsertProgress(on, progress)),
    record: async (on, result) => void (await insertResult(on, { ...result, problems: JSON.stringify(result.problems) })),
    owe: async (on, due) => void (await upsertDue(on, due)),
  };
}

export function openProgressReader(db: Kysely<CommonSchema>, journal: JournalWriter): ProgressReader {
  const find = prepared<{ site: string }>()((slot) => db.selectFrom('siteProgress').selectAll().where('site', '=', slot('site')));
  return {
    progress: async (site) => (await find(db, { site })).rows[0],
    allProgress: () => db.selectFrom('siteProgress').selectAll().orderBy('site').execute(),
    results: async (site, limit) => {
      const rows = db.selectFrom('parcelResult').select(resultColumns).where('site', '=', site);
      return (await rows.orderBy('number', 'desc').limit(limit).execute()).map(resultOf);
    },
    epochsSince: async (site, since) => {
      const used = db.selectFrom('parcelResult').select('epoch').distinct().where('site', '=', site).where('at', '>=', since);
      return (await used.execute()).length;
    },
    noteNotice: async (notice) => {
      const noted = db.insertInto('siteNotice').values(notice);
      await noted.onConflict((conflict) => conflict.columns(['site', 'code']).doUpdateSet({ at: notice.at })).execute();
    },
    notices: (since) => db.selectFrom('siteNotice').selectAll().where('at', '>=', since).orderBy('at', 'desc').execute(),
    receiptsDue: () => db.selectFrom('receiptDue').selectAll().orderBy('since').orderBy('site').execute(),
    queueReceipts: (receipts) =>
      db.transaction().execute(async (transaction) => {
        for (const receipt of receipts) await queueReceipt(transaction, journal, receipt);
      }),
  };
}

async function queueReceipt(db: Kysely<CommonSchema>, journal: JournalWriter, { site, number, mail }: NumberedReceipt): Promise<void> {
  const unsent = db.deleteFrom('outgoing').where('state', '=', 'queued').where('peer', '=', site);
  await unsent.where('kind', '=', mail.kind).execute();
  const sent = db.updateTable('outgoing').where('state', '=', 'sent').where('isDropped', '=', 0).where('peer', '=', site);
  await sent
    .where('kind', '=', mail.kind)
    .set({ raw: Buffer.alloc(0), isDropped: 1 })
    .execute();
  await journal.queue(db, [mail]);
  await noteReceipt(db, { site, number });
  await db.deleteFrom('receiptDue').where('site', '=', site).execute();
}

export const resultOf = (row: Omit<ParcelResult, 'problems'> & { readonly problems: string }): ParcelResult => ({
  ...row,
  problems: JSON.parse(row.problems) as ParcelResult['problems'],
});

/** A site may be answered before its first parcel: it has a receipt then, and no state yet. */
async function noteReceipt(db: Kysely<CommonSchema>, { site, number }: { readonly site: string; readonly number: number }): Promise<void> {
  const start: SiteProgress = {
    site,
    epoch: 0,
    seq: 0,
    state: '-',
    files: 0,
    lastParcelAt: '',
    lastContactAt: '',
    version: '',
    preferencesVersion: 0,
    lastReceipt: number,
    timeZone: '',
  };
  const noted = db.insertInto('siteProgress').values(start);
  await noted.onConflict((conflict) => conflict.column('site').doUpdateSet({ lastReceipt: number })).execute();
}
