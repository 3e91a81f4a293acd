/**
 * Mailbox and Outbox over a Maildir (https://cr.yp.to/proto/maildir.html): usable with any local mail server, or on a USB stick.
 * Reads new/ and cur/ where they are and moves no mail between them but to flag it; lines may end with LF alone, as the writer left them.
 */

import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ok, type Result } from '../result.ts';
import { causeOf, disposalRefused, unsupported } from './failures.ts';
import { attempt, causeOfFolder, fetchFile, type MailFile, summarise, syncFolder, writeMailFile } from './mail-files.ts';
import type { Disposal, FetchedMail, Mailbox, MailSummary, MailToPost, OpenMailbox, OpenOutbox, Posted, TransportError } from './port.ts';

type Folder = { readonly path: string; readonly readOnly: boolean };

export const openMaildirMailbox =
  (path: string): OpenMailbox =>
  async ({ readOnly, onStep }) => {
    onStep?.('mailbox', path);
    const made = readOnly ? ok(undefined) : await attempt(path, () => makeFolders(path));
    if (!made.ok) return made;
    const found = await findMails(path);
    return found.ok ? ok(mailboxOf({ path, readOnly })) : found;
  };

/** Delivers every mail into this one Maildir, whomever it is for. */
export const openMaildirOutbox =
  (path: string): OpenOutbox =>
  async ({ onStep }) => {
    onStep?.('mailbox', path);
    const made = await attempt(path, () => makeFolders(path));
    if (!made.ok) return made;
    return ok({ maxBytes: async () => ok(null), post: (mail) => deliver(path, mail), close: async () => undefined });
  };

/** The folder itself may be missing, the one above it may not: a drive that is not mounted must not be replaced in silence. */
async function makeFolders(path: string): Promise<void> {
  for (const folder of [path, join(path, 'tmp'), join(path, 'new'), join(path, 'cur')]) {
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (causeOf(error) !== 'EEXIST') throw error;
    });
  }
}

function mailboxOf(folder: Folder): Mailbox {
  return {
    list: (ids) => list(folder, ids),
    fetch: (ids, maxBytes) => fetchAll(folder, ids, maxBytes),
    dispose: (ids, disposal) => dispose(folder, ids, disposal),
    close: async () => ok(undefined),
  };
}

/** All, or of `ids` those that are there, by time of delivery, which leads the name. `T` is the mark of a mail that its reader threw away. */
async function findMails(path: string, ids?: readonly string[]): Promise<Result<readonly MailFile[], TransportError>> {
  return attempt(path, async () => {
    const folders = await Promise.all(
      ['new', 'cur'].map(async (name) => ({ name, entries: await readdir(join(path, name), { withFileTypes: true }) })),
    );
    const files = folders.flatMap(({ name, entries }) =>
      entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/[:;!]2,[A-Za-z]*T/.test(entry.name))
        .map((entry) => ({ id: entry.name.replace(/[:;!]2,.*$/, ''), file: join(path, name, entry.name) })),
    );
    const wanted = ids && new Set(ids);
    const found = wanted ? files.filter(({ id }) => wanted.has(id)) : files;
    return found.sort((a, b) => Number.parseInt(a.id, 10) - Number.parseInt(b.id, 10) || (a.id < b.id ? -1 : 1));
  });
}

async function list({ path }: Folder, ids?: readonly string[]): Promise<Result<readonly MailSummary[], TransportError>> {
  const mails = await findMails(path, ids);
  if (!mails.ok) return mails;
  const summaries: MailSummary[] = [];
  for (const mail of mails.value) {
    const summary = await attempt(path, () => summarise(mail, mails.value.length));
    if (summary.ok) summaries.push(summary.value);
    // Taken away since, or given other flags: it is there again at the next listing.
    else if (causeOfFolder(summary.error) !== 'ENOENT') return summary;
  }
  return ok(summaries);
}

async function* fetchAll({ path }: Folder, ids: readonly string[], maxBytes: number): AsyncGenerator<Result<FetchedMail, TransportError>> {
  const mails = await findMails(path);
  if (!mails.ok) return yield mails;
  const files = new Map(mails.value.map(({ id, file }) => [id, file]));
  for (const id of ids) {
    const fetched = await fetchFile(path, { id, file: files.get(id) }, maxBytes);
    yield fetched;
    if (!fetched.ok && fetched.error.kind === 'folder') return;
  }
}

async function dispose({ path, readOnly }: Folder, ids: readonly string[], disposal: Disposal): Promise<Result<void, TransportError>> {
  if (readOnly) throw new Error('dispose on a read-only mailbox');
  const target = disposal.how === 'move' ? subfolderOf(path, disposal.folder) : path;
  if (target === undefined) return unsupported({ host: path }, disposal);
  const mails = await findMails(path, ids);
  if (!mails.ok) return mails;
  const done = await attempt(path, async () => {
    if (target !== path) await makeSubfolder(target);
    for (const { id, file } of mails.value) await disposeOne({ id, file }, disposal, target);
    for (const folder of new Set([join(path, 'new'), join(path, 'cur'), join(target, 'cur')])) await syncFolder(folder);
  });
  return done.ok ? done : disposalRefused({ host: path }, causeOfFolder(done.error));
}

/** Courier's mark of a subfolder is an empty file. */
async function makeSubfolder(target: string): Promise<void> {
  await makeFolders(target);
  await writeFile(join(target, 'maildirfolder'), '', { flag: 'a', mode: 0o600 });
}

async function disposeOne({ id, file }: MailFile, { how }: Disposal, target: string): Promise<void> {
  const flags = /[:;!]2,([A-Za-z]*)$/.exec(file)?.[1] ?? '';
  const action = how === 'delete' ? unlink(file) : rename(file, join(target, 'cur', nameWith(id, how === 'flag' ? `${flags}FS` : flags)));
  await action.catch((error: unknown) => {
    // Taken away since, which is what we wanted.
    if (causeOf(error) !== 'ENOENT') throw error;
  });
}

/** Flags once each and in ASCII order, as Maildir wants them; Windows allows no colon in a name. */
const nameWith = (id: string, flags: string): string =>
  `${id}${process.platform === 'win32' ? ';' : ':'}2,${[...new Set(flags)].sort().join('')}`;

/**
 * `A/B` is the folder `.A.B` beside cur/ (Maildir++); other letters than ASCII in modified UTF-7, as Courier and Dovecot write
 * them (RFC 3501 §5.1.3). Undefined when nothing is left of the name.
 */
function subfolderOf(path: string, folder: string): string | undefined {
  const name = folder
    .split(/[/\\.]+/)
    .filter((part) => part !== '')
    .join('.');
  const encoded = name.replaceAll('&', '&-').replaceAll(/[^\x20-\x7e]+/g, (letters) => {
    const base64 = Buffer.from(letters, 'utf16le').swap16().toString('base64');
    return `&${base64.replaceAll('/', ',').replace(/=+$/, '')}-`;
  });
  return encoded === '' ? undefined : join(path, `.${encoded}`);
}

/** By tmp/ into new/; what is left in tmp/ is swept by any Maildir reader after 36 hours. */
async function deliver(path: string, { raw }: MailToPost): Promise<Result<Posted, TransportError>> {
  const name = uniqueName();
  const draft = join(path, 'tmp', name);
  const delivered = await writeMailFile(path, { draft, file: join(path, 'new', name), raw });
  return delivered.ok ? ok({ answer: name }) : delivered;
}

function uniqueName(): string {
  const now = Date.now();
  const host = hostname().replaceAll('/', '\\057').replaceAll(':', '\\072');
  return `${Math.floor(now / 1000)}.M${now % 1000}P${process.pid}R${randomBytes(8).toString('hex')}.${host}`;
}
