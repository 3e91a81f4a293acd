/**
 * Deleting, moving and flagging by IMAP: exactly the mails named, with what the server can do (pitfalls L1, L2), and every
 * refusal told apart from a dead connection. Ignores why a mail has to go.
 */
import { ok, type Result } from '../result.ts';
import { disposalRefused, misspoken, unsupported } from './failures.ts';
import { asRange, batchesOf, uidOf } from './imap-ids.ts';
import { recognised } from './imap-listing.ts';
import type { ImapState } from './imap-state.ts';
import type { Disposal, TransportError } from './port.ts';

type Done = Result<void, TransportError>;

/** A range of 500 scattered UIDs stays below the 8,000 octets of a line that RFC 7162 §4 asks of servers. */
const mailsPerCommand = 500;

/**
 * As the port says. Where folders are labels (Gmail), COPY and MOVE put a label on and `\Deleted` with EXPUNGE takes this folder's
 * label off: nothing is lost, "All Mail" keeps it; a mail is deleted there by moving it to `[Gmail]/Trash`. A mail that was flagged
 * \Deleted and whose EXPUNGE was refused is not listed again: it waits for the server, as all do where UIDPLUS is missing.
 */
export async function dispose(state: ImapState, ids: readonly string[], disposal: Disposal): Promise<Done> {
  if (state.readOnly) throw new Error('dispose on a read-only mailbox');
  const { client, server } = state;
  if (disposal.how === 'move' && isSameFolder(disposal.folder, state.folder)) return unsupported(server, disposal);
  const uids = await uidsOf(state, ids);
  if (!uids.ok) return uids;
  if (uids.value.length > 0 && client.isReadOnly()) return disposalRefused(server, '[READ-ONLY]');
  const uidValidity = client.uidValidity();
  for (const batch of batchesOf(uids.value, { items: mailsPerCommand })) {
    const done = await disposeBatch(state, batch, disposal);
    if (!done.ok) return done;
    if (client.uidValidity() !== uidValidity) return misspoken(server, 'UIDVALIDITY', `${client.uidValidity()}, was ${uidValidity}`);
  }
  return ok(undefined);
}

/** INBOX is the only name without upper and lower case (RFC 3501 §5.1). */
const isSameFolder = (one: string, other: string): boolean =>
  one === other || (one.toUpperCase() === 'INBOX' && other.toUpperCase() === 'INBOX');

/** The UIDs of a former life may name other mails now (F3): one such id, and nothing at all is touched. */
async function uidsOf(state: ImapState, ids: readonly string[]): Promise<Result<readonly number[], TransportError>> {
  const uidValidity = state.client.uidValidity();
  const stale = ids.find((id) => uidOf(id, uidValidity) === undefined);
  if (stale !== undefined) return misspoken(state.server, 'UIDVALIDITY', `${uidValidity}, not that of ${stale}`);
  const named = await recognised(state, ids);
  return named.ok ? ok([...named.value].flatMap((id) => uidOf(id, uidValidity) ?? [])) : named;
}

function disposeBatch(state: ImapState, uids: readonly number[], disposal: Disposal): Promise<Done> {
  if (disposal.how === 'move') return moveAway(state, uids, disposal.folder);
  return disposal.how === 'flag' ? flag(state, uids, ['\\Flagged', '\\Seen']) : remove(state, uids);
}

/** MOVE (RFC 6851) where the server has it; else COPY first, and only what was copied is removed. */
async function moveAway(state: ImapState, uids: readonly number[], folder: string): Promise<Done> {
  const { client } = state;
  const ready = await makeFolder(state, folder);
  if (!ready.ok) return ready;
  const range = asRange(uids);
  if (client.can('MOVE')) return asDone(state, await client.run('UID MOVE', (flow) => flow.messageMove(range, folder, { uid: true })));
  // Without UIDPLUS a mail that was moved before is still there, flagged \Deleted: it is not copied twice.
  const waiting = await client.run('UID SEARCH', (flow) => flow.search({ uid: range, deleted: false }, { uid: true }));
  if (!waiting.ok) return asDone(state, waiting);
  return copyAndRemove(
    state,
    uids.filter((uid) => waiting.value.includes(uid)),
    folder,
  );
}

async function copyAndRemove(state: ImapState, uids: readonly number[], folder: string): Promise<Done> {
  const { client, server } = state;
  if (uids.length === 0) return ok(undefined);
  const uidValidity = client.uidValidity();
  const copied = await client.run('UID COPY', (flow) => flow.messageCopy(asRange(uids), folder, { uid: true }));
  if (!copied.ok) return asDone(state, copied);
  if (client.uidValidity() !== uidValidity) return misspoken(server, 'UIDVALIDITY', `${client.uidValidity()}, was ${uidValidity}`);
  const { uidMap } = copied.value;
  const arrived = uidMap === undefined ? uids : uids.filter((uid) => uidMap.has(uid));
  return arrived.length === 0 ? ok(undefined) : remove(state, arrived);
}

async function makeFolder(state: ImapState, folder: string): Promise<Done> {
  if (state.folders.has(folder)) return ok(undefined);
  const { client } = state;
  const found = await client.run('STATUS', (flow) => flow.status(folder, { messages: true }));
  const isUnknown = !found.ok && /^(?:no-such-folder|protocol)$/.test(found.error.kind);
  const made = isUnknown ? await client.run('CREATE', (flow) => flow.mailboxCreate(folder)) : found;
  if (!made.ok) return asDone(state, made);
  state.folders.add(folder);
  return ok(undefined);
}

/** UID EXPUNGE (RFC 4315) or nothing: a plain EXPUNGE would take other people's deleted mails along (pitfall L2). */
async function remove(state: ImapState, uids: readonly number[]): Promise<Done> {
  const { client } = state;
  if (!client.can('UIDPLUS')) return flag(state, uids, ['\\Deleted']);
  return asDone(state, await client.run('UID EXPUNGE', (flow) => flow.messageDelete(asRange(uids), { uid: true })));
}

async function flag(state: ImapState, uids: readonly number[], flags: string[]): Promise<Done> {
  return asDone(state, await state.client.run('UID STORE', (flow) => flow.messageFlagsAdd(asRange(uids), flags, { uid: true })));
}

/** An open session that says no has refused; which command it was matters to nobody but who reads the answer. */
function asDone({ server, folders }: ImapState, outcome: Result<unknown, TransportError>): Done {
  if (outcome.ok) return ok(undefined);
  const { error } = outcome;
  folders.clear();
  if (error.kind === 'protocol') return disposalRefused(server, error.answer === '' ? error.command : error.answer);
  if (error.kind === 'busy') return disposalRefused(server, error.answer);
  return error.kind === 'no-such-folder' ? disposalRefused(server, `[NONEXISTENT] ${error.folder}`) : outcome;
}
