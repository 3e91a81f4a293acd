/** What a distant site sends: the key, the dossier folder, what is due, sending and its test. */
import type { FolderListing } from '../../disk/port.ts';
import { decideDue } from '../../exchange/due.ts';
import { noteChange } from '../../jobs/audit.ts';
import { effectiveSettings } from '../../jobs/effective-settings.ts';
import type { Distant } from '../../jobs/installation.ts';
import { readInvitation } from '../../jobs/join.ts';
import { lookAtHome } from '../../jobs/joining.ts';
import { leave } from '../../jobs/leave.ts';
import { previewParcel } from '../../jobs/preview-parcel.ts';
import { dueQuestion } from '../../jobs/send.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { sayUnsent } from '../../words/outcomes.ts';
import type { Speech } from '../../words/speech.ts';
import type { sendingRoutes } from '../contract/sending-routes.ts';
import { beginTask } from './begin-task.ts';
import type { Acts, Call } from './call.ts';
import type { Desk } from './desk.ts';
import { holdDistant } from './hold-as.ts';
import { joinWork, sendWork, testWork } from './sending-tasks.ts';
import { viewFolders, viewInvitation, viewPreview, viewSending } from './sending-view.ts';

type Routes = typeof sendingRoutes;

export const sendingActs: Acts<Routes> = {
  'GET /api/sending': ({ desk, distant, speech }) => standing(desk, distant, speech),
  'GET /api/sending/preview': async ({ distant, speech }) => {
    const previewed = await previewParcel(distant);
    return previewed.ok ? ok(viewPreview(previewed.value, speech)) : previewed;
  },
  'PUT /api/sending/settings': async (call) => {
    const changed = await changeSettings(call);
    if (!changed.ok) return changed;
    const looked = await call.desk.look();
    if (!looked.ok) return looked;
    return standing(call.desk, looked.value.role === 'distant' ? looked.value.distant : call.distant, call.speech);
  },
  'GET /api/folders': async ({ desk, query: { path } }) => {
    const listed = await browse(desk, path);
    return listed.ok ? ok(viewFolders(listed.value)) : listed;
  },
  'POST /api/sending/key': async ({ desk, body }) => {
    const invitation = await understood(desk, body.key);
    return invitation.ok ? ok(viewInvitation(invitation.value)) : invitation;
  },
  'POST /api/sending/join': async (call) => {
    const invitation = await understood(call.desk, call.body.key);
    return invitation.ok
      ? beginTask(call, 'join', joinWork(call.desk, { invitation: invitation.value, by: call.session?.by ?? '' }))
      : invitation;
  },
  'POST /api/sending/test': async (call) => beginTask(call, 'test-send', testWork(call.desk, call.body.waitSeconds * 1000)),
  'POST /api/sending/send': async (call) => {
    const { isForced, isConfirmed } = call.body;
    const recent = isForced && !isConfirmed ? await recentSending(call.distant) : undefined;
    return recent ? err(recent) : beginTask(call, 'send', sendWork(call.desk, { force: isForced, isUrgent: true }));
  },
  'POST /api/sending/leave': async ({ desk, distant, body, speech, session }) => {
    const expected = (await distant.store.outpost())?.site ?? distant.settings.site;
    if (body.site.trim() !== expected) return err({ kind: 'name-differs', typed: body.site, expected });
    const left = await holdDistant(desk, (held) => leave(held, { by: session?.by ?? '' }));
    if (!left.ok) return left;
    const { site, orgName, unsent } = left.value;
    return ok({ summary: [speech.reports.keys.left(site, orgName), ...sayUnsent(speech, unsent)] });
  },
};

async function browse({ world }: Desk, path?: string): Promise<Result<FolderListing, ExplainedError>> {
  const listed = await world.listFolders(path);
  if (listed.ok || listed.error.kind !== 'dossier-missing') return listed;
  return err({ kind: 'folder-missing', path: listed.error.path });
}

async function standing(desk: Desk, distant: Distant, speech: Speech) {
  const revision = await desk.world.settingsRevision(desk.world.home);
  return revision.ok ? ok(await viewSending(distant, speech, revision.value)) : revision;
}

/** May this key be used here: read, not expired, and of this very site where there is one. */
async function understood({ world }: Desk, key: string) {
  const invitation = readInvitation(key, world.now());
  if (!invitation.ok) return invitation;
  const looked = await lookAtHome(world, world.home, invitation.value);
  return looked.ok ? invitation : looked;
}

/** What the command line asks before a sending that is not due; a site that never sent anything is not asked. */
async function recentSending(distant: Distant): Promise<ExplainedError | undefined> {
  const outpost = await distant.store.outpost();
  if (outpost?.state !== 'admitted') return undefined;
  const settings = await effectiveSettings(distant);
  const question = await dueQuestion(distant, { outpost, settings, dossier: settings.dossier });
  const { action, lastSentAt, nextDueAt } = decideDue({ ...question, force: false });
  return action === 'parcel' || lastSentAt === null ? undefined : { kind: 'recently-sent', lastSentAt, nextDueAt };
}

/** Under the lock, so that no exchange begins with half of it; the folder must be there. */
async function changeSettings({ desk, body, session }: Call<Routes['PUT /api/sending/settings']>): Promise<Result<void, ExplainedError>> {
  const { revision: expectedRevision, ...settings } = body;
  const folder = await browse(desk, settings.dossier);
  if (!folder.ok) return folder;
  return holdDistant(desk, async (distant) => {
    const { home } = desk.world;
    const changed = await desk.world.changeHome({ home, settings, passwords: {}, passwordStore: 'auto', expectedRevision });
    if (!changed.ok) return changed;
    const names = changedNames(distant, settings);
    if (names.length > 0) {
      const reason = `settings-changed fields=${names.join(',')}`;
      await noteChange(distant, { kind: 'settings', reason, by: session?.by ?? '' });
    }
    return ok(undefined);
  });
}

function changedNames({ settings }: Distant, wanted: Readonly<Record<string, unknown>>): readonly string[] {
  const known: Readonly<Record<string, unknown>> = settings;
  return Object.keys(wanted).filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(known[name]));
}
