/**
 * What was learnt in a period, counted. Changes are found by when they were learnt, which has no index: a digest is made once a day at
 * most, and one pass over the changes costs less than keeping an index on every commit. Their numbers bound all that is asked afterwards.
 */
import { sql } from 'kysely';
import type { ChangeKind } from '../inventory/history/timeline.ts';
import type { Engine } from './engine.ts';
import type { DigestFigures, Learnt, Scope } from './figures-port.ts';
import type { CommonSchema } from './schema.ts';
import { scoped } from './scope.ts';

export function openDigest(engine: Engine<CommonSchema>): DigestFigures {
  return {
    learnt: async ({ since, until }) => {
      const found = await engine.db
        .selectFrom('change')
        .select(({ fn }) => [fn.min<number | null>('number').as('first'), fn.max<number | null>('number').as('last')])
        .where('at', '>=', since)
        .where('at', '<', until)
        .executeTakeFirst();
      return { since, until, first: found?.first ?? 0, last: found?.last ?? 0 };
    },
    assets: async (scope) => {
      const counted = await scoped(engine, scope)
        .select(({ fn }) => fn.countAll<number>().as('assets'))
        .executeTakeFirst();
      return counted?.assets ?? 0;
    },
    kinds: async (scope) => {
      const rows = await learnt(engine, scope)
        .select(['change.kind'])
        .select(({ fn }) => fn.count<number>('change.asset').distinct().as('machines'))
        .groupBy('change.kind')
        .execute();
      return rows.map(({ kind, machines }) => ({ kind: kind as ChangeKind, machines }));
    },
    changes: async (scope) => {
      const rows = await learnt(engine, scope)
        .select(['change.kind', 'change.site', 'change.before', 'change.after', 'asset.id as asset', 'asset.name'])
        .where('change.kind', '=', scope.kind)
        .orderBy('change.number', 'desc')
        .limit(scope.limit)
        .execute();
      return rows.map((row) => ({ ...row, kind: row.kind as ChangeKind }));
    },
    software: (scope) => softwareMoves(engine, scope),
    stale: (scope) =>
      scoped(engine, scope)
        .where('asset.missingSince', '=', '')
        .where('asset.inventoryDate', '!=', '')
        .where('asset.inventoryDate', '<', scope.before)
        .select('asset.site')
        .select(({ fn }) => fn.countAll<number>().as('machines'))
        .groupBy('asset.site')
        .orderBy('machines', 'desc')
        .orderBy('asset.site')
        .execute(),
  };
}

/** A machine that moved away is told at the site that it left, too. */
function learnt({ db, capabilities }: Engine<CommonSchema>, { site, without, since, until, first, last }: Scope & Learnt) {
  const changes = db
    .selectFrom('change')
    .innerJoin('asset', 'asset.number', 'change.asset')
    .where('change.number', '>=', first)
    .where('change.number', '<=', last)
    .where('change.at', '>=', since)
    .where('change.at', '<', until)
    .where('asset.id', 'not in', capabilities.list<string>(sql.val(JSON.stringify(without)), 'text'))
    .where(isNews(since));
  if (site === undefined) return changes;
  return changes.where(({ eb, or, and }) =>
    or([eb('change.site', '=', site), and([eb('change.kind', '=', 'moved'), eb('change.before', '=', site)])]),
  );
}

/** A machine that was missed and came back within the period (another site's parcel came first) is neither missing nor back. */
const isNews = (since: string) => sql<boolean>`case "change"."kind"
  when 'missing' then "asset"."missingSince" != ''
  when 'back' then not exists (select 1 from "change" as "gone"
    where "gone"."asset" = "change"."asset" and "gone"."kind" = 'missing' and "gone"."at" >= ${since})
  else true end`;

async function softwareMoves(engine: Engine<CommonSchema>, scope: Parameters<DigestFigures['software']>[0]) {
  const { db, capabilities } = engine;
  const moves = await learnt(engine, scope)
    .where('change.kind', '=', scope.kind)
    .select(({ fn }) => [
      'change.subject as name',
      fn.count<number>('change.asset').distinct().as('machines'),
      fn.max('change.after').as('after'),
    ])
    .groupBy('change.subject')
    .orderBy('machines', 'desc')
    .orderBy('name')
    .limit(scope.limit)
    .execute();
  const names = capabilities.list<string>(sql.val(JSON.stringify(moves.map(({ name }) => name))), 'text');
  const held = await db
    .selectFrom('software')
    .innerJoin('assetSoftware', 'assetSoftware.software', 'software.id')
    .where('software.name', 'in', names)
    .select(({ fn }) => ['software.name', fn.count<number>('assetSoftware.asset').distinct().as('holders')])
    .groupBy('software.name')
    .execute();
  const holders = new Map(held.map((row) => [row.name, row.holders]));
  return moves.map((move) => ({ ...move, holders: holders.get(move.name) ?? 0 }));
}
