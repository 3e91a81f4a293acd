/** A mail server in the parts that people know, and the URL that they make together. The server reads URLs apart; here they are only put together. */
import type { MailPlace } from '../../../contract/session-routes.ts';

export type Protocol = MailPlace['protocol'];
export type Security = MailPlace['security'];

const usualPorts: Readonly<Record<string, Readonly<Record<Security, number>>>> = {
  imap: { tls: 993, starttls: 143, none: 143 },
  pop3: { tls: 995, starttls: 110, none: 110 },
  smtp: { tls: 465, starttls: 587, none: 25 },
};

export const isLocal = (protocol: Protocol): boolean => protocol === 'maildir' || protocol === 'memory';

const usualPort = (protocol: Protocol, security: Security): number => usualPorts[protocol]?.[security] ?? 0;

export const emptyPlace = (protocol: Protocol): MailPlace => ({
  ...{ protocol, security: 'tls', host: '', port: usualPort(protocol, 'tls'), user: '', path: '', auth: 'password' },
  folder: protocol === 'imap' ? 'INBOX' : '',
});

/** A changed protocol or security brings its usual port along. */
export function changePlace(place: MailPlace, change: Partial<MailPlace>): MailPlace {
  const changed = { ...place, ...change };
  if (change.protocol === undefined && change.security === undefined) return changed;
  return {
    ...changed,
    port: usualPort(changed.protocol, changed.security),
    folder: changed.protocol === 'imap' ? changed.folder || 'INBOX' : '',
  };
}

export function urlOf({ protocol, security, host, port, user, folder, path, auth }: MailPlace): string {
  if (isLocal(protocol)) return `${protocol}:${path}`;
  const account = user === '' ? '' : `${user.replace(/[%/?#:]/g, encodeURIComponent)}@`;
  const server = host.includes(':') ? `[${host}]` : host;
  const options = [...(security === 'none' ? ['tls=off'] : []), ...(auth === 'xoauth2' ? ['auth=xoauth2'] : [])].join('&');
  const inbox = protocol === 'imap' && folder !== '' ? `/${folder.replace(/[%?#]/g, encodeURIComponent)}` : '';
  return `${protocol}${security === 'tls' ? 's' : ''}://${account}${server}:${port}${inbox}${options === '' ? '' : `?${options}`}`;
}
