/** CommonStore, put together: the journal, the commit of a mail, and what may be read of the common dossier. */
import { openAssetQueries } from './asset-queries.ts';
import { openReports } from './assets.ts';
import { openCommonAudit } from './audit.ts';
import { openCommit } from './commit.ts';
import type { Engine } from './engine.ts';
import { openFileReader } from './files.ts';
import { openJournal } from './journal.ts';
import type { CommonStore } from './port.ts';
import { openProgressReader } from './progress.ts';
import type { CommonSchema } from './schema.ts';
import { openSoftwareCounts } from './software-counts.ts';
import { openVolumeReader } from './volumes.ts';

export function commonStore(engine: Engine<CommonSchema>): CommonStore {
  const { db } = engine;
  const { writer, ...journal } = openJournal({ ...engine, db: db.$pickTables<'seen' | 'arrival' | 'contact' | 'trace' | 'outgoing'>() });
  return {
    ...journal,
    ...openProgressReader(db, writer),
    ...openFileReader(engine),
    ...openVolumeReader(engine),
    ...openAssetQueries(db),
    software: openSoftwareCounts(engine),
    reports: openReports(engine),
    commit: openCommit(engine, writer),
    audit: openCommonAudit(engine),
    image: engine.image,
    close: engine.close,
  };
}
