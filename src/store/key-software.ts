/**
 * Which machines have which of a few titles. Which titles an entry means is decided outside, over the distinct names; here the index by
 * software finds their machines, so that no list of software is ever read whole.
 */
import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { KeySoftwareFigures, Page, Scope, WeighedTitle } from './figures-port.ts';
import { contains } from './folded-text.ts';
import type { CommonSchema } from './schema.ts';
import { kindUnordered, scoped } from './scope.ts';

export function openKeySoftware(engine: Engine<CommonSchema>): KeySoftwareFigures {
  const { db } = engine;
  const unlisted = db.selectFrom('asset').select('number').where('softwareCount', '=', 0);
  const integers = (values: readonly number[]) => engine.capabilities.list<number>(sql.val(JSON.stringify(values)), 'integer');
  return {
    titles: async (words) => {
      let titles = db.selectFrom('software').select(['id', 'name', 'version', 'publisher']);
      for (const word of words) titles = titles.where(contains('searchName', word));
      return titles.execute();
    },
    listed: (scope) =>
      scoped(engine, scope)
        .where(kindUnordered, '=', 'computer')
        .select('asset.site')
        .select(sql<number>`sum("asset"."number" not in (${unlisted}))`.as('listed'))
        .select(sql<number>`sum("asset"."number" in (${unlisted}))`.as('unlisted'))
        .groupBy('asset.site')
        .orderBy('asset.site')
        .execute(),
    weights: (titles, scope) =>
      computersWith(engine, titles, scope)
        .select(['asset.site', 'weighed.weight'])
        .select(({ fn }) => fn.countAll<number>().as('machines'))
        .groupBy(['asset.site', 'weighed.weight'])
        .execute(),
    installations: (titles, scope) =>
      scoped(engine, scope)
        .innerJoin('assetSoftware', 'assetSoftware.asset', 'asset.number')
        .where('assetSoftware.software', 'in', integers(titles))
        .select('asset.site')
        .select(({ fn }) => fn.count<number>('asset.number').distinct().as('machines'))
        .select(({ fn }) => fn.countAll<number>().as('installations'))
        .groupBy('asset.site')
        .orderBy('asset.site')
        .execute(),
    weighing: async (titles, weights, scope) => {
      const found = await computersWith(engine, titles, scope)
        .select(['asset.number', 'asset.id as asset', 'asset.site', 'asset.name'])
        .where('weighed.weight', 'in', integers(weights))
        .where('asset.number', '>', scope.after)
        .orderBy('asset.number')
        .limit(scope.limit)
        .execute();
      const held = await titlesHeld(db, integers(found.map(({ number }) => number)), integers(titles.map(({ id }) => id)));
      return found.map((machine) => ({ ...machine, titles: held.get(machine.number) ?? [] }));
    },
    lacking: async (titles, scope) => {
      const found = await listedComputers(engine, scope)
        .select(['asset.number', 'asset.id as asset', 'asset.site', 'asset.name'])
        .where('asset.number', 'not in', db.selectFrom('assetSoftware').select('asset').where('software', 'in', integers(titles)))
        .orderBy('asset.number')
        .limit(scope.limit)
        .execute();
      return found.map((machine) => ({ ...machine, titles: [] }));
    },
  };
}

const listedComputers = (engine: Engine<CommonSchema>, scope: Scope & Page) =>
  scoped(engine, scope).where(kindUnordered, '=', 'computer').where('asset.softwareCount', '>', 0).where('asset.number', '>', scope.after);

/** With the smallest weight of what each has. */
function computersWith(engine: Engine<CommonSchema>, titles: readonly WeighedTitle[], scope: Scope) {
  const { db, capabilities } = engine;
  const rows = sql.val(JSON.stringify(titles.map(({ id, weight }) => [id, weight])));
  const weighed = db
    .selectFrom(capabilities.rows<{ id: number; weight: number }>(rows, { id: 'integer', weight: 'integer' }).as('title'))
    .innerJoin('assetSoftware', 'assetSoftware.software', 'title.id')
    .select(({ fn }) => ['assetSoftware.asset', fn.min<number>('title.weight').as('weight')])
    .groupBy('assetSoftware.asset');
  // Joined across, so that machines are read in the order of the listing or of their numbers, and never looked up one by one.
  return scoped(engine, scope)
    .crossJoin(weighed.as('weighed'))
    .whereRef('weighed.asset', '=', 'asset.number')
    .where(kindUnordered, '=', 'computer');
}

async function titlesHeld(db: Kysely<CommonSchema>, machines: Numbers, titles: Numbers): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await db
    .selectFrom('assetSoftware')
    .select(['asset', 'software'])
    .where('asset', 'in', machines)
    .where('software', 'in', titles)
    .execute();
  return new Map([...Map.groupBy(rows, ({ asset }) => asset)].map(([asset, held]) => [asset, held.map(({ software }) => software)]));
}

type Numbers = ReturnType<typeof sql<number>>;
