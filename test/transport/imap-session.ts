/** What the IMAP tests share: servers that are closed after each test, and a mailbox opened on them by our own means. */
import { afterEach } from 'vitest';
import { openMailboxAt } from '../../src/transport/open.ts';
import type { Credentials, Mailbox, OpenMailbox, TlsTrust } from '../../src/transport/port.ts';
import { must } from './contract.ts';
import * as hoodiecrow from './hoodiecrow.ts';
import { type ImapAnswers, playImap } from './imap-script.ts';
import { type Keys, type ScriptedServer, startScript } from './scripted-server.ts';
import { urlOf } from './urls.ts';

const login: Credentials = { user: hoodiecrow.user, type: 'password', password: hoodiecrow.password };

type Server = { readonly port: number; close(): Promise<void> };

const running: Server[] = [];

/** Closes the server after the test. */
export const keep = <S extends Server>(server: S): S => {
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

export const scripted = async (answers: ImapAnswers, tls?: Keys): Promise<ScriptedServer> =>
  keep(await startScript(playImap(answers), tls));

export type Wish = {
  readonly security?: 'imaps' | 'imap' | 'off';
  readonly credentials?: Credentials;
  readonly trust?: TlsTrust;
  readonly folder?: string;
};

export const opener = ({ port }: Server, { security = 'off', credentials = login, trust = {}, folder = 'INBOX' }: Wish = {}): OpenMailbox =>
  openMailboxAt(
    urlOf(`${security === 'imaps' ? 'imaps' : 'imap'}://u@127.0.0.1:${port}/${folder}${security === 'off' ? '?tls=off' : ''}`),
    { credentials, trust, timeoutMs: 400 },
  );

export const open = (server: Server, wish?: Wish): ReturnType<OpenMailbox> => opener(server, wish)({ readOnly: false });

export const entered = async (server: Server, wish?: Wish): Promise<Mailbox> => must(await open(server, wish));

/** What clients have said that matches, without the tags. */
export const heard = (server: ScriptedServer, command: RegExp): readonly string[] =>
  server.heard.map((line) => line.replace(/^\S+ /, '')).filter((line) => command.test(line));

/** Of the three mails of the scripted mailbox. */
export const ids = ['77:1', '77:2', '77:3'];
