/** What machines run and how old they are, counted; and machine by machine what their age follows from, in pages. */
import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { AgeCount, AgeQuestion, LifecycleFigures, Scope } from './figures-port.ts';
import type { CommonSchema } from './schema.ts';
import { kindUnordered, scoped } from './scope.ts';

export function openLifecycle(engine: Engine<CommonSchema>): LifecycleFigures {
  return {
    systems: (scope) =>
      ageing(engine, scope)
        .select(['asset.site', 'asset.os', 'asset.osVersion'])
        .select(({ fn }) => [fn.countAll<number>().as('machines'), fn.min<number>('asset.number').as('first')])
        .groupBy(['asset.site', 'asset.os', 'asset.osVersion'])
        .execute(),
    ages: (question) => agesOf(engine, question),
    machines: ({ among, ...scope }) => {
      const machines = ageing(engine, scope)
        .select(['number', 'id as asset', 'site', 'name', 'kind', 'form', 'os', 'osVersion', 'biosDate', 'osInstalledOn'])
        .where('number', '>', scope.after)
        .orderBy('number')
        .limit(scope.limit);
      if (among === undefined) return machines.execute();
      return machines.where('id', 'in', engine.capabilities.list<string>(sql.val(JSON.stringify(among)), 'text')).execute();
    },
  };
}

const ageing = (engine: Engine<CommonSchema>, scope: Scope) => scoped(engine, scope).where(kindUnordered, 'in', ['computer', 'phone']);

/** As `ageOf` (inventory/end-of-life.ts) chooses it; '' where nothing tells. */
const madeOn = (today: string): RawBuilder<string> => sql<string>`case
  when "asset"."form" != 'virtual' and "asset"."biosDate" != '' and "asset"."biosDate" <= ${today} then "asset"."biosDate"
  when "asset"."osInstalledOn" <= ${today} then "asset"."osInstalledOn" else '' end`;

function agesOf(engine: Engine<CommonSchema>, { today, begins, ...scope }: AgeQuestion): Promise<readonly AgeCount[]> {
  const steps = begins.map((begin) => sql`case when "made"."on" <= ${begin} then 1 else 0 end`);
  const begun = sql<number | null>`case when "made"."on" = '' then null else ${sql.join([sql`0`, ...steps], sql` + `)} end`;
  return engine.db
    .selectFrom(
      ageing(engine, scope)
        .select(['asset.site', madeOn(today).as('on')])
        .as('made'),
    )
    .select(({ fn }) => ['made.site', begun.as('begun'), fn.countAll<number>().as('machines')])
    .groupBy(['made.site', 'begun'])
    .execute();
}
