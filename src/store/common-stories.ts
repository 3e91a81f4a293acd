/** What the common site adds to an exchange: what became of the parcel, the volumes that it waits with, whether the answer is written. */
import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Exchange, ParcelName } from './journal-port.ts';
import type { CommonStore, HeldParcel, ParcelResult } from './port.ts';
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
    return {
      ...exchange,
      results: parcel ? await resultsOf(engine.db, parcel) : [],
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

async function isDue({ db, capabilities }: Engine<CommonSchema>, { events }: Exchange): Promise<boolean> {
  const ids = events.map(({ messageId }) => messageId).filter((messageId) => messageId !== '');
  const among = capabilities.list<string>(sql.val(JSON.stringify(ids)), 'text');
  return (await db.selectFrom('receiptDue').select('site').where('inReplyTo', 'in', among).executeTakeFirst()) !== undefined;
}
