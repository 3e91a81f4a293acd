/**
 * The cookie that holds the id of a session: HttpOnly, SameSite=Strict, for the whole site, gone with the browser. Browsers keep
 * cookies by name of machine and not by port, so the port is part of the cookie's name: two homes on one machine do not log each
 * other out.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { normaliseHost } from './hosts.ts';
import type { Session } from './sessions.ts';

export type CookieOptions = { readonly isTls: boolean };

/** Undefined where the request brings none. */
export const readSessionCookie = (c: Context, { isTls }: CookieOptions): string | undefined =>
  isTls ? getCookie(c, nameFor(c, isTls), 'host') : getCookie(c, nameFor(c, isTls));

export const setSessionCookie = (c: Context, { id }: Pick<Session, 'id'>, { isTls }: CookieOptions): void =>
  setCookie(c, nameFor(c, isTls), id, attributes(isTls));

export const clearSessionCookie = (c: Context, { isTls }: CookieOptions): void => {
  deleteCookie(c, nameFor(c, isTls), attributes(isTls));
};

const nameFor = (c: Context, isTls: boolean): string => {
  const [, port] = /:(\d+)$/.exec(normaliseHost(c.req.header('Host') ?? '', isTls)) ?? [];
  return port === undefined ? 'malleposte' : `malleposte-${port}`;
};

const attributes = (isTls: boolean) => ({
  httpOnly: true,
  sameSite: 'Strict' as const,
  path: '/',
  secure: isTls,
  ...(isTls ? { prefix: 'host' as const } : {}),
});
