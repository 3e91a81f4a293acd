/** "Sauvegarde locale": copies of the mails that are taken in, when the settings ask for them, for as many days as they say. */
import type { Disk } from '../disk/port.ts';
import type { Settings } from '../settings/settings.ts';
import type { Journal } from '../store/journal-port.ts';

type Keeper = { readonly settings: Settings; readonly disk: Disk; readonly store: Journal; readonly now: () => Date };

/** The copy is on the disk before anything is done with the mail; false when it cannot be, and then nothing may be done. */
export async function keepCopy({ settings, disk, now }: Keeper, raw: Buffer): Promise<boolean> {
  if (!settings.backupMails) return true;
  return (await disk.keepMail({ bytes: raw, at: now().toISOString() })).ok;
}

/** Once a run: copies that are old enough go. What cannot be removed is told and does not end the run. */
export async function purgeCopies({ settings, disk, store, now }: Keeper): Promise<void> {
  if (!settings.backupMails) return;
  const purged = await disk.purgeMails(new Date(now().getTime() - settings.backupDays * 86_400_000));
  if (purged.ok) return;
  const at = now().toISOString();
  const about = { at, direction: 'local', peer: '', kind: 'backup', messageId: '', bytes: 0, durationMs: 0 } as const;
  await store.trace([{ ...about, outcome: 'failed', reason: purged.error.kind }]);
}
