/**
 * SMTP AUTH (RFC 4954): what nodemailer picks for passwords, and XOAUTH2 with the server's reason decoded. Ignores where tokens
 * come from.
 */
import type SmtpConnection from 'nodemailer/lib/smtp-connection';
import { ok, type Result } from '../result.ts';
import { badCredentials, misspoken, type Place } from './failures.ts';
import type { Credentials, TransportError } from './port.ts';
import { asLoginFailure } from './smtp-replies.ts';
import { untilEnd } from './smtp-waiting.ts';

export const tokenMethod = 'MALLEPOSTE-XOAUTH2';

/** A server that offers no AUTH to a client that has a login is misconfigured, or not the server we mean. */
export function loginTo(connection: SmtpConnection, place: Place, credentials: Credentials): Promise<Result<void, TransportError>> {
  const { user } = credentials;
  if (!connection.allowsAuth) return Promise.resolve(misspoken(place, 'AUTH', 'not offered'));
  const isToken = credentials.type === 'xoauth2';
  if (!isToken && credentials.password === '') return Promise.resolve(badCredentials(place, user, 'empty password'));
  const login = isToken ? { user, method: tokenMethod, token: credentials.accessToken } : { user, pass: credentials.password };
  return untilEnd(connection, (settle) => {
    connection.login(login, (error) => settle(error));
  }).then((error) => (error === undefined ? ok(undefined) : asLoginFailure(place, user, error)));
}

type Context = Parameters<NonNullable<NonNullable<SmtpConnection['options']['customAuth']>[string]>>[0];

/** Google's and Microsoft's mechanism: a refusal comes as a 334 with the reason in base64, an empty line ends it. */
export async function loginWithToken({ auth, sendCommand, resolve, reject }: Context): Promise<void> {
  const token = Buffer.from(`user=${auth.user}\x01auth=Bearer ${auth['token']}\x01\x01`).toString('base64');
  const answer = await sendCommand(`AUTH XOAUTH2 ${token}`);
  if (answer.status === 235) return resolve();
  if (answer.status !== 334) return reject('token refused');
  await sendCommand('');
  // nodemailer adds the final reply itself.
  reject(Buffer.from(answer.text, 'base64').toString('utf8').slice(0, 500));
}
