/**
 * CommonStore, step 3: what arrived, in order (deliveries), reports, records and their evidence, assets as groups of records, changes,
 * decisions. What was derived in the old form is dropped: the dossier is computed again from the kept originals (jobs/replay.ts).
 */
import { sql } from 'kysely';
import type { Migration, MigrationTarget } from '../migrate.ts';
import { createTable } from './table.ts';

export const common3: Migration = async (target) => {
  for (const table of ['asset', 'assetSoftware', 'siteSoftware', 'staleCount', 'fileDevice']) {
    await sql`drop table ${sql.table(table)}`.execute(target.db);
  }
  await createDeliveries(target);
  await createIdentity(target);
  await createEvidence(target);
  await createAssets(target);
  await createSoftware(target);
  await createHistory(target);
};

/** The files that are there are all that is known of what arrived; each came with its site's last parcel at the latest. */
async function createDeliveries(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'delivery',
    columns: {
      number: 'identity',
      site: 'text',
      path: 'text',
      sha256: 'text',
      bytes: 'integer',
      modified: 'text',
      timeZone: 'text',
      at: 'text',
    },
  });
  await sql`insert into "delivery" ("site", "path", "sha256", "bytes", "modified", "timeZone", "at")
    select "file"."site", "file"."path", "file"."sha256", "file"."bytes", "file"."modified",
      coalesce("siteProgress"."timeZone", 'UTC'), coalesce("siteProgress"."lastParcelAt", '')
    from "file" left join "siteProgress" on "siteProgress"."site" = "file"."site" order by "file"."site", "file"."path"`.execute(target.db);
  await createTable(target, { name: 'derivation', columns: { name: 'text', value: 'text' }, key: ['name'] });
  await sql`insert into "derivation" ("name", "value") select 'replay', 'due' where exists (select 1 from "file")`.execute(target.db);
}

async function createIdentity(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'report',
    columns: {
      site: 'text',
      sha256: 'text',
      item: 'integer',
      record: 'text',
      date: 'text',
      path: 'text',
      modified: 'text',
      bytes: 'integer',
      at: 'text',
    },
    key: ['site', 'sha256', 'item'],
    isClustered: true,
    indexes: [['record']],
  });
  await createRecords(target);
}

async function createRecords(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'record',
    columns: {
      id: 'text',
      site: 'text',
      kind: 'text',
      evidence: 'text',
      firstDate: 'text',
      lastDate: 'text',
      asset: 'text',
      firstSeen: 'text',
      lastSeen: 'text',
      missingSince: 'text',
    },
    key: ['id'],
    indexes: [['asset']],
  });
  await createTable(target, {
    name: 'absence',
    columns: { record: 'text', since: 'text', until: 'text' },
    key: ['record', 'since'],
    isClustered: true,
  });
}

async function createEvidence(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'evidence',
    columns: { key: 'text', record: 'text' },
    key: ['key', 'record'],
    isClustered: true,
    indexes: [['record']],
  });
  await createTable(target, {
    name: 'fileRecord',
    columns: { site: 'text', path: 'text', record: 'text' },
    key: ['site', 'path', 'record'],
    isClustered: true,
    indexes: [['record']],
  });
  await createTable(target, {
    name: 'double',
    columns: { a: 'text', b: 'text', reason: 'text', agreeing: 'text', differing: 'text' },
    key: ['a', 'b'],
    indexes: [['b']],
  });
  await createTable(target, { name: 'learnedBad', columns: { kind: 'text', value: 'text', records: 'text' }, key: ['kind', 'value'] });
}

const assetColumns = {
  number: 'identity',
  id: 'text',
  site: 'text',
  deviceId: 'text',
  tag: 'text',
  name: 'text',
  kind: 'text',
  form: 'text',
  os: 'text',
  osVersion: 'text',
  manufacturer: 'text',
  model: 'text',
  serial: 'text',
  uuid: 'text',
  macs: 'text',
  ips: 'text',
  cpu: 'text',
  memoryMb: 'integer or null',
  disks: 'text',
  user: 'text',
  biosDate: 'text',
  osInstalledOn: 'text',
  inventoryDate: 'text',
  firstSeen: 'text',
  lastSeen: 'text',
  missingSince: 'text',
  path: 'text',
  sha256: 'text',
  revision: 'text',
  searchName: 'text',
  searchOs: 'text',
  links: 'text',
  state: 'bytes',
  softwareCount: 'integer',
  softwareSha256: 'text',
} as const;

/** In this order assets are listed; with what questions ask of all, so that none of the wide rows is read for them. */
const listing = ['site', 'searchName', 'id', 'kind', 'missingSince'] as const;

const textColumns = {
  name: 'text',
  site: 'text',
  serial: 'text',
  uuid: 'text',
  model: 'text',
  manufacturer: 'text',
  user: 'text',
  os: 'text',
  ips: 'text',
  macs: 'text',
  deviceId: 'text',
  tag: 'text',
  form: 'text',
  manual: 'text',
} as const;

async function createAssets(target: MigrationTarget): Promise<void> {
  await createTable(target, { name: 'asset', columns: assetColumns, unique: [['id']], indexes: [[...listing]] });
  await createTable(target, { name: 'assetText', columns: { number: 'integer', ...textColumns }, key: ['number'] });
  await target.capabilities.indexWords(target.db, 'assetText', Object.keys(textColumns));
}

async function createSoftware(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'assetSoftware',
    columns: { asset: 'integer', software: 'integer' },
    key: ['asset', 'software'],
    isClustered: true,
    indexes: [['software']],
  });
  await createTable(target, {
    name: 'siteSoftware',
    columns: { site: 'text', software: 'integer', installations: 'integer' },
    key: ['site', 'software'],
    isClustered: true,
  });
  await createTable(target, { name: 'staleCount', columns: { site: 'text' }, key: ['site'], isClustered: true });
}

async function createHistory(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'change',
    columns: {
      number: 'identity',
      asset: 'integer',
      date: 'text',
      at: 'text',
      site: 'text',
      kind: 'text',
      subject: 'text',
      before: 'text',
      after: 'text',
      sha256: 'text',
    },
    indexes: [['asset', 'date'], ['date'], ['site', 'date']],
  });
  await createDecisions(target);
}

/** Words of people: never computed again, never deleted. `record` is the machine as it was named then. */
async function createDecisions(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'decision',
    columns: {
      number: 'identity',
      at: 'text',
      by: 'text',
      action: 'text',
      record: 'text',
      other: 'text',
      field: 'text',
      value: 'text',
      until: 'text',
    },
    indexes: [['record'], ['other']],
  });
}
