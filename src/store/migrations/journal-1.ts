/** Journal, step 1, of both stores that exchange: what was seen, what was passed over, the trace, the outgoing mails. */
import type { Migration, MigrationTarget } from '../migrate.ts';
import { createTable } from './table.ts';

export const journal1: Migration = async (target) => {
  await createMails(target);
  await createTraceAndQueue(target);
};

async function createMails(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'seen',
    columns: { headerSha256: 'text', peer: 'text', kind: 'text', epoch: 'integer', seq: 'integer', outcome: 'text', at: 'text' },
    key: ['headerSha256'],
  });
  await createTable(target, {
    name: 'passed',
    columns: { account: 'text', mailId: 'text', reason: 'text', at: 'text' },
    key: ['account', 'mailId'],
    isClustered: true,
  });
}

async function createTraceAndQueue(target: MigrationTarget): Promise<void> {
  await createTable(target, {
    name: 'trace',
    columns: {
      id: 'identity',
      at: 'text',
      direction: 'text',
      peer: 'text',
      kind: 'text',
      messageId: 'text',
      outcome: 'text',
      reason: 'text',
      bytes: 'integer',
      durationMs: 'integer',
    },
  });
  await createTable(target, {
    name: 'outgoing',
    columns: {
      number: 'identity',
      messageId: 'text',
      kind: 'text',
      peer: 'text',
      sender: 'text',
      recipient: 'text',
      epoch: 'integer',
      seq: 'integer',
      createdAt: 'text',
      state: 'text',
      tries: 'integer',
      lastError: 'text',
      lastTriedAt: 'text',
      isDropped: 'integer',
      raw: 'bytes',
    },
    unique: [['messageId']],
    indexes: [['state'], ['kind', 'peer', 'isDropped']],
  });
}
