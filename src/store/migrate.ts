/** Brings a database to this program's version: forward only, all missing steps in one transaction, and never on a newer one. */
import type { Kysely } from 'kysely';
import type { Capabilities, Engine } from './engine.ts';
import { StoreFailure } from './journal-port.ts';

export type MigrationTarget = { readonly db: Kysely<unknown>; readonly capabilities: Capabilities };

export type Migration = (target: MigrationTarget) => Promise<void>;

/**
 * `migrations` in the order in which they were written; the database's version counts those it has seen.
 * Throws StoreFailure: `store-newer` for a database of a newer program, `store-damaged` for one that is not ours.
 */
export async function migrate(engine: Engine<unknown>, migrations: readonly Migration[]): Promise<void> {
  if ((await versionOf(engine, migrations.length)) === migrations.length) return;
  if (engine.isReadOnly) throw new StoreFailure('store-failed', 'an older database, opened for reading only, cannot be migrated');
  await engine.db.transaction().execute(async (transaction) => {
    const target: MigrationTarget = { db: transaction, capabilities: engine.capabilities };
    // Another process may have migrated it while this one waited for its turn.
    const version = await versionOf(target, migrations.length);
    for (const step of migrations.slice(version)) await step(target);
    await engine.capabilities.writeVersion(transaction, migrations.length);
  });
}

async function versionOf({ db, capabilities }: MigrationTarget, newest: number): Promise<number> {
  const version = await capabilities.readVersion(db);
  if (version <= newest) return version;
  throw new StoreFailure('store-newer', `the database has version ${version}, this program knows ${newest}`);
}
