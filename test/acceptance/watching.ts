/** Wrappers around what a head office or an agency opens, that count, or cut the line at one moment. What they wrap is the real thing. */
import type { Common, Distant } from '../../src/jobs/installation.ts';
import { err, ok } from '../../src/result.ts';
import type { Mailbox, MailToPost, TransportError } from '../../src/transport/port.ts';

const cut: TransportError = { kind: 'unreachable', host: 'mail.test', port: 0, cause: 'cut by the test', retry: 'soon' };

/** `common` with mailboxes that are changed by `change` as they open. */
const withMailbox = <I extends Common | Distant>(installed: I, change: (mailbox: Mailbox) => Mailbox): I => ({
  ...installed,
  openMailbox: async (options) => {
    const opened = await installed.openMailbox(options);
    return opened.ok ? ok(change(opened.value)) : opened;
  },
});

/** Adds the ids of the mails that are downloaded to `ids`. */
export const countingDownloads = <I extends Common | Distant>(installed: I, ids: string[]): I =>
  withMailbox(installed, (mailbox) => ({
    ...mailbox,
    fetch: (wanted, maxBytes) => {
      ids.push(...wanted);
      return mailbox.fetch(wanted, maxBytes);
    },
  }));

/** The line is cut when the first mail should leave the mailbox, that is behind the commit. */
export const cutBeforeDisposal = <I extends Common | Distant>(installed: I): I =>
  withMailbox(installed, (mailbox) => ({
    ...mailbox,
    dispose: async () => {
      const closed = await mailbox.close();
      return closed.ok ? err(cut) : closed;
    },
  }));

/** The server takes every mail that `isLost` names, and its answer never arrives. */
export const losingAnswers = <I extends Common | Distant>(installed: I, isLost: (mail: MailToPost) => boolean): I => ({
  ...installed,
  openOutbox: async (options) => {
    const opened = await installed.openOutbox(options);
    if (!opened.ok) return opened;
    const outbox = opened.value;
    return ok({
      ...outbox,
      post: async (mail) => {
        const posted = await outbox.post(mail);
        return posted.ok && isLost(mail) ? err(cut) : posted;
      },
    });
  },
});
