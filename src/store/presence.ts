/**
 * Which records the files of the dossiers describe. A record that no file describes any more is missing since then, and so is an asset
 * of which all records are; it comes back as itself. Nothing is deleted.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { prepared, type Target } from './prepared.ts';
import type { CommonSchema } from './schema.ts';
import { openStandingWriter } from './standings.ts';

export type PresenceWriter = {
  /** Path → records that the file describes from now on; [] for one that is gone or describes none. */
  describe(target: Target, described: ReadonlyMap<string, readonly string[]>): Promise<void>;
};

export function openPresenceWriter(engine: Engine<CommonSchema>): PresenceWriter {
  const { before, drop, put } = describeStatements(engine);
  const { losing, returning, standings, revise, leave, comeBack } = presenceStatements(engine);
  const { restate } = openStandingWriter(engine);
  return {
    describe: async (target, described) => {
      if (described.size === 0) return;
      const { on, site, at } = target;
      const paths = JSON.stringify([...described.keys()]);
      const now = [...described].flatMap(([path, records]) => records.map((record) => [path, record] as const));
      const { rows } = await before(on, { site, paths });
      await drop(on, { site, paths });
      if (now.length > 0) await put(on, { site, rows: JSON.stringify(now) });
      const records = JSON.stringify([...new Set([...rows.map(({ record }) => record), ...now.map(([, record]) => record)])]);
      await leave(on, { records, at });
      await losing(on, { records, at });
      await comeBack(on, { records, at });
      await returning(on, { records });
      for (const { number } of (await standings(on, { records })).rows) {
        await revise(on, { number, at });
        await restate(target, number);
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
  const among = (records: RawBuilder<string>) => capabilities.list<string>(records, 'text');
  const gone = (records: RawBuilder<string>) =>
    db
      .selectFrom('record')
      .where('id', 'in', among(records))
      .where('missingSince', '=', '')
      .where(({ not, exists }) => not(exists(isDescribed)));
  const back = (records: RawBuilder<string>) =>
    db
      .selectFrom('record')
      .select('id')
      .where('id', 'in', among(records))
      .where('missingSince', '!=', '')
      .where(({ exists }) => exists(isDescribed));
  const leave = prepared<{ records: string; at: string }>()((slot) =>
    db
      .insertInto('absence')
      .columns(['record', 'since'])
      .expression(gone(slot('records')).select(['record.id', slot('at').as('since')]))
      .onConflict((conflict) => conflict.columns(['record', 'since']).doUpdateSet({ until: '' })),
  );
  const losing = prepared<{ records: string; at: string }>()((slot) =>
    db
      .updateTable('record')
      .set({ missingSince: slot('at') })
      .where('id', 'in', gone(slot('records')).select('record.id')),
  );
  const comeBack = prepared<{ records: string; at: string }>()((slot) =>
    db
      .updateTable('absence')
      .set({ until: slot('at') })
      .where('until', '=', '')
      .where('record', 'in', back(slot('records'))),
  );
  const returning = prepared<{ records: string }>()((slot) =>
    db
      .updateTable('record')
      .set({ missingSince: '' })
      .where('id', 'in', back(slot('records'))),
  );
  return { leave, losing, comeBack, returning, ...standingStatements({ db, capabilities }) };
}

/** Assets of which the absence is not what that of their records makes it. */
function standingStatements({ db, capabilities }: Pick<Engine<CommonSchema>, 'db' | 'capabilities'>) {
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
      .select('asset.number')
      .where('asset.id', 'in', touched)
      .where(({ exists, eb }) => sql<boolean>`${exists(present)} = ${eb('asset.missingSince', '!=', '')}`);
  });
  const revise = prepared<{ number: number; at: string }>()((slot) =>
    db
      .updateTable('asset')
      .set({ revision: slot('at') })
      .where('number', '=', slot('number')),
  );
  return { standings, revise };
}
