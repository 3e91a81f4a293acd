/** What sending, receiving and testing tell, in English. */
import type { Format } from '../format.ts';
import type { ReceiveWords, SendWords, TestWords } from '../reports.ts';
import type { Ways } from '../ways.ts';

const files = { one: 'file', other: 'files' };
const inventories = { one: 'inventory', other: 'inventories' };

export const englishSend = (format: Format, ways: Ways): SendWords => ({
  parcel: (outcome) => {
    const content = `${format.count(outcome.files, files)}, ${format.bytes(outcome.bytes)}`;
    if (outcome.dryRun) return `Rehearsal: a parcel would go (${content}). Nothing was sent.`;
    const mode = outcome.mode === 'delta' ? 'differences' : 'whole dossier';
    const volumes = outcome.volumes > 1 ? `, ${format.count(outcome.volumes, { one: 'volume', other: 'volumes' })}` : '';
    const verb = outcome.folder ? 'written' : 'sent';
    return `Parcel ${outcome.epoch}.${outcome.seq} ${verb}: ${content} (${mode}${volumes}).`;
  },
  greeting: ({ dryRun }) => (dryRun ? 'Rehearsal: no parcel is due, a greeting would go.' : 'No parcel is due today; a greeting was sent.'),
  written: (mails, path) =>
    mails === 0
      ? `Nothing was written to ${path}: no mail waits.`
      : `${format.count(mails, { one: 'mail was', other: 'mails were' })} written to ${path}. At the head office: malleposte import FOLDER.`,
  waiting: `The common site has not admitted this site yet: no inventory was sent. ${ways.checkWords} shows the check words to compare with the head office. If nothing comes within two days, the key may have expired or been used already: ask for another one.`,
  left: 'This site has left the company: nothing is sent. To come back, ask the head office for a new key.',
  because: (reason) => `Reason: ${reason}.`,
  lastSent: (date) => (date === null ? 'Nothing was sent yet.' : `Last sent on ${format.date(date)}.`),
  nextDue: (date) => `Next sending on ${format.date(date)}.`,
  welcomed: 'The common site has admitted this site.',
  rotated: 'The common site has new keys; they are noted.',
  receipts: (count) => `${format.count(count, { one: 'receipt read', other: 'receipts read' })}.`,
  preferences: (version) => `Preferences of the common site applied (version ${version}).`,
  quarantined: (count) => `${format.count(count, { one: 'answer quarantined', other: 'answers quarantined' })}, see the trace.`,
  unreadable: (count) => `${format.count(count, { one: 'unreadable file, sent as it is', other: 'unreadable files, sent as they are' })}:`,
  leftOut: (count) => `${format.count(count, { one: 'file left out', other: 'files left out' })}:`,
  confirmRecent: (date) => `The last sending was on ${format.date(date)} and the site is up to date. Send again all the same?`,
  alert: ({ common, ours, since }) => [
    "This site's Malleposte: to be updated",
    `This site runs version ${ours}, the common site version ${common} (reported since ${format.date(since)}).`,
    `Install version ${common} here; the alert goes away at the next exchange.`,
  ],
});

export const englishReceive = (format: Format): ReceiveWords => ({
  nothing: 'No mail from a distant site in the mailbox.',
  messages: ({ messages, merged, greetings, duplicates, superseded, tests, ignored }) => {
    const parts = [
      merged > 0 ? format.count(merged, { one: 'parcel merged', other: 'parcels merged' }) : '',
      greetings > 0 ? format.count(greetings, { one: 'greeting', other: 'greetings' }) : '',
      duplicates > 0 ? format.count(duplicates, { one: 'received already', other: 'received already' }) : '',
      superseded > 0 ? format.count(superseded, { one: 'superseded', other: 'superseded' }) : '',
      tests > 0 ? format.count(tests, { one: 'test mail', other: 'test mails' }) : '',
      ignored > 0 ? format.count(ignored, { one: 'ignored', other: 'ignored' }) : '',
    ].filter((part) => part !== '');
    const detail = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
    return `${format.count(messages, { one: 'mail looked at', other: 'mails looked at' })}${detail}.`;
  },
  inventories: ({ read, changed, unreadable }) => {
    if (read + changed + unreadable === 0) return 'No inventory has changed since the last time.';
    const bad = unreadable > 0 ? `, ${format.count(unreadable, { one: 'unreadable', other: 'unreadable' })}` : '';
    return `${format.count(read, inventories)} read, ${format.count(changed, { one: 'asset changed', other: 'assets changed' })}${bad}.`;
  },
  columns: { site: 'Site', merged: 'Parcels', greetings: 'Greetings', other: 'Others', quarantined: 'Quarantine' },
  strangers: '(unknown)',
  enrolled: (count) => `${format.count(count, { one: 'site admitted', other: 'sites admitted' })}.`,
  rotations: (count) => `${format.count(count, { one: 'site has', other: 'sites have' })} new keys.`,
  departures: (count) =>
    `${format.count(count, { one: 'site has', other: 'sites have' })} left; what was sent stays in the common dossier.`,
  pending: (count) =>
    `${format.count(count, { one: 'site waits', other: 'sites wait' })} for your decision; compare the check words with the agency:`,
  acceptWith: 'To admit',
  receipts: (count) => `${format.count(count, { one: 'receipt sent', other: 'receipts sent' })}.`,
  problems: (count) =>
    `${format.count(count, { one: 'file could not be read', other: 'files could not be read' })}; the others are merged:`,
  quarantined: (count) =>
    `${format.count(count, { one: 'mail quarantined', other: 'mails quarantined' })}; the trace says why, the folder "quarantine" keeps them.`,
  rehearsed: 'Rehearsal: nothing was merged, answered or taken out of the mailbox.',
});

export const englishTest = (format: Format): TestWords => ({
  connected: 'The connection works, for receiving and for sending.',
  accepted: (address) => `Test mail accepted by the server for ${address}.`,
  waiting: (ms) => `Waiting for it to arrive, ${format.duration(ms)} at most…`,
  arrived: (ms) => `The test mail arrived in our mailbox after ${format.duration(ms)}.`,
  notAwaited: 'The server accepted the mail; its arrival was not verified.',
  waitingMails: (marked, total) =>
    marked === 0
      ? `No mail of Malleposte in the mailbox (${format.count(total, { one: 'mail', other: 'mails' })} altogether).`
      : `${format.count(marked, { one: 'mail of Malleposte waits', other: 'mails of Malleposte wait' })} (${format.number(total)} altogether).`,
  untouched: 'Nothing was taken out or marked as read.',
  columns: { from: 'From', date: 'Date', bytes: 'Size', subject: 'Subject' },
  askToPin: (host, fingerprint) =>
    `The server ${host} shows this certificate:\n${fingerprint}\nDid you compare it with its administrator's, and shall it be pinned?`,
  pinned: 'Certificate pinned; from now on only this one is accepted. Trying again…',
  pinWith: (flag) => `To pin this certificate: ${flag}`,
});
