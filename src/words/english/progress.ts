/** What a person may follow while a job works, in English. */
import type { Format } from '../format.ts';
import type { ProgressWords } from '../progress.ts';

export const englishProgress = (format: Format): ProgressWords => ({
  stopping: 'Stopping after what is being done; interrupt again to end at once.',
  listing: 'Polling the mailbox…',
  listed: (waiting, marked) =>
    `${format.count(waiting, { one: 'mail in the mailbox', other: 'mails in the mailbox' })}, ${format.number(marked)} new for Malleposte`,
  mail: ({ number, of, peer, kind, outcome }) => `${number}/${of} ${peer || 'unknown'}: ${kind}, ${outcome}`,
  publishing: (pages) => `${format.count(pages, { one: 'page', other: 'pages' })} of the intranet`,
  reading: (files, bytes) => `Dossier read: ${format.count(files, { one: 'file', other: 'files' })}, ${format.bytes(bytes)}`,
  replaying: (files) => `Dossier computed again: ${format.count(files, { one: 'file', other: 'files' })} read`,
  posting: (kind, to, bytes) => `Sending: ${kind} to ${to}, ${format.bytes(bytes)}…`,
  posted: (kind, to) => `Sent: ${kind} to ${to}`,
  outcomes: {
    merged: 'merged',
    duplicate: 'received already',
    superseded: 'superseded',
    greeting: 'greeting',
    test: 'test',
    enrolled: 'site admitted',
    rotated: 'new keys',
    left: 'left',
    pending: 'to be accepted',
    ignored: 'ignored',
    admitted: 'site admitted',
    heeded: 'receipt read',
    stored: 'volume kept',
    refused: 'refused',
    bounce: 'mail of ours returned',
    quarantined: 'quarantined',
  },
});
