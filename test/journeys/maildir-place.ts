/** Mail as two folders, one for the head office and one that all agencies share: each side writes into the other's. For programs in several processes. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { memoryPlace, type Place } from './place.ts';

/** The folder of this user's mails. */
export const maildirOf = (folder: string, user: string): string => join(folder, user === 'common' ? 'office' : 'agency');

export async function maildirPlace(folder: string): Promise<Place> {
  for (const user of ['common', 'site01'])
    for (const part of ['new', 'cur', 'tmp']) await mkdir(join(maildirOf(folder, user), part), { recursive: true });
  const mailbox = (user: string): string => `maildir:${maildirOf(folder, user)}`;
  return {
    ...memoryPlace(),
    name: 'folders of mails',
    mailbox,
    outbox: (user) => mailbox(user === 'common' ? 'site01' : 'common'),
  };
}
