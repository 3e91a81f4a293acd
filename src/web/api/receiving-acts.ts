/** What the common site does: polling and its test, the pages of the intranet, the two options; its sites and preferences have files of their own. */
import { join } from 'node:path';
import { noteChange } from '../../jobs/audit.ts';
import type { Common, Progress } from '../../jobs/installation.ts';
import { testReceive } from '../../jobs/probe.ts';
import { publishAfter, publishIntranet } from '../../jobs/publish-intranet.ts';
import { receive } from '../../jobs/receive.ts';
import type { MailProgress } from '../../jobs/receive-outcome.ts';
import { commonStatus } from '../../jobs/status.ts';
import { err, ok, type Result } from '../../result.ts';
import { sayReason } from '../../words/codes.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { sayPublished } from '../../words/outcomes.ts';
import type { Speech } from '../../words/speech.ts';
import type { Reception, receivingRoutes, WaitingMails } from '../contract/receiving-routes.ts';
import { beginTask } from './begin-task.ts';
import type { Acts } from './call.ts';
import type { Desk } from './desk.ts';
import { holdCommon, wrongRole } from './hold-as.ts';
import { preferencesActs } from './preferences-acts.ts';
import { tellReceiving } from './receiving-told.ts';
import { sitesActs } from './sites-acts.ts';
import type { Doing, Told } from './tasks.ts';

export const receivingActs: Acts<typeof receivingRoutes> = {
  'GET /api/receiving': async ({ desk, common, speech }) => reception(desk, common, speech),
  'PUT /api/receiving/options': async ({ desk, speech, session, body: { revision, ...options } }) => {
    const { home, changeHome } = desk.world;
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    const changed = await changeHome({
      ...{ home, passwords: {}, passwordStore: 'auto', expectedRevision: revision },
      settings: Object.fromEntries(given),
    });
    if (!changed.ok) return changed;
    // After a change of settings the home has to be looked at anew.
    const looked = await desk.look();
    if (!looked.ok) return looked;
    if (looked.value.role !== 'common') return wrongRole(looked.value.role);
    const facts = given.map(([name, value]) => `${name}=${value ? 'on' : 'off'}`).join(' ');
    await noteChange(looked.value.common, { kind: 'settings', reason: `settings-changed ${facts}`, by: session?.by ?? '' });
    return reception(desk, looked.value.common, speech);
  },
  'POST /api/receiving/test': async (call) => beginTask(call, 'test-receive', () => testTold(call.common)),
  'POST /api/receiving': async (call) =>
    beginTask(call, 'receive', (doing) => holdCommon(call.desk, (common) => receiveTold(common, doing), doing)),
  'POST /api/intranet': async (call) =>
    beginTask(call, 'publish', (doing) => holdCommon(call.desk, (common) => publishTold(common, doing, call.body.isEverything), doing)),
  ...sitesActs,
  ...preferencesActs,
};

// ---------------------------------------------------------------- how receiving stands

async function reception(desk: Desk, common: Common, { codes }: Speech): Promise<Result<Reception, ExplainedError>> {
  const { alertNewVersion, propagatePreferences, intranet } = common.settings;
  const { lastReceiveAt, queued, mailServer } = await commonStatus(common);
  const { lastOkAt, failures, failure, isAlarm } = mailServer;
  const revision = await desk.world.settingsRevision(desk.world.home);
  if (!revision.ok) return revision;
  return ok({
    options: { alertNewVersion, propagatePreferences },
    revision: revision.value,
    lastReceiveAt,
    mailServer: { lastOkAt, failures, isAlarm, reason: failure === '' ? '' : sayReason(codes, failure) },
    queued,
    intranet: { folder: intranet, door: intranet === '' ? '' : join(intranet, 'index.html') },
  });
}

// ---------------------------------------------------------------- tasks

type Outcome = Promise<Result<Told<unknown>, ExplainedError>>;

/** The folder of pages opens in the language of the installation, not in that of whoever looks. */
async function receiveTold(common: Common, { tell }: Doing): Outcome {
  const mails: MailProgress[] = [];
  const onProgress = (progress: Progress): void => {
    if (progress.step === 'mail') mails.push(progress);
    tell({ fact: 'progress', progress });
  };
  const received = await receive(common, { dryRun: false, onProgress });
  if (!received.ok) return received;
  const pages = await publishAfter(common, received.value, { onProgress });
  return ok(tellReceiving({ outcome: received.value, mails, pages, folder: common.settings.intranet }));
}

async function publishTold(common: Common, { tell }: Doing, isEverything: boolean): Outcome {
  const { intranet: folder } = common.settings;
  if (folder === '') return err({ kind: 'pages-folder-unset', retry: 'never' });
  const onProgress = (progress: Progress): void => tell({ fact: 'progress', progress });
  const published = await publishIntranet(common, { folder, isEverything, onProgress });
  if (!published.ok) return published;
  return ok({ outcome: published.value, isNotable: false, tell: (speech) => [sayPublished(speech, published.value)] });
}

async function testTold(common: Common): Outcome {
  const tested = await testReceive(common);
  if (!tested.ok) return tested;
  const { waiting, marked, total } = tested.value;
  const outcome: WaitingMails = { waiting: waiting.map(({ marked: _, ...mail }) => mail), marked, total };
  return ok({
    outcome,
    isNotable: false,
    tell: ({ reports: { test: words } }) => [words.waitingMails(marked, total), words.untouched],
  });
}
