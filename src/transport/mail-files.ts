/** Mails that are files: reading their beginnings and their whole, and writing them so that a power cut leaves all or nothing. */
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ok, type Result } from '../result.ts';
import { badFolder, causeOf, gone, tooLarge } from './failures.ts';
import { headerBlockOf, keptHeadersOf, maxHeaderBytesFor } from './headers.ts';
import type { FetchedMail, MailSummary, TransportError } from './port.ts';

/** A mail's file: its unique name, which is our id, and where it is now, which changes with its flags. */
export type MailFile = { readonly id: string; readonly file: string };

/** What node:fs throws becomes `folder`. */
export async function attempt<T>(path: string, action: () => Promise<T>): Promise<Result<T, TransportError>> {
  try {
    return ok(await action());
  } catch (error) {
    return badFolder(path, causeOf(error));
  }
}

/** The cause of a `folder`, '' of any other error. */
export const causeOfFolder = (error: TransportError): string => (error.kind === 'folder' ? error.cause : '');

/** As a listing of so many mails shows it. */
export async function summarise({ id, file }: MailFile, mails: number): Promise<MailSummary> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const readBytes = Math.min(size, maxHeaderBytesFor(mails));
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(readBytes), 0, readBytes, 0);
    return { id, bytes: size, headers: keptHeadersOf(headerBlockOf(buffer.subarray(0, bytesRead)), mails) };
  } finally {
    await handle.close();
  }
}

type Wanted = { readonly id: string; readonly file: string | undefined };

/** `gone` when there is no such file; the listing may be older than the folder. */
export async function fetchFile(path: string, { id, file }: Wanted, maxBytes: number): Promise<Result<FetchedMail, TransportError>> {
  if (file === undefined) return gone(id);
  const size = await attempt(path, async () => (await stat(file)).size);
  if (size.ok && size.value > maxBytes) return tooLarge(size.value, maxBytes);
  const raw = size.ok ? await attempt(path, () => readFile(file)) : size;
  if (raw.ok) return ok({ id, raw: raw.value });
  return causeOfFolder(raw.error) === 'ENOENT' ? gone(id) : raw;
}

type Writing = { readonly draft: string; readonly file: string; readonly raw: Buffer };

/** Draft, fsync, rename, fsync of the folder: a reader sees the whole mail or none, also after a power cut. */
export async function writeMailFile(path: string, { draft, file, raw }: Writing): Promise<Result<void, TransportError>> {
  const written = await attempt(path, async () => {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(raw);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    await syncFolder(dirname(file));
  });
  // A draft that is left is nobody's mail; the error is the one that matters.
  if (!written.ok) await unlink(draft).catch(() => undefined);
  return written;
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; NTFS keeps the order of a rename by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
