/** All words of the pages, in French: one group a page or tab. */
import { frenchAccess } from './french/access.ts';
import { frenchAsset } from './french/asset.ts';
import { frenchAssets } from './french/assets.ts';
import { frenchChanges } from './french/changes.ts';
import { frenchDoubles } from './french/doubles.ts';
import { frenchExchanges } from './french/exchanges.ts';
import { frenchKeySoftware } from './french/key-software.ts';
import { frenchLogin } from './french/login.ts';
import { frenchOverview } from './french/overview.ts';
import { frenchQuarantine } from './french/quarantine.ts';
import { frenchQueue } from './french/queue.ts';
import { frenchReceiving } from './french/receiving.ts';
import { frenchSchedule } from './french/schedule.ts';
import { frenchSending } from './french/sending.ts';
import { frenchSession } from './french/session.ts';
import { frenchSetUp } from './french/set-up.ts';
import { frenchShell } from './french/shell.ts';
import { frenchSoftware } from './french/software.ts';
import { frenchTables } from './french/tables.ts';
import { frenchTrace } from './french/trace.ts';
import type { Screens } from './screens.ts';

export const frenchScreens: Screens = {
  access: frenchAccess,
  asset: frenchAsset,
  assets: frenchAssets,
  changes: frenchChanges,
  doubles: frenchDoubles,
  exchanges: frenchExchanges,
  keySoftware: frenchKeySoftware,
  login: frenchLogin,
  overview: frenchOverview,
  quarantine: frenchQuarantine,
  queue: frenchQueue,
  receiving: frenchReceiving,
  schedule: frenchSchedule,
  sending: frenchSending,
  session: frenchSession,
  setUp: frenchSetUp,
  shell: frenchShell,
  software: frenchSoftware,
  tables: frenchTables,
  trace: frenchTrace,
};
