/** A mail as a listing of the mailbox shows it, with what was noted of it before. */
import { hash } from 'node:crypto';
import type { MailHeaders } from '../exchange/headers.ts';
import type { Arrival } from '../store/journal-port.ts';

export type Sighting = {
  readonly account: string;
  /** The server's id: never the identity of a mail. */
  readonly mailId: string;
  readonly fingerprint: string;
  readonly bytes: number;
  readonly headers: MailHeaders;
  /** Without our marker, but perhaps the return of a mail of ours. */
  readonly isBounce: boolean;
  readonly isFamiliar: boolean;
  /** Attempts that earlier runs began and did not end. */
  readonly attempts: number;
  /** What was noted under this id, if it shows the same mail still. */
  readonly known?: Arrival;
};

/** What tells that an id still names the same mail (reference mail.md F3): cheap, from the listing alone, and no proof of anything. */
export const fingerprintOf = ({ messageId, date, from, subject }: MailHeaders, bytes: number): string =>
  hash('sha256', [messageId, date, from, subject, String(bytes)].join('\n'), 'hex');

/** The note that a commit writes along: this mail has had its effect and may go, as the setting says. */
export const doneWith = ({ account, mailId, fingerprint, attempts }: Sighting, disposal: string, at: string): Arrival => ({
  account,
  mailId,
  fingerprint,
  state: 'done',
  attempts,
  disposal,
  reason: '',
  at,
});
