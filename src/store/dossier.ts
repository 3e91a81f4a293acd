/** The common dossier's other questions: states that reports build on, software lists, changes, deliveries; and deriving it all anew. */
import { inflateRawSync } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import type { AssetState, Change } from '../inventory/history/timeline.ts';
import type { Link } from '../inventory/identity/record.ts';
import type { Software } from '../inventory/report.ts';
import { numbersOf } from './asset-numbers.ts';
import { type DossierWriters, writeDossier } from './commit.ts';
import type { ChangeFilter, Derivation, Dossier, ShownChange } from './dossier-port.ts';
import type { Engine } from './engine.ts';
import { openPresenceWriter } from './presence.ts';
import { openRecordReader } from './records.ts';
import type { CommonSchema } from './schema.ts';

export function openDossier(engine: Engine<CommonSchema>): Dossier {
  const { db, capabilities } = engine;
  const among = (values: readonly string[]) => capabilities.list<string>(sql.val(JSON.stringify(values)), 'text');
  return {
    ...openRecordReader(engine),
    storedAssets: async (ids) => {
      const rows = await db
        .selectFrom('asset')
        .select(['number', 'id', 'state', 'links', 'softwareSha256'])
        .where('id', 'in', among(ids))
        .execute();
      return rows.map(({ state, links, ...row }) => ({
        ...row,
        links: JSON.parse(links) as readonly Link[],
        state: JSON.parse(inflateRawSync(state).toString('utf8')) as AssetState,
      }));
    },
    linksOf: async (ids) => {
      const rows = await db.selectFrom('asset').select(['id', 'links']).where('id', 'in', among(ids)).execute();
      return new Map(rows.map(({ id, links }) => [id, JSON.parse(links) as readonly Link[]]));
    },
    softwareOf: async (ids) => {
      const rows = await db
        .selectFrom('asset')
        .innerJoin('assetSoftware', 'assetSoftware.asset', 'asset.number')
        .innerJoin('software', 'software.id', 'assetSoftware.software')
        .select(['asset.id', 'software.name', 'software.version', 'software.publisher'])
        .where('asset.id', 'in', among(ids))
        .execute();
      const lists = new Map<string, Software[]>(ids.map((id) => [id, []]));
      for (const { id, ...software } of rows) lists.get(id)?.push(software);
      return lists;
    },
    namesOf: async (ids) => {
      const rows = await db.selectFrom('asset').select(['id', 'name']).where('id', 'in', among(ids)).execute();
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    deliveriesAfter: (number, limit) =>
      db.selectFrom('delivery').selectAll().where('number', '>', number).orderBy('number').limit(limit).execute(),
    changes: (filter) => changesOf(engine, filter),
  };
}

async function changesOf(
  engine: Engine<CommonSchema>,
  { asset, site, since, kind, without = [], limit = 10_000 }: ChangeFilter,
): Promise<readonly ShownChange[]> {
  let changes = engine.db
    .selectFrom('change')
    .innerJoin('asset', 'asset.number', 'change.asset')
    .select(['change.date', 'change.at', 'change.site', 'change.kind', 'change.subject', 'change.before', 'change.after', 'change.sha256'])
    .select(['asset.id as asset', 'asset.name'])
    .orderBy('change.date', 'desc')
    .orderBy('asset.id')
    .orderBy('change.kind')
    .orderBy('change.subject')
    .limit(limit);
  if (asset !== undefined) changes = changes.where('asset.id', '=', asset);
  if (site !== undefined) changes = changes.where('change.site', '=', site);
  if (since !== undefined) changes = changes.where('change.date', '>=', since);
  if (kind !== undefined) changes = changes.where('change.kind', '=', kind);
  if (without.length > 0) changes = changes.where('change.asset', 'not in', numbersOf(engine, without));
  const rows = await changes.execute();
  return rows.map((row) => ({ ...row, kind: row.kind as Change['kind'] }));
}

// ---------------------------------------------------------------- deriving anew

const derived = [
  'report',
  'record',
  'absence',
  'evidence',
  'fileRecord',
  'double',
  'learnedBad',
  'asset',
  'assetText',
  'assetSoftware',
  'siteSoftware',
  'staleCount',
  'product',
  'change',
] as const;

export function openDerivation(engine: Engine<CommonSchema>, writers: DossierWriters): Derivation {
  const { db } = engine;
  const presence = openPresenceWriter(engine);
  const mark = (on: Kysely<CommonSchema>, value: string) =>
    on
      .insertInto('derivation')
      .values({ name: 'replay', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  return {
    replayedTo: async () => {
      const row = await db.selectFrom('derivation').select('value').where('name', '=', 'replay').executeTakeFirst();
      return row && (Number(row.value) || 0);
    },
    begin: () =>
      db.transaction().execute(async (on) => {
        for (const table of derived) await on.deleteFrom(table).execute();
        await on.updateTable('software').set({ product: 0, installations: 0, sites: 0 }).where('product', '!=', 0).execute();
        await mark(on, '0');
      }),
    write: ({ at, site, to, described, problems, dossier }) =>
      db.transaction().execute(async (on) => {
        const target = { on, site, at };
        await writeDossier(writers, target, dossier);
        await presence.describe(target, described);
        for (const { path, sha256, problem } of problems) {
          await on
            .updateTable('file')
            .set({ problem })
            .where('site', '=', site)
            .where('path', '=', path)
            .where('sha256', '=', sha256)
            .execute();
        }
        await mark(on, String(to));
      }),
    end: () =>
      db.transaction().execute(async (on) => {
        await seeAll(on);
        await on.deleteFrom('derivation').where('name', '=', 'replay').execute();
      }),
  };
}

/** Every parcel that was applied told all that was there: a record was last seen in the last one before it went missing. */
async function seeAll(on: Kysely<CommonSchema>): Promise<void> {
  const lastParcel = on
    .selectFrom('parcelResult')
    .select(({ fn }) => fn.max('parcelResult.at').as('at'))
    .where('parcelResult.status', '=', 'applied')
    .where('parcelResult.site', '=', sql.ref<string>('record.site'))
    .where(({ or, eb }) =>
      or([sql<boolean>`"record"."missingSince" = ''`, eb('parcelResult.at', '<', sql.ref<string>('record.missingSince'))]),
    );
  await on
    .updateTable('record')
    .set({ lastSeen: sql<string>`max("lastSeen", coalesce(${lastParcel}, ''))` })
    .execute();
  const newest = on
    .selectFrom('record')
    .select(({ fn }) => fn.max('record.lastSeen').as('at'))
    .where('record.asset', '=', sql.ref<string>('asset.id'));
  await on
    .updateTable('asset')
    .set({ lastSeen: sql<string>`coalesce(${newest}, "lastSeen")` })
    .execute();
}
