/**
 * Which records the files of the dossiers describe. A record that no file describes any more is missing since then, and so is an asset
 * of which all records are; it comes back as itself. Nothing is deleted.
 */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { prepared, type Target } from './prepared.ts';
import type { CommonSchema } from './schema.ts';

export type PresenceWriter = {
  /** Path → records that the file describes from now on; [] for one that is gone or describes none. */
  describe(target: Target, described: ReadonlyMap<string, readonly string[]>): Promise<void>;
};

export function openPresenceWriter(engine: Engine<CommonSchema>): PresenceWriter {
  const { before, drop, put } = describeStatements(engine);
  const { losing, returning, standings, lose, regain, note } = presenceStatements(engine);
  return {
    describe: async ({ on, site, at }, described) => {
      if (described.size === 0) return;
      const paths = JSON.stringify([...described.keys()]);
      const now = [...described].flatMap(([path, records]) => records.map((record) => [path, record] as const));
      const { rows } = await before(on, { site, paths });
      await drop(on, { site, paths });
      if (now.length > 0) await put(on, { site, rows: JSON.stringify(now) });
      const touched = JSON.stringify([...new Set([...rows.map(({ record }) => record), ...now.map(([, record]) => record)])]);
      await losing(on, { records: touched, at });
      await returning(on, { records: touched });
      for (const { number, missingSince, isMissing } of (await standings(on, { records: touched })).rows) {
        if ((missingSince !== '') === (isMissing === 1)) continue;
        if (isMissing === 1) await lose(on, { number, at });
        else await regain(on, { number });
        await note(on, { number, at, site, kind: isMissing === 1 ? 'missing' : 'back' });
      }
    },
  };
}

function describeStatements({ db, capabilities }: Engine<CommonSchema>) {
  const before = prepared<{ site: string; paths: string }>()((slot) =>
    db
      .selectFrom('fileRecord')
      .select('record')
      .where('site', '=', slot('site'))
      .where('path', 'in', capabilities.list<string>(slot('paths'), 'text')),
  );
  const drop = prepared<{ site: string; paths: string }>()((slot) =>
    db
      .deleteFrom('fileRecord')
      .where('site', '=', slot('site'))
      .where('path', 'in', capabilities.list<string>(slot('paths'), 'text')),
  );
  const put = prepared<{ site: string; rows: string }>()((slot) =>
    db
      .insertInto('fileRecord')
      .columns(['site', 'path', 'record'])
      .expression(
        db
          .selectFrom(capabilities.rows<{ path: string; record: string }>(slot('rows'), { path: 'text', record: 'text' }).as('put'))
          .select([slot('site').as('site'), 'put.path', 'put.record'])
          .distinct(),
      ),
  );
  return { before, drop, put };
}

function presenceStatements({ db, capabilities }: Engine<CommonSchema>) {
  const isDescribed = db
    .selectFrom('fileRecord')
    .select(sql.lit(1).as('one'))
    .where('fileRecord.record', '=', sql.ref<string>('record.id'));
  const losing = prepared<{ records: string; at: string }>()((slot) =>
    db
      .updateTable('record')
      .set({ missingSince: slot('at') })
      .where('id', 'in', capabilities.list<string>(slot('records'), 'text'))
      .where('missingSince', '=', '')
      .where(({ not, exists }) => not(exists(isDescribed))),
  );
  const returning = prepared<{ records: string }>()((slot) =>
    db
      .updateTable('record')
      .set({ missingSince: '' })
      .where('id', 'in', capabilities.list<string>(slot('records'), 'text'))
      .where('missingSince', '!=', '')
      .where(({ exists }) => exists(isDescribed)),
  );
  const standings = prepared<{ records: string }>()((slot) => {
    const present = db
      .selectFrom('record')
      .select(sql.lit(1).as('one'))
      .where('record.asset', '=', sql.ref<string>('asset.id'))
      .where('record.missingSince', '=', '');
    const touched = db
      .selectFrom('record')
      .select('record.asset')
      .where('record.id', 'in', capabilities.list<string>(slot('records'), 'text'));
    return db
      .selectFrom('asset')
      .select(['asset.number', 'asset.missingSince'])
      .select(({ exists, not }) => sql<number>`cast(${not(exists(present))} as integer)`.as('isMissing'))
      .where('asset.id', 'in', touched);
  });
  const lose = prepared<{ number: number; at: string }>()((slot) =>
    db
      .updateTable('asset')
      .set({ missingSince: slot('at'), revision: slot('at') })
      .where('number', '=', slot('number')),
  );
  const regain = prepared<{ number: number }>()((slot) =>
    db.updateTable('asset').set({ missingSince: '' }).where('number', '=', slot('number')),
  );
  const note = prepared<{ number: number; at: string; site: string; kind: string }>()((slot) =>
    db.insertInto('change').values({
      asset: slot('number'),
      at: slot('at'),
      date: slot('at'),
      site: slot('site'),
      kind: slot('kind'),
      subject: '',
      before: '',
      after: '',
      sha256: '',
    }),
  );
  return { losing, returning, standings, lose, regain, note };
}
