/** Verifying what the stores hold, in SQL: see audit-port.ts. For people, not on the way of a commit. */
import { type Kysely, sql } from 'kysely';
import { openAssetWriter } from './assets.ts';
import { type CommonAudit, type CommonRepair, type JournalAudit, mostNamed, type SiteDevice } from './audit-port.ts';
import type { Engine } from './engine.ts';
import { openFileWriter } from './files.ts';
import type { CommonSchema, JournalSchema } from './schema.ts';

export function openJournalAudit({ db, capabilities }: Engine<JournalSchema>): JournalAudit {
  const kept = db.selectFrom('outgoing').where('isDropped', '=', 0).where('state', '!=', 'refused');
  return {
    integrity: () => capabilities.findDamage(db.$omitTables<keyof JournalSchema>() as Kysely<unknown>),
    keptMails: async () => (await kept.select('messageId').orderBy('number').execute()).map(({ messageId }) => messageId),
    keptMail: async (messageId) => (await kept.select('raw').where('messageId', '=', messageId).executeTakeFirst())?.raw,
    allArrivals: () => db.selectFrom('arrival').selectAll().execute(),
  };
}

export function openCommonAudit(engine: Engine<CommonSchema>): CommonAudit {
  const { db } = engine;
  return {
    ...openJournalAudit({ ...engine, db: db.$pickTables<keyof JournalSchema>() }),
    ...originalsAudit(db),
    ...dossierAudit(engine),
    ...deviceAudit(db),
    repair: (repair) => writeRepair(engine, repair),
  };
}

type Original = 'originalsAfter' | 'filesWithoutOriginal' | 'assetsWithoutOriginal' | 'counts';

function originalsAudit(db: Kysely<CommonSchema>): Pick<CommonAudit, Original> {
  const count = (table: 'file' | 'asset' | 'original') => db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('rows'));
  const rowsOf = async (table: 'file' | 'asset' | 'original') => (await count(table).executeTakeFirst())?.rows ?? 0;
  return {
    originalsAfter: (sha256, limit) =>
      db.selectFrom('original').select(['sha256', 'bytes']).where('sha256', '>', sha256).orderBy('sha256').limit(limit).execute(),
    filesWithoutOriginal: () =>
      db
        .selectFrom('file')
        .leftJoin('original', 'original.sha256', 'file.sha256')
        .select(['file.site', 'file.path', 'file.sha256'])
        .where(({ or, eb, ref }) => or([eb('original.sha256', 'is', null), eb('original.bytes', '!=', ref('file.bytes'))]))
        .limit(mostNamed)
        .execute(),
    assetsWithoutOriginal: () =>
      db
        .selectFrom('asset')
        .leftJoin('original', 'original.sha256', 'asset.sha256')
        .select(['asset.site', 'asset.path', 'asset.sha256'])
        .where('original.sha256', 'is', null)
        .limit(mostNamed)
        .execute(),
    counts: async () => ({ files: await rowsOf('file'), assets: await rowsOf('asset'), originals: await rowsOf('original') }),
  };
}

type Dossier = 'lostFiles' | 'highestApplied' | 'volumes' | 'volumeBody' | 'filesOfDevices';

function dossierAudit({ db, capabilities }: Engine<CommonSchema>): Pick<CommonAudit, Dossier> {
  const columns = ['file.site', 'file.path', 'file.sha256', 'file.bytes', 'file.modified', 'file.problem'] as const;
  return {
    lostFiles: async () => {
      const rows = await describedFiles(db)
        .leftJoin('file', (join) => join.onRef('file.site', '=', 'asset.site').onRef('file.path', '=', 'asset.path'))
        .where('file.path', 'is', null)
        .limit(mostNamed)
        .execute();
      return rows.map((row) => ({ ...row, problem: '' }));
    },
    highestApplied: (site) =>
      db
        .selectFrom('parcelResult')
        .select(['epoch', 'seq'])
        .where('site', '=', site)
        .where('status', '=', 'applied')
        .orderBy('epoch', 'desc')
        .orderBy('seq', 'desc')
        .executeTakeFirst(),
    volumes: () => db.selectFrom('volume').select(['site', 'parcel', 'number', 'sha256']).execute(),
    volumeBody: async (site, parcel, number) => {
      const volume = db.selectFrom('volume').select('body').where('site', '=', site).where('parcel', '=', parcel);
      return (await volume.where('number', '=', number).executeTakeFirst())?.body;
    },
    filesOfDevices: async (site, deviceKeys) => {
      const keys = capabilities.list<string>(sql.val(JSON.stringify(deviceKeys)), 'text');
      const described = await db
        .selectFrom('fileDevice')
        .innerJoin('file', (join) => join.onRef('file.site', '=', 'fileDevice.site').onRef('file.path', '=', 'fileDevice.path'))
        .select(columns)
        .distinct()
        .where('fileDevice.site', '=', site)
        .where('fileDevice.deviceKey', 'in', keys)
        .execute();
      const written = await describedFiles(db).where('asset.site', '=', site).where('asset.deviceKey', 'in', keys).execute();
      const known = new Set(described.map(({ path, sha256 }) => `${path}\0${sha256}`));
      return [...described, ...written.map((row) => ({ ...row, problem: '' })).filter((row) => !known.has(`${row.path}\0${row.sha256}`))];
    },
  };
}

/** Files as the assets that were written from them know them. */
const describedFiles = (db: Kysely<CommonSchema>) =>
  db
    .selectFrom('asset')
    .innerJoin('fileDevice', (join) => join.onRef('fileDevice.site', '=', 'asset.site').onRef('fileDevice.path', '=', 'asset.path'))
    .innerJoin('original', 'original.sha256', 'asset.sha256')
    .select(['asset.site', 'asset.path', 'asset.sha256', 'original.bytes', 'asset.inventoryDate as modified'])
    .distinct();

function deviceAudit(db: Kysely<CommonSchema>): Pick<CommonAudit, 'lostAssets' | 'differingSoftware'> {
  const installed = db
    .selectFrom('assetSoftware')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where(sql<boolean>`${sql.ref('assetSoftware.asset')} = ${sql.ref('asset.number')}`);
  const devices = (rows: Promise<readonly SiteDevice[]>): Promise<readonly SiteDevice[]> => rows;
  return {
    lostAssets: () =>
      devices(
        db
          .selectFrom('fileDevice')
          .leftJoin('asset', (join) =>
            join.onRef('asset.site', '=', 'fileDevice.site').onRef('asset.deviceKey', '=', 'fileDevice.deviceKey'),
          )
          .select(['fileDevice.site', 'fileDevice.deviceKey'])
          .distinct()
          .where('asset.number', 'is', null)
          .limit(mostNamed)
          .execute(),
      ),
    differingSoftware: () =>
      devices(db.selectFrom('asset').select(['site', 'deviceKey']).where('softwareCount', '!=', installed).limit(mostNamed).execute()),
  };
}

// ---------------------------------------------------------------- repairing

async function writeRepair(engine: Engine<CommonSchema>, repair: CommonRepair): Promise<void> {
  const { site, at, standing, filesPut = [], assets = [], softwareOf = [] } = repair;
  const writers = { files: openFileWriter(engine), assets: openAssetWriter(engine) };
  const keys = engine.capabilities.list<string>(sql.val(JSON.stringify(softwareOf)), 'text');
  await engine.db.transaction().execute(async (on) => {
    const unknown = on.updateTable('asset').set({ softwareSha256: '' }).where('site', '=', site);
    if (softwareOf.length > 0) await unknown.where('deviceKey', 'in', keys).execute();
    if (standing) await on.updateTable('siteProgress').set(standing).where('site', '=', site).execute();
    await writers.files.write({ on, site, at }, { filesPut, filesDeleted: [], assets: [] });
    await writers.assets.write({ on, site, at }, assets);
  });
}
