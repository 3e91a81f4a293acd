/** CommonStore, put together: the journal, the commit of a mail, and what may be read of the common dossier. */
import { openAssetQueries } from './asset-queries.ts';
import { openAssetWriter } from './assets.ts';
import { openCommonAudit } from './audit.ts';
import { openCommit } from './commit.ts';
import { openCommonStories } from './common-stories.ts';
import { openDecisions } from './decisions.ts';
import { openDerivation, openDossier } from './dossier.ts';
import type { Engine } from './engine.ts';
import { openFigures } from './figures.ts';
import { openFileReader } from './files.ts';
import { openJournal } from './journal.ts';
import { openListing } from './listing.ts';
import type { CommonStore } from './port.ts';
import { openProgressReader } from './progress.ts';
import { openPushes } from './pushes.ts';
import { openRecordWriter } from './records.ts';
import type { CommonSchema } from './schema.ts';
import { openSearch } from './search.ts';
import { openSoftwareCounts } from './software-counts.ts';
import { openExchanges } from './stories.ts';
import { openVolumeReader } from './volumes.ts';

export function commonStore(engine: Engine<CommonSchema>): CommonStore {
  const { db } = engine;
  const ledgers = { ...engine, db: db.$pickTables<'seen' | 'arrival' | 'contact' | 'trace' | 'outgoing'>() };
  const { writer, ...journal } = openJournal(ledgers);
  const writers = { records: openRecordWriter(engine), assets: openAssetWriter(engine) };
  const software = openSoftwareCounts(engine);
  return {
    ...journal,
    ...openProgressReader(db, writer),
    ...openFileReader(engine),
    ...openVolumeReader(engine),
    story: openCommonStories(engine, openExchanges(ledgers)),
    ...openAssetQueries(engine),
    search: openSearch(engine),
    software,
    listing: openListing(engine, software),
    dossier: openDossier(engine),
    derivation: openDerivation(engine, writers),
    pushes: openPushes(engine),
    decisions: openDecisions(engine, { ...writers, journal: writer }),
    figures: openFigures(engine),
    commit: openCommit(engine, writer),
    audit: openCommonAudit(engine),
    image: engine.image,
    close: engine.close,
  };
}
