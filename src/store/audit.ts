/** Verifying what the stores hold, in SQL: see audit-port.ts. For people, not on the way of a commit. */
import { type Kysely, sql } from 'kysely';
import { openAssetWriter } from './assets.ts';
import { type CommonAudit, type CommonRepair, type JournalAudit, mostNamed } from './audit-port.ts';
import { writeDossier } from './commit.ts';
import type { Engine } from './engine.ts';
import { openFileWriter } from './files.ts';
import { openRecordWriter } from './records.ts';
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
    ...recordAudit(db),
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

type Dossier = 'lostFiles' | 'highestApplied' | 'volumes' | 'volumeBody' | 'filesOfRecords';

function dossierAudit({ db, capabilities }: Engine<CommonSchema>): Pick<CommonAudit, Dossier> {
  return {
    lostFiles: async () => {
      const rows = await lastDeliveries(db)
        .innerJoin('original', 'original.sha256', 'delivery.sha256')
        .leftJoin('file', (join) => join.onRef('file.site', '=', 'delivery.site').onRef('file.path', '=', 'delivery.path'))
        .select(['delivery.site', 'delivery.path', 'delivery.sha256', 'delivery.bytes', 'delivery.modified'])
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
    filesOfRecords: (site, records) =>
      db
        .selectFrom('fileRecord')
        .innerJoin('file', (join) => join.onRef('file.site', '=', 'fileRecord.site').onRef('file.path', '=', 'fileRecord.path'))
        .select(['file.site', 'file.path', 'file.sha256', 'file.bytes', 'file.modified', 'file.problem'])
        .distinct()
        .where('fileRecord.site', '=', site)
        .where('fileRecord.record', 'in', capabilities.list<string>(sql.val(JSON.stringify(records)), 'text'))
        .execute(),
  };
}

/** What came last at each path, when it did not go again. */
const lastDeliveries = (db: Kysely<CommonSchema>) =>
  db
    .selectFrom('delivery')
    .where(
      'delivery.number',
      'in',
      db
        .selectFrom('delivery as newest')
        .select(({ fn }) => fn.max('newest.number').as('number'))
        .groupBy(['newest.site', 'newest.path']),
    )
    .where('delivery.sha256', '!=', '');

function recordAudit(db: Kysely<CommonSchema>): Pick<CommonAudit, 'lostAssets' | 'differingSoftware'> {
  const installed = db
    .selectFrom('assetSoftware')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where(sql<boolean>`${sql.ref('assetSoftware.asset')} = ${sql.ref('asset.number')}`);
  return {
    lostAssets: () =>
      db
        .selectFrom('fileRecord')
        .leftJoin('record', 'record.id', 'fileRecord.record')
        .leftJoin('asset', 'asset.id', 'record.asset')
        .select(['fileRecord.site', 'fileRecord.record'])
        .distinct()
        .where('asset.number', 'is', null)
        .limit(mostNamed)
        .execute(),
    differingSoftware: () =>
      db
        .selectFrom('asset')
        .innerJoin('record', 'record.asset', 'asset.id')
        .select(({ fn }) => ['record.site', fn.min('record.id').as('record')])
        .where('asset.softwareCount', '!=', installed)
        .groupBy(['asset.number', 'record.site'])
        .limit(mostNamed)
        .execute(),
  };
}

// ---------------------------------------------------------------- repairing

async function writeRepair(engine: Engine<CommonSchema>, repair: CommonRepair): Promise<void> {
  const { site, at, standing, filesPut = [], dossier } = repair;
  const writers = { records: openRecordWriter(engine), files: openFileWriter(engine), assets: openAssetWriter(engine) };
  await engine.db.transaction().execute(async (on) => {
    if (standing) await on.updateTable('siteProgress').set(standing).where('site', '=', site).execute();
    if (dossier) await writeDossier(writers, { on, site, at }, dossier);
    await writers.files.write({ on, site, at }, { filesPut, filesDeleted: [] });
  });
}
