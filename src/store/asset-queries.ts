/** Looking into the common dossier: assets, and one asset with its software. For people: not on the way of a commit. */
import { type Kysely, sql } from 'kysely';
import type { Asset, AssetFilter } from '../inventory/asset.ts';
import type { Engine } from './engine.ts';
import { contains } from './folded-text.ts';
import type { CommonStore } from './port.ts';
import type { AssetRow, CommonSchema } from './schema.ts';

export type AssetQueries = Pick<CommonStore, 'assets' | 'asset'>;

/** Where files of the assets of these ids lie, or of all. */
function openSources({ db, capabilities }: Engine<CommonSchema>) {
  return async (ids?: readonly string[]): Promise<Sources> => {
    const described = db
      .selectFrom('record')
      .innerJoin('fileRecord', 'fileRecord.record', 'record.id')
      .select(['record.asset', 'fileRecord.site', 'fileRecord.path'])
      .distinct()
      .orderBy('fileRecord.site')
      .orderBy('fileRecord.path');
    const wanted =
      ids === undefined
        ? described
        : described.where('record.asset', 'in', capabilities.list<string>(sql.val(JSON.stringify(ids)), 'text'));
    return Map.groupBy(await wanted.execute(), ({ asset }) => asset);
  };
}

/** Assets by their numbers, in that order; with what questions look at and pages do not show. */
export function openAssetReader(engine: Engine<CommonSchema>) {
  const { db, capabilities } = engine;
  const sourcesOf = openSources(engine);
  return async (numbers: readonly number[]): Promise<readonly { number: number; tag: string; asset: Asset }[]> => {
    const rows = await db
      .selectFrom('asset')
      .select(shownColumns.map((column) => `asset.${column}` as const))
      .select(['asset.number', 'asset.tag'])
      .where('asset.number', 'in', capabilities.list<number>(sql.val(JSON.stringify(numbers)), 'integer'))
      .execute();
    const sources = await sourcesOf(rows.length > mostNamed ? undefined : rows.map(({ id }) => id));
    const byNumber = new Map(rows.map(({ number, tag, ...row }) => [number, { number, tag, asset: assetOf(row, sources) }]));
    return numbers.flatMap((number) => byNumber.get(number) ?? []);
  };
}

export function openAssetQueries(engine: Engine<CommonSchema>): AssetQueries {
  const { db } = engine;
  const sourcesOf = openSources(engine);
  return {
    assets: async (filter) => {
      const rows = await filtered(db, filter).execute();
      const sources = await sourcesOf(rows.length > mostNamed ? undefined : rows.map(({ id }) => id));
      return rows.map((row) => assetOf(row, sources));
    },
    asset: async (id) => {
      const found = await rowNamed(db, id);
      if (!found) return undefined;
      const { number, ...row } = found;
      return { ...assetOf(row, await sourcesOf([row.id])), software: await softwareOf(db, number) };
    },
  };
}

/** Beyond so many ids one pass over all of them is quicker. */
const mostNamed = 1000;

type Sources = ReadonlyMap<string, readonly { readonly site: string; readonly path: string }[]>;

/** By its id, or by one that it had before it was found to be another. */
async function rowNamed(db: Kysely<CommonSchema>, id: string) {
  const rows = db.selectFrom('asset').select([...shownColumns, 'number']);
  const row = await rows.where('id', '=', id).executeTakeFirst();
  return row ?? (await rows.where('id', 'in', db.selectFrom('record').select('asset').where('id', '=', id)).executeTakeFirst());
}

const shownColumns = [
  'id',
  'site',
  'deviceId',
  'name',
  'kind',
  'form',
  'os',
  'osVersion',
  'manufacturer',
  'model',
  'serial',
  'uuid',
  'macs',
  'ips',
  'cpu',
  'memoryMb',
  'disks',
  'user',
  'biosDate',
  'osInstalledOn',
  'inventoryDate',
  'firstSeen',
  'lastSeen',
  'missingSince',
  'softwareCount',
  'path',
] as const;

type ShownRow = Pick<AssetRow, Extract<(typeof shownColumns)[number], keyof AssetRow>> & {
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly missingSince: string;
  readonly softwareCount: number;
};

/** Where no file describes it any more, the last one that did. */
function assetOf({ path, ...row }: ShownRow, sources: Sources): Asset {
  const described = sources.get(row.id)?.map(({ site, path: of }) => ({ site, path: of })) ?? [{ site: row.site, path }];
  const lists = { macs: row.macs, ips: row.ips, disks: row.disks };
  return {
    ...row,
    macs: JSON.parse(lists.macs) as Asset['macs'],
    ips: JSON.parse(lists.ips) as Asset['ips'],
    disks: JSON.parse(lists.disks) as Asset['disks'],
    sources: described,
  };
}

function filtered(db: Kysely<CommonSchema>, filter: AssetFilter) {
  let assets = db.selectFrom('asset').select(shownColumns).orderBy('site').orderBy('searchName').orderBy('id');
  if (filter.site !== undefined) assets = assets.where(contains('asset.site', filter.site));
  if (filter.name !== undefined) assets = assets.where(contains('asset.searchName', filter.name));
  if (filter.os !== undefined) assets = assets.where(contains('asset.searchOs', filter.os));
  const { software } = filter;
  return software === undefined ? assets : assets.where('asset.number', 'in', installationsOf(db, software));
}

const installationsOf = (db: Kysely<CommonSchema>, software: string) =>
  db
    .selectFrom('assetSoftware')
    .select('assetSoftware.asset')
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
