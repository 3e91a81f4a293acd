/**
 * Mails that travel as files, on a USB stick for instance, where no mail server is within reach: written into a folder instead of being
 * posted, and taken in from one by the same journey as from the mailbox, with the same checks, ledger and merge.
 */
import { ok, type Result } from '../result.ts';
import type { MailToPost, OpenOutbox, Outbox } from '../transport/port.ts';
import type { Common, Distant, JobError, ReceiveOutcome } from './installation.ts';
import { type ReceiveOptions, receive } from './receive.ts';

/** How the folder is called where a mailbox or a server is noted (contacts, arrivals); no setting may say this. */
const accountOf = (path: string): string => `eml:${path}`;

export type FolderOutpost = { readonly distant: Distant; written(): number };

/** The same site, whose mails are written into this folder; `written` counts them. */
export function writingInto(distant: Distant, path: string): FolderOutpost {
  let written = 0;
  const openOutbox: OpenOutbox = async (options) => {
    const opened = await distant.mailFolder.outbox(path)(options);
    return opened.ok ? ok(counted(opened.value)) : opened;
  };
  const counted = (outbox: Outbox): Outbox => ({
    ...outbox,
    post: async (mail: MailToPost) => {
      const posted = await outbox.post(mail);
      if (posted.ok) written += 1;
      return posted;
    },
  });
  const settings = { ...distant.settings, outbox: accountOf(path) };
  return { distant: { ...distant, openOutbox, settings }, written: () => written };
}

/**
 * Takes in the mails of this folder as if they had come to the mailbox. Nothing in the folder is altered; what was taken in before is a
 * duplicate, and what was passed by is looked at again, because a person asks. Receipts are posted as ever.
 */
export async function importMails(common: Common, path: string, options: ReceiveOptions): Promise<Result<ReceiveOutcome, JobError>> {
  const mailbox = accountOf(path);
  const kept = { afterMerged: 'keep', afterRefused: 'keep', afterQuarantined: 'keep' } as const;
  const settings = { ...common.settings, ...kept, mailbox };
  const received = await receive({ ...common, settings, openMailbox: common.mailFolder.mailbox(path) }, options);
  // With mails left for another run, what this one did must be remembered, or the next one would begin at the same place.
  if (received.ok && received.value.left === 0 && !options.dryRun) await common.store.forgetArrivals(mailbox, new Set());
  return received;
}
