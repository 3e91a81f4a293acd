/** Configuring the session: settings read, proposed, tested and saved; certificates; the first set-up; enrolment. */
import { readInvitation } from '../../jobs/join.ts';
import { ok } from '../../result.ts';
import { type KnownFacts, suggest } from '../../settings/suggest.ts';
import type { sessionRoutes } from '../contract/session-routes.ts';
import { beginTask } from './begin-task.ts';
import type { Acts, Call } from './call.ts';
import { fieldOf } from './problems.ts';
import { joinWork } from './sending-tasks.ts';
import { viewInvitation } from './sending-view.ts';
import { draftProblems, needsTest, placesOf, standingOf } from './session-draft.ts';
import { settingFields } from './session-fields.ts';
import { saveSettings, showSettings, startTest } from './session-settings.ts';
import { makeHome } from './set-up.ts';
import { taskView } from './task-view.ts';

type Routes = typeof sessionRoutes;

export const sessionActs: Acts<Routes> = {
  'GET /api/session/fields': async ({ speech }) => ok([...settingFields(speech.language)]),
  'GET /api/session/settings': ({ desk }) => showSettings(desk),
  'PUT /api/session/settings': async ({ desk, session, body }) => {
    const saved = await saveSettings(desk, body, nameOf(session));
    return saved.ok ? ok({ revision: saved.value }) : saved;
  },
  'GET /api/session/proposals': async ({ desk: { world }, query: { field, ...known } }) =>
    ok({ proposals: [...suggest(field, { ...factsOf(known), platform: world.platform })] }),
  'POST /api/session/check': (call) => check(call),
  'POST /api/session/test': async ({ desk, session, body, speech }) => {
    const started = await startTest(desk, body, nameOf(session));
    return started.ok ? ok(taskView(started.value, speech, desk.world.now())) : started;
  },
  'POST /api/set-up/key': async ({ desk, body }) => {
    const invitation = readInvitation(body.key, desk.world.now());
    return invitation.ok ? ok(viewInvitation(invitation.value)) : invitation;
  },
  'POST /api/set-up/home': ({ desk, session, body, speech }) => makeHome(desk, body, { by: nameOf(session), language: speech.language }),
  'POST /api/set-up/join': async (call) => {
    const { desk, session, body } = call;
    const invitation = readInvitation(body.key, desk.world.now());
    if (!invitation.ok) return invitation;
    return beginTask(call, 'join', joinWork(desk, { invitation: invitation.value, by: nameOf(session) }));
  },
};

const nameOf = (session: Call<Routes['POST /api/session/test']>['session']): string => session?.by ?? '';

/** Of a form, what is filled in. */
const factsOf = (known: Readonly<Record<string, string | undefined>>): KnownFacts =>
  Object.fromEntries(Object.entries(known).filter(([, text]) => text !== undefined && text !== ''));

async function check({ desk, body, speech }: Call<Routes['POST /api/session/check']>) {
  const standing = await standingOf(desk);
  if (!standing.ok) return standing;
  const problems = (await draftProblems(standing.value, body)).map((line) => fieldOf(line, speech));
  return ok({ problems, ...placesOf(standing.value, body), needsTest: needsTest(standing.value, body) });
}
