/** What goes wrong between us and a mail server, in English. */
import type { TransportError } from '../../transport/port.ts';
import { causeSentence, quoteAnswer } from '../causes.ts';
import type { ErrorWords } from '../error-words.ts';
import { englishCauses } from './causes.ts';

const again = 'Nothing is lost: run again later, or leave it to the next scheduled run.';

export const englishMailErrors: ErrorWords<TransportError['kind']> = {
  unreachable: ({ host, port, cause }, _format, ways) => ({
    what: `The server ${host}, port ${port}, cannot be reached.`,
    why: causeSentence(cause, englishCauses),
    remedy: `Check the Internet connection, the server's name and the port with ${ways.testConnection}. ${again}`,
  }),
  certificate: ({ host, port, cause, fingerprint }, _format, ways) => ({
    what: `The certificate of the server ${host}, port ${port}, is not trusted; nothing was told to it.`,
    why: `${causeSentence(cause, englishCauses)}${fingerprint ? ` SHA-256 fingerprint shown: ${fingerprint}` : ''}`,
    remedy: `Give this server's certificate authority (${ways.authority}). Failing that, compare this fingerprint with the one that the server's administrator tells you, and pin it (${ways.fingerprints}).`,
  }),
  'no-tls': ({ host, port }) => ({
    what: `The server ${host}, port ${port}, offers no encrypted connection.`,
    why: 'Encryption (STARTTLS) is required: without it the password would travel in clear.',
    remedy: 'Use the encrypted address (imaps://, pop3s://, smtps://). On a safe network only, add "?tls=off" to the server\'s address.',
  }),
  credentials: ({ host, user, answer }, _format, ways) => ({
    what: `The server ${host} refuses the account "${user}".`,
    why:
      answer === 'no-password'
        ? 'No password is stored here for this account.'
        : answer
          ? `Its answer: ${quoteAnswer(answer)}`
          : 'The account name or the password is wrong.',
    remedy: `Check the account and give the right password: ${ways.password}. Some providers want an application password. No other attempt is made until then.`,
  }),
  busy: ({ host, answer }) => ({
    what: `The mailbox is busy on ${host}.`,
    why: answer ? `The server's answer: ${quoteAnswer(answer)}` : 'Another program is polling it right now.',
    remedy: `Close the mail program that polls this mailbox; an address of Malleposte's own avoids such conflicts. ${again}`,
  }),
  timeout: ({ host, command }) => ({
    what: `The server ${host} did not answer in time.`,
    why: `It stayed silent during the command ${command}.`,
    remedy: again,
  }),
  protocol: ({ host, command, answer }) => ({
    what: `The answer of the server ${host} makes no sense.`,
    why: `Command ${command}, answer: ${quoteAnswer(answer) || 'empty'}`,
    remedy: `Check that the address names this kind of server (IMAP, POP3 or SMTP) and the right port. ${again}`,
  }),
  'no-such-folder': ({ host, folder }) => ({
    what: `The folder "${folder}" does not exist in the mailbox, on ${host}.`,
    why: 'The address of the mailbox, or a setting such as afterMerged (move:FOLDER), names a folder that the server does not know.',
    remedy: 'Create this folder in the mailbox, or correct the setting; the main folder is called INBOX.',
  }),
  gone: ({ id }) => ({
    what: 'A mail vanished from the mailbox while it was being polled.',
    why: `Another program took or deleted it (number ${id}).`,
    remedy: 'Keep this mailbox for Malleposte alone. The distant site sends again what was not confirmed.',
  }),
  'too-large': ({ bytes, limit }, format) => ({
    what: `The mail is too large: ${format.bytes(bytes)}.`,
    why: `The server, or our own limits, take no more than ${format.bytes(limit)}.`,
    remedy: "Make the dossier smaller (settings include and exclude), or ask the server's administrator for a higher limit.",
  }),
  refused: ({ host, code, answer }) => ({
    what: `The server ${host} refuses this mail for good.`,
    why: `Its answer: ${[code, quoteAnswer(answer)].filter((part) => part !== '').join(' ') || 'no explanation'}`,
    remedy: "Check the sender's and the recipient's addresses, then show this answer to the server's administrator.",
  }),
  deferred: ({ host, code, answer }) => ({
    what: `The server ${host} cannot take this mail now.`,
    why: `Its answer: ${[code, quoteAnswer(answer)].filter((part) => part !== '').join(' ') || 'no explanation'}`,
    remedy: `The mail stays in the queue. ${again}`,
  }),
  'disposal-refused': ({ host, answer }) => ({
    what: `Treated mails could not be put away or deleted on ${host}.`,
    why: answer ? `The server's answer: ${quoteAnswer(answer)}` : 'The server refused without an explanation.',
    remedy: `Make room in the mailbox, or check this account's rights in its folders and the settings afterMerged, afterRefused and afterQuarantined. ${again}`,
  }),
  unsupported: ({ host, disposal }) => ({
    what: `The mailbox on ${host} cannot put mails away this way (${disposal}).`,
    why: 'POP3 can only delete mails, and no mail can be moved into the folder in which it lies.',
    remedy: 'Correct the settings afterMerged, afterRefused and afterQuarantined, or poll the mailbox by IMAP.',
  }),
  folder: ({ path, cause }) => ({
    what: `The mail folder ${path} cannot be used.`,
    why: causeSentence(cause, englishCauses),
    remedy: `Check that this folder exists (medium plugged in, share mounted) and that this account may write there. ${again}`,
  }),
};
