/**
 * A POP3 dialogue (RFC 1939): commands and their answers, capabilities (RFC 2449) and commands sent ahead. Ignores what the
 * answers are for: login and listing have their own files.
 */
import { ok, type Result } from '../result.ts';
import type { Server } from './dial.ts';
import { busy, type Failed, misspoken } from './failures.ts';
import type { TransportError } from './port.ts';
import { asFailure } from './starttls.ts';
import type { Block, BlockOptions, Wire } from './wire.ts';

export type Session = {
  readonly wire: Wire;
  readonly server: Server;
  /** For each command; for RETR the longest silence. */
  readonly timeoutMs: number;
  readonly capabilities: Capabilities;
};

/** Capability names in upper case, with their parameters; empty when the server knows no CAPA. */
export type Capabilities = ReadonlyMap<string, readonly string[]>;

export type Reply = {
  readonly isOk: boolean;
  /** A bare `+`: the server waits for the next step of SASL (RFC 5034). */
  readonly isChallenge: boolean;
  readonly text: string;
};

/** A block, or the text of the -ERR that came in its place. */
export type BlockReply = { readonly isOk: true; readonly block: Block } | { readonly isOk: false; readonly text: string };

/** A command to be sent ahead of its turn, with the size of the answer that it calls for. */
export type Order = { readonly command: string; readonly bytes: number };

const maxInFlight = 16;
const maxBytesInFlight = 8_000_000;
const maxListingBytes = 64 * 1024 * 1024;

/** Sends one command and reads its one-line answer. Errors name the verb only: arguments may be secret. */
export async function ask(session: Session, command: string, verb = verbOf(command)): Promise<Result<Reply, TransportError>> {
  session.wire.send(command);
  return readReply(session, verb);
}

export async function readReply({ wire, server, timeoutMs }: Session, verb: string): Promise<Result<Reply, TransportError>> {
  const line = await wire.line(timeoutMs);
  if (!line.ok) return asFailure(server, verb, line.error);
  const match = /^(\+OK|-ERR|\+(?= |$))\s*(.*)$/i.exec(line.value);
  if (match === null) return misspoken(server, verb, line.value.slice(0, 200));
  return ok({ isOk: match[1]?.startsWith('+') === true, isChallenge: match[1] === '+', text: match[2] ?? '' });
}

/** Reads the answer to a command that was already sent: +OK and a block, or -ERR. */
export async function readBlock(session: Session, verb: string, options: BlockOptions): Promise<Result<BlockReply, TransportError>> {
  const reply = await readReply(session, verb);
  if (!reply.ok) return reply;
  if (!reply.value.isOk) return ok({ isOk: false, text: reply.value.text });
  const block = await session.wire.block(options);
  return block.ok ? ok({ isOk: true, block: block.value }) : asFailure(session.server, verb, block.error);
}

/** A multi-line answer as lines; undefined when the server answered -ERR for good. */
export async function askLines(session: Session, command: string): Promise<Result<readonly string[] | undefined, TransportError>> {
  session.wire.send(command);
  const reply = await readBlock(session, verbOf(command), { keepBytes: maxListingBytes, timeoutMs: session.timeoutMs, timer: 'whole' });
  if (!reply.ok) return reply;
  if (!reply.value.isOk) return isTransient(reply.value.text) ? busy(session.server, reply.value.text) : ok(undefined);
  return ok(reply.value.block.content.toString('latin1').split('\r\n').slice(0, -1));
}

export async function readCapabilities(session: Session): Promise<Result<Capabilities, TransportError>> {
  const lines = await askLines(session, 'CAPA');
  if (!lines.ok) return lines;
  const words = (lines.value ?? []).map((line) => line.trim().toUpperCase().split(/\s+/));
  return ok(new Map(words.map(([name = '', ...parameters]) => [name, parameters])));
}

/**
 * The answers to the orders, one by one, sent ahead of their turn where the server offers PIPELINING (RFC 2449 §6.6). However
 * the consumer ends, no answer stays unread: the next command would take it for its own. A broken line ends it.
 */
export async function* answersTo<A>(
  session: Session,
  orders: readonly Order[],
  read: () => Promise<Result<A, TransportError>>,
): AsyncGenerator<Result<A, TransportError>, undefined> {
  let [answered, sent] = [0, 0];
  let isWhole = true;
  try {
    while (isWhole && answered < orders.length) {
      sent = sendAhead(session, orders, { answered, sent });
      const answer = await read();
      answered += 1;
      isWhole = answer.ok;
      yield answer;
    }
  } finally {
    for (; isWhole && answered < sent; answered += 1) isWhole = (await read()).ok;
  }
}

type Progress = { readonly answered: number; readonly sent: number };

/** One order at a time, or up to 16 or 8 MB. Answers the new `sent`. */
function sendAhead(session: Session, orders: readonly Order[], { answered, sent }: Progress): number {
  const limit = session.capabilities.has('PIPELINING') ? maxInFlight : 1;
  let bytes = orders.slice(answered, sent).reduce((sum, order) => sum + order.bytes, 0);
  let next = sent;
  for (const order of orders.slice(sent, answered + limit)) {
    bytes += order.bytes;
    if (next > answered && bytes > maxBytesInFlight) break;
    session.wire.send(order.command);
    next += 1;
  }
  return next;
}

/** What -ERR means outside the login: a response code for "later" (RFC 2449 §8, RFC 3206), or an answer that should not be. */
export function asRefusal({ server }: Session, verb: string, text: string): Failed {
  return isTransient(text) ? busy(server, text) : misspoken(server, verb, `-ERR ${text}`);
}

export const isTransient = (text: string): boolean => /^\[(?:IN-USE|LOGIN-DELAY|SYS\/TEMP)\b/i.test(text);

const verbOf = (command: string): string => command.split(' ', 1)[0] ?? '';
