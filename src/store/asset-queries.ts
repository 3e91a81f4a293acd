/** Looking into the common dossier: assets, and one asset with its software. For people: not on the way of a commit. */
import { type Kysely, sql } from 'kysely';
import type { Asset, AssetFilter } from '../inventory/asset.ts';
import { contains } from './folded-text.ts';
import type { CommonStore } from './port.ts';
import type { AssetRow, CommonSchema } from './schema.ts';

export type AssetQueries = Pick<CommonStore, 'assets' | 'asset'>;

export function openAssetQueries(db: Kysely<CommonSchema>): AssetQueries {
  return {
    assets: async (filter) => (await filtered(db, filter).execute()).map(assetOf),
    asset: async (id) => {
      const row = await db
        .selectFrom('asset')
        .select([...shownColumns, 'number'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { ...assetOf(row), software: await softwareOf(db, row.number) };
    },
  };
}

const shownColumns = [
  'id',
  'site',
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
  'softwareCount',
  'path',
] as const;

type ShownRow = Omit<AssetRow, 'deviceKey' | 'sha256' | 'searchName' | 'searchOs'> & { readonly softwareCount: number };

function assetOf(row: ShownRow): Asset {
  const { id, site, deviceId, name, kind, os, osVersion, manufacturer, model, serial, uuid } = row;
  const { cpu, memoryMb, user, inventoryDate, lastSeen, softwareCount, path } = row;
  const macs = JSON.parse(row.macs) as Asset['macs'];
  const disks = JSON.parse(row.disks) as Asset['disks'];
  const identity = { id, site, deviceId, name, kind, os, osVersion, manufacturer, model, serial, uuid, macs };
  return { ...identity, cpu, memoryMb, disks, user, inventoryDate, lastSeen, softwareCount, sources: [{ site, path }] };
}

function filtered(db: Kysely<CommonSchema>, filter: AssetFilter) {
  let assets = db.selectFrom('asset').select(shownColumns).orderBy('site').orderBy('searchName').orderBy('id');
  if (filter.site !== undefined) assets = assets.where(contains('asset.site', filter.site));
  if (filter.name !== undefined) assets = assets.where(contains('asset.searchName', filter.name));
  if (filter.os !== undefined) assets = assets.where(contains('asset.searchOs', filter.os));
  const { software } = filter;
  if (software === undefined) return assets;
  return assets.where(({ exists }) => exists(installationsOf(db, software)));
}

const installationsOf = (db: Kysely<CommonSchema>, software: string) =>
  db
    .selectFrom('assetSoftware')
    .select(sql.lit(1).as('one'))
    .where(sql<boolean>`${sql.ref('assetSoftware.asset')} = ${sql.ref('asset.number')}`)
    .where('assetSoftware.software', 'in', db.selectFrom('software').select('id').where(contains('searchName', software)));

const softwareOf = (db: Kysely<CommonSchema>, asset: number) =>
  db
    .selectFrom('assetSoftware')
    .innerJoin('software', 'software.id', 'assetSoftware.software')
    .select(['software.name', 'software.version', 'software.publisher'])
    .where('assetSoftware.asset', '=', asset)
    .orderBy('software.searchName')
    .orderBy('software.name')
    .orderBy('software.version')
    .orderBy('software.publisher')
    .execute();
