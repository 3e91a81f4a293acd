/** OutpostStore: what a distant site knows of itself and of the common site, what it sent and what came of it. */
import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import { openJournal } from './journal.ts';
import type { Outpost, OutpostCommit, OutpostStore, ParcelRecord } from './port.ts';
import type { OutpostRow, OutpostSchema } from './schema.ts';

export function outpostStore(engine: Engine<OutpostSchema>): OutpostStore {
  const { db } = engine;
  const { writer, ...journal } = openJournal({ ...engine, db: db.$pickTables<'seen' | 'passed' | 'trace' | 'outgoing'>() });
  return {
    ...journal,
    outpost: async () => outpostOf(await db.selectFrom('outpost').selectAll().executeTakeFirst()),
    parcels: (limit) => db.selectFrom('parcel').selectAll().orderBy('epoch', 'desc').orderBy('seq', 'desc').limit(limit).execute(),
    commit: (change: OutpostCommit) =>
      db.transaction().execute(async (transaction) => {
        if (change.seen) await writer.see(transaction, change.seen);
        if (change.outpost) await saveOutpost(transaction, change.outpost);
        for (const parcel of change.parcels) await saveParcel(transaction, parcel);
        await writer.queue(transaction, change.queue);
        await writer.trace(transaction, change.trace);
      }),
    close: engine.close,
  };
}

/** The only row's number. */
const self = 1;

async function saveOutpost(db: Kysely<OutpostSchema>, outpost: Outpost): Promise<void> {
  const row = rowOf(outpost);
  await db
    .insertInto('outpost')
    .values(row)
    .onConflict((conflict) => conflict.column('number').doUpdateSet(row))
    .execute();
}

async function saveParcel(db: Kysely<OutpostSchema>, parcel: ParcelRecord): Promise<void> {
  const { epoch, seq, dossier, mode, state, parcel: digest, files, bytes, volumes, createdAt, status, detail } = parcel;
  const facts = { dossier, mode, state, parcel: digest, files, bytes, volumes, createdAt, status, detail };
  const saved = db.insertInto('parcel').values({ epoch, seq, ...facts });
  await saved.onConflict((conflict) => conflict.columns(['epoch', 'seq']).doUpdateSet(facts)).execute();
}

const rowOf = (outpost: Outpost): OutpostRow => ({
  number: self,
  site: outpost.site,
  orgName: outpost.orgName,
  org: outpost.org,
  commonAddress: outpost.commonAddress,
  commonSigningKey: outpost.commonSigningKey,
  commonSealingKey: outpost.commonSealingKey,
  recoveryKey: outpost.recoveryKey,
  state: outpost.state,
  joinedAt: outpost.joinedAt,
  admittedAt: outpost.admittedAt,
  helloSha256: outpost.helloSha256,
  epoch: outpost.epoch,
  seq: outpost.seq,
  lastReceipt: outpost.lastReceipt,
  appliedEpoch: outpost.applied.epoch,
  appliedSeq: outpost.applied.seq,
  appliedState: outpost.applied.state,
  need: outpost.need,
  preferencesVersion: outpost.preferences.version,
  preferencesSha256: outpost.preferences.sha256,
  preferencesAppliedAt: outpost.preferences.appliedAt,
  alertCommon: outpost.alert?.common ?? '',
  alertOurs: outpost.alert?.ours ?? '',
  alertSince: outpost.alert?.since ?? '',
  lastContactAt: outpost.lastContactAt,
  summary: outpost.summary,
});

function outpostOf(row: OutpostRow | undefined): Outpost | undefined {
  if (!row) return undefined;
  const { number, appliedEpoch, appliedSeq, appliedState, preferencesVersion, preferencesSha256, preferencesAppliedAt, ...rest } = row;
  const { alertCommon, alertOurs, alertSince, ...facts } = rest;
  return {
    ...facts,
    applied: { epoch: appliedEpoch, seq: appliedSeq, state: appliedState },
    preferences: { version: preferencesVersion, sha256: preferencesSha256, appliedAt: preferencesAppliedAt },
    alert: alertCommon + alertOurs + alertSince === '' ? null : { common: alertCommon, ours: alertOurs, since: alertSince },
  };
}
