/**
 * Dry runs: wrappers that list and fetch as ever, and discard and post nothing. Ignores what would have been said about it.
 */
import { ok, type Result } from '../result.ts';
import type { Mailbox, OpenMailbox, OpenOutbox, Outbox, TransportError } from './port.ts';

/** Opens the mailbox read-only whatever is asked, and answers `ok` to a discard without doing it. */
export const rehearsingMailbox =
  (openMailbox: OpenMailbox): OpenMailbox =>
  async (options) => {
    const opened: Result<Mailbox, TransportError> = await openMailbox({ ...options, readOnly: true });
    return opened.ok ? ok({ ...opened.value, discard: async () => ok(undefined) }) : opened;
  };

/** Connects as ever, so that a limit of the server still shows, and posts nothing. */
export const rehearsingOutbox =
  (openOutbox: OpenOutbox): OpenOutbox =>
  async (options) => {
    const opened: Result<Outbox, TransportError> = await openOutbox(options);
    return opened.ok ? ok({ ...opened.value, post: async () => ok({ answer: 'rehearsed' }) }) : opened;
  };
