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

/** Which entries are meant: one by its id, or all, or those older than so many days. */
export type Chosen = { readonly id: string } | { readonly olderThanDays: number };

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

async function fileNamed(installed: Installed, id: string): Promise<StoredFile | undefined> {
  if (!id.startsWith('file:') || !isCommon(installed)) return undefined;
  return (await installed.store.problemFiles()).find((file) => fileId(file) === id);
}

// ---------------------------------------------------------------- trying again

/** Takes one entry in again, or all, as if they had just come; what succeeds leaves the quarantine, and its receipt is posted. Stops between two. */
export async function retryQuarantined(installed: Installed, id: string | 'all'): Promise<Result<QuarantineRetried, JobError>> {
  const entries = await listQuarantine(installed);
  if (!entries.ok) return entries;
  const chosen = id === 'all' ? entries.value.toReversed() : entries.value.filter((entry) => entry.id === id);
  if (chosen.length === 0 && id !== 'all') return err({ kind: 'quarantine-unknown', id, retry: 'never' });
  const items = await retryEach(installed, chosen);
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
  return { id: await onlyOneOf(installed, id), ...judged };
}

const leaves = async ({ disk }: Installed, id: string): Promise<boolean> => (await disk.dropQuarantined(id)).ok;

/** Judged as unfit again it was put there again, under today's date: one of the two is enough, the one with the latest reason. */
async function onlyOneOf(installed: Installed, id: string): Promise<string> {
  const items = await installed.disk.quarantined();
  if (!items.ok) return id;
  const { sha256 = '' } = items.value.find((item) => item.id === id) ?? {};
  const again = items.value.find((item) => item.id !== id && item.sha256 === sha256 && sha256 !== '');
  return again && (await leaves(installed, id)) ? again.id : id;
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
  if ('id' in chosen) {
    const entry = await find(installed, chosen.id);
    if (!entry.ok) return entry;
    return chosen.id.startsWith('file:') ? err({ kind: 'file-not-droppable', id: chosen.id, retry: 'never' }) : ok([entry.value]);
  }
  const entries = await listQuarantine(installed);
  if (!entries.ok) return entries;
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
