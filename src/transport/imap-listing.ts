/**
 * What waits in an IMAP folder: UIDs by SEARCH, sizes and headers by FETCH in batches, nothing marked \Seen. Remembers how far it
 * came when the server stops it in the middle. Ignores bodies.
 */
import type { FetchMessageObject } from 'imapflow';
import { ok, type Result } from '../result.ts';
import { misspoken } from './failures.ts';
import { isHuge, keptHeadersOf, maxHeaderBytesFor, tellingFields } from './headers.ts';
import type { ImapClient } from './imap-client.ts';
import { asRange, batchesOf, idOf, isWorthless, uidOf, uidsIn } from './imap-ids.ts';
import { type ImapState, knownOf } from './imap-state.ts';
import type { MailSummary, TransportError } from './port.ts';

type Listed = Result<readonly MailSummary[], TransportError>;

const mailsPerFetch = 200;

/**
 * All waiting mails, or of `ids` those that wait. The folder is entered anew, but for the first time: UIDVALIDITY may have
 * changed, and what changes while we list begins the listing again, once.
 */
export async function list(state: ImapState, ids: readonly string[] | undefined): Promise<Listed> {
  const { client } = state;
  for (let attempt = 1; ; attempt += 1) {
    const entered = state.hasListed ? await client.reenter() : ok(undefined);
    state.hasListed = true;
    if (!entered.ok) return entered;
    const uidValidity = client.uidValidity();
    const listed = ids === undefined ? await listAll(state) : await listNamed(state, ids);
    if (!listed.ok || uidValidity === client.uidValidity()) return listed;
    if (attempt > 1) return misspoken(state.server, 'UIDVALIDITY', `${client.uidValidity()}, again another one`);
  }
}

/**
 * ESEARCH (RFC 4731) says `1:50000` where SEARCH names every UID: some 100 MB less to parse in a huge mailbox. Its "none" is not
 * believed, for a server may answer it by a plain SEARCH, which imapflow then does not see.
 */
async function findWaiting({ run, can }: ImapClient): Promise<Result<readonly number[], TransportError>> {
  if (can('ESEARCH')) {
    const found = await run('UID SEARCH', (flow) => flow.search({ deleted: false }, { uid: true, returnOptions: ['ALL'] }));
    if (!found.ok) return found;
    if ('all' in found.value && found.value.all) return ok(uidsIn(found.value.all));
  }
  return run('UID SEARCH', (flow) => flow.search({ deleted: false }, { uid: true }));
}

/** Mails flagged \Deleted do not wait any more: they are ours from a server without UIDPLUS, or a person's decision. */
async function listAll(state: ImapState): Promise<Listed> {
  const { client } = state;
  const uids = await findWaiting(client);
  if (!uids.ok) return uids;
  const { summaries } = knownOf(state);
  const unknown = uids.value.filter((uid) => !summaries.has(uid));
  for (const batch of batchesOf(unknown, { items: mailsPerFetch })) {
    const rows = await readSummaries(state, batch, uids.value.length);
    if (!rows.ok) return rows;
    for (const { uid, summary } of rows.value) summaries.set(uid, summary);
  }
  const alive = await client.confirm();
  if (!alive.ok) return alive;
  const all = uids.value.flatMap((uid) => summaries.get(uid) ?? []);
  summaries.clear();
  return ok(all);
}

/** Those of `ids` that are there, in the server's order; ids of another UIDVALIDITY name nothing. */
async function listNamed(state: ImapState, ids: readonly string[]): Promise<Listed> {
  const { client } = state;
  const uids = ids.flatMap((id) => uidOf(id, client.uidValidity()) ?? []).sort((a, b) => a - b);
  const wanted = new Set(ids);
  const summaries: MailSummary[] = [];
  for (const batch of batchesOf(uids, { items: mailsPerFetch })) {
    const rows = await readSummaries(state, batch, uids.length);
    if (!rows.ok) return rows;
    for (const { summary, isDeleted } of rows.value) if (!isDeleted && wanted.has(summary.id)) summaries.push(summary);
  }
  const alive = await client.confirm();
  return alive.ok ? ok(summaries) : alive;
}

/**
 * Those of `ids` that may name a mail: all of them, but where UIDVALIDITY is worth nothing: there the mails are looked at again,
 * and an id whose UID has other headers now is left out.
 */
export async function recognised(state: ImapState, ids: readonly string[]): Promise<Result<ReadonlySet<string>, TransportError>> {
  if (!isWorthless(state.client.uidValidity())) return ok(new Set(ids));
  const listed = await listNamed(state, ids);
  return listed.ok ? ok(new Set(listed.value.map(({ id }) => id))) : listed;
}

type Row = { readonly uid: number; readonly isDeleted: boolean; readonly summary: MailSummary };

async function readSummaries(state: ImapState, uids: readonly number[], mails: number): Promise<Result<readonly Row[], TransportError>> {
  const keepBytes = maxHeaderBytesFor(mails);
  const wanted = isHuge(mails) ? { headers: [...tellingFields] } : { bodyParts: [{ key: 'HEADER', maxLength: keepBytes }] };
  const query = { uid: true, size: true, flags: true, ...wanted };
  const rows = await state.client.run('UID FETCH', (flow) => flow.fetchAll(asRange(uids), query, { uid: true }));
  if (!rows.ok) return rows;
  const merged = [...byUid(rows.value, uids).values()];
  const headerless = merged.filter(isHeaderless).map(({ uid }) => uid);
  const whole = await readWholeHeaders(state, headerless);
  if (!whole.ok) return whole;
  return ok(
    merged.map(({ uid, size = 0, headers, flags }) => {
      knownOf(state).sizes.set(uid, size);
      const block = whole.value.get(uid)?.subarray(0, keepBytes) ?? bytesIn(headers);
      const id = idOf(state.client.uidValidity(), uid, block);
      return { uid, isDeleted: flags?.has('\\Deleted') === true, summary: { id, bytes: size, headers: keptHeadersOf(block, mails) } };
    }),
  );
}

/** One row for each UID asked for: a server may tell of flags in between (RFC 3501 §7.4.2), of these mails and of others. */
function byUid(rows: readonly FetchMessageObject[], uids: readonly number[]): ReadonlyMap<number, FetchMessageObject> {
  const wanted = new Set(uids);
  const merged = new Map<number, FetchMessageObject>();
  for (const row of rows) if (wanted.has(row.uid)) merged.set(row.uid, { ...merged.get(row.uid), ...row });
  return merged;
}

/** imapflow gives false for NIL, whatever its types say. */
const bytesIn = (value: unknown): Buffer => (Buffer.isBuffer(value) ? value : Buffer.alloc(0));

const isHeaderless = ({ size = 0, headers }: FetchMessageObject): boolean => size > 0 && bytesIn(headers).length === 0;

/** Some servers mistake a partial BODY[HEADER]<0.n>; then the whole block is worth a second try. */
async function readWholeHeaders(state: ImapState, uids: readonly number[]): Promise<Result<ReadonlyMap<number, Buffer>, TransportError>> {
  if (uids.length === 0) return ok(new Map());
  const rows = await state.client.run('UID FETCH', (flow) => flow.fetchAll(asRange(uids), { uid: true, headers: true }, { uid: true }));
  if (!rows.ok) return rows;
  return ok(new Map(rows.value.flatMap(({ uid, headers }) => (Buffer.isBuffer(headers) ? [[uid, headers]] : []))));
}
