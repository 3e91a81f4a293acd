/**
 * HOME/keys/web-access.json, 0600: hashes of the passwords of the web page and of its tokens. No file means that nobody has either;
 * a damaged one lets nobody in and is never written over. Nothing of its text is in an error.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { inTurn } from './file-turn.ts';
import { passwordHashSchema } from './password-hash.ts';
import type { AccessError } from './port.ts';
import { codeOf, makeKeyFolder, readPrivateFile, replacePrivateFile } from './private-files.ts';

const keptPassword = passwordHashSchema.extend({ setAt: z.iso.datetime() });

const keptToken = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  name: z.string(),
  scope: z.enum(['read', 'act']),
  /** Of the whole token, `malle_` included. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().or(z.literal('')),
  lastUsedAt: z.iso.date().or(z.literal('')),
});

const fileSchema = z.strictObject({
  version: z.literal(1),
  passwords: z.strictObject({ administrator: keptPassword.optional(), reader: keptPassword.optional() }),
  tokens: z.array(keptToken),
});

export type AccessFile = z.output<typeof fileSchema>;

export type KeptToken = z.output<typeof keptToken>;

/** What a change leaves in the file, and what it answers; a file that is absent from it is not written. */
export type AccessChange<T> = { readonly file?: AccessFile; readonly answer: T };

const pathOfAccess = (home: string): string => join(home, 'keys', 'web-access.json');

export const readAccessFile = async (home: string): Promise<Result<AccessFile, AccessError>> => {
  const path = pathOfAccess(home);
  try {
    return parse(path, await readPrivateFile(path));
  } catch (error) {
    return err({ kind: 'file-unreadable', path, cause: codeOf(error), retry: 'never' });
  }
};

/** Reads, changes and writes in one turn; the change is on the disk when this answers. */
export const changeAccessFile = async <T>(
  home: string,
  change: (file: AccessFile) => Result<AccessChange<T>, AccessError>,
): Promise<Result<T, AccessError>> => {
  const path = pathOfAccess(home);
  try {
    await makeKeyFolder(home);
    return await inTurn(path, () => changeInTurn(home, change));
  } catch (error) {
    const cause = codeOf(error);
    const isFull = cause === 'ENOSPC' || cause === 'EDQUOT';
    return err(isFull ? { kind: 'disk-full', path, retry: 'later' } : { kind: 'file-unreadable', path, cause, retry: 'never' });
  }
};

const changeInTurn = async <T>(
  home: string,
  change: (file: AccessFile) => Result<AccessChange<T>, AccessError>,
): Promise<Result<T, AccessError>> => {
  const file = await readAccessFile(home);
  if (!file.ok) return file;
  const changed = change(file.value);
  if (!changed.ok) return changed;
  if (changed.value.file) await replacePrivateFile(pathOfAccess(home), `${JSON.stringify(changed.value.file, null, 2)}\n`);
  return ok(changed.value.answer);
};

const parse = (path: string, text: string | undefined): Result<AccessFile, AccessError> => {
  if (text === undefined) return ok({ version: 1, passwords: {}, tokens: [] });
  const damaged = { kind: 'access-damaged', path, retry: 'never' } as const;
  try {
    const read = fileSchema.safeParse(JSON.parse(text));
    return read.success ? ok(read.data) : err(damaged);
  } catch {
    // The message of a SyntaxError quotes the text.
    return err(damaged);
  }
};
