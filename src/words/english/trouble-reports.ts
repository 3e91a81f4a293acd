/** What is told when something is wrong, in English: alerts, quarantine, the check of what is stored. */
import type { Format } from '../format.ts';
import type { AlertWords, CheckWords, HookWords, QuarantineWords } from '../trouble.ts';
import type { Ways } from '../ways.ts';

const mails = { one: 'mail', other: 'mails' };

export const englishAlerts = (format: Format, ways: Ways): AlertWords => ({
  silent: (site, lastContactAt) => [
    lastContactAt === ''
      ? `${site} was admitted and has never been heard of.`
      : `${site} is silent: nothing has come from it since ${format.date(lastContactAt)}.`,
    `Look there: ${ways.visit}`,
  ],
  duplicated: (site) => `${site} began several numberings within a week: two machines seem to be this one site.`,
  stripped: (site) => `Mails of ${site} arrive without their attachment: a mail filter takes it away.`,
  bounced: (site, cause) => `An answer to ${site} came back: ${cause}.`,
  undelivered: (cause) => `The mails of this site come back: ${cause}.`,
  mailServer: ({ lastOkAt, failures, reason }) => [
    `No contact with the mail server: ${format.count(failures, { one: 'poll', other: 'polls in a row' })} failed (${reason}); ${lastOkAt === '' ? 'it was never reached' : `it was last reached on ${format.date(lastOkAt)}`}. This does not mean that there was no mail.`,
    `Run ${ways.testConnection}: it shows the step that fails and what to do about it.`,
  ],
  pendingDisposals: (count) =>
    `${format.count(count, { one: 'mail was treated, but the server does not let it go', other: 'mails were treated, but the server does not let them go' })}; the next run tries again.`,
  refused: (count) =>
    `${format.count(count, { one: 'mail does not fit what is known here; its receipt says so', other: 'mails do not fit what is known here; their receipts say so' })}. See the trace.`,
  bounces: (count) => `${format.count(count, { one: 'mail of ours came back', other: 'mails of ours came back' })}; see the trace.`,
  stored: (count) =>
    `${format.count(count, { one: 'volume of a parcel in several mails', other: 'volumes of parcels in several mails' })}.`,
  left: (count) => `${format.count(count, mails)} left for the next run: this one's budget is spent.`,
  leftByStop: (count) => `${format.count(count, mails)} left for the next run.`,
  stopped: 'Stopped on request: what is done is done, and the next run goes on from there.',
  volumes: (posted, of) => `In this run ${format.number(posted)} of its ${format.number(of)} volumes were sent.`,
});

export const englishHooks = (format: Format): HookWords => ({
  ran: (count) =>
    `${format.count(count, { one: 'program of the folder "hooks" was run', other: 'programs of the folder "hooks" were run' })}.`,
  failed: (count) =>
    `${format.count(count, { one: 'program of the folder "hooks" did not do its work', other: 'programs of the folder "hooks" did not do their work' })}; nothing else depends on it:`,
});

export const englishQuarantine = (format: Format): QuarantineWords => ({
  none: 'Nothing is in quarantine.',
  columns: { id: 'Id', at: 'Date', name: 'Name', reason: 'Reason', bytes: 'Size' },
  rows: {
    id: 'Id',
    at: 'Since',
    name: 'Name',
    bytes: 'Size',
    reason: 'Reason',
    from: 'From',
    subject: 'Subject',
    date: 'Date',
    messageId: 'Message-ID',
  },
  written: (path, bytes) => `Written: ${path} (${format.bytes(bytes)})`,
  taken: (id, outcome) => `${id}: ${outcome}.`,
  stays: (id, reason) => `${id} stays: ${reason}.`,
  nothing: 'Nothing to try again.',
  dropped: (count) => `${format.count(count, { one: 'mail dropped', other: 'mails dropped' })} from quarantine.`,
  askToDrop: (count) => `Drop ${format.count(count, mails)} from quarantine for good?`,
});

const checks: CheckWords['checks'] = {
  database: 'Databases, page by page',
  originals: 'Original files, byte for byte',
  files: 'Files of the dossiers',
  states: 'States of the dossiers',
  assets: 'Assets',
  software: 'Software of the assets',
  numbers: 'Numbers of the parcels',
  volumes: 'Volumes of parcels that are not complete',
  outgoing: 'Mails that are kept for sending',
  arrivals: 'Mails of the mailbox',
  'high-water': 'Second memory of the last number',
  parcels: 'Parcels sent',
  listings: 'Lists of files sent',
  quarantine: 'Quarantine',
};

const problems: CheckWords['problems'] = {
  'database-damaged': 'the database is damaged',
  'original-damaged': 'an original file is damaged',
  'original-missing': 'an original file is missing',
  'file-lost': 'a file of the dossier is missing',
  'state-differs': 'the dossier is not the one that was acknowledged',
  'count-differs': 'the number of files is wrong',
  'asset-lost': 'an asset is missing',
  'software-differs': 'the software of an asset is incomplete',
  'number-differs': 'the number of the last parcel is wrong',
  'volume-damaged': 'a volume is damaged',
  'mail-damaged': 'a mail kept for sending is damaged',
  'arrival-invalid': 'what becomes of a mail is not noted rightly',
  'high-water-behind': 'the second memory is behind',
  'high-water-damaged': 'the second memory cannot be read',
  'database-behind': 'the database is older than the second memory: it was restored or copied',
  'listing-differs': 'a list of files is not that of its parcel',
  'quarantine-altered': 'something in quarantine was altered',
};

const remedies: CheckWords['remedies'] = {
  'database-damaged':
    'Stop the schedule, put the file aside, put back a backup; without one, begin with an empty dossier: the sites send everything again. Check the disk.',
  'original-damaged': 'Check the disk. Ask the site for its whole dossier: "malleposte send --new-epoch" over there.',
  'original-missing': 'Ask the site for its whole dossier: "malleposte send --new-epoch" over there.',
  'file-lost': '"malleposte check --repair" puts it back from its original.',
  'state-differs': '"malleposte check --repair" notes what is really there; the site then sends its whole dossier by itself.',
  'count-differs': '"malleposte check --repair" counts again.',
  'asset-lost': '"malleposte check --repair" reads it again from its original.',
  'software-differs': '"malleposte check --repair" reads it again from the original.',
  'number-differs': '"malleposte check --repair" raises it.',
  'volume-damaged': 'Nothing to do: the parcel is refused when it is complete, and sent again.',
  'mail-damaged': 'Nothing to do: what it said goes with the next mail.',
  'arrival-invalid': 'Look at this mail in the mailbox, and put it away by hand.',
  'high-water-behind': '"malleposte check --repair" raises it.',
  'high-water-damaged': '"malleposte check --repair" writes it again from the database.',
  'database-behind': 'Nothing to do: the next sending begins a new numbering and carries the whole dossier.',
  'listing-differs': 'Nothing to do: the next parcel carries the whole dossier.',
  'quarantine-altered': 'Drop it: "malleposte quarantine drop ID".',
};

export const englishCheck = (format: Format): CheckWords => ({
  checks,
  problems,
  remedies,
  fine: (examined) => `${format.number(examined)} examined, all well`,
  found: (examined, count) => `${format.number(examined)} examined, ${format.count(count, { one: 'problem', other: 'problems' })}`,
  repaired: 'repaired',
  clean: 'All that is stored is as it should be.',
  summary: (count, repaired) =>
    `${format.count(count, { one: 'problem', other: 'problems' })}${repaired > 0 ? `, ${format.number(repaired)} repaired` : ''}.`,
  tryRepair: 'What can be computed again is repaired with',
});
