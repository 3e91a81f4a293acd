/** What machines run, counted by system; and machine by machine what their age follows from, in pages. */
import { inflateRawSync } from 'node:zlib';
import type { AssetState } from '../inventory/history/timeline.ts';
import type { Engine } from './engine.ts';
import type { LifecycleFigures, Scope } from './figures-port.ts';
import type { CommonSchema } from './schema.ts';
import { scoped } from './scope.ts';

export function openLifecycle(engine: Engine<CommonSchema>): LifecycleFigures {
  const ageing = (scope: Scope) => scoped(engine, scope).where('asset.kind', 'in', ['computer', 'phone']);
  return {
    systems: (scope) =>
      ageing(scope)
        .select(['asset.site', 'asset.os', 'asset.osVersion'])
        .select(({ fn }) => fn.countAll<number>().as('machines'))
        .groupBy(['asset.site', 'asset.os', 'asset.osVersion'])
        .execute(),
    machines: async (scope) => {
      const rows = await ageing(scope)
        .select(['number', 'id as asset', 'site', 'name', 'kind', 'form', 'os', 'osVersion', 'state'])
        .where('number', '>', scope.after)
        .orderBy('number')
        .limit(scope.limit)
        .execute();
      return rows.map(({ state, ...row }) => {
        const { head, sections } = JSON.parse(inflateRawSync(state).toString('utf8')) as AssetState;
        return { ...row, head, sections };
      });
    },
  };
}
