/** All words of the pages, in English: one group a page or tab. */
import { englishAccess } from './english/access.ts';
import { englishAsset } from './english/asset.ts';
import { englishAssets } from './english/assets.ts';
import { englishChanges } from './english/changes.ts';
import { englishDoubles } from './english/doubles.ts';
import { englishExchanges } from './english/exchanges.ts';
import { englishKeySoftware } from './english/key-software.ts';
import { englishLogin } from './english/login.ts';
import { englishOverview } from './english/overview.ts';
import { englishQuarantine } from './english/quarantine.ts';
import { englishQueue } from './english/queue.ts';
import { englishReceiving } from './english/receiving.ts';
import { englishSchedule } from './english/schedule.ts';
import { englishSending } from './english/sending.ts';
import { englishSession } from './english/session.ts';
import { englishSetUp } from './english/set-up.ts';
import { englishShell } from './english/shell.ts';
import { englishSoftware } from './english/software.ts';
import { englishTables } from './english/tables.ts';
import { englishTrace } from './english/trace.ts';

export const englishScreens = {
  access: englishAccess,
  asset: englishAsset,
  assets: englishAssets,
  changes: englishChanges,
  doubles: englishDoubles,
  exchanges: englishExchanges,
  keySoftware: englishKeySoftware,
  login: englishLogin,
  overview: englishOverview,
  quarantine: englishQuarantine,
  queue: englishQueue,
  receiving: englishReceiving,
  schedule: englishSchedule,
  sending: englishSending,
  session: englishSession,
  setUp: englishSetUp,
  shell: englishShell,
  software: englishSoftware,
  tables: englishTables,
  trace: englishTrace,
};
