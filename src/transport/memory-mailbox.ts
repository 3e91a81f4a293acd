/** The Mailbox of a post office in memory. Ignores how mails get there. */
import { ok, type Result } from '../result.ts';
import { busy, disposalRefused, gone, noSuchFolder, tooLarge, unsupported } from './failures.ts';
import { headerBlockOf, maxHeaderBytesFor } from './headers.ts';
import { type Account, accountOf, type Box, downFailure, type Held, type Office, place } from './memory-office.ts';
import type { Disposal, FetchedMail, Mailbox, MailSummary, OpenMailbox, TransportError } from './port.ts';

type Opened = { readonly office: Office; readonly account: Account; readonly readOnly: boolean };

export const openMemoryMailbox =
  (office: Office, address: string): OpenMailbox =>
  async ({ readOnly, onStep }) => {
    onStep?.('mailbox', address);
    const account = accountOf(office, address);
    const failed = downFailure(office);
    if (failed) return failed;
    if (account === undefined) return noSuchFolder(place, address);
    return office.faults.busy?.(address) === true ? busy(place, '[IN-USE]') : ok(mailboxOf({ office, account, readOnly }));
  };

function mailboxOf(opened: Opened): Mailbox {
  const { office, account } = opened;
  return {
    list: async (ids) => downFailure(office) ?? ok(list(account.inbox, ids)),
    fetch: (ids, maxBytes) => fetchAll(opened, ids, maxBytes),
    dispose: async (ids, disposal) => {
      if (opened.readOnly) throw new Error('dispose on a read-only mailbox');
      return downFailure(office) ?? dispose(opened, ids, disposal);
    },
    close: async () => downFailure(office) ?? ok(undefined),
  };
}

function list(inbox: Box, ids: readonly string[] | undefined): readonly MailSummary[] {
  const wanted = ids && new Set(ids);
  const keepBytes = maxHeaderBytesFor(inbox.size);
  const summaries: MailSummary[] = [];
  for (const { id, raw } of inbox.values()) {
    if (wanted && !wanted.has(id)) continue;
    summaries.push({ id, bytes: raw.length, headers: headerBlockOf(raw.subarray(0, keepBytes)) });
  }
  return summaries;
}

async function* fetchAll(
  { office, account }: Opened,
  ids: readonly string[],
  maxBytes: number,
): AsyncGenerator<Result<FetchedMail, TransportError>> {
  for (const id of ids) {
    const failed = downFailure(office);
    if (failed) return yield failed;
    const raw = account.inbox.get(id)?.raw;
    if (raw === undefined) yield gone(id);
    else yield raw.length > maxBytes ? tooLarge(raw.length, maxBytes) : ok({ id, raw });
  }
}

function dispose({ office, account }: Opened, ids: readonly string[], disposal: Disposal): Result<void, TransportError> {
  if (disposal.how === 'move' && disposal.folder === '') return unsupported(place, disposal);
  if (office.faults.refuseDisposal?.(account.address) === true) return disposalRefused(place, 'NO [NOPERM] refused by plan');
  const mails = [...new Set(ids)].flatMap((id) => account.inbox.get(id) ?? []);
  if (disposal.how === 'move') moveTo(account, disposal.folder, mails);
  for (const mail of mails) {
    if (disposal.how === 'flag') mail.isFlagged = true;
    else account.inbox.delete(mail.id);
  }
  return ok(undefined);
}

function moveTo({ folders }: Account, folder: string, mails: readonly Held[]): void {
  const target: Box = folders.get(folder) ?? new Map();
  folders.set(folder, target);
  for (const mail of mails) target.set(mail.id, mail);
}
