/** What follows for an asset from its records together: when it was first and last seen, since when it is missing, and that it came back. */
import { attendanceOf, type RecordPresence } from '../inventory/history/absences.ts';
import type { Engine } from './engine.ts';
import { prepared, type Target } from './prepared.ts';
import type { CommonSchema } from './schema.ts';

export type StandingWriter = {
  /** By the number of the asset's row, after its records and their absences were written. */
  restate(target: Target, number: number): Promise<void>;
};

export function openStandingWriter(engine: Engine<CommonSchema>): StandingWriter {
  const { recordsOf, absencesOf, dropChanges, addChange, put } = standingStatements(engine);
  return {
    restate: async ({ on }, number) => {
      const records = (await recordsOf(on, { number })).rows;
      if (records.length === 0) return;
      const absences = Map.groupBy((await absencesOf(on, { number })).rows, ({ record }) => record);
      const presences = records.map(({ id, site, firstSeen }): RecordPresence => ({ site, firstSeen, absences: absences.get(id) ?? [] }));
      const { missingSince, changes } = attendanceOf(presences);
      await dropChanges(on, { number });
      for (const { date, site, kind } of changes) await addChange(on, { number, date, site, kind });
      const firstSeen = records.map((record) => record.firstSeen).sort()[0] ?? '';
      const lastSeen =
        records
          .map((record) => record.lastSeen)
          .sort()
          .at(-1) ?? '';
      await put(on, { number, firstSeen, lastSeen, missingSince });
    },
  };
}

function standingStatements({ db }: Engine<CommonSchema>) {
  const recordsOf = prepared<{ number: number }>()((slot) =>
    db
      .selectFrom('asset')
      .innerJoin('record', 'record.asset', 'asset.id')
      .select(['record.id', 'record.site', 'record.firstSeen', 'record.lastSeen'])
      .where('asset.number', '=', slot('number')),
  );
  const absencesOf = prepared<{ number: number }>()((slot) =>
    db
      .selectFrom('asset')
      .innerJoin('record', 'record.asset', 'asset.id')
      .innerJoin('absence', 'absence.record', 'record.id')
      .select(['absence.record', 'absence.since', 'absence.until'])
      .where('asset.number', '=', slot('number')),
  );
  /** Those of its reports stay. */
  const dropChanges = prepared<{ number: number }>()((slot) =>
    db.deleteFrom('change').where('asset', '=', slot('number')).where('sha256', '=', ''),
  );
  const addChange = prepared<{ number: number; date: string; site: string; kind: string }>()((slot) =>
    db.insertInto('change').values({
      asset: slot('number'),
      at: slot('date'),
      date: slot('date'),
      site: slot('site'),
      kind: slot('kind'),
      ...{ subject: '', before: '', after: '', sha256: '' },
    }),
  );
  const put = prepared<{ number: number; firstSeen: string; lastSeen: string; missingSince: string }>()((slot) =>
    db
      .updateTable('asset')
      .set({ firstSeen: slot('firstSeen'), lastSeen: slot('lastSeen'), missingSince: slot('missingSince') })
      .where('number', '=', slot('number')),
  );
  return { recordsOf, absencesOf, dropChanges, addChange, put };
}
