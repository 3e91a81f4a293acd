/**
 * Who may use the web page, changed by a person: each change leaves a line in the trace, with no secret in it. Sessions are not known
 * here: those of a password that is changed end because its date is newer than they are.
 */
import type { TraceOutcome } from '../exchange/trace.ts';
import type { Access, AccessError, AccessRole, AccessToken } from '../keys/port.ts';
import { ok, type Result } from '../result.ts';
import { withName } from './audit.ts';
import type { Common, Distant } from './installation.ts';

/** Who changes what of which installation. */
export type AccessDesk = {
  readonly installed: Pick<Common | Distant, 'now'> & { readonly store: Pick<Common['store'], 'trace'> };
  readonly access: Access;
  /** A name as the system or the page knows it. */
  readonly by: string;
};

export async function setWebPassword(
  desk: AccessDesk,
  { role, password }: { readonly role: AccessRole; readonly password: string },
): Promise<Result<void, AccessError>> {
  const set = await desk.access.setPassword(role, password);
  if (set.ok) await noteWebAccess(desk, { reason: `password-set role=${role}` });
  return set;
}

/** False when there was none; then nothing is traced. */
export async function removeWebPassword(desk: AccessDesk, role: AccessRole): Promise<Result<boolean, AccessError>> {
  const removed = await desk.access.removePassword(role);
  if (removed.ok && removed.value) await noteWebAccess(desk, { reason: `password-removed role=${role}` });
  return removed;
}

/** The token itself is in the answer and nowhere else. */
export async function createWebToken(
  desk: AccessDesk,
  options: Parameters<Access['createToken']>[0],
): Promise<Result<AccessToken & { readonly token: string }, AccessError>> {
  const made = await desk.access.createToken(options);
  if (made.ok) await noteWebAccess(desk, { reason: `token-created name=${made.value.name} scope=${made.value.scope}` });
  return made;
}

export async function revokeWebToken(desk: AccessDesk, id: string): Promise<Result<AccessToken, AccessError>> {
  const revoked = await desk.access.revokeToken(id);
  if (!revoked.ok) return revoked;
  await noteWebAccess(desk, { reason: `token-revoked name=${revoked.value.name}` });
  return ok(revoked.value);
}

/** One line of the trace: `reason` is a code of words/codes.ts and facts; who did it is added. */
export function noteWebAccess(
  { installed, by }: Pick<AccessDesk, 'installed' | 'by'>,
  { reason, outcome = 'done' }: { readonly reason: string; readonly outcome?: TraceOutcome },
): Promise<void> {
  const at = installed.now().toISOString();
  const about = { at, direction: 'local', peer: '', kind: 'access', messageId: '', bytes: 0, durationMs: 0 } as const;
  return installed.store.trace([{ ...about, outcome, reason: withName(reason, by) }]);
}
