/**
 * HOME/quarantine: mails and files that could not be understood, each with its reason in a text beside it, for a person to look
 * at. Kept 30 days and 1 GB (reference "reliability" §3); never read back by the program.
 */
import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../result.ts';
import { makePrivateFolder, writeDurably } from './durable-files.ts';
import { attempt } from './file-errors.ts';
import type { DiskError, Quarantined } from './port.ts';

const keptMs = 30 * 86_400_000;
const keptBytes = 1_000_000_000;

/** Answers the path of the kept bytes. The same bytes on the same day are kept once, with the latest reason. */
export const putInQuarantine = async (home: string, item: Quarantined): Promise<Result<string, DiskError>> => {
  const folder = join(home, 'quarantine');
  return attempt(folder, async () => {
    await makePrivateFolder(folder);
    const digest = createHash('sha256').update(item.bytes).digest('hex');
    const path = join(folder, `${dayOf(item.at)}-${digest.slice(0, 16)}`);
    await writeDurably(`${path}.txt`, explain(item, digest));
    await writeDurably(path, item.bytes);
    await purge(folder, Date.parse(item.at), path);
    return ok(path);
  });
};

const dayOf = (at: string): string => (Number.isNaN(Date.parse(at)) ? 'undated' : new Date(at).toISOString().slice(0, 10));

const explain = (item: Quarantined, digest: string): string =>
  Object.entries({ name: item.name, reason: item.reason, at: item.at, bytes: item.bytes.length, sha256: digest })
    .map(([fact, value]) => `${fact}: ${oneLine(`${value}`)}\n`)
    .join('');

/** Names come from strangers' mails: they may not forge a second line. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** The oldest go first; the one just put in stays whatever its size. */
const purge = async (folder: string, now: number, newest: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && !name.endsWith('.txt'));
  const files = await Promise.all(names.map((name) => measure(join(folder, name))));
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files.toSorted((a, b) => a.modified - b.modified)) {
    if (file.path === newest || (total <= keptBytes && !(now - file.modified > keptMs))) continue;
    await rm(file.path, { force: true });
    await rm(`${file.path}.txt`, { force: true });
    total -= file.bytes;
  }
};

const measure = async (path: string): Promise<{ readonly path: string; readonly bytes: number; readonly modified: number }> => {
  const { size, mtimeMs } = await stat(path);
  return { path, bytes: size, modified: mtimeMs };
};
