/** A commit costs what it changes: none of its statements may read a whole table, whatever the size of the dossier. A page costs what it shows. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { assetOrders } from '../../src/store/listing-port.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { temporaryFolder } from './places.ts';
import { asset, at, commit, dossier, event, filePut, mail, original, progress, result, sha256, software } from './samples.ts';

const path = join(temporaryFolder(), 'plans.db');

/** All that `receive` asks of the store for one mail, in every branch of a commit. */
async function receive(store: CommonStore): Promise<void> {
  for (const [number, names] of [['A', 'B'], ['B', 'C'], []].entries()) {
    await store.isSeen(sha256(`${number}`));
    await store.progress('lyon');
    await store.files('lyon');
    await store.dossier.reportsOfFiles('lyon', [sha256('one')]);
    await store.dossier.records(['1']);
    await store.dossier.recordsByKeys(['serial:DELL|1']);
    await store.dossier.recordsOfAssets(['1']);
    await store.dossier.recordsByPath('lyon', ['PC-01.ocs']);
    await store.dossier.reportsOfRecords(['1']);
    await store.dossier.decisionsOf(['1']);
    await store.dossier.storedAssets(['1']);
    await store.dossier.softwareOf(['1']);
    await store.hasOriginals([sha256('one')]);
    await store.asset('an id');
    await store.commit(
      commit(`${number}`, {
        progress: progress('lyon', { seq: number }),
        filesPut: [filePut('PC-01.ocs', `${number}`), filePut('PC-02.ocs')],
        filesDeleted: ['PC-09.ocs'],
        originals: [original(`${number}`)],
        dossier: dossier([asset('lyon', 'PC-01', { software: names.map((name) => software(name)) })]),
        result: result('lyon', { seq: number }),
        receiptDue: { site: 'lyon', inReplyTo: 'm@x', at },
        queue: [mail(`${number}`)],
        trace: [event('merged')],
      }),
    );
    await store.queueReceipts([{ site: 'lyon', number: number + 1, mail: mail(`receipt ${number}`) }]);
    await store.queued();
    await store.noteAttempt({ messageId: mail(`receipt ${number}`).messageId, at });
    await store.noteOutcome({ messageId: mail(`receipt ${number}`).messageId, state: 'sent', error: '', event: event('posted') });
    await store.dropSent('lyon', 'RECEIPT');
  }
}

test('every statement on the way of a mail finds its rows by an index', async () => {
  const store = await openCommonStore(path);
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  await receive(store);
  const statements = new Set(prepare.mock.calls.map(([text]) => text));
  prepare.mockRestore();
  expect(statements.size).toBeGreaterThan(25);
  const raw = new Database(path, { readonly: true });
  const scans = [...statements].flatMap((text) => scansOf(raw, text).map((scan) => `${scan}: ${text}`));
  expect(scans).toEqual([]);
  raw.close();
  await store.close();
});

/** Scans of tables; the lists that we bind ourselves are read whole, as they must be. */
const scansOf = (raw: Database.Database, text: string): readonly string[] =>
  planOf(raw, text).filter((detail) => detail.startsWith('SCAN') && !detail.startsWith('SCAN json_each'));

function planOf(raw: Database.Database, text: string): readonly string[] {
  const parameters = Array.from(text.matchAll(/\?/g), () => null);
  return raw
    .prepare<unknown[], { detail: string }>(`explain query plan ${text}`)
    .all(parameters)
    .map(({ detail }) => detail);
}

test('this test would notice: a search by an unindexed column is a scan', async () => {
  await (await openCommonStore(path)).close();
  const raw = new Database(path, { readonly: true });
  expect(scansOf(raw, 'select * from asset where "user" = ?')).toEqual(['SCAN asset']);
  raw.close();
});

test('the first page of a long table is read along an index, in every order, and nothing is sorted', async () => {
  const store = await openCommonStore(path);
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  for (const order of assetOrders)
    for (const direction of ['asc', 'desc'] as const)
      await store.listing.assetPage({ filters: {}, without: ['retired'], order, direction, limit: 50 });
  await store.listing.changePage({ direction: 'desc', limit: 50 });
  await store.listing.changePage({ direction: 'desc', limit: 50, site: 'lyon' });
  await store.tracePage({ newestFirst: true, limit: 50 });
  await store.tracePage({ newestFirst: true, limit: 50, peer: 'lyon' });
  await store.mailPage({ order: 'queued', direction: 'desc', limit: 50 });
  await store.mailPage({ order: 'queued', direction: 'desc', limit: 50, state: 'queued' });
  await store.mailPage({ order: 'queued', direction: 'desc', limit: 50, state: 'sent', isReturned: false });
  await store.mailCounts();
  const statements = new Set(prepare.mock.calls.map(([text]) => text));
  prepare.mockRestore();
  expect(statements.size).toBeGreaterThan(assetOrders.length * 2);
  const raw = new Database(path, { readonly: true });
  const sorts = [...statements].flatMap((text) =>
    planOf(raw, text)
      .filter((detail) => detail.includes('TEMP B-TREE'))
      .map(() => text),
  );
  expect(sorts).toEqual([]);
  raw.close();
  await store.close();
});
