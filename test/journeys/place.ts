/**
 * Where a story takes place: a mail provider with mailboxes for a head office and its agencies. The same stories are told on the
 * memory transport, on the embedded server and on a private Dovecot and Exim.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { type MemoryPostOffice, openMemoryPostOffice } from '../../src/transport/memory.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';

export type Place = {
  readonly name: string;
  address(user: string): string;
  mailbox(user: string): string;
  outbox(user: string): string;
  password(user: string): string;
  /** PEM, '' when the system's authorities do or no TLS is spoken. */
  readonly ca: string;
  readonly postOffice?: MemoryPostOffice;
  /** Puts a mail into a mailbox as a stranger's server would. */
  deliver(user: string, raw: Buffer): Promise<void>;
  messages(user: string): Promise<readonly Buffer[]>;
  /** Drops the mail of one mailbox, or of all. */
  empty(user?: string): Promise<void>;
  /** Waits until what was posted has arrived: real servers deliver a moment after they accept. */
  settled(): Promise<void>;
  /** Takes the server away and brings it back; false where this place cannot. */
  setDown(isDown: boolean): Promise<boolean>;
  close(): Promise<void>;
};

/** The mail accounts that every place has. */
const users = ['common', 'site01', 'site02', 'site03', 'site04'];

export function memoryPlace(): Place {
  const postOffice = openMemoryPostOffice();
  const address = (user: string): string => `${user}@mail.test`;
  for (const user of users) postOffice.addMailbox(address(user));
  return {
    name: 'the memory transport',
    address,
    mailbox: (user) => `memory:${address(user)}`,
    outbox: () => 'memory:office',
    password: () => '',
    ca: '',
    postOffice,
    deliver: async (user, raw) => postOffice.deliver(address(user), raw),
    messages: async (user) => postOffice.messages(address(user)),
    empty: async (user) => postOffice.empty(user === undefined ? undefined : address(user)),
    settled: async () => undefined,
    setDown: async (isDown) => postOffice.setDown(isDown),
    close: async () => undefined,
  };
}

export type Security = 'tls' | 'starttls';

export async function embeddedPlace(security: Security): Promise<Place> {
  const address = (user: string): string => `${user}@mail.test`;
  const server = await openEmbeddedServer({
    users: users.map((name) => ({ name, password: `${name}-pw`, address: address(name) })),
    tls: true,
  });
  const [pop3, smtp] =
    security === 'tls'
      ? [`pop3s://%@127.0.0.1:${server.pop3sPort}`, `smtps://%@127.0.0.1:${server.smtpsPort}`]
      : [`pop3://%@127.0.0.1:${server.pop3Port}`, `smtp://%@127.0.0.1:${server.smtpPort}`];
  return {
    name: `the embedded server (POP3, ${security})`,
    address,
    mailbox: (user) => pop3.replace('%', user),
    outbox: (user) => smtp.replace('%', user),
    password: (user) => `${user}-pw`,
    ca: server.ca,
    deliver: async (user, raw) => void server.deliver(address(user), raw),
    messages: async (user) => server.messages(address(user)).map((mail) => mail.raw),
    settled: async () => undefined,
    setDown: async (isDown) => {
      server.setDown(isDown);
      return true;
    },
    empty: async (user) => server.empty(user === undefined ? undefined : address(user)),
    close: () => server.close(),
  };
}

/** Mailbox by IMAP or POP3, posting by SMTP, all with the same kind of TLS, on the private Dovecot and Exim. */
export function mailhostPlace(host: Mailhost, protocol: 'imap' | 'pop3', security: Security): Place {
  const ports = {
    imap: { tls: `imaps://%@127.0.0.1:${host.ports.imaps}/INBOX`, starttls: `imap://%@127.0.0.1:${host.ports.imap}/INBOX` },
    pop3: { tls: `pop3s://%@127.0.0.1:${host.ports.pop3s}`, starttls: `pop3://%@127.0.0.1:${host.ports.pop3}` },
    smtp: { tls: `smtps://%@127.0.0.1:${host.ports.smtps}`, starttls: `smtp://%@127.0.0.1:${host.ports.submission}` },
  };
  const empty = async (user?: string): Promise<void> => {
    await eximIsIdle(host);
    for (const name of user === undefined ? users : [user]) await host.empty(name);
  };
  return {
    name: `Dovecot (${protocol}) and Exim, ${security}`,
    address: (user) => `${user}@mail.test`,
    mailbox: (user) => ports[protocol][security].replace('%', user),
    outbox: (user) => ports.smtp[security].replace('%', user),
    password: (user) => `${user}-pw`,
    ca: host.ca,
    deliver: (user, raw) => host.deliver(user, raw),
    messages: async (user) => {
      await eximIsIdle(host);
      return (await host.messages(user)).map((mail) => withCrlf(mail.raw));
    },
    empty,
    settled: () => eximIsIdle(host),
    setDown: async () => false,
    close: () => empty(),
  };
}

/** Exim keeps a mail in its spool until Dovecot has it. */
export async function eximIsIdle(host: Mailhost): Promise<void> {
  const spool = join(host.folder, 'spool', 'input');
  for (let round = 0; round < 200; round += 1) {
    const waiting = await readdir(spool, { recursive: true }).catch(() => []);
    if (!waiting.some((name) => name.endsWith('-H') || name.endsWith('-D'))) return;
    await pause(50);
  }
  throw new Error('Exim did not deliver within ten seconds');
}

const withCrlf = (raw: Buffer): Buffer => Buffer.from(raw.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1');
