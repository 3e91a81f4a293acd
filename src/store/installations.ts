/** Which software is on which asset: only the differences are written, a whole list in one statement. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { prepared, type Target } from './prepared.ts';
import type { CommonSchema } from './schema.ts';
import { openStaleMark } from './software-counts.ts';

/** The software that an asset has from now on. */
export type Installed = { readonly asset: number; readonly site: string; readonly software: readonly number[] };

export type InstallationWriter = { write(target: Target, installed: readonly Installed[]): Promise<void> };

type Difference = { readonly asset: number; readonly added: readonly number[]; readonly removed: readonly number[] };

export function openInstallationWriter(engine: Engine<CommonSchema>): InstallationWriter {
  const { add, remove, before } = installationStatements(engine);
  const markStale = openStaleMark(engine);
  return {
    write: async ({ on }, installed) => {
      if (installed.length === 0) return;
      const { rows } = await before(on, { assets: JSON.stringify(installed.map(({ asset }) => asset)) });
      const rowsByAsset = Map.groupBy(rows, (row) => row.asset);
      const differences = installed.map((after) => differenceOf(after, rowsByAsset.get(after.asset) ?? [])).filter(isDifferent);
      for (const { asset, added, removed } of differences) {
        if (removed.length > 0) await remove(on, { asset, software: JSON.stringify(removed) });
        if (added.length > 0) await add(on, { asset, software: JSON.stringify(added) });
      }
      const changed = new Set(differences.map(({ asset }) => asset));
      const sites = new Set(installed.filter(({ asset }) => changed.has(asset)).map(({ site }) => site));
      for (const site of sites) await markStale(on, site);
    },
  };
}

const isDifferent = ({ added, removed }: Difference): boolean => added.length + removed.length > 0;

function differenceOf({ asset, software }: Installed, rows: readonly { readonly software: number }[]): Difference {
  if (rows.length === 0) return { asset, added: software, removed: [] };
  const before = new Set(rows.map((row) => row.software));
  const after = new Set(software);
  return { asset, added: software.filter((id) => !before.has(id)), removed: [...before].filter((id) => !after.has(id)) };
}

function installationStatements({ db, capabilities }: Engine<CommonSchema>) {
  const before = prepared<{ assets: string }>()((slot) =>
    db
      .selectFrom('assetSoftware')
      .select(['asset', 'software'])
      .where('asset', 'in', capabilities.list<number>(slot('assets'), 'integer')),
  );
  const add = prepared<{ asset: number; software: string }>()((slot) =>
    db
      .insertInto('assetSoftware')
      .columns(['asset', 'software'])
      .expression(
        db
          .selectFrom(sql<{ value: number }>`${capabilities.list(slot('software'), 'integer')}`.as('added'))
          .select([slot('asset').as('asset'), 'added.value']),
      ),
  );
  const remove = prepared<{ asset: number; software: string }>()((slot) =>
    db
      .deleteFrom('assetSoftware')
      .where('asset', '=', slot('asset'))
      .where('software', 'in', capabilities.list<number>(slot('software'), 'integer')),
  );
  return { before, add, remove };
}
