/**
 * What could not be understood, for a person to look at, to have taken in again, or to drop: mails in HOME/quarantine, and at a common site
 * the inventories of good parcels that could not be read. The latter are files of a dossier and have ids like `file:lyon/PC12.ocs`.
 */
import { type MailHeaders, readHeaders } from '../exchange/headers.ts';
import { err, ok, type Result } from '../result.ts';
import { heedAgain, nothingHeeded } from './heed.ts';
import type { Common, Distant, JobError } from './installation.ts';
import { takeIn } from './intake.ts';
import { mergeAgain } from './merge-again.ts';
import { openMail } from './opening.ts';
import { postQueued } from './post.ts';
import { originalOf, type StoredFile } from './read-again.ts';
import { queueReceipts } from './receipts.ts';
import { completeReplay } from './replay.ts';

export type QuarantineEntry = {
  readonly id: string;
  /** ISO 8601; of a file, when it was last written at its site. */
  readonly at: string;
  readonly name: string;
  /** A code and its details, as in the trace. */
  readonly reason: string;
  readonly bytes: number;
};

/** What becomes of one entry that was tried again. `isTaken`: it has left the quarantine; else `outcome` is why it stays. */
export type Retried = { readonly id: string; readonly isTaken: boolean; readonly outcome: string };

export type QuarantineRetried = {
  readonly items: readonly Retried[];
  readonly receipts: number;
  readonly unsent: readonly { readonly messageId: string; readonly error: string }[];
  /** A person ended it: what was not tried stays as it is. Absent otherwise. */
  readonly stopped?: boolean;
};

/** Which entries are meant: some by their ids, or those older than so many days. */
export type Chosen = { readonly ids: readonly string[] } | { readonly olderThanDays: number };

type Installed = Common | Distant;

const isCommon = (installed: Installed): installed is Common => 'register' in installed;

const fileId = ({ site, path }: StoredFile): string => `file:${site}/${path}`;

// ---------------------------------------------------------------- looking

/** Mails newest first, then files by site and path. */
export async function listQuarantine(installed: Installed): Promise<Result<readonly QuarantineEntry[], JobError>> {
  const mails = await installed.disk.quarantined();
  if (!mails.ok) return mails;
  const files = isCommon(installed) ? await installed.store.problemFiles() : [];
  const entries = files.map((file) => ({
    id: fileId(file),
    at: file.modified,
    name: file.path,
    reason: file.problem,
    bytes: file.bytes,
  }));
  return ok([...mails.value.map(({ id, at, name, reason, bytes }) => ({ id, at, name, reason, bytes })), ...entries]);
}

export type QuarantineItem = QuarantineEntry & {
  readonly raw: Buffer;
  /** Of a mail; nothing in it is to be believed. */
  readonly headers: Pick<MailHeaders, 'from' | 'subject' | 'date' | 'messageId'> | null;
};

/** One entry with its bytes; `quarantine-unknown` for an id that is none. */
export async function showQuarantined(installed: Installed, id: string): Promise<Result<QuarantineItem, JobError>> {
  const found = await find(installed, id);
  if (!found.ok) return found;
  const file = await fileNamed(installed, id);
  const raw = file && isCommon(installed) ? await contentOf(installed, file) : await installed.disk.readQuarantined(id);
  if (!raw.ok) return raw;
  return ok({ ...found.value, raw: raw.value, headers: file ? null : headersOf(raw.value) });
}

async function contentOf(common: Common, file: StoredFile): Promise<Result<Buffer, JobError>> {
  const content = await originalOf(common, file.sha256);
  const cause = content.ok ? '' : content.error === 'original-damaged' ? 'damaged' : 'ENOENT';
  return content.ok ? content : err({ kind: 'file-unreadable', path: `${file.site}/${file.path}`, cause, retry: 'never' });
}

const maxHeaderBytes = 65_536;

function headersOf(raw: Buffer): QuarantineItem['headers'] {
  const { from, fromText, subject, date, messageId } = readHeaders(raw.subarray(0, maxHeaderBytes));
  return { from: from || fromText, subject, date, messageId };
}

async function find(installed: Installed, id: string): Promise<Result<QuarantineEntry, JobError>> {
  const entries = await listQuarantine(installed);
  if (!entries.ok) return entries;
  const entry = entries.value.find((candidate) => candidate.id === id);
  return entry ? ok(entry) : err({ kind: 'quarantine-unknown', id, retry: 'never' });
}

/** In the order of the list; all of them or the first one that is unknown. */
function among(entries: readonly QuarantineEntry[], ids: readonly string[]): Result<readonly QuarantineEntry[], JobError> {
  const wanted = new Set(ids);
  const found = entries.filter(({ id }) => wanted.has(id));
  for (const { id } of found) wanted.delete(id);
  const [unknown] = wanted;
  return unknown === undefined ? ok(found) : err({ kind: 'quarantine-unknown', id: unknown, retry: 'never' });
}

async function fileNamed(installed: Installed, id: string): Promise<StoredFile | undefined> {
  if (!id.startsWith('file:') || !isCommon(installed)) return undefined;
  return (await installed.store.problemFiles()).find((file) => fileId(file) === id);
}

// ---------------------------------------------------------------- trying again

/**
 * Takes some entries in again, or all, the oldest first, as if they had just come; what succeeds leaves the quarantine, and its receipt is
 * posted. A person may stop it between two entries.
 */
export async function retryQuarantined(installed: Installed, ids: readonly string[] | 'all'): Promise<Result<QuarantineRetried, JobError>> {
  const entries = await listQuarantine(installed);
  if (!entries.ok) return entries;
  const chosen = ids === 'all' ? entries : among(entries.value, ids);
  if (!chosen.ok) return chosen;
  const items = await eachOnce(installed, await retryEach(installed, chosen.value.toReversed()));
  const ended = installed.stop.aborted ? { stopped: true } : {};
  if (!isCommon(installed) || items.length === 0) return ok({ items, receipts: 0, unsent: [], ...ended });
  await queueReceipts(installed);
  const { posted, unsent } = await postQueued(installed);
  return ok({ items, receipts: posted.filter(({ kind }) => kind === 'RECEIPT').length, unsent, ...ended });
}

async function retryEach(installed: Installed, entries: readonly QuarantineEntry[]): Promise<readonly Retried[]> {
  const replayed = isCommon(installed) ? await completeReplay(installed) : undefined;
  const items: Retried[] = [];
  if (replayed?.stopped) return items;
  for (const { id } of entries) {
    if (installed.stop.aborted) break;
    items.push(await retryOne(installed, id));
  }
  return items;
}

async function retryOne(installed: Installed, id: string): Promise<Retried> {
  const file = await fileNamed(installed, id);
  if (file && isCommon(installed)) return { id, ...(await mergeAgain(installed, file)) };
  const raw = await installed.disk.readQuarantined(id);
  if (!raw.ok) return { id, isTaken: false, outcome: 'cause' in raw.error ? raw.error.cause : raw.error.kind };
  const judged = isCommon(installed) ? await takeInAgain(installed, raw.value) : await heedOnceMore(installed, raw.value);
  if (judged.isTaken) return (await leaves(installed, id)) ? { id, ...judged } : { id, isTaken: false, outcome: 'file-unreadable' };
  return { id, ...judged };
}

const leaves = async ({ disk }: Installed, id: string): Promise<boolean> => (await disk.dropQuarantined(id)).ok;

/** Judged as unfit again they were put there again, under today's date: one of the two is enough, the one with the latest reason. */
async function eachOnce(installed: Installed, tried: readonly Retried[]): Promise<readonly Retried[]> {
  if (tried.every(({ isTaken }) => isTaken)) return tried;
  const listed = await installed.disk.quarantined();
  if (!listed.ok) return tried;
  const digests = new Map(listed.value.map(({ id, sha256 }) => [id, sha256]));
  // The list has the newest first, so that the newest of the same bytes is the last to be put here.
  const newest = new Map(listed.value.toReversed().map(({ id, sha256 }) => [sha256, id]));
  const items: Retried[] = [];
  for (const item of tried) {
    const again = newest.get(digests.get(item.id) || item.id) ?? item.id;
    const isTwice = !item.isTaken && again !== item.id;
    items.push(isTwice && (await leaves(installed, item.id)) ? { ...item, id: again } : item);
  }
  return items;
}

type Judged = Omit<Retried, 'id'>;

/** Outcomes after which there is nothing left to look at. */
const settled: readonly string[] = [
  'merged',
  'stored',
  'duplicate',
  'superseded',
  'greeting',
  'enrolled',
  'pending',
  'rotated',
  'left',
  'test',
];

async function takeInAgain(common: Common, raw: Buffer): Promise<Judged> {
  const opened = await openMail(common, raw);
  if (!opened.ok) return { isTaken: false, outcome: opened.error.reason };
  const verdict = await takeIn(common, opened.value, false);
  const isTaken = settled.includes(verdict.outcome);
  return { isTaken, outcome: isTaken ? verdict.outcome : verdict.reason || verdict.outcome };
}

async function heedOnceMore(distant: Distant, raw: Buffer): Promise<Judged> {
  const heeded = await heedAgain(distant, raw);
  if (!heeded.ok) return { isTaken: false, outcome: heeded.error };
  const { judgement, change } = heeded.value;
  const { quarantined = 0, receipts = 0, welcomed = false } = change(nothingHeeded);
  if (judgement.fate === 'passed') return { isTaken: false, outcome: judgement.reason };
  if (judgement.fate === 'comes-back' || quarantined > 0) return { isTaken: false, outcome: 'bad-body' };
  return { isTaken: true, outcome: welcomed ? 'admitted' : receipts > 0 ? 'heeded' : 'superseded' };
}

// ---------------------------------------------------------------- dropping

/** The mails that would be dropped; a file of a dossier is refused as `file-not-droppable`. */
export async function droppable(installed: Installed, chosen: Chosen): Promise<Result<readonly QuarantineEntry[], JobError>> {
  const entries = await listQuarantine(installed);
  if (!entries.ok) return entries;
  if ('ids' in chosen) {
    const file = chosen.ids.find((id) => id.startsWith('file:'));
    const found = among(entries.value, chosen.ids);
    return found.ok && file !== undefined ? err({ kind: 'file-not-droppable', id: file, retry: 'never' }) : found;
  }
  const before = new Date(installed.now().getTime() - chosen.olderThanDays * 86_400_000).toISOString();
  return ok(entries.value.filter(({ id, at }) => !id.startsWith('file:') && at <= before));
}

/** Drops these for good; answers how many. */
export async function dropQuarantined(installed: Installed, entries: readonly QuarantineEntry[]): Promise<Result<number, JobError>> {
  for (const { id } of entries) {
    const dropped = await installed.disk.dropQuarantined(id);
    if (!dropped.ok) return dropped;
  }
  return ok(entries.length);
}
