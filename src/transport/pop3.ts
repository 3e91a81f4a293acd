/**
 * Mailbox over POP3 (RFC 1939, 2449, 2595, 5034), written here because the npm clients lose data (pitfalls L8-L12). A session
 * sees the mails that were there when it began; DELE counts at QUIT only, and a session in which anything failed ends with RSET.
 */
import { err, ok, type Result } from '../result.ts';
import { dial, type Server } from './dial.ts';
import { badCredentials, disposalRefused, gone, leavesSession, type OnStep, tooLarge, unsupported } from './failures.ts';
import { type Entry, readEntries, readListing, summarise } from './pop3-listing.ts';
import { login } from './pop3-login.ts';
import {
  answersTo,
  ask,
  asRefusal,
  type BlockReply,
  isTransient,
  type Order,
  readBlock,
  readCapabilities,
  readReply,
  type Session,
} from './pop3-session.ts';
import type { Credentials, Disposal, FetchedMail, Mailbox, MailSummary, OpenMailbox, TlsTrust, TransportError } from './port.ts';
import { refusedGreeting } from './starttls.ts';
import { openWire } from './wire.ts';

export type Pop3Options = { readonly credentials: Credentials | undefined; readonly trust: TlsTrust; readonly timeoutMs: number };

type State = {
  readonly session: Session;
  readonly readOnly: boolean;
  /** Known since the first listing. */
  entries: ReadonlyMap<string, Entry> | undefined;
  /** Numbers of the mails whose DELE waits for QUIT. */
  readonly deleted: Set<number>;
  /** The first error that concerned more than one mail. */
  failure: TransportError | undefined;
};

type Fetched = Result<FetchedMail, TransportError>;

/** A place in the order of `fetch`: a mail to ask for, or the reason not to. */
type Wanted = { readonly id: string; readonly entry: Entry | undefined };

export const openPop3Mailbox =
  (server: Server, options: Pop3Options): OpenMailbox =>
  async ({ readOnly, onStep }) => {
    if (options.credentials === undefined) return badCredentials(server, '', 'no credentials');
    const session = await openSession(server, options, onStep);
    if (!session.ok) return session;
    const entered = await enter(session.value, options.credentials, onStep);
    if (!entered.ok) {
      session.value.wire.destroy();
      return entered;
    }
    return ok(mailboxOf({ session: entered.value, readOnly, entries: undefined, deleted: new Set(), failure: undefined }));
  };

async function openSession(server: Server, options: Pop3Options, onStep?: OnStep): Promise<Result<Session, TransportError>> {
  const dialled = await dial(server, { ...options, onStep });
  if (!dialled.ok) return dialled;
  const wire = openWire(dialled.value.socket);
  const session: Session = { wire, server, timeoutMs: options.timeoutMs, capabilities: new Map() };
  if (dialled.value.greeting !== undefined) return ok(session);
  const greeting = await readReply(session, 'greeting');
  if (greeting.ok && greeting.value.isOk) return ok(session);
  wire.destroy();
  return greeting.ok ? refusedGreeting(server, `-ERR ${greeting.value.text}`) : greeting;
}

async function enter(session: Session, credentials: Credentials, onStep?: OnStep): Promise<Result<Session, TransportError>> {
  onStep?.('login', credentials.user);
  const before = await readCapabilities(session);
  if (!before.ok) return before;
  const loggedIn = await login({ ...session, capabilities: before.value }, credentials);
  if (!loggedIn.ok) return loggedIn;
  onStep?.('mailbox', 'POP3');
  const after = await readCapabilities(session);
  if (!after.ok) return after;
  const entered: Session = { ...session, capabilities: after.value.size > 0 ? after.value : before.value };
  const counted = await ask(entered, 'STAT');
  if (!counted.ok) return counted;
  return counted.value.isOk ? ok(entered) : asRefusal(entered, 'STAT', counted.value.text);
}

function mailboxOf(state: State): Mailbox {
  const remember = <T>(outcome: Result<T, TransportError>): Result<T, TransportError> => {
    if (!outcome.ok && !leavesSession(outcome.error)) state.failure ??= outcome.error;
    return outcome;
  };
  return {
    list: async (ids) => remember(await list(state, ids)),
    fetch: async function* (ids, maxBytes) {
      for await (const fetched of fetchAll(state, ids, maxBytes)) yield remember(fetched);
    },
    dispose: async (ids, disposal) => remember(await dispose(state, ids, disposal)),
    close: () => close(state),
  };
}

/** With `ids`, of the session's own listing: its mails and their numbers are locked (RFC 1939 §3), and one LIST costs little. */
async function list(state: State, ids: readonly string[] | undefined): Promise<Result<readonly MailSummary[], TransportError>> {
  if (ids !== undefined) return listNamed(state, ids);
  const listing = await readListing(state.session);
  if (!listing.ok) return listing;
  state.entries = entriesById(listing.value.entries);
  return ok(listing.value.summaries);
}

async function listNamed(state: State, ids: readonly string[]): Promise<Result<readonly MailSummary[], TransportError>> {
  const entries = await knownEntries(state);
  if (!entries.ok) return entries;
  const wanted = new Set(ids);
  const present = [...entries.value.values()].filter(({ id, number }) => wanted.has(id) && !state.deleted.has(number));
  return summarise(state.session, present);
}

const entriesById = (entries: readonly Entry[]): ReadonlyMap<string, Entry> => new Map(entries.map((entry) => [entry.id, entry]));

/** Ids of an earlier session are looked up again: UIDL and LIST are enough where every mail has its own id. */
async function knownEntries(state: State): Promise<Result<ReadonlyMap<string, Entry>, TransportError>> {
  if (state.entries !== undefined) return ok(state.entries);
  const entries = await readEntries(state.session);
  if (!entries.ok) return entries;
  if (entries.value.every(({ id }) => id !== '')) state.entries = entriesById(entries.value);
  else {
    const listing = await readListing(state.session);
    if (!listing.ok) return listing;
    state.entries = entriesById(listing.value.entries);
  }
  return ok(state.entries);
}

async function* fetchAll(state: State, ids: readonly string[], maxBytes: number): AsyncGenerator<Fetched> {
  const { session, readOnly } = state;
  const entries = await knownEntries(state);
  if (!entries.ok) return yield entries;
  const wanted = ids.map((id) => ({ id, entry: entries.value.get(id) }));
  const orders = wanted.flatMap(({ entry }) => (isWanted(entry, maxBytes) ? [orderFor(entry, readOnly)] : []));
  const answers = answersTo(session, orders, () =>
    readBlock(session, 'RETR', { keepBytes: maxBytes, timeoutMs: session.timeoutMs, timer: 'silence' }),
  );
  try {
    for (const mail of wanted) {
      const answer = isWanted(mail.entry, maxBytes) ? (await answers.next()).value : undefined;
      const fetched = answer === undefined ? unwanted(mail, maxBytes) : asFetched(session, { ...mail, maxBytes }, answer);
      yield fetched;
      if (!fetched.ok && !leavesSession(fetched.error)) return;
    }
  } finally {
    await answers.return(undefined);
  }
}

const isWanted = (entry: Entry | undefined, maxBytes: number): entry is Entry => entry !== undefined && entry.bytes <= maxBytes;

const unwanted = ({ id, entry }: Wanted, maxBytes: number): Fetched => (entry === undefined ? gone(id) : tooLarge(entry.bytes, maxBytes));

/** Read-only, the whole body is asked for by TOP: at Gmail RETR alone takes the mail out of the next session (F13). */
const orderFor = ({ number, bytes }: Entry, readOnly: boolean): Order => ({
  command: readOnly ? `TOP ${number} 99999999` : `RETR ${number}`,
  bytes,
});

type Limited = Wanted & { readonly maxBytes: number };

function asFetched(session: Session, { id, maxBytes }: Limited, answer: Result<BlockReply, TransportError>): Fetched {
  if (!answer.ok) return answer;
  if (!answer.value.isOk) return isTransient(answer.value.text) ? asRefusal(session, 'RETR', answer.value.text) : gone(id);
  const { content, bytes } = answer.value.block;
  return bytes > maxBytes ? tooLarge(bytes, maxBytes) : ok({ id, raw: content });
}

async function dispose(state: State, ids: readonly string[], disposal: Disposal): Promise<Result<void, TransportError>> {
  if (state.readOnly) throw new Error('dispose on a read-only mailbox');
  const { session, deleted } = state;
  if (disposal.how !== 'delete') return unsupported(session.server, disposal);
  const entries = await knownEntries(state);
  if (!entries.ok) return entries;
  const numbers = [...new Set(ids)].flatMap((id) => entries.value.get(id)?.number ?? []).filter((number) => !deleted.has(number));
  const replies = answersTo(session, numbers.map(asDele), () => readReply(session, 'DELE'));
  const refusals: string[] = [];
  for (const number of numbers) {
    const reply = (await replies.next()).value;
    if (reply === undefined || !reply.ok) return reply ?? ok(undefined);
    // What a server says of a mail that somebody else took away; anything else is a refusal, and QUIT keeps the others.
    if (reply.value.isOk || isGone(reply.value.text)) deleted.add(number);
    else refusals.push(reply.value.text);
  }
  return refusals[0] === undefined ? ok(undefined) : disposalRefused(session.server, `-ERR ${refusals[0]}`);
}

const asDele = (number: number): Order => ({ command: `DELE ${number}`, bytes: 0 });

const isGone = (text: string): boolean => /no such|already|not exist|doesn't exist|expunged|deleted/i.test(text);

async function close({ session, failure, deleted }: State): Promise<Result<void, TransportError>> {
  const ended = failure === undefined ? await quit(session, deleted.size) : await abandon(session, { failure, discarded: deleted.size });
  session.wire.destroy();
  return ended;
}

/** -ERR at QUIT: "some deleted messages not removed" (RFC 1939 §6). */
async function quit(session: Session, discarded: number): Promise<Result<void, TransportError>> {
  const bye = await ask(session, 'QUIT');
  if (!bye.ok) return bye;
  if (bye.value.isOk) return ok(undefined);
  return discarded > 0 ? disposalRefused(session.server, `-ERR ${bye.value.text}`) : asRefusal(session, 'QUIT', bye.value.text);
}

/** QUIT would make the DELEs count, so it is said only behind a successful RSET. */
async function abandon(session: Session, { failure, discarded }: Abandoned): Promise<Result<void, TransportError>> {
  const reset = await ask(session, 'RSET');
  const bye = reset.ok && reset.value.isOk ? await ask(session, 'QUIT') : reset;
  return discarded > 0 || !bye.ok ? err(failure) : ok(undefined);
}

type Abandoned = { readonly failure: TransportError; readonly discarded: number };
