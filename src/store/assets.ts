/** Writing assets: the current facts of each (site, device), its software when the list changed, and when it was last seen. */
import { hash } from 'node:crypto';
import type { SettledAsset } from '../exchange/settle.ts';
import type { Engine } from './engine.ts';
import { fold } from './folded-text.ts';
import { openInstallationWriter } from './installations.ts';
import type { CommonStore } from './port.ts';
import { prepared, slotsOf, type Target } from './prepared.ts';
import type { AssetRow, CommonSchema } from './schema.ts';
import { openSoftwareIds, type SoftwareKey, softwareKey } from './software-ids.ts';
import { wholeOrNull } from './whole.ts';

export type AssetWriter = {
  write(target: Target, assets: readonly SettledAsset[]): Promise<void>;
  see(target: Target, deviceKeys: readonly string[]): Promise<void>;
  /** After a rollback. */
  forget(): void;
};

type SoftwareFacts = { readonly softwareCount: number; readonly softwareSha256: string };

type StoredAsset = SoftwareFacts & { readonly number: number; readonly deviceKey: string };

export function openAssetWriter(engine: Engine<CommonSchema>): AssetWriter {
  const { find, upsert, see } = assetStatements(engine);
  const softwareIds = openSoftwareIds(engine);
  const installations = openInstallationWriter(engine);
  return {
    write: async (target, assets) => {
      if (assets.length === 0) return;
      const { on, site, at } = target;
      const { rows } = await find(on, { site, keys: JSON.stringify(assets.map((asset) => asset.deviceKey)) });
      const stored = new Map(rows.map((row) => [row.deviceKey, row]));
      const changes = assets.map((asset) => softwareChange(asset, stored.get(asset.deviceKey)));
      const lists = await softwareIds.idsOf(
        on,
        changes.map((change) => change.list ?? []),
      );
      const installed = [];
      for (const [index, asset] of assets.entries()) {
        const { facts, list } = changes[index] ?? { facts: noSoftware, list: null };
        const software = lists[index] ?? [];
        const counted = list ? { ...facts, softwareCount: software.length } : facts;
        const number = (await upsert(on, { ...rowOf(asset, site, at), ...counted })).rows[0]?.number;
        if (list && number !== undefined) installed.push({ asset: number, isNew: !stored.has(asset.deviceKey), software });
      }
      await installations.write(target, installed);
    },
    see: async ({ on, site, at }, deviceKeys) => {
      if (deviceKeys.length > 0) await see(on, { site, keys: JSON.stringify(deviceKeys), at });
    },
    forget: softwareIds.forget,
  };
}

const noSoftware: SoftwareFacts = { softwareCount: 0, softwareSha256: '' };

/** `list` is null when the stored software stays: the report has no such section, or the same list as before. */
type SoftwareChange = { readonly facts: SoftwareFacts; readonly list: readonly SoftwareKey[] | null };

function softwareChange({ report }: SettledAsset, stored: StoredAsset | undefined): SoftwareChange {
  const { softwareCount, softwareSha256 } = stored ?? noSoftware;
  const unchanged: SoftwareChange = { facts: { softwareCount, softwareSha256 }, list: null };
  if (report.software === null) return unchanged;
  const list = report.software.map(softwareKey);
  const digest = hash('sha256', list.join('\n'));
  return digest === softwareSha256 ? unchanged : { facts: { softwareCount: list.length, softwareSha256: digest }, list };
}

// ---------------------------------------------------------------- rows

const rowColumns = [
  'id',
  'site',
  'deviceKey',
  'deviceId',
  'name',
  'kind',
  'os',
  'osVersion',
  'manufacturer',
  'model',
  'serial',
  'uuid',
  'macs',
  'cpu',
  'memoryMb',
  'disks',
  'user',
  'inventoryDate',
  'lastSeen',
  'path',
  'sha256',
  'searchName',
  'searchOs',
  'softwareCount',
  'softwareSha256',
] as const;

const rowOf = ({ id, deviceKey, report, date, path, sha256 }: SettledAsset, site: string, at: string): AssetRow => ({
  id,
  site,
  deviceKey,
  deviceId: report.deviceId,
  name: report.name,
  kind: report.kind,
  os: report.os,
  osVersion: report.osVersion,
  manufacturer: report.manufacturer,
  model: report.model,
  serial: report.serial,
  uuid: report.uuid,
  macs: JSON.stringify(report.macs),
  cpu: report.cpu,
  memoryMb: wholeOrNull(report.memoryMb),
  disks: JSON.stringify(report.disks),
  user: report.user,
  inventoryDate: date,
  lastSeen: at,
  path,
  sha256,
  searchName: fold(report.name),
  searchOs: fold(`${report.os} ${report.osVersion}`),
});

function assetStatements({ db, capabilities }: Engine<CommonSchema>) {
  const find = prepared<{ site: string; keys: string }>()((slot) =>
    db
      .selectFrom('asset')
      .select(['number', 'deviceKey', 'softwareCount', 'softwareSha256'])
      .where('site', '=', slot('site'))
      .where('deviceKey', 'in', capabilities.list<string>(slot('keys'), 'text')),
  );
  const upsert = prepared<AssetRow & SoftwareFacts>()((slot) => {
    const row = slotsOf(slot, rowColumns);
    const { id, site, deviceKey, ...facts } = row;
    return db
      .insertInto('asset')
      .values(row)
      .onConflict((conflict) => conflict.columns(['site', 'deviceKey']).doUpdateSet(facts))
      .returning('number');
  });
  const see = prepared<{ site: string; keys: string; at: string }>()((slot) =>
    db
      .updateTable('asset')
      .set({ lastSeen: slot('at') })
      .where('site', '=', slot('site'))
      .where('deviceKey', 'in', capabilities.list<string>(slot('keys'), 'text')),
  );
  return { find, upsert, see };
}

/** Which reports of this site are known, by device key. */
export function openReports({ db, capabilities }: Engine<CommonSchema>): CommonStore['reports'] {
  const find = prepared<{ site: string; keys: string }>()((slot) =>
    db
      .selectFrom('asset')
      .select(['deviceKey', 'inventoryDate as date', 'sha256'])
      .where('site', '=', slot('site'))
      .where('deviceKey', 'in', capabilities.list<string>(slot('keys'), 'text')),
  );
  return async (site, deviceKeys) => {
    const { rows } = await find(db, { site, keys: JSON.stringify(deviceKeys) });
    return new Map(rows.map((row) => [row.deviceKey, row]));
  };
}
