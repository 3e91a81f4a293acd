/**
 * Addresses of mailboxes and outboxes as people write them: `imaps://user@host:993/INBOX`, `pop3s://…`, `smtps://…`,
 * `maildir:/path`, `memory:name`. Ignores whether the host exists and whether a protocol fits a mailbox or an outbox.
 */
import { err, ok, type Result } from '../result.ts';

export type MailProtocol = 'imap' | 'pop3' | 'smtp' | 'maildir' | 'memory';

export type MailUrl = {
  readonly protocol: MailProtocol;
  /** Name or address without brackets; '' for maildir and memory. */
  readonly host: string;
  /** 0 for maildir and memory. */
  readonly port: number;
  /** Percent-decoded; '' means no authentication, which only smtp may have. */
  readonly user: string;
  /** IMAP folder, `INBOX` unless the URL names one; '' for the others. */
  readonly folder: string;
  /** Folder of a maildir, exactly as written; name of a memory mailbox; '' for the others. */
  readonly path: string;
  /** `tls` from the first byte, `starttls` required, or `none`, which is only had by writing `?tls=off`. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly auth: 'password' | 'xoauth2';
};

export type MailUrlReason =
  | 'empty'
  | 'not-a-url'
  | 'unknown-scheme'
  | 'no-host'
  | 'bad-host'
  | 'bad-port'
  | 'no-user'
  | 'password-in-url'
  | 'bad-encoding'
  | 'control-character'
  | 'unexpected-path'
  | 'unknown-option'
  | 'contradictory-option'
  | 'no-path'
  | 'relative-path';

/** `detail` is the part that was not understood; never a user name nor what may be a password. */
export type BadMailUrl = { readonly kind: 'bad-url'; readonly reason: MailUrlReason; readonly detail: string; readonly retry: 'never' };

type Scheme = { readonly protocol: MailProtocol; readonly security: MailUrl['security']; readonly port: number };

const schemes: Readonly<Record<string, Scheme>> = {
  imaps: { protocol: 'imap', security: 'tls', port: 993 },
  pop3s: { protocol: 'pop3', security: 'tls', port: 995 },
  smtps: { protocol: 'smtp', security: 'tls', port: 465 },
  imap: { protocol: 'imap', security: 'starttls', port: 143 },
  pop3: { protocol: 'pop3', security: 'starttls', port: 110 },
  smtp: { protocol: 'smtp', security: 'starttls', port: 587 },
  maildir: { protocol: 'maildir', security: 'none', port: 0 },
  memory: { protocol: 'memory', security: 'none', port: 0 },
};

/**
 * Reads a mail URL. Ports default to 993/995/465 (RFC 8314) and 143/110/587 (RFC 3501, 1939, 6409). The last `@` ends the
 * user, so that addresses need no encoding; a password in a URL is refused, for URLs are shown and logged.
 */
export const parseMailUrl = (text: string): Result<MailUrl, BadMailUrl> => {
  const written = text.trim();
  if (written === '') return bad('empty');
  if (/[\u0000-\u001f\u007f]/.test(written)) return bad('control-character');
  const match = /^([a-z0-9]+):(.*)$/i.exec(written);
  if (match === null) return bad('not-a-url');
  const [, name = '', rest = ''] = match;
  const scheme = Object.hasOwn(schemes, name.toLowerCase()) ? schemes[name.toLowerCase()] : undefined;
  if (scheme === undefined) return bad(rest.startsWith('//') ? 'unknown-scheme' : 'not-a-url', rest.startsWith('//') ? name : '');
  if (scheme.protocol === 'maildir' || scheme.protocol === 'memory') return readLocal(scheme, rest);
  return rest.startsWith('//') ? readServer(scheme, rest.slice(2)) : bad('not-a-url');
};

const bad = (reason: MailUrlReason, detail = ''): Result<never, BadMailUrl> => err({ kind: 'bad-url', reason, detail, retry: 'never' });

const readLocal = (scheme: Scheme, rest: string): Result<MailUrl, BadMailUrl> => {
  const path = rest.startsWith('///') ? rest.slice(2) : rest;
  if (path === '') return bad('no-path');
  const isAbsolute = /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
  if (scheme.protocol === 'maildir' && !isAbsolute) return bad('relative-path', path);
  return ok({ ...scheme, host: '', user: '', folder: '', path, auth: 'password' });
};

const readServer = (scheme: Scheme, rest: string): Result<MailUrl, BadMailUrl> => {
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const tail = end < 0 ? '' : rest.slice(end);
  const at = authority.lastIndexOf('@');
  const server = readHostAndPort(authority.slice(at + 1), scheme.port);
  const isPasswordCutShort = at < 0 && tail.includes('@');
  if (authority.slice(0, Math.max(at, 0)).includes(':') || (isPasswordCutShort && (!server.ok || scheme.protocol === 'smtp')))
    return bad('password-in-url');
  if (!server.ok) return server;
  const user = decode(authority.slice(0, Math.max(at, 0)));
  if (user === undefined) return bad('bad-encoding');
  if (user === '' && scheme.protocol !== 'smtp') return bad('no-user');
  const place = readTail(scheme, tail);
  return place.ok ? ok({ protocol: scheme.protocol, ...server.value, user, path: '', ...place.value }) : place;
};

const readHostAndPort = (text: string, defaultPort: number): Result<Pick<MailUrl, 'host' | 'port'>, BadMailUrl> => {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]]*)(?::(.*))?$/i.exec(text);
  if (match === null) return bad('bad-host');
  const host = readHost(match[1] ?? '');
  if (!host.ok) return host;
  const portText = match[2] ?? '';
  if (portText === '') return ok({ host: host.value, port: defaultPort });
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
  if (port < 1 || port > 65535) return bad('bad-port', /^\d+$/.test(portText) ? portText : '');
  return ok({ host: host.value, port });
};

/** Octets of a name, RFC 1035 §2.3.4; in characters it can only be shorter. */
const maxHostLength = 253;

/** Internationalised names become their ASCII form, as certificates carry them (RFC 5890). */
const readHost = (text: string): Result<string, BadMailUrl> => {
  if (text === '') return bad('no-host');
  const bare = text.startsWith('[') ? text.slice(1, -1) : text;
  if (/^[a-z0-9_](?:[a-z0-9._-]{0,252})$/i.test(text)) return ok(text.toLowerCase());
  const isPossible = text.startsWith('[') || /^[\p{L}\p{N}._-]+$/u.test(text);
  // Node 24 says of some longer names that it can parse them, and then throws.
  const url = isPossible && text.length <= maxHostLength && URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`) : undefined;
  if (url === undefined) return bad('bad-host', bare);
  return ok(text.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname);
};

const readTail = (scheme: Scheme, tail: string): Result<Pick<MailUrl, 'folder' | 'security' | 'auth'>, BadMailUrl> => {
  if (tail.includes('#')) return bad('unknown-option', '#');
  const mark = tail.indexOf('?');
  const folder = decode((mark < 0 ? tail : tail.slice(0, mark)).replace(/^\//, ''));
  if (folder === undefined) return bad('bad-encoding');
  if (folder !== '' && scheme.protocol !== 'imap') return bad('unexpected-path');
  const options = readOptions(scheme, mark < 0 ? '' : tail.slice(mark + 1));
  if (!options.ok) return options;
  return ok({ folder: scheme.protocol === 'imap' ? folder || 'INBOX' : '', ...options.value });
};

const readOptions = (scheme: Scheme, query: string): Result<Pick<MailUrl, 'security' | 'auth'>, BadMailUrl> => {
  let security = scheme.security;
  let auth: MailUrl['auth'] = 'password';
  for (const option of query.split('&').filter((part) => part !== '')) {
    if (option === 'tls=off' && scheme.security === 'tls') return bad('contradictory-option', option);
    if (option === 'tls=off') security = 'none';
    else if (option === 'auth=xoauth2') auth = 'xoauth2';
    else if (option !== 'auth=password') return bad('unknown-option', option.split('=')[0]);
  }
  return ok({ security, auth });
};

/** Undefined for a broken `%` sequence, and for a decoded control character, which must never reach a mail dialogue (threat T18). */
const decode = (text: string): string | undefined => {
  try {
    const decoded = decodeURIComponent(text);
    return /[\u0000-\u001f\u007f]/.test(decoded) ? undefined : decoded;
  } catch {
    // URIError is the only thing that decodeURIComponent throws.
    return undefined;
  }
};
