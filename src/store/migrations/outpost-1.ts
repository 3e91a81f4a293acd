/** OutpostStore, step 1: what a distant site knows of itself and of the common site, and the parcels that it made. */
import type { Migration, MigrationTarget } from '../migrate.ts';
import { createTable } from './table.ts';

export const outpost1: Migration = async (target) => {
  await createOutpost(target);
  await createParcels(target);
};

async function createOutpost(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'outpost',
    columns: {
      number: 'integer',
      site: 'text',
      orgName: 'text',
      org: 'text',
      commonAddress: 'text',
      commonSigningKey: 'text',
      commonSealingKey: 'text',
      recoveryKey: 'text',
      state: 'text',
      joinedAt: 'text',
      admittedAt: 'text',
      helloSha256: 'text',
      epoch: 'integer',
      seq: 'integer',
      lastReceipt: 'integer',
      appliedEpoch: 'integer',
      appliedSeq: 'integer',
      appliedState: 'text',
      need: 'text',
      preferencesVersion: 'integer',
      preferencesSha256: 'text',
      preferencesAppliedAt: 'text',
      alertCommon: 'text',
      alertOurs: 'text',
      alertSince: 'text',
      lastContactAt: 'text',
      summary: 'text',
    },
    key: ['number'],
  });
}

async function createParcels(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'parcel',
    columns: {
      epoch: 'integer',
      seq: 'integer',
      dossier: 'text',
      mode: 'text',
      state: 'text',
      parcel: 'text',
      files: 'integer',
      bytes: 'integer',
      volumes: 'integer',
      createdAt: 'text',
      status: 'text',
      detail: 'text',
    },
    key: ['epoch', 'seq'],
  });
}
