/**
 * hoodiecrow-imap as a mailbox server of the tests, with the plugins that a test wants. Known limits: no BODYSTRUCTURE worth
 * the name, a partial BODY[HEADER] comes for the first mail of a FETCH only, and a message is a string of bytes.
 */
import { createRequire } from 'node:module';
import type { Server, Socket } from 'node:net';

type Message = { readonly raw: string; readonly flags: string[]; readonly uid: number };

type Hoodiecrow = {
  readonly server: Server;
  readonly folderCache: Readonly<Record<string, { messages: Message[]; uidvalidity: number }>>;
  listen(port: number, host: string, ready: () => void): void;
  close(done: () => void): void;
  appendMessage(folder: string, flags: readonly string[], date: string | false, raw: string): unknown;
};

export type ImapServer = {
  readonly port: number;
  messages(folder: string): readonly Message[];
  setUidValidity(folder: string, value: number): void;
  deliver(raw: Buffer, flags?: readonly string[]): void;
  empty(): void;
  close(): Promise<void>;
};

export const user = 'agency';
export const password = 'agency-pw';

const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: unknown) => Hoodiecrow;

export const startImapServer = async (plugins: readonly string[]): Promise<ImapServer> => {
  const imap = hoodiecrow({
    plugins,
    users: { [user]: { password, xoauth2: { accessToken: 'good-token', sessionTimeout: 3_600_000 } } },
    storage: { INBOX: { messages: [] }, '': { separator: '/', folders: {} } },
  });
  const sockets = new Set<Socket>();
  imap.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // Without it every answer waits for a delayed ACK.
    socket.setNoDelay(true).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => imap.listen(0, '127.0.0.1', resolve));
  const address = imap.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    messages: (folder) => imap.folderCache[folder]?.messages ?? [],
    setUidValidity: (folder, value) => {
      const known = imap.folderCache[folder];
      if (known) known.uidvalidity = value;
    },
    deliver: (raw, flags = []) => void imap.appendMessage('INBOX', [...flags], false, raw.toString('latin1')),
    empty: () => {
      for (const folder of Object.values(imap.folderCache)) folder.messages = [];
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        imap.close(() => resolve());
      }),
  };
};
