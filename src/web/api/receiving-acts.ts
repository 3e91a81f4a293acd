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
import type { Speech } from '../../words/speech.ts';
import type { Reception, receivingRoutes, WaitingMails } from '../contract/receiving-routes.ts';
import type { TaskView } from '../contract/task-routes.ts';
import type { Acts } from './call.ts';
import type { Desk } from './desk.ts';
import { preferencesActs } from './preferences-acts.ts';
import { sayPublished, tellReceiving } from './receiving-told.ts';
import type { Session } from './sessions.ts';
import { sitesActs } from './sites-acts.ts';
import { taskView } from './task-view.ts';
import type { Doing, TaskKind, Told } from './tasks.ts';
import { wrongRole } from './wrong-role.ts';

export const receivingActs: Acts<typeof receivingRoutes> = {
  'GET /api/receiving': async ({ desk, common, speech }) => reception(desk, common, speech),
  'PUT /api/receiving/options': async ({ desk, common, speech, session, body: { revision, ...options } }) => {
    const { home, changeHome } = desk.world;
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    const changed = await changeHome({
      ...{ home, passwords: {}, passwordStore: 'auto', expectedRevision: revision },
      settings: Object.fromEntries(given),
    });
    if (!changed.ok) return changed;
    const facts = given.map(([name, value]) => `${name}=${value ? 'on' : 'off'}`).join(' ');
    await noteChange(common, { kind: 'settings', reason: `settings-changed ${facts}`, by: session?.by ?? '' });
    return receptionNow(desk, speech);
  },
  'POST /api/receiving/test': async ({ desk, common, speech, session }) =>
    startTask({ desk, speech, session, kind: 'test-receive' }, () => testTold(common)),
  'POST /api/receiving': async ({ desk, speech, session }) =>
    startTask({ desk, speech, session, kind: 'receive' }, (doing) => atCommon(desk, doing, (common) => receiveTold(common, doing))),
  'POST /api/intranet': async ({ desk, speech, session, body: { isEverything } }) =>
    startTask({ desk, speech, session, kind: 'publish' }, (doing) =>
      atCommon(desk, doing, (common) => publishTold(common, doing, isEverything)),
    ),
  ...sitesActs,
  ...preferencesActs,
};

// ---------------------------------------------------------------- how receiving stands

/** After a change of settings the home has to be looked at anew. */
async function receptionNow(desk: Desk, speech: Speech): Promise<Result<Reception, ExplainedError>> {
  const looked = await desk.look();
  if (!looked.ok) return looked;
  return looked.value.role === 'common' ? reception(desk, looked.value.common, speech) : wrongRole(looked.value.role);
}

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

type Start = { readonly desk: Desk; readonly speech: Speech; readonly session: Session | null; readonly kind: TaskKind };

type Outcome = Promise<Result<Told<unknown>, ExplainedError>>;

async function startTask(
  { desk, speech, session, kind }: Start,
  work: (doing: Doing) => Outcome,
): Promise<Result<TaskView, ExplainedError>> {
  const started = desk.tasks.start(kind, session?.by ?? '', work);
  return started.ok ? ok(taskView(started.value, speech, desk.world.now())) : started;
}

/** With the lock of the home, and stopped with the task. */
const atCommon = (desk: Desk, { stop }: Doing, work: (common: Common) => Outcome): Outcome =>
  desk.hold(async (installation) => (installation.role === 'common' ? work(installation.common) : wrongRole(installation.role)), { stop });

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
