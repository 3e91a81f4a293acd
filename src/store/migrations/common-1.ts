/** CommonStore, step 1: the progress of each site, its files, the originals, the assets and their software. */
import { sql } from 'kysely';
import type { Migration, MigrationTarget } from '../migrate.ts';
import { createTable } from './table.ts';

export const common1: Migration = async (target) => {
  await createProgress(target);
  await createResults(target);
  await createFiles(target);
  await createAssets(target);
  await createSoftware(target);
};

async function createProgress(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'siteProgress',
    columns: {
      site: 'text',
      epoch: 'integer',
      seq: 'integer',
      state: 'text',
      files: 'integer',
      lastParcelAt: 'text',
      lastContactAt: 'text',
      version: 'text',
      preferencesVersion: 'integer',
      lastReceipt: 'integer',
      timeZone: 'text',
    },
    key: ['site'],
  });
}

async function createResults(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'parcelResult',
    columns: {
      number: 'identity',
      site: 'text',
      epoch: 'integer',
      seq: 'integer',
      status: 'text',
      code: 'text',
      detail: 'text',
      read: 'integer',
      changed: 'integer',
      problems: 'text',
      at: 'text',
    },
    indexes: [['site', 'number']],
  });
  // The database itself forbids a double merge (reference reliability.md §1.10).
  await sql`create unique index "parcelResult_applied" on "parcelResult" ("site", "epoch", "seq") where "status" = 'applied'`.execute(
    target.db,
  );
  await createTable(target, {
    name: 'receiptDue',
    columns: { site: 'text', inReplyTo: 'text', since: 'text' },
    key: ['site'],
  });
}

async function createFiles(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'file',
    columns: { site: 'text', path: 'text', sha256: 'text', bytes: 'integer', modified: 'text', problem: 'text' },
    key: ['site', 'path'],
    isClustered: true,
  });
  await createTable(target, {
    name: 'fileDevice',
    columns: { site: 'text', path: 'text', deviceKey: 'text' },
    key: ['site', 'path', 'deviceKey'],
    isClustered: true,
  });
  await createTable(target, {
    name: 'original',
    columns: { sha256: 'text', bytes: 'integer', deflated: 'bytes' },
    key: ['sha256'],
  });
}

async function createAssets(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'asset',
    columns: {
      number: 'identity',
      id: 'text',
      site: 'text',
      deviceKey: 'text',
      deviceId: 'text',
      name: 'text',
      kind: 'text',
      os: 'text',
      osVersion: 'text',
      manufacturer: 'text',
      model: 'text',
      serial: 'text',
      uuid: 'text',
      macs: 'text',
      cpu: 'text',
      memoryMb: 'integer or null',
      disks: 'text',
      user: 'text',
      inventoryDate: 'text',
      lastSeen: 'text',
      path: 'text',
      sha256: 'text',
      softwareCount: 'integer',
      softwareSha256: 'text',
      searchName: 'text',
      searchOs: 'text',
    },
    unique: [['id'], ['site', 'deviceKey']],
  });
}

async function createSoftware(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'software',
    columns: { id: 'identity', name: 'text', version: 'text', publisher: 'text', searchName: 'text' },
    unique: [['name', 'version', 'publisher']],
  });
  // No foreign keys here: checking each of a parcel's 1,500 rows costs as much as writing it.
  await createTable(target, {
    name: 'assetSoftware',
    columns: { asset: 'integer', software: 'integer' },
    key: ['asset', 'software'],
    isClustered: true,
  });
  await createTable(target, {
    name: 'siteSoftware',
    columns: { site: 'text', software: 'integer', installations: 'integer' },
    key: ['site', 'software'],
    isClustered: true,
  });
  await createTable(target, { name: 'staleCount', columns: { site: 'text' }, key: ['site'], isClustered: true });
}
