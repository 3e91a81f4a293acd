/** OutpostStore: what a distant site knows of itself and of the common site, what it sent and what came of it. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { StateFile } from '../exchange/delta.ts';
import { openJournalAudit } from './audit.ts';
import type { Engine } from './engine.ts';
import { openJournal } from './journal.ts';
import type { JournalWriter } from './journal-writer.ts';
import { writeFate } from './outgoing.ts';
import type { Outpost, OutpostCommit, OutpostStore, ParcelRecord } from './port.ts';
import type { OutpostRow, OutpostSchema } from './schema.ts';
import { openExchanges } from './stories.ts';

export function outpostStore(engine: Engine<OutpostSchema>): OutpostStore {
  const { db } = engine;
  const ledgers = { ...engine, db: db.$pickTables<'seen' | 'arrival' | 'contact' | 'trace' | 'outgoing'>() };
  const { writer, ...journal } = openJournal(ledgers);
  const readExchange = openExchanges(ledgers);
  return {
    ...journal,
    audit: openJournalAudit(ledgers),
    outpost: async () => outpostOf(await db.selectFrom('outpost').selectAll().executeTakeFirst()),
    parcels: async (limit) => {
      const newest = db.selectFrom('parcel').selectAll().orderBy('epoch', 'desc').orderBy('seq', 'desc').limit(limit);
      return (await newest.execute()).map(parcelOf);
    },
    parcel: async (epoch, seq) => {
      const row = await db.selectFrom('parcel').selectAll().where('epoch', '=', epoch).where('seq', '=', seq).executeTakeFirst();
      return row && parcelOf(row);
    },
    story: async (event) => {
      const exchange = await readExchange(event);
      const { epoch = 0, seq = 0 } = exchange?.parcel ?? {};
      const sent = await db.selectFrom('parcel').selectAll().where('epoch', '=', epoch).where('seq', '=', seq).executeTakeFirst();
      return exchange && { ...exchange, sent: sent ? parcelOf(sent) : null };
    },
    listing: async (epoch, seq) => {
      const row = await db.selectFrom('listing').select('files').where('epoch', '=', epoch).where('seq', '=', seq).executeTakeFirst();
      return row && (JSON.parse(inflateRawSync(row.files).toString('utf8')) as readonly StateFile[]);
    },
    commit: (change: OutpostCommit) => db.transaction().execute((transaction) => write(transaction, writer, change)),
    image: engine.image,
    close: engine.close,
  };
}

async function write(db: Kysely<OutpostSchema>, writer: JournalWriter, change: OutpostCommit): Promise<void> {
  const journal = db.$pickTables<'seen' | 'arrival' | 'contact' | 'trace' | 'outgoing'>();
  if (change.seen) await writer.see(db, change.seen);
  if (change.arrival) await writer.arrive(db, change.arrival);
  if (change.bounce) await writer.bounce(db, change.bounce);
  for (const fate of change.volumes ?? []) await writeFate(journal, fate);
  if (change.outpost) await saveOutpost(db, change.outpost);
  for (const parcel of change.parcels) await saveParcel(db, parcel);
  if (change.listing) await saveListing(db, change.listing);
  await writer.queue(db, change.queue);
  await writer.trace(db, change.trace, change.seen?.headerSha256);
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

const parcelOf = (row: OutpostSchema['parcel']): ParcelRecord => ({
  ...row,
  have: row.have === '' ? [] : (JSON.parse(row.have) as readonly number[]),
});

async function saveParcel(db: Kysely<OutpostSchema>, { epoch, seq, ...parcel }: ParcelRecord): Promise<void> {
  const facts = { ...parcel, have: parcel.have.length === 0 ? '' : JSON.stringify(parcel.have) };
  const saved = db.insertInto('parcel').values({ epoch, seq, ...facts });
  await saved.onConflict((conflict) => conflict.columns(['epoch', 'seq']).doUpdateSet(facts)).execute();
}

/** Kept for the newest parcel and for the one applied last: no delta builds on another. */
async function saveListing(db: Kysely<OutpostSchema>, listing: NonNullable<OutpostCommit['listing']>): Promise<void> {
  const { epoch, seq } = listing;
  const files = deflateRawSync(JSON.stringify(listing.files));
  const applied = db.selectFrom('outpost').select(['appliedEpoch', 'appliedSeq']);
  const { appliedEpoch, appliedSeq } = (await applied.executeTakeFirst()) ?? { appliedEpoch: 0, appliedSeq: 0 };
  await db
    .deleteFrom('listing')
    .where(({ not, and, eb }) => not(and([eb('epoch', '=', appliedEpoch), eb('seq', '=', appliedSeq)])))
    .execute();
  const saved = db.insertInto('listing').values({ epoch, seq, files });
  await saved.onConflict((conflict) => conflict.columns(['epoch', 'seq']).doUpdateSet({ files })).execute();
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
  rotatingTo: outpost.rotatingTo,
  rotation: outpost.rotation,
  learntVolumeBytes: outpost.learntVolumeBytes,
  unanswered: outpost.unanswered,
  snapshotAt: outpost.snapshotAt,
  deltas: outpost.deltas,
  epochChanges: JSON.stringify(outpost.epochChanges),
  deliveryCause: outpost.delivery?.cause ?? '',
  deliveryAt: outpost.delivery?.at ?? '',
});

function outpostOf(row: OutpostRow | undefined): Outpost | undefined {
  if (!row) return undefined;
  const { number, appliedEpoch, appliedSeq, appliedState, preferencesVersion, preferencesSha256, preferencesAppliedAt, ...rest } = row;
  const { alertCommon, alertOurs, alertSince, deliveryCause, deliveryAt, epochChanges, ...facts } = rest;
  return {
    ...facts,
    applied: { epoch: appliedEpoch, seq: appliedSeq, state: appliedState },
    preferences: { version: preferencesVersion, sha256: preferencesSha256, appliedAt: preferencesAppliedAt },
    alert: alertCommon + alertOurs + alertSince === '' ? null : { common: alertCommon, ours: alertOurs, since: alertSince },
    epochChanges: epochChanges === '' ? [] : (JSON.parse(epochChanges) as readonly string[]),
    delivery: deliveryCause === '' ? null : { cause: deliveryCause, at: deliveryAt },
  };
}
