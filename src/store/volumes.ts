/** Volumes of parcels that are not complete yet, byte for byte, by the digest of the whole (protocol §6). */
import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import type { CommonStore, HeldParcel, Volume } from './port.ts';
import { prepared, slotsOf, type Target } from './prepared.ts';
import type { CommonSchema } from './schema.ts';

export type VolumeWriter = {
  /** The same volume again replaces itself. */
  put(target: Target, volume: Volume): Promise<void>;
  forget(target: Target, parcels: readonly string[]): Promise<void>;
};

const volumeColumns = ['site', 'parcel', 'number', 'of', 'epoch', 'seq', 'sha256', 'bytes', 'at', 'body'] as const;

export function openVolumeWriter({ db, capabilities }: Engine<CommonSchema>): VolumeWriter {
  const insert = prepared<CommonSchema['volume']>()((slot) => {
    const row = slotsOf(slot, volumeColumns);
    return db
      .insertInto('volume')
      .values(row)
      .onConflict((conflict) => conflict.columns(['site', 'parcel', 'number']).doUpdateSet(row));
  });
  const remove = prepared<{ site: string; parcels: string }>()((slot) =>
    db
      .deleteFrom('volume')
      .where('site', '=', slot('site'))
      .where('parcel', 'in', capabilities.list<string>(slot('parcels'), 'text')),
  );
  return {
    put: async ({ on, site, at }, volume) => void (await insert(on, { ...volume, site, at, bytes: volume.body.length })),
    forget: async ({ on, site }, parcels) => {
      if (parcels.length > 0) await remove(on, { site, parcels: JSON.stringify(parcels) });
    },
  };
}

export function openVolumeReader({ db }: Engine<CommonSchema>): Pick<CommonStore, 'heldParcels' | 'volumeBodies'> {
  return {
    heldParcels: (site) => heldParcels(db, site),
    volumeBodies: async (site, parcel) => {
      const rows = db.selectFrom('volume').select('body').where('site', '=', site).where('parcel', '=', parcel);
      return (await rows.orderBy('number').execute()).map(({ body }) => body);
    },
  };
}

async function heldParcels(db: Kysely<CommonSchema>, site: string): Promise<readonly HeldParcel[]> {
  const rows = await db
    .selectFrom('volume')
    .select(['parcel', 'number', 'of', 'epoch', 'seq', 'bytes', 'at'])
    .where('site', '=', site)
    .orderBy('number')
    .execute();
  const held = [...Map.groupBy(rows, (row) => row.parcel).values()].map((volumes): HeldParcel => {
    const [{ parcel, epoch, seq, of } = { parcel: '', epoch: 0, seq: 0, of: 0 }] = volumes;
    const bytes = volumes.reduce((sum, volume) => sum + volume.bytes, 0);
    const at = volumes.reduce((latest, volume) => (volume.at > latest ? volume.at : latest), '');
    return { parcel, epoch, seq, of, numbers: volumes.map(({ number }) => number), bytes, at };
  });
  return held.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
