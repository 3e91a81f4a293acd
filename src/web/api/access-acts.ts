/** Who may use the page: logging in and out, passwords, tokens. */
import {
  type AccessDesk,
  createWebToken,
  noteWebAccess,
  removeWebPassword,
  revokeWebToken,
  setWebPassword,
} from '../../jobs/web-access.ts';
import type { AccessRole } from '../../keys/port.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { accessRoutes } from '../contract/access-routes.ts';
import type { Acts, Call } from './call.ts';
import { portsOf } from './desk.ts';
import type { Session } from './sessions.ts';

type Routes = typeof accessRoutes;
type Inside = Call<Routes['GET /api/access']>;

export const accessActs: Acts<Routes> = {
  'POST /api/login': (call) => logIn(call),
  'POST /api/logout': async ({ desk, session, remember }) => {
    if (session) desk.sessions.logOut(session.id);
    remember(null);
    return ok({});
  },
  'GET /api/access': async ({ desk: { world } }) => {
    const passwords = await world.access.passwords();
    if (!passwords.ok) return passwords;
    const tokens = await world.access.tokens();
    return tokens.ok ? ok({ passwords: [...passwords.value], tokens: [...tokens.value] }) : tokens;
  },
  'PUT /api/access/passwords/:role': async (call) => {
    const role = roleOf(call.parameters);
    if (!role.ok) return role;
    const set = await setWebPassword(accessDesk(call), { role: role.value, password: call.body.password });
    return set.ok ? ok({ ended: endOthers(call, role.value) }) : set;
  },
  'DELETE /api/access/passwords/:role': async (call) => {
    const role = roleOf(call.parameters);
    if (!role.ok) return role;
    const removed = await removeWebPassword(accessDesk(call), role.value);
    return removed.ok ? ok({ ended: call.desk.sessions.endAll({ role: role.value, way: 'password' }) }) : removed;
  },
  'POST /api/access/tokens': (call) => {
    const { name, scope, days } = call.body;
    return createWebToken(accessDesk(call), { name, scope, ...(days === undefined ? {} : { days }) });
  },
  'DELETE /api/access/tokens/:id': (call) => revokeWebToken(accessDesk(call), call.parameters['id'] ?? ''),
  'DELETE /api/access/sessions': async ({ desk, session }) => {
    const except = session?.id ?? '';
    const roles = ['administrator', 'reader'] as const;
    return ok({ ended: roles.reduce((ended, role) => ended + desk.sessions.endAll({ role, except }), 0) });
  },
};

const accessDesk = ({ desk, installed, session }: Pick<Inside, 'desk' | 'installed' | 'session'>): AccessDesk => ({
  installed,
  access: desk.world.access,
  by: session?.by ?? '',
});

function roleOf({ role }: Readonly<Record<string, string>>): Result<AccessRole, ExplainedError> {
  if (role === 'administrator' || role === 'reader') return ok(role);
  return err({ kind: 'request-invalid', problems: ['role: not-one-of (administrator, reader)'] });
}

/** Whoever changes the very password that opened this session stays, in a session that begins now. */
function endOthers({ desk, session, remember }: Pick<Inside, 'desk' | 'session' | 'remember'>, role: AccessRole): number {
  const ended = desk.sessions.endAll({ role, way: 'password' });
  if (session?.way !== 'password' || session.role !== role) return ended;
  remember(desk.sessions.open({ role, way: 'password' }));
  return ended - 1;
}

/** Counts as a failure until it is none: many tries at once are many tries. */
async function logIn(call: Call<Routes['POST /api/login']>): Promise<Result<{ readonly role: AccessRole }, ExplainedError>> {
  const { desk, address, body, remember } = call;
  const taken = desk.attempts.take(address);
  if (!taken.isAllowed) return err({ kind: 'too-many-attempts', seconds: taken.retryAfterSeconds });
  const checked = await desk.world.access.checkPassword({ password: body.password });
  if (!checked.ok) return checked;
  const role = checked.value;
  await noteLogin(call, role);
  if (role === undefined) return err({ kind: 'password-wrong' });
  desk.attempts.succeeded(address);
  remember(endedAndOpened(call, role));
  return ok({ role });
}

/** Whoever logs in anew leaves the session before. */
function endedAndOpened({ desk, session }: Pick<Call<Routes['POST /api/login']>, 'desk' | 'session'>, role: AccessRole): Session {
  if (session) desk.sessions.logOut(session.id);
  return desk.sessions.open({ role, way: 'password' });
}

/** Before the first set-up there is no trace yet. */
async function noteLogin({ desk }: Pick<Inside, 'desk'>, role: AccessRole | undefined): Promise<void> {
  const looked = await desk.look();
  if (!looked.ok) return;
  const about = { installed: portsOf(looked.value), by: '' };
  await noteWebAccess(about, role === undefined ? { reason: 'login-refused', outcome: 'refused' } : { reason: `logged-in role=${role}` });
}
