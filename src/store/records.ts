/** Reports, records, their evidence and the possible doubles: what identity is decided on, written in batches and found by index. */
import { sql } from 'kysely';
import type { Double, Evidence, LearnedBad } from '../inventory/identity/record.ts';
import type { Dossier, DossierChange, StoredRecord } from './dossier-port.ts';
import type { Engine } from './engine.ts';
import { prepared, type Target } from './prepared.ts';
import type { CommonSchema } from './schema.ts';

export type RecordWriter = { write(target: Target, change: DossierChange): Promise<void> };

export type RecordReader = Pick<
  Dossier,
  | 'reportsOfFiles'
  | 'reportsOfRecords'
  | 'records'
  | 'recordsByKeys'
  | 'recordsOfAssets'
  | 'recordsByPath'
  | 'decisionsOf'
  | 'doubles'
  | 'doublesOf'
  | 'learned'
>;

// ---------------------------------------------------------------- writing

export function openRecordWriter(engine: Engine<CommonSchema>): RecordWriter {
  const reports = reportStatement(engine);
  const records = recordStatement(engine);
  const { putKeys, dropKeys } = evidenceStatements(engine);
  const { putDouble, dropDoubles } = doubleStatements(engine);
  const { putLearned, learned, unlearn } = learnedStatements(engine);
  const forgetLearned = async (on: Target['on'], judged: readonly string[]): Promise<void> => {
    const known = (await learned(on, {})).rows;
    if (known.length === 0) return;
    const records = new Set(judged);
    for (const { kind, value, records: holders } of known)
      if ((JSON.parse(holders) as readonly string[]).some((id) => records.has(id))) await unlearn(on, { kind, value });
  };
  return {
    write: async ({ on, at }, change) => {
      if (change.reports.length > 0) await reports(on, { rows: JSON.stringify(change.reports.map(reportCells)), at });
      if (change.records.length > 0) await records(on, { rows: JSON.stringify(change.records.map(recordCells)), at });
      if (change.keys.size > 0) {
        await dropKeys(on, { records: JSON.stringify([...change.keys.keys()]) });
        await putKeys(on, { rows: JSON.stringify([...change.keys].flatMap(([record, keys]) => keys.map((key) => [key, record]))) });
      }
      if (change.judged.length > 0) await dropDoubles(on, { records: JSON.stringify(change.judged) });
      if (change.judged.length > 0) await forgetLearned(on, change.judged);
      for (const double of change.doubles) await putDouble(on, doubleRow(double));
      for (const { kind, value, records: known } of change.learned) await putLearned(on, { kind, value, records: JSON.stringify(known) });
    },
  };
}

const reportCells = (report: DossierChange['reports'][number]) => {
  const { site, sha256, item, record, date, path, modified, bytes } = report;
  return [site, sha256, item, record, date, path, modified, bytes];
};

const recordCells = ({ id, site, kind, evidence, firstDate, lastDate, asset }: StoredRecord) => [
  id,
  site,
  kind,
  JSON.stringify(evidence),
  firstDate,
  lastDate,
  asset,
];

const doubleRow = ({ a, b, reason, agreeing, differing }: Double) => ({
  a,
  b,
  reason,
  agreeing: JSON.stringify(agreeing),
  differing: JSON.stringify(differing),
});

const reportKinds = {
  site: 'text',
  sha256: 'text',
  item: 'integer',
  record: 'text',
  date: 'text',
  path: 'text',
  modified: 'text',
  bytes: 'integer',
} as const;

const reportColumns = ['site', 'sha256', 'item', 'record', 'date', 'path', 'modified', 'bytes'] as const;

function reportStatement({ db, capabilities }: Engine<CommonSchema>) {
  type Cells = {
    site: string;
    sha256: string;
    item: number;
    record: string;
    date: string;
    path: string;
    modified: string;
    bytes: number;
  };
  return prepared<{ rows: string; at: string }>()((slot) =>
    db
      .insertInto('report')
      .columns([...reportColumns, 'at'])
      .expression(
        db
          .selectFrom(capabilities.rows<Cells>(slot('rows'), reportKinds).as('put'))
          .select([...reportColumns.map((column) => `put.${column}` as const), slot('at').as('at')])
          .where(sql<boolean>`true`),
      )
      .onConflict((conflict) =>
        conflict.columns(['site', 'sha256', 'item']).doUpdateSet(({ ref }) => ({
          record: ref('excluded.record'),
          date: ref('excluded.date'),
          path: ref('excluded.path'),
          modified: ref('excluded.modified'),
        })),
      ),
  );
}

function recordStatement({ db, capabilities }: Engine<CommonSchema>) {
  type Cells = { id: string; site: string; kind: string; evidence: string; firstDate: string; lastDate: string; asset: string };
  const columns = ['id', 'site', 'kind', 'evidence', 'firstDate', 'lastDate', 'asset'] as const;
  const kinds = { id: 'text', site: 'text', kind: 'text', evidence: 'text', firstDate: 'text', lastDate: 'text', asset: 'text' } as const;
  return prepared<{ rows: string; at: string }>()((slot) =>
    db
      .insertInto('record')
      .columns([...columns, 'firstSeen', 'lastSeen'])
      .expression(
        db
          .selectFrom(capabilities.rows<Cells>(slot('rows'), kinds).as('put'))
          .select([...columns.map((column) => `put.${column}` as const), slot('at').as('firstSeen'), slot('at').as('lastSeen')])
          .where(sql<boolean>`true`),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          kind: ref('excluded.kind'),
          evidence: ref('excluded.evidence'),
          firstDate: ref('excluded.firstDate'),
          lastDate: ref('excluded.lastDate'),
          asset: ref('excluded.asset'),
        })),
      ),
  );
}

function evidenceStatements({ db, capabilities }: Engine<CommonSchema>) {
  const kinds = { key: 'text', record: 'text' } as const;
  const putKeys = prepared<{ rows: string }>()((slot) =>
    db
      .insertInto('evidence')
      .columns(['key', 'record'])
      .expression(
        db.selectFrom(capabilities.rows<{ key: string; record: string }>(slot('rows'), kinds).as('put')).select(['put.key', 'put.record']),
      ),
  );
  const dropKeys = prepared<{ records: string }>()((slot) =>
    db.deleteFrom('evidence').where('record', 'in', capabilities.list<string>(slot('records'), 'text')),
  );
  return { putKeys, dropKeys };
}

function doubleStatements({ db, capabilities }: Engine<CommonSchema>) {
  type Row = { a: string; b: string; reason: string; agreeing: string; differing: string };
  const putDouble = prepared<Row>()((slot) =>
    db
      .insertInto('double')
      .values({ a: slot('a'), b: slot('b'), reason: slot('reason'), agreeing: slot('agreeing'), differing: slot('differing') })
      .onConflict((conflict) =>
        conflict.columns(['a', 'b']).doUpdateSet({ reason: slot('reason'), agreeing: slot('agreeing'), differing: slot('differing') }),
      ),
  );
  const dropDoubles = prepared<{ records: string }>()((slot) =>
    db
      .deleteFrom('double')
      .where(({ or, eb }) =>
        or([
          eb('a', 'in', capabilities.list<string>(slot('records'), 'text')),
          eb('b', 'in', capabilities.list<string>(slot('records'), 'text')),
        ]),
      ),
  );
  return { putDouble, dropDoubles };
}

function learnedStatements({ db }: Engine<CommonSchema>) {
  type LearnedRow = { kind: LearnedBad['kind']; value: string; records: string };
  const putLearned = prepared<LearnedRow>()((slot) =>
    db
      .insertInto('learnedBad')
      .values({ kind: slot('kind'), value: slot('value'), records: slot('records') })
      .onConflict((conflict) => conflict.columns(['kind', 'value']).doUpdateSet({ records: slot('records') })),
  );
  const learned = prepared<object>()(() => db.selectFrom('learnedBad').selectAll());
  const unlearn = prepared<{ kind: LearnedBad['kind']; value: string }>()((slot) =>
    db.deleteFrom('learnedBad').where('kind', '=', slot('kind')).where('value', '=', slot('value')),
  );
  return { putLearned, learned, unlearn };
}

// ---------------------------------------------------------------- reading

type RecordRow = Omit<StoredRecord, 'evidence' | 'kind'> & { readonly evidence: string; readonly kind: string };

const recordOf = ({ id, site, kind, evidence, firstDate, lastDate, asset }: RecordRow): StoredRecord => ({
  id,
  site,
  kind: kind as StoredRecord['kind'],
  evidence: JSON.parse(evidence) as readonly Evidence[],
  firstDate,
  lastDate,
  asset,
});

export function openRecordReader({ db, capabilities }: Engine<CommonSchema>): RecordReader {
  const among = (values: readonly string[]) => capabilities.list<string>(sql.val(JSON.stringify(values)), 'text');
  const columns = [
    'record.id',
    'record.site',
    'record.kind',
    'record.evidence',
    'record.firstDate',
    'record.lastDate',
    'record.asset',
  ] as const;
  const records = db.selectFrom('record').select(columns);
  return {
    reportsOfFiles: (site, sha256s) =>
      db.selectFrom('report').selectAll().where('site', '=', site).where('sha256', 'in', among(sha256s)).execute(),
    reportsOfRecords: (ids) => db.selectFrom('report').selectAll().where('record', 'in', among(ids)).execute(),
    records: async (ids) => (await records.where('id', 'in', among(ids)).execute()).map(recordOf),
    recordsByKeys: async (keys) => {
      const found = db.selectFrom('evidence').select('record').where('key', 'in', among(keys));
      return (await records.where('id', 'in', found).execute()).map(recordOf);
    },
    recordsOfAssets: async (assets) => (await records.where('asset', 'in', among(assets)).execute()).map(recordOf),
    recordsByPath: async (site, paths) => {
      const described = db.selectFrom('fileRecord').select(['path', 'record']).where('site', '=', site);
      const rows = await described.where('path', 'in', among(paths)).execute();
      return new Map([...Map.groupBy(rows, (row) => row.path)].map(([path, group]) => [path, group.map(({ record }) => record)]));
    },
    decisionsOf: async (ids) => {
      const rows = await db
        .selectFrom('decision')
        .select(['record', 'other', 'action'])
        .where('action', 'in', ['merge', 'separate', 'undo'])
        .where(({ or, eb }) => or([eb('record', 'in', among(ids)), eb('other', 'in', among(ids))]))
        .orderBy('number')
        .execute();
      return standing(rows);
    },
    doubles: async () => (await db.selectFrom('double').selectAll().orderBy('a').orderBy('b').execute()).map(doubleOf),
    doublesOf: async (ids) => {
      const rows = db.selectFrom('double').selectAll().orderBy('a').orderBy('b');
      return (await rows.where(({ or, eb }) => or([eb('a', 'in', among(ids)), eb('b', 'in', among(ids))])).execute()).map(doubleOf);
    },
    learned: async () => {
      const rows = await db.selectFrom('learnedBad').selectAll().orderBy('kind').orderBy('value').execute();
      return rows.map(({ kind, value, records: known }) => ({ kind, value, records: JSON.parse(known) as readonly string[] }));
    },
  };
}

const doubleOf = ({ a, b, reason, agreeing, differing }: CommonSchema['double']): Double => ({
  a,
  b,
  reason: reason as Double['reason'],
  agreeing: JSON.parse(agreeing) as Double['agreeing'],
  differing: JSON.parse(differing) as Double['differing'],
});

/** The last word about each pair; an undone one is none. */
function standing(rows: readonly { readonly record: string; readonly other: string; readonly action: string }[]) {
  const last = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const pair = [row.record, row.other].sort().join(' ');
    // Again at the end: the order is that of the standing words.
    last.delete(pair);
    last.set(pair, row);
  }
  return [...last.values()]
    .filter(({ action }) => action !== 'undo')
    .map(({ record, other, action }) => ({
      a: record,
      b: other,
      verdict: action === 'merge' ? ('same' as const) : ('different' as const),
    }));
}
