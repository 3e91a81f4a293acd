/**
 * One POP3 connection of the embedded server: reads lines, lets pop3-commands answer them one after the other, writes with
 * respect for slow readers, switches to TLS, and gives the mailbox free whatever happens. DELE counts at QUIT only: a
 * connection that ends otherwise deletes nothing (RFC 1939 section 6).
 */
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { answer, openingState, type Pop3Answer, type Pop3Desk, type Pop3State } from './pop3-commands.ts';
import { openLineReader } from './pop3-lines.ts';
import type { EmbeddedEvent } from './port.ts';
import type { PostOffice } from './post-office.ts';

export type Pop3Options = {
  readonly office: PostOffice;
  /** null: this server knows no TLS, passwords pass in clear. */
  readonly secureContext: SecureContext | null;
  readonly idleTimeoutMs: number;
  readonly onEvent: (event: EmbeddedEvent) => void;
};

/** A conversation in progress; `state` and `faults` change with every line. */
type Conversation = { readonly socket: Socket; readonly desk: Pop3Desk; readonly options: Pop3Options; state: Pop3State; faults: number };

/** Room for a SASL answer (RFC 5034); commands are held to 512 bytes. */
const maxLineBytes = 8_192;
const maxFaults = 10;
const loginTimeoutMs = 60_000;
const lingerMs = 2_000;

/** Serves a connection from the greeting on; `encrypted`: it came out of a TLS handshake. */
export function servePop3(socket: Socket, encrypted: boolean, options: Pop3Options): void {
  socket.write('+OK Malleposte embedded server ready\r\n');
  converse(socket, encrypted, options);
}

function converse(socket: Socket, encrypted: boolean, options: Pop3Options): void {
  const talk: Conversation = { socket, desk: deskOf(encrypted, options), options, state: openingState, faults: 0 };
  const reader = openLineReader(maxLineBytes);
  const breakOff = (cause: string) => {
    options.onEvent({ kind: 'broken-off', protocol: 'pop3', cause });
    socket.destroy();
  };
  const hurry = setTimeout(
    () => talk.state.phase !== 'transaction' && breakOff('no login'),
    Math.min(loginTimeoutMs, options.idleTimeoutMs),
  );
  socket.setTimeout(options.idleTimeoutMs, () => breakOff('silence'));
  socket.on('error', ({ message }) => breakOff(message));
  socket.once('close', () => {
    clearTimeout(hurry);
    if (talk.state.phase === 'transaction') talk.state.maildrop.release();
  });
  const onData = (chunk: Buffer) => {
    const lines = reader.push(chunk);
    if (lines === null) return farewell(socket, '-ERR Line too long\r\n');
    socket.pause();
    // Nobody to wait for it: the socket stays paused meanwhile, and every failure ends in breakOff.
    void work(talk, lines).then(
      (next) => (next === 'start-tls' ? startTls() : socket.resume()),
      (error: unknown) => breakOff(String(error)),
    );
  };
  const startTls = () => {
    clearTimeout(hurry);
    if (reader.pending() > 0) return breakOff('bytes in clear after STLS');
    socket.off('data', onData).setTimeout(0);
    upgrade(socket, options);
  };
  socket.on('data', onData);
}

/** Answers lines one after the other, as PIPELINING asks, and stops at the one that ends the conversation. */
async function work(talk: Conversation, lines: readonly Buffer[]): Promise<Pop3Answer['next']> {
  for (const [index, line] of lines.entries()) {
    if (!talk.socket.writable) return 'close';
    const answered = answer(talk.state, line, talk.desk);
    talk.state = answered.state;
    talk.faults = answered.fault ? talk.faults + 1 : 0;
    if (answered.next === 'commit') commit(talk);
    await write(talk.socket, answered.reply);
    if (answered.next === 'start-tls' && index < lines.length - 1) throw new Error('commands in clear after STLS'); // RFC 2595 section 4
    if (answered.next === 'start-tls') return answered.next;
    if (answered.next === 'read' && talk.faults < maxFaults) continue;
    farewell(talk.socket);
    return 'close';
  }
  return 'read';
}

/** Ends our half, forgets whatever else the client says, and does not wait long for its half. */
function farewell(socket: Socket, last = ''): void {
  socket.removeAllListeners('data').resume().end(last);
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

function commit({ state, options }: Conversation): void {
  if (state.phase !== 'transaction') return;
  state.maildrop.remove(state.deleted);
  state.maildrop.release();
  options.onEvent({ kind: 'collected', address: state.maildrop.address, retrieved: state.retrieved, deleted: state.deleted.size });
}

/** Resolves when the client has room for more, or is gone. */
async function write(socket: Socket, reply: readonly Buffer[]): Promise<void> {
  socket.cork();
  const roomy = reply.map((piece) => socket.write(piece)).every(Boolean);
  socket.uncork();
  if (roomy || socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      socket.off('drain', goOn).off('close', goOn);
      resolve();
    };
    socket.on('drain', goOn).on('close', goOn);
  });
}

/** After STLS: TLS on the same connection, no greeting, everything forgotten that was said in clear. */
function upgrade(socket: Socket, options: Pop3Options): void {
  if (options.secureContext === null) return;
  converse(new TLSSocket(socket, { isServer: true, secureContext: options.secureContext }), true, options);
}

function deskOf(encrypted: boolean, { office, secureContext, onEvent }: Pop3Options): Pop3Desk {
  return {
    offersTls: secureContext !== null && !encrypted,
    takesPasswords: secureContext === null || encrypted,
    login: (user, password) => {
      const address = office.authenticate(user, password);
      onEvent({ kind: 'login', protocol: 'pop3', user, accepted: address !== null });
      if (address === null) return 'denied';
      return office.hold(address) ?? 'in-use';
    },
  };
}
