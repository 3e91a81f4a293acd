/** What machines run, counted by system; and machine by machine what their age follows from, in pages. */
import type { Engine } from './engine.ts';
import type { LifecycleFigures, Scope } from './figures-port.ts';
import type { CommonSchema } from './schema.ts';
import { kindUnordered, scoped } from './scope.ts';

export function openLifecycle(engine: Engine<CommonSchema>): LifecycleFigures {
  const ageing = (scope: Scope) => scoped(engine, scope).where(kindUnordered, 'in', ['computer', 'phone']);
  return {
    systems: (scope) =>
      ageing(scope)
        .select(['asset.site', 'asset.os', 'asset.osVersion'])
        .select(({ fn }) => fn.countAll<number>().as('machines'))
        .groupBy(['asset.site', 'asset.os', 'asset.osVersion'])
        .execute(),
    machines: (scope) =>
      ageing(scope)
        .select(['number', 'id as asset', 'site', 'name', 'kind', 'form', 'os', 'osVersion', 'biosDate', 'osInstalledOn'])
        .where('number', '>', scope.after)
        .orderBy('number')
        .limit(scope.limit)
        .execute(),
  };
}
