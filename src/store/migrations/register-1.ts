/** Register, step 1: the sites that may send, and the versions of the preferences. */
import type { Migration } from '../migrate.ts';
import { createTable } from './table.ts';

export const register1: Migration = async (target) => {
  await createTable(target, {
    name: 'site',
    columns: {
      id: 'text',
      name: 'text',
      state: 'text',
      address: 'text',
      signingKey: 'text',
      sealingKey: 'text',
      keyId: 'text',
      host: 'text',
      tokenSha256: 'text',
      tokenExpires: 'text',
      autoAccept: 'integer',
      helloSha256: 'text',
      invitedAt: 'text',
      admittedAt: 'text',
      revokedAt: 'text',
    },
    key: ['id'],
    indexes: [['keyId']],
  });
  await createTable(target, {
    name: 'preferences',
    columns: { version: 'integer', sha256: 'text', at: 'text' },
    key: ['version'],
  });
};
