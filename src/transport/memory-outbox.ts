/** The Outbox of a post office in memory, where most of the planned faults strike. Ignores how mails are polled. */
import { ok, type Result } from '../result.ts';
import { deferred, refused, tooLarge } from './failures.ts';
import { accountOf, downFailure, type Office, place, put, putLater } from './memory-office.ts';
import type { MailToPost, OpenOutbox, Posted, TransportError } from './port.ts';

export const openMemoryOutbox =
  (office: Office): OpenOutbox =>
  async () =>
    downFailure(office) ??
    ok({
      maxBytes: async () => downFailure(office) ?? ok(office.faults.maxBytes ?? null),
      post: async (mail) => downFailure(office) ?? post(office, mail),
      close: async () => undefined,
    });

/** A mail beyond EHLO SIZE is not sent at all (port), as behind a server that would say 552. */
function post(office: Office, mail: MailToPost): Result<Posted, TransportError> {
  const { faults } = office;
  const { maxBytes } = faults;
  if (maxBytes !== undefined && mail.raw.length > maxBytes) return tooLarge(mail.raw.length, maxBytes);
  if (faults.defer?.(mail) === true) return deferred(place, '4.3.2', 'deferred by plan');
  if (faults.refuse?.(mail) === true) return refused(place, '5.7.1', 'refused by plan');
  if (accountOf(office, mail.to) === undefined) return refused(place, '5.1.1', 'no such mailbox');
  office.history?.push(mail);
  deliver(office, mail);
  return ok({ answer: 'accepted' });
}

function deliver(office: Office, mail: MailToPost): void {
  const { faults } = office;
  if (faults.lose?.(mail) === true) return;
  const notification = faults.bounce?.(mail);
  // A sender without a mailbox here never hears of it, as with a null return path.
  if (notification !== undefined) return void put(office, mail.from, notification);
  const raw = faults.corrupt?.(mail) ?? mail.raw;
  const delayMs = faults.delayed?.(mail) ?? 0;
  const copies = faults.duplicate?.(mail) === true ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    if (delayMs > 0) putLater(office, { to: mail.to, raw, delayMs });
    else put(office, mail.to, raw);
  }
}
