/** What an open IMAP mailbox remembers between two calls. Ignores how it is used: listing, fetching and disposal have their own files. */
import type { Server } from './dial.ts';
import type { ImapClient } from './imap-client.ts';
import type { MailSummary } from './port.ts';

export type ImapState = {
  readonly client: ImapClient;
  readonly server: Server;
  /** The polled folder. */
  readonly folder: string;
  readonly readOnly: boolean;
  /** Folders that are known to be there. */
  readonly folders: Set<string>;
  known: Known;
  hasListed: boolean;
};

/** What is known by UID, for as long as UIDs mean what they meant. */
export type Known = {
  readonly uidValidity: string;
  /** RFC822.SIZE, as far as asked: it only saves downloads. */
  readonly sizes: Map<number, number>;
  /** A listing that the server stopped: the next one goes on there. Empty after one that came to its end. */
  readonly summaries: Map<number, MailSummary>;
};

export const nothingKnown = (uidValidity: string): Known => ({ uidValidity, sizes: new Map(), summaries: new Map() });

/** Nothing that was known under another UIDVALIDITY is known any more. */
export function knownOf(state: ImapState): Known {
  const uidValidity = state.client.uidValidity();
  if (state.known.uidValidity !== uidValidity) state.known = nothingKnown(uidValidity);
  return state.known;
}
