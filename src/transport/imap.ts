/**
 * Mailbox over IMAP (RFC 3501, 9051). Headers and sizes first, whole mails in batches, nothing marked \Seen; discarding takes
 * away exactly the mails named, with what the server can do (pitfalls L1, L2). Ignores the library behind `ImapClient`.
 */
import type { FetchMessageObject } from 'imapflow';
import { ok, type Result } from '../result.ts';
import type { MailUrl } from '../settings/mail-url.ts';
import type { Server } from './dial.ts';
import { badCredentials, gone, misspoken, noSuchFolder, tooLarge } from './failures.ts';
import { maxHeaderBytesFor } from './headers.ts';
import { type ImapClient, openImapClient } from './imap-client.ts';
import { asRange, batchesOf, idOf, uidOf } from './imap-ids.ts';
import type { Credentials, FetchedMail, Mailbox, MailSummary, OpenMailbox, TlsTrust, TransportError } from './port.ts';

export type ImapServer = Server & Pick<MailUrl, 'folder'>;

export type ImapMailboxOptions = {
  readonly credentials: Credentials | undefined;
  readonly trust: TlsTrust;
  readonly timeoutMs: number;
  /** Where discarded mails are moved; '' deletes them. */
  readonly doneFolder: string;
};

type State = {
  readonly client: ImapClient;
  readonly server: Server;
  readonly readOnly: boolean;
  readonly doneFolder: string;
  /** RFC822.SIZE by UID, as far as asked. */
  readonly sizes: Map<number, number>;
  hasDoneFolder: boolean;
};

const headersPerFetch = 200;
const mailsPerFetch = 20;
const bytesPerFetch = 8_000_000;
/** A range of 500 scattered UIDs stays below the 8,000 octets of a line that RFC 7162 §4 asks of servers. */
const mailsPerDiscard = 500;

export const openImapMailbox =
  (server: ImapServer, options: ImapMailboxOptions): OpenMailbox =>
  async ({ readOnly, onStep }) => {
    const { credentials, doneFolder } = options;
    if (credentials === undefined) return badCredentials(server, '', 'no credentials');
    if (doneFolder === server.folder) return noSuchFolder(server, doneFolder);
    const client = await openImapClient(server, { ...options, credentials }, { folder: server.folder, readOnly, onStep });
    if (!client.ok) return client;
    return ok(mailboxOf({ client: client.value, server, readOnly, doneFolder, sizes: new Map(), hasDoneFolder: false }));
  };

function mailboxOf(state: State): Mailbox {
  return {
    list: () => list(state),
    fetch: (ids, maxBytes) => fetchAll(state, ids, maxBytes),
    discard: (ids) => discard(state, ids),
    close: async () => {
      await state.client.close();
      return ok(undefined);
    },
  };
}

/** Mails flagged \Deleted do not wait any more: they are ours from a server without UIDPLUS, or a person's decision. */
async function list(state: State): Promise<Result<readonly MailSummary[], TransportError>> {
  const uids = await state.client.run('UID SEARCH', (flow) => flow.search({ deleted: false }, { uid: true }));
  if (!uids.ok) return uids;
  const keepBytes = maxHeaderBytesFor(uids.value.length);
  const summaries: MailSummary[] = [];
  for (const batch of batchesOf(uids.value, { items: headersPerFetch })) {
    const listed = await readHeaders(state, batch, keepBytes);
    if (!listed.ok) return listed;
    summaries.push(...listed.value);
  }
  const alive = await state.client.confirm();
  return alive.ok ? ok(summaries) : alive;
}

async function readHeaders(
  state: State,
  uids: readonly number[],
  keepBytes: number,
): Promise<Result<readonly MailSummary[], TransportError>> {
  const query = { uid: true, size: true, bodyParts: [{ key: 'HEADER', maxLength: keepBytes }] };
  const rows = await state.client.run('UID FETCH', (flow) => flow.fetchAll(asRange(uids), query, { uid: true }));
  if (!rows.ok) return rows;
  const whole = await readWholeHeaders(
    state,
    rows.value.filter(isHeaderless).map(({ uid }) => uid),
  );
  if (!whole.ok) return whole;
  const wanted = new Set(uids);
  return ok(
    rows.value.flatMap(({ uid, size = 0, headers }) => {
      if (!wanted.has(uid)) return [];
      state.sizes.set(uid, size);
      const block = whole.value.get(uid)?.subarray(0, keepBytes) ?? bytesIn(headers);
      return [{ id: idOf(state.client.uidValidity, uid), bytes: size, headers: block }];
    }),
  );
}

/** imapflow gives false for NIL, whatever its types say. */
const bytesIn = (value: unknown): Buffer => (Buffer.isBuffer(value) ? value : Buffer.alloc(0));

const isHeaderless = ({ size = 0, headers }: FetchMessageObject): boolean => size > 0 && bytesIn(headers).length === 0;

/** Some servers mistake a partial BODY[HEADER]<0.n>; then the whole block is worth a second try. */
async function readWholeHeaders(state: State, uids: readonly number[]): Promise<Result<ReadonlyMap<number, Buffer>, TransportError>> {
  if (uids.length === 0) return ok(new Map());
  const rows = await state.client.run('UID FETCH', (flow) => flow.fetchAll(asRange(uids), { uid: true, headers: true }, { uid: true }));
  if (!rows.ok) return rows;
  return ok(new Map(rows.value.flatMap(({ uid, headers }) => (Buffer.isBuffer(headers) ? [[uid, headers]] : []))));
}

type Fetched = Result<FetchedMail, TransportError>;

/** A batch is complete in memory before its first mail is handed out: no command runs while the consumer works (pitfall L7). */
async function* fetchAll(state: State, ids: readonly string[], maxBytes: number): AsyncGenerator<Fetched> {
  const uids = ids.flatMap((id) => uidOf(id, state.client.uidValidity) ?? []);
  const sized = await readSizes(
    state,
    uids.filter((uid) => !state.sizes.has(uid)),
  );
  if (!sized.ok) return yield sized;
  const bytesOf = (id: string): number => state.sizes.get(uidOf(id, state.client.uidValidity) ?? 0) ?? 0;
  for (const batch of batchesOf(ids, {
    items: mailsPerFetch,
    bytes: bytesPerFetch,
    bytesOf: (id) => (bytesOf(id) > maxBytes ? 0 : bytesOf(id)),
  })) {
    const wanted = batch.flatMap((id) => (bytesOf(id) > maxBytes ? [] : (uidOf(id, state.client.uidValidity) ?? [])));
    const sources = await readSources(state, wanted);
    if (!sources.ok) return yield sources;
    for (const id of batch) yield take(sources.value, { id, uid: uidOf(id, state.client.uidValidity) ?? 0, bytes: bytesOf(id), maxBytes });
  }
}

async function readSizes(state: State, uids: readonly number[]): Promise<Result<void, TransportError>> {
  for (const batch of batchesOf(uids, { items: headersPerFetch })) {
    const rows = await state.client.run('UID FETCH', (flow) => flow.fetchAll(asRange(batch), { uid: true, size: true }, { uid: true }));
    if (!rows.ok) return rows;
    for (const { uid, size = 0 } of rows.value) state.sizes.set(uid, size);
  }
  return ok(undefined);
}

async function readSources(state: State, uids: readonly number[]): Promise<Result<Map<number, Buffer>, TransportError>> {
  if (uids.length === 0) return ok(new Map());
  const rows = await state.client.run('UID FETCH', (flow) => flow.fetchAll(asRange(uids), { uid: true, source: true }, { uid: true }));
  if (!rows.ok) return rows;
  return ok(new Map(rows.value.flatMap(({ uid, source }) => (Buffer.isBuffer(source) ? [[uid, source]] : []))));
}

type Place = { readonly id: string; readonly uid: number; readonly bytes: number; readonly maxBytes: number };

/** RFC822.SIZE may be wrong both ways (F14): it saves a download, the bytes themselves decide. */
function take(sources: Map<number, Buffer>, { id, uid, bytes, maxBytes }: Place): Fetched {
  const raw = sources.get(uid);
  sources.delete(uid);
  if (bytes > maxBytes) return tooLarge(bytes, maxBytes);
  if (raw === undefined) return gone(id);
  return raw.length > maxBytes ? tooLarge(raw.length, maxBytes) : ok({ id, raw });
}

async function discard(state: State, ids: readonly string[]): Promise<Result<void, TransportError>> {
  if (state.readOnly) throw new Error('discard on a read-only mailbox');
  const { client, server } = state;
  const uids = ids.map((id) => uidOf(id, client.uidValidity));
  const stale = ids[uids.indexOf(undefined)];
  // The UIDs of a former life may name other mails now (F3): nothing at all is touched.
  if (stale !== undefined) return misspoken(server, 'UIDVALIDITY', `${client.uidValidity}, not that of ${stale}`);
  for (const batch of batchesOf(
    uids.filter((uid) => uid !== undefined),
    { items: mailsPerDiscard },
  )) {
    const taken = state.doneFolder === '' ? await remove(state, batch) : await moveAway(state, batch);
    if (!taken.ok) return taken;
  }
  return ok(undefined);
}

/** MOVE (RFC 6851) where the server has it; else COPY first, and only what was copied is removed. */
async function moveAway(state: State, uids: readonly number[]): Promise<Result<void, TransportError>> {
  const { client, doneFolder } = state;
  const ready = await makeDoneFolder(state);
  if (!ready.ok) return ready;
  if (client.capabilities.has('MOVE')) {
    const moved = await client.run('UID MOVE', (flow) => flow.messageMove(asRange(uids), doneFolder, { uid: true }));
    return moved.ok ? ok(undefined) : moved;
  }
  const copied = await client.run('UID COPY', (flow) => flow.messageCopy(asRange(uids), doneFolder, { uid: true }));
  if (!copied.ok) return copied;
  const { uidMap } = copied.value;
  const arrived = uidMap === undefined ? uids : uids.filter((uid) => uidMap.has(uid));
  return arrived.length === 0 ? ok(undefined) : remove(state, arrived);
}

async function makeDoneFolder(state: State): Promise<Result<void, TransportError>> {
  if (state.hasDoneFolder) return ok(undefined);
  const { client, doneFolder } = state;
  const found = await client.run('STATUS', (flow) => flow.status(doneFolder, { messages: true }));
  if (!found.ok && !/^(?:no-such-folder|protocol)$/.test(found.error.kind)) return found;
  const made = found.ok ? found : await client.run('CREATE', (flow) => flow.mailboxCreate(doneFolder));
  if (!made.ok) return made;
  state.hasDoneFolder = true;
  return ok(undefined);
}

/** UID EXPUNGE (RFC 4315) or nothing: a plain EXPUNGE would take other people's deleted mails along (pitfall L2). */
async function remove({ client }: State, uids: readonly number[]): Promise<Result<void, TransportError>> {
  const range = asRange(uids);
  const removed = client.capabilities.has('UIDPLUS')
    ? await client.run('UID EXPUNGE', (flow) => flow.messageDelete(range, { uid: true }))
    : await client.run('UID STORE', (flow) => flow.messageFlagsAdd(range, ['\\Deleted'], { uid: true }));
  return removed.ok ? ok(undefined) : removed;
}
