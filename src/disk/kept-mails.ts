/**
 * HOME/mails: a local copy of mails as they came or went, when the settings ask for one: YYYY-MM/<day>-<digest>.eml, for a person with
 * any mail program. Never read back by Malleposte; other files in there are left alone.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../result.ts';
import { makePrivateFolder, syncFolder, writeDurably } from './durable-files.ts';
import { attempt, codeOf, isMissing } from './file-errors.ts';
import type { DiskError, MailToKeep } from './port.ts';

export type KeptMails = {
  keep(mail: MailToKeep): Promise<Result<string, DiskError>>;
  purge(before: Date): Promise<Result<number, DiskError>>;
};

/** Touches nothing yet. The folder is listed once, at the first mail: only one process works on a home. */
export const openKeptMails = (home: string): KeptMails => {
  const root = join(home, 'mails');
  let pathsByDigest: Map<string, string> | undefined;
  return {
    keep: (mail) =>
      attempt(root, async () => {
        pathsByDigest ??= await pathsOf(root);
        return ok(await keep(root, mail, pathsByDigest));
      }),
    purge: (before) =>
      attempt(root, async () => {
        pathsByDigest = undefined;
        return ok(await purge(root, before));
      }),
  };
};

/** The same bytes are kept once, under the day on which they were kept first. */
const keep = async (root: string, { bytes, at }: MailToKeep, pathsByDigest: Map<string, string>): Promise<string> => {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const known = pathsByDigest.get(digest);
  if (known !== undefined && (await holds(known, bytes))) return known;
  const day = new Date(at).toISOString().slice(0, 10);
  const folder = join(root, day.slice(0, 7));
  await makePrivateFolder(folder);
  const path = join(folder, `${day}-${digest}.eml`);
  await writeDurably(path, bytes);
  pathsByDigest.set(digest, path);
  return path;
};

const holds = async (path: string, bytes: Uint8Array): Promise<boolean> => {
  const kept = await readFile(path).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
  return kept?.equals(bytes) ?? false;
};

type KeptFile = { readonly path: string; readonly day: string; readonly digest: string };

/** Mails of days before that of `before` (UTC), by the day in their names; then the months that are empty. */
const purge = async (root: string, before: Date): Promise<number> => {
  const firstKept = before.toISOString().slice(0, 10);
  let removed = 0;
  for (const month of await monthsIn(root)) {
    const old = (await mailsIn(month)).filter(({ day }) => day < firstKept);
    for (const { path } of old) await rm(path, { force: true });
    removed += old.length;
    if (old.length > 0) await syncFolder(month);
    await removeWhenEmpty(month);
  }
  return removed;
};

const pathsOf = async (root: string): Promise<Map<string, string>> => {
  const mails = await Promise.all((await monthsIn(root)).map(mailsIn));
  return new Map(mails.flat().map(({ digest, path }) => [digest, path]));
};

const monthsIn = async (root: string): Promise<readonly string[]> => {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: unknown) => (isMissing(error) ? [] : Promise.reject(error)));
  return entries.filter((entry) => entry.isDirectory() && /^\d{4}-\d\d$/.test(entry.name)).map(({ name }) => join(root, name));
};

const mailsIn = async (month: string): Promise<readonly KeptFile[]> => {
  const entries = await readdir(month, { withFileTypes: true });
  return entries.flatMap((entry): readonly KeptFile[] => {
    const [, day, digest] = /^(\d{4}-\d\d-\d\d)-([0-9a-f]{16})\.eml$/.exec(entry.name) ?? [];
    return day && digest && entry.isFile() ? [{ path: join(month, entry.name), day, digest }] : [];
  });
};

const removeWhenEmpty = async (folder: string): Promise<void> => {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(error))) throw error;
  }
};
