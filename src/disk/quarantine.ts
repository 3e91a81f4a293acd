/**
 * HOME/quarantine: mails and files that could not be understood, each with its reason in a text beside it, for a person to look
 * at, to have taken again or to drop. Kept for some days and up to some bytes (reference "reliability" §3). Other files that lie in
 * the folder are nobody's business: neither listed nor removed.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import { makePrivateFolder, syncFolder, writeDurably } from './durable-files.ts';
import { attempt } from './file-errors.ts';
import type { DiskError, Quarantined, QuarantinedItem } from './port.ts';
import { itemOf, type MeasuredFile, measure, noItems } from './quarantine-items.ts';

/** How long and how much is kept. */
export type Retention = { readonly days: number; readonly bytes: number };

/** Answers the path of the kept bytes. The same bytes on the same day are kept once, with the latest reason. */
export const putInQuarantine = async (home: string, item: Quarantined, retention: Retention): Promise<Result<string, DiskError>> => {
  const folder = folderOf(home);
  return attempt(folder, async () => {
    await makePrivateFolder(folder);
    const digest = digestOf(item.bytes);
    const path = join(folder, `${dayOf(item.at)}-${digest.slice(0, 16)}`);
    await writeDurably(`${path}.txt`, explain(item, digest));
    await writeDurably(path, item.bytes);
    await purge(folder, { now: Date.parse(item.at), newest: path, retention });
    return ok(path);
  });
};

/** Newest first. An item whose text is damaged or gone is listed with what its file says: it can still be dropped. */
export const listQuarantine = async (home: string): Promise<Result<readonly QuarantinedItem[], DiskError>> => {
  const folder = folderOf(home);
  return attempt(folder, async () => {
    const items = await Promise.all((await idsIn(folder)).map((id) => itemOf(folder, id)));
    return ok(items.filter((item) => item !== undefined).toSorted(byNewest));
  });
};

/** The bytes as they were put; `file-unreadable` with the cause `altered` when they are not those that the text names. */
export const readFromQuarantine = async (home: string, id: string): Promise<Result<Buffer, DiskError>> => {
  const folder = folderOf(home);
  return attempt(join(folder, id), async () => {
    const item = isId(id) ? await itemOf(folder, id) : undefined;
    if (item === undefined) return unknown(id);
    const bytes = await readFile(join(folder, id));
    if (digestOf(bytes) === item.sha256) return ok(bytes);
    return err({ kind: 'file-unreadable', path: join(folder, id), cause: 'altered', retry: 'never' });
  });
};

/** Gone for good when this answers ok. The text goes first: what a crash leaves is still listed. */
export const dropFromQuarantine = async (home: string, id: string): Promise<Result<void, DiskError>> => {
  const folder = folderOf(home);
  return attempt(join(folder, id), async () => {
    if (!isId(id) || (await itemOf(folder, id)) === undefined) return unknown(id);
    await remove(join(folder, id));
    await syncFolder(folder);
    return ok(undefined);
  });
};

const folderOf = (home: string): string => join(home, 'quarantine');

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An id is a name given here, never a path. */
const isId = (text: string): boolean => /^(?:\d{4}-\d\d-\d\d|undated)-[0-9a-f]{16}$/.test(text);

const unknown = (id: string): Result<never, DiskError> => err({ kind: 'quarantine-unknown', id, retry: 'never' });

/** Also those of which a full disk or a crash left the text alone. */
const idsIn = async (folder: string): Promise<readonly string[]> => {
  const names = await noItems(readdir(folder));
  return [...new Set(names.map((name) => name.replace(/\.txt$/, '')))].filter(isId);
};

const byNewest = (a: QuarantinedItem, b: QuarantinedItem): number => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1);

const dayOf = (at: string): string => {
  const day = Number.isNaN(Date.parse(at)) ? '' : new Date(at).toISOString().slice(0, 10);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : 'undated';
};

const explain = (item: Quarantined, digest: string): string =>
  Object.entries({ name: item.name, reason: item.reason, at: item.at, bytes: item.bytes.length, sha256: digest })
    .map(([fact, value]) => `${fact}: ${oneLine(`${value}`)}\n`)
    .join('');

/** Names come from strangers' mails: they may not forge a second line. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

type Purge = { readonly now: number; readonly newest: string; readonly retention: Retention };

/** The oldest go first; the one just put in stays whatever its size. */
const purge = async (folder: string, { now, newest, retention }: Purge): Promise<void> => {
  const measured = await Promise.all((await idsIn(folder)).map((id) => measureWithText(join(folder, id))));
  const files = measured.filter((file) => file !== undefined).toSorted((a, b) => a.modified - b.modified);
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files) {
    const isOld = now - file.modified > retention.days * 86_400_000;
    if (file.path === newest || (total <= retention.bytes && !isOld)) continue;
    await remove(file.path);
    total -= file.bytes;
  }
};

const measureWithText = async (path: string): Promise<MeasuredFile | undefined> => {
  const file = (await measure(path)) ?? (await measure(`${path}.txt`));
  return file && { ...file, path };
};

const remove = async (path: string): Promise<void> => {
  await rm(`${path}.txt`, { force: true });
  await rm(path, { force: true });
};
