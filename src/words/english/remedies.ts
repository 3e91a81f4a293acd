/** What to do about the reasons of traces, quarantine and alerts, in English. A code that needs nothing has no sentence. */
import type { CodeWords } from '../codes.ts';
import type { Ways } from '../ways.ts';

const nothing = 'Nothing to do: the site sends it again by itself.';
const tooMuchOf = (ways: Ways): string =>
  `Raise the limit of the settings that the reason names (${ways.someLimits}), then ${ways.retrying}; if no honest parcel needs it, drop it.`;
const heavyOf = (ways: Ways): string =>
  `Run ${ways.retrying} when the machine is less busy, or raise ${ways.limit('limits.maxReadingSeconds')}; a newer version may read it, too.`;
const atTheAgent = 'Repair or run again the inventory agent of that machine: the next parcel carries the new file.';

export const englishRemedies = (ways: Ways): CodeWords['remedies'] => ({
  ...plainRemedies,
  E_ZIP: tooMuchOf(ways),
  E_STATE: `Nothing to do: the site answers with its whole dossier. If it comes back, run ${ways.check}.`,
  E_DEADLINE: heavyOf(ways),
  E_MEMORY: heavyOf(ways),
  E_CRASH: heavyOf(ways),
  E_TOKEN_USED: `Somebody else used the multi-site key: ${ways.inviteAnew}.`,
  E_ROTATE: `If nobody at that site ran ${ways.rotatedThere}, its machine may be stolen: ${ways.inviteAnew}.`,
  E_COMMON_KEY: `Somebody may hold the head office’s keys: ${ways.rotateCommon}, on a clean machine.`,
  attempts: heavyOf(ways),
  unanswered: `Ask the head office ${ways.askCommon}; check its mail address. Nothing is lost: the dossier goes again.`,
  duplicated: `Keep one machine for this site. On a copy, or after a restore, run ${ways.newEpoch} once; enrol any other machine under its own name.`,
  undelivered: `See the return in ${ways.bounces}; the alert goes away with the next receipt.`,
  'bounce-unknown': `Read what the server says in ${ways.trace}, and ask the mail administrator.`,
  'too-large': `Raise ${ways.limit('limits.maxEntryBytes')} (or ${ways.limit('limits.maxMessageBytes')} for a mail), then try again.`,
  'too-deep': `Raise ${ways.limit('limits.maxXmlDepth')} if the file is honest, then try again.`,
  'too-many-nodes': `Raise ${ways.limit('limits.maxXmlNodes')} if the file is honest, then try again.`,
});

/** The same at every door. */
const plainRemedies: CodeWords['remedies'] = {
  E_BODY: nothing,
  E_SEAL: 'Usually nothing: the site sends it again. If it lasts, the site has an older key of ours: invite it again.',
  E_PARCEL: nothing,
  E_VOLUMES: nothing,
  E_EPOCH:
    'Nothing once: the site begins a new numbering. If it comes back, two machines use one home: keep one, and enrol the other under its own name.',
  E_BASE: 'Nothing to do: the site answers with its whole dossier.',
  'cannot-open': nothing,
  stripped:
    'Ask the mail administrator of that site, and yours, to let attachments named .malle (application/octet-stream) through; what was lost is sent again.',
  'bounce-bad-address': 'Check that the mailbox of the recipient still exists and that its address has not changed.',
  'bounce-mailbox-full': 'Have the mailbox of the recipient emptied, or its quota raised; the mail goes again by itself.',
  'bounce-too-large': 'Nothing to do: the parcel goes again in volumes of half the size.',
  'bounce-policy':
    'Ask the mail administrators to let mails of this sender with attachments named .malle through; encryption cannot be scanned.',
  'bounce-expired': 'Check that the mail server of the recipient works; the mail goes again by itself.',
  'disposal-refused': 'Give this account the right to delete or move mails, or empty its mailbox; the next run tries again.',
  unsupported: 'Choose a disposal that this mailbox knows (settings afterMerged, afterRefused, afterQuarantined): POP3 only deletes.',
  'no-backup': 'Make room on the disk, or switch off backupMails; the mail waits in the mailbox.',
  'disk-full': 'Make room on the disk; nothing is lost.',
  empty: atTheAgent,
  'damaged-compression': atTheAgent,
  'malformed-xml': atTheAgent,
  'malformed-json': atTheAgent,
  'undecodable-text': atTheAgent,
  'no-device': atTheAgent,
  'not-an-inventory': 'Leave the file out at the site (preference exclude), or install a newer version here and try again.',
  doctype: 'Leave the file out at the site (preference exclude): inventory agents write no DOCTYPE.',
  'forbidden-key': 'Leave the file out at the site (preference exclude): no inventory agent writes this.',
};
