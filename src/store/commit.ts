/**
 * The one transaction of a mail at the common site (protocol §8): seen, progress, files, originals, assets, result, receipt due,
 * queue and trace, all or nothing. Every statement here finds its rows by an index: a commit costs what changes.
 */
import type { Kysely } from 'kysely';
import { type AssetWriter, openAssetWriter } from './assets.ts';
import type { DossierChange } from './dossier-port.ts';
import type { Engine } from './engine.ts';
import { type FileWriter, openFileWriter } from './files.ts';
import { StoreFailure } from './journal-port.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { CommonCommit } from './port.ts';
import type { Target } from './prepared.ts';
import { openProgressWriter, type ProgressWriter } from './progress.ts';
import { openRecordWriter, type RecordWriter } from './records.ts';
import type { CommonSchema } from './schema.ts';
import { openVolumeWriter, type VolumeWriter } from './volumes.ts';

type Writers = {
  readonly journal: JournalWriter;
  readonly progress: ProgressWriter;
  readonly files: FileWriter;
  readonly assets: AssetWriter;
  readonly records: RecordWriter;
  readonly volumes: VolumeWriter;
};

export function openCommit(engine: Engine<CommonSchema>, journal: JournalWriter): (change: CommonCommit) => Promise<void> {
  const db: Kysely<CommonSchema> = engine.db;
  const assets = openAssetWriter(engine);
  const writers: Writers = {
    journal,
    assets,
    records: openRecordWriter(engine),
    progress: openProgressWriter(db),
    files: openFileWriter(engine),
    volumes: openVolumeWriter(engine),
  };
  return async (change) => {
    const site = change.progress?.site ?? change.seen.peer;
    try {
      await db.transaction().execute((on) => write(writers, { target: { on, site, at: change.at }, change }));
    } catch (error) {
      assets.forget();
      throw error;
    }
  };
}

type Writing = { readonly target: Target; readonly change: CommonCommit };

async function write({ journal, progress, files, assets, records, volumes }: Writers, { target, change }: Writing): Promise<void> {
  const { on } = target;
  const { receiptDue } = change;
  const isFirst = await journal.see(on, change.seen);
  if (!isFirst && isMerge(change)) throw new StoreFailure('store-busy', `the mail ${change.seen.headerSha256} was merged by another run`);
  if (change.arrival) await journal.arrive(on, change.arrival);
  if (change.bounce) await journal.bounce(on, change.bounce);
  if (change.volume) await volumes.put(target, change.volume);
  await volumes.forget(target, change.parcelsForgotten ?? []);
  if (change.progress) await progress.advance(on, change.progress);
  if (change.result) await progress.record(on, change.result);
  await files.keep(target, change.originals);
  await files.deliver(target, change);
  if (change.dossier) await writeDossier({ records, assets }, target, change.dossier);
  await files.write(target, change);
  if (receiptDue) await progress.owe(on, { site: receiptDue.site, inReplyTo: receiptDue.inReplyTo, since: receiptDue.at });
  await journal.queue(on, change.queue);
  await journal.trace(on, change.trace, change.seen.headerSha256);
}

/** A mail seen again may be answered and traced again, and changes nothing else. */
const isMerge = ({ filesPut, filesDeleted, dossier, result }: CommonCommit): boolean =>
  filesPut.length + filesDeleted.length + (dossier?.assets.length ?? 0) > 0 || result?.status === 'applied';

export type DossierWriters = Pick<Writers, 'records' | 'assets'>;

/** Records first: assets are found by them. */
export async function writeDossier({ records, assets }: DossierWriters, target: Target, dossier: DossierChange): Promise<void> {
  await records.write(target, dossier);
  await assets.write(target, dossier);
}
