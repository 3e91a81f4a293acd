/** A POP3 server in this process, as simple as the contract suite allows: one mailbox, one user, RFC 1939 with UIDL and TOP. */

import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { openWire, type Wire } from '../../src/transport/wire.ts';

export type Pop3Server = {
  readonly port: number;
  readonly mails: Buffer[];
  close(): Promise<void>;
};

export type Pop3Habits = {
  /** Answers leave in pieces of so many bytes. */
  readonly chunkBytes?: number;
  readonly capabilities?: readonly string[];
  /** Its UIDL answers, by mail; undefined refuses the command. */
  readonly uidl?: (raw: Buffer) => string;
  readonly knowsUidl?: boolean;
};

export const user = 'agency';
export const password = 'agency-pw';

type Session = { readonly wire: Wire; readonly mails: readonly Buffer[]; readonly deleted: Set<number>; readonly habits: Pop3Habits };

export const startPop3Server = async (habits: Pop3Habits = {}): Promise<Pop3Server> => {
  const mails: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true).on('error', () => undefined);
    // Runs beside the test until the client or `close` ends the connection.
    void serve(socket, mails, habits);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    mails,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

const serve = async (socket: Socket, mails: Buffer[], habits: Pop3Habits): Promise<void> => {
  const session: Session = { wire: openWire(socket), mails: [...mails], deleted: new Set(), habits };
  await send(session, '+OK ready\r\n');
  for (;;) {
    const line = await session.wire.line(30_000);
    if (!line.ok) return;
    const answer = answerTo(session, line.value);
    if (line.value === 'QUIT') {
      const kept = mails.filter((mail) => !session.mails.some((known, at) => known === mail && session.deleted.has(at + 1)));
      mails.splice(0, mails.length, ...kept);
    }
    await send(session, answer);
    if (line.value === 'QUIT') return void socket.end();
  }
};

const answerTo = (session: Session, line: string): string | Buffer => {
  const [command = '', first = '', ...rest] = line.split(' ');
  const number = Number(first);
  const mail = session.deleted.has(number) ? undefined : session.mails[number - 1];
  switch (command) {
    case 'CAPA':
      return `+OK\r\n${(session.habits.capabilities ?? ['USER', 'UIDL', 'TOP', 'PIPELINING']).join('\r\n')}\r\n.\r\n`;
    case 'USER':
    case 'NOOP':
    case 'STAT':
      return '+OK\r\n';
    case 'PASS':
      return [first, ...rest].join(' ') === password ? '+OK\r\n' : '-ERR [AUTH] no\r\n';
    case 'LIST':
      return listing(session, (raw) => String(raw.length));
    case 'UIDL':
      return session.habits.knowsUidl === false ? '-ERR unknown\r\n' : listing(session, session.habits.uidl ?? digestOf);
    case 'TOP':
    case 'RETR':
      return mail ? content(command === 'TOP' ? topOf(mail, Number(rest[0])) : mail) : '-ERR no such mail\r\n';
    case 'DELE':
      if (mail) session.deleted.add(number);
      return mail ? '+OK\r\n' : '-ERR no such mail\r\n';
    case 'RSET':
      session.deleted.clear();
      return '+OK\r\n';
    case 'QUIT':
      return '+OK bye\r\n';
    default:
      return '-ERR unknown\r\n';
  }
};

const digestOf = (raw: Buffer): string => createHash('sha256').update(raw).digest('hex').slice(0, 32);

const listing = ({ mails, deleted }: Session, describe: (raw: Buffer) => string): string => {
  const lines = mails.flatMap((raw, at) => (deleted.has(at + 1) ? [] : [`${at + 1} ${describe(raw)}\r\n`]));
  return `+OK\r\n${lines.join('')}.\r\n`;
};

const topOf = (raw: Buffer, lines: number): Buffer => {
  const end = raw.indexOf('\r\n\r\n') + 4;
  const body = raw.toString('latin1', end).split('\r\n').slice(0, lines).join('\r\n');
  return Buffer.concat([raw.subarray(0, end), Buffer.from(body, 'latin1')]);
};

const content = (raw: Buffer): Buffer => {
  const text = raw.toString('latin1').replaceAll(/^\./gm, '..');
  return Buffer.from(`+OK\r\n${text}${text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1');
};

const send = async ({ wire, habits }: Session, answer: string | Buffer): Promise<void> => {
  const bytes = Buffer.from(answer);
  const size = habits.chunkBytes ?? bytes.length;
  for (let at = 0; at < bytes.length; at += size) {
    wire.socket.write(bytes.subarray(at, at + size));
    if (habits.chunkBytes !== undefined) await new Promise((resolve) => setImmediate(resolve));
  }
};
