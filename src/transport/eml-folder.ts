/**
 * Mails as `.eml` files in one folder, on a USB stick for instance: an outbox that writes them there, and a mailbox that reads them where
 * they are and alters nothing. For one run at a time, named by a person; no setting names such a folder.
 */
import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../result.ts';
import { badFolder, unsupported } from './failures.ts';
import { attempt, causeOfFolder, fetchFile, type MailFile, summarise, writeMailFile } from './mail-files.ts';
import type { FetchedMail, MailSummary, MailToPost, OpenMailbox, OpenOutbox, Posted, TransportError } from './port.ts';

/** The `.eml` files directly in this folder, by name. Every disposal is `unsupported`: whoever brought the files takes them away. */
export const openEmlMailbox =
  (path: string): OpenMailbox =>
  async ({ onStep }) => {
    onStep?.('mailbox', path);
    const found = await findMails(path);
    if (!found.ok) return found;
    return ok({
      list: (ids) => list(path, ids),
      fetch: (ids, maxBytes) => fetchAll(path, ids, maxBytes),
      dispose: async (_ids, disposal) => unsupported({ host: path }, disposal),
      close: async () => ok(undefined),
    });
  };

/** Writes every mail as `MESSAGE-ID.eml`. The folder must be there: a stick that is not mounted is not replaced in silence. */
export const openEmlOutbox =
  (path: string): OpenOutbox =>
  async ({ onStep }) => {
    onStep?.('mailbox', path);
    const found = await attempt(path, () => stat(path));
    if (!found.ok) return found;
    if (!found.value.isDirectory()) return badFolder(path, 'ENOTDIR');
    return ok({ maxBytes: async () => ok(null), post: (mail) => write(path, mail), close: async () => undefined });
  };

async function findMails(path: string, ids?: readonly string[]): Promise<Result<readonly MailFile[], TransportError>> {
  const wanted = ids && new Set(ids);
  return attempt(path, async () =>
    (await readdir(path, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && /^[^.].*\.eml$/i.test(entry.name) && wanted?.has(entry.name) !== false)
      .map(({ name }) => ({ id: name, file: join(path, name) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

async function list(path: string, ids?: readonly string[]): Promise<Result<readonly MailSummary[], TransportError>> {
  const mails = await findMails(path, ids);
  if (!mails.ok) return mails;
  const summaries: MailSummary[] = [];
  for (const mail of mails.value) {
    const summary = await attempt(path, () => summarise(mail, mails.value.length));
    if (summary.ok) summaries.push(summary.value);
    else if (causeOfFolder(summary.error) !== 'ENOENT') return summary;
  }
  return ok(summaries);
}

async function* fetchAll(path: string, ids: readonly string[], maxBytes: number): AsyncGenerator<Result<FetchedMail, TransportError>> {
  const mails = await findMails(path, ids);
  if (!mails.ok) return yield mails;
  const files = new Map(mails.value.map(({ id, file }) => [id, file]));
  for (const id of ids) {
    const fetched = await fetchFile(path, { id, file: files.get(id) }, maxBytes);
    yield fetched;
    if (!fetched.ok && fetched.error.kind === 'folder') return;
  }
}

/** Our Message-IDs are letters, digits, dots and one `@`; any other character is replaced. The same mail again is the same file. */
async function write(path: string, { messageId, raw }: MailToPost): Promise<Result<Posted, TransportError>> {
  const name = `${messageId.replaceAll(/[^A-Za-z0-9.@_-]/g, '_')}.eml`;
  const draft = join(path, `.${randomBytes(6).toString('hex')}.tmp`);
  const written = await writeMailFile(path, { draft, file: join(path, name), raw });
  return written.ok ? ok({ answer: name }) : written;
}
