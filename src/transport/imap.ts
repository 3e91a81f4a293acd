/**
 * Mailbox over IMAP (RFC 3501, 9051): opening, and fetching whole mails in batches by PEEK; listing and disposal have their own
 * files. Ignores the library behind `ImapClient`.
 */
import { ok, type Result } from '../result.ts';
import type { MailUrl } from '../settings/mail-url.ts';
import type { Server } from './dial.ts';
import { badCredentials, gone, tooLarge } from './failures.ts';
import { openImapClient } from './imap-client.ts';
import { dispose } from './imap-disposal.ts';
import { asRange, batchesOf, uidOf } from './imap-ids.ts';
import { list, recognised } from './imap-listing.ts';
import { type ImapState, knownOf, nothingKnown } from './imap-state.ts';
import type { Credentials, FetchedMail, Mailbox, OpenMailbox, TlsTrust, TransportError } from './port.ts';

export type ImapServer = Server & Pick<MailUrl, 'folder'>;

export type ImapMailboxOptions = {
  readonly credentials: Credentials | undefined;
  readonly trust: TlsTrust;
  readonly timeoutMs: number;
};

const sizesPerFetch = 200;
const mailsPerFetch = 20;
const bytesPerFetch = 8_000_000;

export const openImapMailbox =
  (server: ImapServer, options: ImapMailboxOptions): OpenMailbox =>
  async ({ readOnly, onStep }) => {
    const { credentials } = options;
    const { folder } = server;
    if (credentials === undefined) return badCredentials(server, '', 'no credentials');
    const client = await openImapClient(server, { ...options, credentials }, { folder, readOnly, onStep });
    if (!client.ok) return client;
    const known = nothingKnown(client.value.uidValidity());
    return ok(mailboxOf({ client: client.value, server, folder, readOnly, folders: new Set(), known, hasListed: false }));
  };

function mailboxOf(state: ImapState): Mailbox {
  return {
    list: (ids) => list(state, ids),
    fetch: (ids, maxBytes) => fetchAll(state, ids, maxBytes),
    dispose: (ids, disposal) => dispose(state, ids, disposal),
    close: async () => {
      await state.client.close();
      return ok(undefined);
    },
  };
}

type Fetched = Result<FetchedMail, TransportError>;

/** A batch is complete in memory before its first mail is handed out: no command runs while the consumer works (pitfall L7). */
async function* fetchAll(state: ImapState, ids: readonly string[], maxBytes: number): AsyncGenerator<Fetched> {
  const named = await recognised(state, ids);
  if (!named.ok) return yield named;
  const uidNow = (id: string): number => (named.value.has(id) ? (uidOf(id, state.client.uidValidity()) ?? 0) : 0);
  const sized = await readSizes(state, [...new Set(ids.map(uidNow))]);
  if (!sized.ok) return yield sized;
  const bytesOf = (id: string): number => knownOf(state).sizes.get(uidNow(id)) ?? 0;
  const weightOf = (id: string): number => (bytesOf(id) > maxBytes ? 0 : bytesOf(id));
  for (const batch of batchesOf(ids, { items: mailsPerFetch, bytes: bytesPerFetch, bytesOf: weightOf })) {
    const wanted = batch.filter((id) => bytesOf(id) <= maxBytes).map(uidNow);
    const sources = await readSources(state, wanted);
    if (!sources.ok) return yield sources;
    // Asked anew: a UIDVALIDITY that changed meanwhile makes all of them nobody's.
    for (const id of batch) yield take(sources.value, { id, uid: uidNow(id), bytes: bytesOf(id), maxBytes });
  }
}

async function readSizes(state: ImapState, uids: readonly number[]): Promise<Result<void, TransportError>> {
  const { sizes } = knownOf(state);
  const unknown = uids.filter((uid) => uid > 0 && !sizes.has(uid));
  for (const batch of batchesOf(unknown, { items: sizesPerFetch })) {
    const rows = await state.client.run('UID FETCH', (flow) => flow.fetchAll(asRange(batch), { uid: true, size: true }, { uid: true }));
    if (!rows.ok) return rows;
    for (const { uid, size } of rows.value) if (size !== undefined) sizes.set(uid, size);
  }
  return ok(undefined);
}

async function readSources(state: ImapState, wanted: readonly number[]): Promise<Result<Map<number, Buffer>, TransportError>> {
  const uids = wanted.filter((uid) => uid > 0);
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
