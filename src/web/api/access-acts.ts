/** Who may use the page: logging in and out, passwords, tokens, sessions. */
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
import type { AccessSession, accessRoutes } from '../contract/access-routes.ts';
import type { Acts, Call } from './call.ts';
import { portsOf } from './desk.ts';
import type { ListedSession, Session } from './sessions.ts';

type Routes = typeof accessRoutes;
type Inside = Call<Routes['GET /api/access']>;
type Asker = Pick<Inside, 'desk' | 'session' | 'address' | 'browser' | 'remember'>;

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
  'GET /api/access/sessions': async ({ desk, session }) => {
    const living = await livingSessions(desk, session?.id ?? '');
    return living.ok ? ok(living.value.map(viewSession)) : living;
  },
  'DELETE /api/access/sessions/:id': (call) => endOne(call),
  'DELETE /api/access/sessions': async (call) => {
    const except = call.session?.id ?? '';
    const roles = ['administrator', 'reader'] as const;
    const ended = roles.reduce((sum, role) => sum + call.desk.sessions.endAll({ role, except }), 0);
    if (ended > 0) await noteWebAccess(accessDesk(call), { reason: `sessions-ended sessions=${ended}` });
    return ok({ ended });
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

/** A password that was changed or removed, perhaps by a command in another process, has ended its sessions: the guard finds out when they ask. */
async function livingSessions({ world, sessions }: Inside['desk'], own: string): Promise<Result<readonly ListedSession[], ExplainedError>> {
  const passwords = await world.access.passwords();
  if (!passwords.ok) return passwords;
  const setAt = new Map(passwords.value.map(({ role, setAt: at }) => [role, at]));
  const isLiving = ({ way, role, createdAt }: ListedSession): boolean =>
    way !== 'password' || (setAt.get(role) ?? '9') <= createdAt.toISOString();
  return ok(sessions.list(own).filter(isLiving));
}

const viewSession = ({ handle, way, createdAt, seenAt, ...session }: ListedSession): AccessSession => ({
  ...session,
  id: handle,
  way: way === 'password' ? way : 'link',
  createdAt: createdAt.toISOString(),
  seenAt: seenAt.toISOString(),
});

/** Whoever ends their own logs out. */
async function endOne(call: Call<Routes['DELETE /api/access/sessions/:id']>): Promise<Result<{ readonly ended: number }, ExplainedError>> {
  const { desk, session, remember, parameters } = call;
  const id = parameters['id'] ?? '';
  const own = desk.sessions.list(session?.id ?? '').find(({ isOwn }) => isOwn)?.handle;
  const ended = desk.sessions.end(id);
  if (!ended) return err({ kind: 'thing-unknown', thing: 'session', id });
  if (id === own) remember(null);
  else await noteWebAccess(accessDesk(call), { reason: `session-ended role=${ended.role}` });
  return ok({ ended: 1 });
}

/** Whoever changes the very password that opened this session stays, in a session that begins now. */
function endOthers({ desk, session, remember, address, browser }: Asker, role: AccessRole): number {
  const ended = desk.sessions.endAll({ role, way: 'password' });
  if (session?.way !== 'password' || session.role !== role) return ended;
  remember(desk.sessions.open({ role, way: 'password', from: { address, browser } }));
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
function endedAndOpened({ desk, session, address, browser }: Omit<Asker, 'remember'>, role: AccessRole): Session {
  if (session) desk.sessions.logOut(session.id);
  return desk.sessions.open({ role, way: 'password', from: { address, browser } });
}

/** Before the first set-up there is no trace yet. */
async function noteLogin({ desk }: Pick<Inside, 'desk'>, role: AccessRole | undefined): Promise<void> {
  const looked = await desk.look();
  if (!looked.ok) return;
  const about = { installed: portsOf(looked.value), by: '' };
  await noteWebAccess(about, role === undefined ? { reason: 'login-refused', outcome: 'refused' } : { reason: `logged-in role=${role}` });
}
