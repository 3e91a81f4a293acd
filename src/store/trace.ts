/** The trace: lines as they were written, found by what they say, in the order of writing. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { StoredTraceEvent, TraceEvent } from '../exchange/trace.ts';
import type { Engine } from './engine.ts';
import { contains, fold } from './folded-text.ts';
import type { Journal, TraceCount, TraceFilter } from './journal-port.ts';
import type { JournalWriter } from './journal-writer.ts';
import { pageOf } from './paging.ts';
import { prepared, slotsOf } from './prepared.ts';
import type { JournalSchema } from './schema.ts';
import { whole } from './whole.ts';

const writtenColumns = ['at', 'direction', 'peer', 'kind', 'messageId', 'outcome', 'reason', 'bytes', 'durationMs'] as const;

/** Of a line as it was written. */
export const traceColumns = ['id', ...writtenColumns] as const;

export function openTraceWriter(db: Kysely<JournalSchema>): JournalWriter['trace'] {
  type Row = TraceEvent & { readonly searchText: string; readonly mail: string };
  const insert = prepared<Row>()((slot) => db.insertInto('trace').values(slotsOf<Row>(slot, [...writtenColumns, 'searchText', 'mail'])));
  return async (on, events, mail = '') => {
    for (const event of events) {
      const measured = { bytes: whole(event.bytes), durationMs: whole(event.durationMs) };
      await insert(on, { ...event, ...measured, searchText: searchTextOf(event), mail });
    }
  };
}

/** Parted by line feeds, which nobody asks for: nothing is found across two of them. */
const searchTextOf = ({ peer, kind, reason, messageId }: TraceEvent): string => fold([peer, kind, reason, messageId].join('\n'));

type Trace = Pick<Journal, 'traceList' | 'tracePage' | 'traceRows' | 'traceValues' | 'traceCounts' | 'traceDeleteWhere'>;

export function openTrace(engine: Engine<JournalSchema>, write: JournalWriter['trace']): Trace {
  const { db } = engine;
  return {
    traceList: async ({ limit, ...query }) => {
      const events: StoredTraceEvent[] = [];
      for await (const rows of linesOf(engine, query, limit)) events.push(...rows);
      return events;
    },
    tracePage: async (question) => {
      const lines = chosen(engine, question);
      const counted = await lines.clearSelect().select(sql<number>`count(*)`.as('count')).executeTakeFirst();
      const direction = question.newestFirst ? 'desc' : 'asc';
      const order = { name: 'trace', direction, keys: [{ by: sql.ref('trace.id'), kind: 'integer' }] } as const;
      return pageOf(lines, { order, paging: question, count: { total: counted?.count ?? 0, isMore: false } });
    },
    traceRows: (query) => linesOf(engine, query, Number.POSITIVE_INFINITY),
    traceValues: async () => ({ peers: await valuesOf(db, 'peer'), kinds: await valuesOf(db, 'kind') }),
    traceCounts: (begins) => countsOf(db, begins),
    traceDeleteWhere: (filter, told) =>
      db.transaction().execute(async (transaction) => {
        const all = transaction.deleteFrom('trace');
        const doomed = conditionsOf(engine, filter).reduce((lines, condition) => lines.where(condition), all);
        const deleted = Number((await doomed.executeTakeFirst()).numDeletedRows);
        if (deleted > 0) await write(transaction, [told(deleted)]);
        return deleted;
      }),
  };
}

function conditionsOf(
  { capabilities }: Engine<JournalSchema>,
  { since, until, text, ids, upTo, ...filter }: TraceFilter,
): readonly RawBuilder<boolean>[] {
  const equal = (['peer', 'kind', 'outcome', 'direction'] as const).flatMap((column) => {
    const wanted = filter[column];
    return wanted === undefined ? [] : [sql<boolean>`${sql.ref(`trace.${column}`)} = ${wanted}`];
  });
  return [
    ...equal,
    ...(since === undefined ? [] : [sql<boolean>`"trace"."at" >= ${since}`]),
    ...(until === undefined ? [] : [sql<boolean>`"trace"."at" < ${until}`]),
    ...(text === undefined ? [] : [contains('trace.searchText', text)]),
    ...(ids === undefined ? [] : [sql<boolean>`"trace"."id" in ${capabilities.list<number>(sql.val(JSON.stringify(ids)), 'integer')}`]),
    ...(upTo === undefined ? [] : [sql<boolean>`"trace"."id" <= ${upTo}`]),
  ];
}

const chosen = (engine: Engine<JournalSchema>, filter: TraceFilter) =>
  conditionsOf(engine, filter).reduce((lines, condition) => lines.where(condition), engine.db.selectFrom('trace').select(traceColumns));

const linesTogether = 1_000;

async function* linesOf(
  engine: Engine<JournalSchema>,
  { newestFirst, ...filter }: TraceFilter & { readonly newestFirst: boolean },
  most: number,
): AsyncGenerator<readonly StoredTraceEvent[]> {
  const lines = chosen(engine, filter).orderBy('id', newestFirst ? 'desc' : 'asc');
  let last: StoredTraceEvent | undefined;
  for (let left = most; left > 0; ) {
    const wanted = Math.min(left, linesTogether);
    const rest = last === undefined ? lines : lines.where('id', newestFirst ? '<' : '>', last.id);
    const rows = await rest.limit(wanted).execute();
    if (rows.length > 0) yield rows;
    if (rows.length < wanted) return;
    left -= rows.length;
    last = rows.at(-1);
  }
}

async function countsOf(db: Kysely<JournalSchema>, begins: readonly string[]): Promise<readonly TraceCount[]> {
  const [first, ...later] = begins;
  if (first === undefined) return [];
  const steps = later.map((begin) => sql`case when "trace"."at" >= ${begin} then 1 else 0 end`);
  const span = sql<number>`${sql.join([sql`0`, ...steps], sql` + `)}`;
  const rows = await db
    .selectFrom('trace')
    .select(['direction', 'outcome', span.as('span'), sql<number>`count(*)`.as('count')])
    .where('at', '>=', first)
    .groupBy(['span', 'direction', 'outcome'])
    .orderBy('span')
    .execute();
  return rows;
}

async function valuesOf(db: Kysely<JournalSchema>, column: 'peer' | 'kind'): Promise<readonly string[]> {
  const rows = await db.selectFrom('trace').select(`${column} as value`).groupBy(column).orderBy(column).execute();
  return rows.map(({ value }) => value);
}
