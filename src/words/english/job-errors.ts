/** What the jobs refuse, in English. */
import type { RefusedJob } from '../../jobs/refusals.ts';
import { quoteAnswer } from '../causes.ts';
import type { ErrorWords } from '../error-words.ts';
import { englishRoles, englishSiteStates } from './codes.ts';

export const englishJobErrors: ErrorWords<RefusedJob['kind']> = {
  'not-joined': (_error, _format, ways) => ({
    what: 'This site belongs to no common site; nothing was sent.',
    why: 'No multi-site key has been pasted here yet.',
    remedy: `Ask the head office for its key (${ways.firstInvitation}), then ${ways.joinHere}.`,
  }),
  'already-joined': ({ site }, _format, ways) => ({
    what: `This installation is the site "${site}" already.`,
    why: 'The key is for another site or another company; an installation belongs to one only.',
    remedy: `For another site, create another installation ${ways.anotherHome}. To change company, put this home aside first.`,
  }),
  'wrong-role': ({ role, needed }, _format, ways) => ways.wrongRole(englishRoles[role] ?? role, englishRoles[needed] ?? needed),
  'key-truncated': () => ({
    what: 'The multi-site key is truncated; nothing was changed.',
    why: 'A piece of it is missing, often at the end.',
    remedy: 'Copy it whole, from "MALLE1-" to the last character; spaces and line breaks do no harm.',
  }),
  'key-damaged': ({ detail }) => ({
    what: 'The multi-site key is damaged, or is none; nothing was changed.',
    why: `Its checksum does not fit${detail ? ` (${detail})` : ''}.`,
    remedy: 'Copy it again from the original, or ask the head office for another one.',
  }),
  'key-expired': ({ expires }, format, ways) => ({
    what: 'The multi-site key has expired; nothing was changed.',
    why: `It was valid until ${format.date(expires)}.`,
    remedy: `Ask the head office for a new key (${ways.nextInvitation}). Check the date of this machine, too.`,
  }),
  'not-admitted': ({ state }, _format, ways) => ({
    what: 'This site is not admitted to a company; nothing was changed.',
    why: `Its state: ${englishSiteStates[state] ?? state}.`,
    remedy: `Wait for the admission (${ways.readingAdmission} reads it), or ask the head office for a new key and ${ways.joinAgain}.`,
  }),
  'recovery-exists': ({ key }) => ({
    what: 'There is a recovery key already; nothing was changed.',
    why: `It was made once (${key}), and the sites keep the first one that they are told.`,
    remedy: 'Look for the paper with its secret. If it is lost, only new invitations can give the sites another one.',
  }),
  'recovery-damaged': () => ({
    what: 'This is no recovery secret, or there is a slip in it; nothing was changed.',
    why: 'Its checksum does not fit.',
    remedy: 'Type it again from the paper, from "MALLE-RECOVERY-" to the last group of four.',
  }),
  'recovery-other': ({ isMade }) => ({
    what: 'This secret is not the one of this company; nothing was changed.',
    why: isMade ? 'The recovery key of this home is another one.' : 'No recovery key was ever made in this home.',
    remedy: isMade
      ? 'Look for the paper that was printed by "malleposte recovery create" on this home.'
      : 'Run "malleposte rotate" without it, then invite again each site that does not hear of it.',
  }),
  'site-unknown': ({ site }, _format, ways) => ({
    what: `The site "${site}" does not exist here.`,
    why: 'No invitation carries this id.',
    remedy: ways.siteIds,
  }),
  'site-exists': ({ site, state }, _format, ways) => ({
    what: `The site "${site}" exists already (${englishSiteStates[state] ?? state}); nothing was changed.`,
    why: 'Two sites cannot have the same id.',
    remedy: `Choose another id; or dismiss this one first (${ways.revoke(site)}), then invite it again.`,
  }),
  'site-not-pending': ({ site, state }, _format, ways) => ({
    what: `The site "${site}" does not wait for admission.`,
    why: `Its state: ${englishSiteStates[state] ?? state}.`,
    remedy: `An invited site waits for admission once its key was pasted and ${ways.receiving} has read its first mail.`,
  }),
  'site-name-invalid': ({ site }, _format, ways) => ({
    what: `"${site}" cannot be the id of a site.`,
    why: 'It travels in mails and file names: lower-case letters without accents, digits, ".", "_" and "-", at most 48; "common" is reserved.',
    remedy: `Choose a short id (lyon, north-office); the full name is given ${ways.fullName}.`,
  }),
  'parcel-too-large': ({ bytes, limit }, format) => ({
    what: 'The dossier is too large for one sending; nothing was sent.',
    why: `The parcel would have ${format.bytes(bytes)}, the limit is ${format.bytes(limit)}.`,
    remedy: 'Leave files out (settings include and exclude) or raise the limit, if the mail server takes it.',
  }),
  'import-refused': ({ path, reason, detail }) => ({
    what: `Nothing was imported: ${path} is refused as a whole.`,
    why: `Reason: ${quoteAnswer(`${reason} ${detail}`.trim())}.`,
    remedy:
      'If it is an archive, unpack it and import the folder. If it is beyond a limit, import it in parts, or raise the limit (settings limits-…).',
  }),
  'too-many-files': ({ files, limit }, format) => ({
    what: 'The dossier has too many files for one sending; nothing was sent.',
    why: `There are ${format.number(files)}, the limit is ${format.number(limit)}.`,
    remedy: 'Leave out what is no inventory (settings include and exclude), or raise the limit at both ends (limits-max-entries).',
  }),
  'test-not-arrived': ({ waitedMs }, format, ways) => ({
    what: 'The test mail was accepted by the server, but did not arrive.',
    why: `Nothing in the mailbox after ${format.duration(waitedMs)}.`,
    remedy: `It may only be late: look into the mailbox in a few minutes (${ways.lookingIntoMailbox}), and into its spam folder.`,
  }),
  'file-not-droppable': ({ id }, _format, ways) => ({
    what: `Nothing was dropped: ${quoteAnswer(id)} is no mail in quarantine.`,
    why: 'It is a file of that site’s dossier, kept byte for byte like all others; only its content could not be read.',
    remedy: `It leaves the list when the site sends it repaired or no more, or when ${ways.retrying} can read it.`,
  }),
  'settings-changed': () => ({
    what: 'Somebody else changed the settings meanwhile; nothing was written.',
    why: 'They are no longer those that were shown.',
    remedy: 'Show them again, then make your change once more.',
  }),
  'preferences-changed': () => ({
    what: 'Somebody else changed the preferences meanwhile; nothing was written.',
    why: 'A file in the folder of preferences is no longer the one that was shown.',
    remedy: 'Keep your text, show the preferences again, then make your change once more.',
  }),
  'words-differ': ({ site }) => ({
    what: `The site "${site}" was not admitted: its four words are not those that were compared.`,
    why: 'Another request to join came in meanwhile, with another key.',
    remedy: 'Show the words again and compare them with the agency by telephone before you admit it.',
  }),
  'same-asset': ({ id }, _format, ways) => ({
    what: `Both ids name the same record: ${id}.`,
    why: 'A decision is about two different ones.',
    remedy: ways.twoAssets,
  }),
  'kept-apart': ({ a, b }, _format, ways) => ({
    what: `Nothing was merged: ${a} and ${b} stay apart.`,
    why: 'Somebody said that these machines, or others that are one with them, are two.',
    remedy: `See that decision ${ways.decisions}, and take it back with ${ways.undoing}.`,
  }),
  'nothing-decided': ({ a, b }, _format, ways) => ({
    what: `There is no decision to undo between ${a} and ${b}.`,
    why: 'Nobody decided anything about these two machines, or it is undone already.',
    remedy: `See the decisions ${ways.decisions}.`,
  }),
  'field-unknown': ({ field, fields }) => ({
    what: `There is no field ${quoteAnswer(field)}; nothing was changed.`,
    why: `Possible fields: ${fields.join(', ')}`,
    remedy: 'Correct the name, or declare your field in the setting "fields".',
  }),
  'field-changed': ({ field, expected, value, by }, _format, ways) => ({
    what: `The field ${quoteAnswer(field)} was changed meanwhile; nothing was written.`,
    why: `Expected: ${quoteAnswer(expected)}; now there is ${quoteAnswer(value)}${by === '' ? '' : ` (${by})`}.`,
    remedy: ways.editAgain,
  }),
};
