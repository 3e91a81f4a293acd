/** What the common site adds to an exchange: what became of the parcel, the volumes that it waits with, whether the answer is written. */
import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Exchange, ParcelName } from './journal-port.ts';
import type { CommonStore, CommonStory, HeldParcel, ParcelResult } from './port.ts';
import { resultColumns, resultOf } from './progress.ts';
import type { CommonSchema } from './schema.ts';
import type { ExchangeReader } from './stories.ts';
import { openVolumeReader } from './volumes.ts';

export function openCommonStories(engine: Engine<CommonSchema>, read: ExchangeReader): CommonStore['story'] {
  const { heldParcels } = openVolumeReader(engine);
  return async (id) => {
    const exchange = await read(id);
    if (!exchange) return undefined;
    const { parcel } = exchange;
    const held = parcel ? (await heldParcels(parcel.peer)).find(isSame(parcel)) : undefined;
    const results = parcel ? await resultsOf(engine.db, parcel) : [];
    return {
      ...exchange,
      results,
      files: await filesOf(engine.db, results),
      held: held ?? null,
      isReceiptDue: await isDue(engine, exchange),
    };
  };
}

const isSame =
  ({ epoch, seq }: ParcelName) =>
  (held: HeldParcel): boolean =>
    held.epoch === epoch && held.seq === seq;

async function resultsOf(db: Kysely<CommonSchema>, { peer, epoch, seq }: ParcelName): Promise<readonly ParcelResult[]> {
  const rows = db.selectFrom('parcelResult').select(resultColumns).where('site', '=', peer).where('epoch', '=', epoch);
  return (await rows.where('seq', '=', seq).orderBy('number', 'desc').execute()).map(resultOf);
}

const mostFiles = 1_000;

/** Files and result of a parcel are of one commit, and bear its moment. */
async function filesOf(db: Kysely<CommonSchema>, results: readonly ParcelResult[]): Promise<CommonStory['files']> {
  const applied = results.find(({ status }) => status === 'applied');
  if (!applied) return { total: 0, first: [] };
  const delivered = db.selectFrom('delivery').where('site', '=', applied.site).where('at', '=', applied.at);
  const counted = await delivered.select(sql<number>`count(*)`.as('count')).executeTakeFirst();
  const files = delivered.select(['path', 'sha256', 'bytes']).orderBy('path').limit(mostFiles);
  return { total: Number(counted?.count ?? 0), first: await files.execute() };
}

async function isDue({ db, capabilities }: Engine<CommonSchema>, { events }: Exchange): Promise<boolean> {
  const ids = events.map(({ messageId }) => messageId).filter((messageId) => messageId !== '');
  const among = capabilities.list<string>(sql.val(JSON.stringify(ids)), 'text');
  return (await db.selectFrom('receiptDue').select('site').where('inReplyTo', 'in', among).executeTakeFirst()) !== undefined;
}
