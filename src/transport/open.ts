/**
 * From a mail URL to a port: one line for each backend. Adding a transport is a file, a line here and one in the contract
 * test. Ignores where the URL and the credentials come from.
 */
import type { MailUrl } from '../settings/mail-url.ts';
import type { Server } from './dial.ts';
import { openImapMailbox } from './imap.ts';
import { openMaildirMailbox, openMaildirOutbox } from './maildir.ts';
import type { MemoryPostOffice } from './memory.ts';
import { openPop3Mailbox } from './pop3.ts';
import type { Credentials, OpenMailbox, OpenOutbox, TlsTrust } from './port.ts';
import { openSmtpOutbox } from './smtp.ts';

export type TransportOptions = {
  /** Undefined for folders and memory, and for a relay that asks for no login. */
  readonly credentials: Credentials | undefined;
  readonly trust: TlsTrust;
  /** For each command, 60 s unless stated; connecting has 15 s at most. */
  readonly timeoutMs?: number;
  /** For `memory:` URLs. */
  readonly postOffice?: MemoryPostOffice;
};

type Ready<O> = Omit<O, 'timeoutMs'> & { readonly timeoutMs: number };

const defaultTimeoutMs = 60_000;

const mailboxes: Readonly<Record<string, (url: MailUrl, options: Ready<TransportOptions>) => OpenMailbox>> = {
  imap: (url, options) => openImapMailbox({ ...url, protocol: 'imap' }, options),
  pop3: (url, options) => openPop3Mailbox(serverOf(url, 'pop3'), options),
  maildir: (url) => openMaildirMailbox(url.path),
  memory: (url, options) => officeOf(options).openMailbox(url.path),
};

const outboxes: Readonly<Record<string, (url: MailUrl, options: Ready<TransportOptions>) => OpenOutbox>> = {
  smtp: (url, options) => openSmtpOutbox(serverOf(url, 'smtp'), options),
  maildir: (url) => openMaildirOutbox(url.path),
  memory: (_url, options) => officeOf(options).openOutbox(),
};

/** Throws for a protocol that has no mailbox: settings have been checked before. */
export function openMailboxAt(url: MailUrl, options: TransportOptions): OpenMailbox {
  const open = mailboxes[url.protocol];
  if (open === undefined) throw new Error(`${url.protocol} has no mailbox`);
  return open(url, { ...options, timeoutMs: options.timeoutMs ?? defaultTimeoutMs });
}

/** Throws for a protocol that has no outbox. */
export function openOutboxAt(url: MailUrl, options: TransportOptions): OpenOutbox {
  const open = outboxes[url.protocol];
  if (open === undefined) throw new Error(`${url.protocol} has no outbox`);
  return open(url, { ...options, timeoutMs: options.timeoutMs ?? defaultTimeoutMs });
}

const serverOf = <P extends Server['protocol']>({ host, port, security }: MailUrl, protocol: P): Server => ({
  protocol,
  host,
  port,
  security,
});

function officeOf({ postOffice }: Pick<TransportOptions, 'postOffice'>): MemoryPostOffice {
  if (postOffice === undefined) throw new Error('a memory: URL without a post office');
  return postOffice;
}
