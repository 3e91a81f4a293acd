/**
 * POP3 login: USER/PASS (RFC 1939 §7), SASL PLAIN (RFC 5034) where names or passwords are not ASCII or nothing else is
 * offered, XOAUTH2 in the two steps that Exchange Online demands. Ignores APOP: MD5 of a secret kept in clear at the server.
 */
import { ok, type Result } from '../result.ts';
import { badCredentials, busy, type Failed, misspoken, refused } from './failures.ts';
import { ask, isTransient, type Reply, type Session } from './pop3-session.ts';
import type { Credentials, TransportError } from './port.ts';

export async function login(session: Session, credentials: Credentials): Promise<Result<void, TransportError>> {
  if (credentials.type === 'xoauth2') return loginWithToken(session, credentials);
  const { user, password } = credentials;
  if (/\0/.test(user + password)) return badCredentials(session.server, user, 'a NUL in the login');
  return needsSasl(session, user, password) ? loginPlain(session, user, password) : loginWithPass(session, user, password);
}

/** RFC 1939 arguments are printable ASCII, and a line break in one would be a second command. */
function needsSasl({ capabilities }: Session, user: string, password: string): boolean {
  const isPlainOffered = capabilities.get('SASL')?.includes('PLAIN') === true;
  return /[^\x20-\x7e]/.test(user + password) || (isPlainOffered && !capabilities.has('USER'));
}

async function loginWithPass(session: Session, user: string, password: string): Promise<Result<void, TransportError>> {
  const named = await ask(session, `USER ${user}`);
  if (!named.ok) return named;
  if (!named.value.isOk) return asLoginRefusal(session, user, named.value.text);
  const passed = await ask(session, `PASS ${password}`);
  if (!passed.ok) return passed;
  return passed.value.isOk ? ok(undefined) : asLoginRefusal(session, user, passed.value.text);
}

async function loginPlain(session: Session, user: string, password: string): Promise<Result<void, TransportError>> {
  const challenge = await ask(session, 'AUTH PLAIN');
  if (!challenge.ok) return challenge;
  if (!challenge.value.isOk) return asLoginRefusal(session, user, challenge.value.text);
  const answer = await ask(session, Buffer.from(`\0${user}\0${password}`).toString('base64'), 'AUTH');
  if (!answer.ok) return answer;
  return answer.value.isOk ? ok(undefined) : asLoginRefusal(session, user, answer.value.text);
}

type Token = Extract<Credentials, { readonly type: 'xoauth2' }>;

async function loginWithToken(session: Session, { user, accessToken }: Token): Promise<Result<void, TransportError>> {
  const challenge = await ask(session, 'AUTH XOAUTH2');
  if (!challenge.ok) return challenge;
  if (!challenge.value.isOk) return asLoginRefusal(session, user, challenge.value.text);
  const answer = await ask(session, Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64'), 'AUTH');
  if (!answer.ok) return answer;
  if (answer.value.isOk && !answer.value.isChallenge) return ok(undefined);
  return answer.value.isOk ? endRefusedToken(session, user, answer.value) : asLoginRefusal(session, user, answer.value.text);
}

/** The server's reason comes as a challenge in base64; an empty line asks for the -ERR that ends the exchange. */
async function endRefusedToken(session: Session, user: string, challenge: Reply): Promise<Result<void, TransportError>> {
  const reason = Buffer.from(challenge.text, 'base64').toString('utf8').slice(0, 500);
  const end = await ask(session, '', 'AUTH');
  if (!end.ok) return end;
  if (end.value.isOk) return misspoken(session.server, 'AUTH XOAUTH2', '+OK after a refusal');
  return isTransient(end.value.text)
    ? busy(session.server, end.value.text)
    : badCredentials(session.server, user, reason || end.value.text);
}

/** RFC 3206: [AUTH] and no code at all blame the login, [SYS/PERM] the server. */
function asLoginRefusal({ server }: Session, user: string, text: string): Failed {
  if (isTransient(text)) return busy(server, text);
  return /^\[SYS\/PERM\b/i.test(text) ? refused(server, 'SYS/PERM', text) : badCredentials(server, user, text);
}
