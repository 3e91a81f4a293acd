/** What to do about the reasons of traces, quarantine and alerts, in English. A code that needs nothing has no sentence. */
import type { CodeWords } from '../codes.ts';

const nothing = 'Nothing to do: the site sends it again by itself.';
const tooMuch =
  'Raise the limit of the settings that the reason names (limits-…), then "malleposte quarantine retry"; if no honest parcel needs it, drop it.';
const heavy =
  'Run "malleposte quarantine retry" when the machine is less busy, or raise limits-max-reading-seconds; a newer version may read it, too.';
const atTheAgent = 'Repair or run again the inventory agent of that machine: the next parcel carries the new file.';

export const englishRemedies: CodeWords['remedies'] = {
  E_BODY: nothing,
  E_SEAL: 'Usually nothing: the site sends it again. If it lasts, the site has an older key of ours: invite it again.',
  E_ZIP: tooMuch,
  E_PARCEL: nothing,
  E_VOLUMES: nothing,
  E_EPOCH:
    'Nothing once: the site begins a new numbering. If it comes back, two machines use one home: keep one, and enrol the other under its own name.',
  E_BASE: 'Nothing to do: the site answers with its whole dossier.',
  E_STATE: 'Nothing to do: the site answers with its whole dossier. If it comes back, run "malleposte check".',
  E_DEADLINE: heavy,
  E_MEMORY: heavy,
  E_CRASH: heavy,
  E_TOKEN_USED: 'Somebody else used the multi-site key: "malleposte revoke SITE", then "malleposte invite SITE".',
  E_ROTATE:
    'If nobody at that site ran "malleposte rotate", its machine may be stolen: "malleposte revoke SITE", then "malleposte invite SITE".',
  E_COMMON_KEY: 'Somebody may hold the head office’s keys: "malleposte rotate --recovery-file FILE", on a clean machine.',
  attempts: heavy,
  'cannot-open': nothing,
  stripped:
    'Ask the mail administrator of that site, and yours, to let attachments named .malle (application/octet-stream) through; what was lost is sent again.',
  unanswered:
    'Ask the head office whether "malleposte receive" runs there and what its "malleposte sites" says; check its mail address. Nothing is lost: the dossier goes again.',
  duplicated:
    'Keep one machine for this site. On a copy, or after a restore, run "malleposte send --new-epoch" once; enrol any other machine under its own name.',
  undelivered: 'See the return in "malleposte trace list --kind bounce"; the alert goes away with the next receipt.',
  'bounce-bad-address': 'Check that the mailbox of the recipient still exists and that its address has not changed.',
  'bounce-mailbox-full': 'Have the mailbox of the recipient emptied, or its quota raised; the mail goes again by itself.',
  'bounce-too-large': 'Nothing to do: the parcel goes again in volumes of half the size.',
  'bounce-policy':
    'Ask the mail administrators to let mails of this sender with attachments named .malle through; encryption cannot be scanned.',
  'bounce-expired': 'Check that the mail server of the recipient works; the mail goes again by itself.',
  'bounce-unknown': 'Read what the server says in "malleposte trace list", and ask the mail administrator.',
  'disposal-refused': 'Give this account the right to delete or move mails, or empty its mailbox; the next run tries again.',
  unsupported: 'Choose a disposal that this mailbox knows (settings afterMerged, afterRefused, afterQuarantined): POP3 only deletes.',
  'no-backup': 'Make room on the disk, or switch off backupMails; the mail waits in the mailbox.',
  'disk-full': 'Make room on the disk; nothing is lost.',
  'too-large': 'Raise limits-max-entry-bytes (or limits-max-message-bytes for a mail), then try again.',
  'too-deep': 'Raise limits-max-xml-depth if the file is honest, then try again.',
  'too-many-nodes': 'Raise limits-max-xml-nodes if the file is honest, then try again.',
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
