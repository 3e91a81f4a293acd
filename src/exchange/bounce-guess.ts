/**
 * Bounces that carry no report for machines: Exim's and qmail's texts, Gmail's, Domino's, Exchange's in the language of the house. Guessed
 * from the sender, the subject and the words above the returned mail. That a mail of ours is quoted is checked by the caller.
 */
import { causeOf, isVague, statusIn } from './bounce-cause.ts';
import type { Verdict } from './bounce-verdict.ts';
import { foldWords, saysDelayed, saysDelivered, saysFinal, saysUndelivered } from './bounce-words.ts';
import type { MailHeaders } from './headers.ts';

/** What a text of a bounce says; undefined when it is none, or speaks of success. Never throws; linear in the first 32 Ki characters. */
export function guessBounce(headers: MailHeaders, text: string): Verdict | undefined {
  if (!looksLikeBounce(headers)) return undefined;
  const above = aboveReturnedMail(text.slice(0, maxTextLength));
  const words = foldWords(`${headers.subject}\n${above}`);
  const paragraphs = above.split(/\n[ \t\r]*\n/).map((paragraph) => paragraph.trim());
  const spoken = paragraphs.find((one) => statusIn(one) !== '') ?? paragraphs.find((one) => reply.test(one)) ?? '';
  if (spoken === '' && saysDelivered(words)) return undefined;
  if (spoken === '' && !saysUndelivered(words) && !saysDelayed(words) && headers.failedRecipients === '') return undefined;
  return verdictOf(words, spoken, paragraphs);
}

/** A daemon wrote it, or somebody who says so in the subject: those whose text is worth guessing at. */
export function looksLikeBounce(headers: MailHeaders): boolean {
  if (headers.reportType !== '' && headers.reportType !== 'delivery-status') return false; // a read receipt, a complaint
  if (headers.contentType !== 'multipart/report' && headers.isOurs) return false;
  return headers.failedRecipients !== '' || isDaemon(headers) || isBounceSubject(headers.subject);
}

const maxTextLength = 32_768;

function verdictOf(words: string, spoken: string, paragraphs: readonly string[]): Verdict {
  const status = statusIn(spoken);
  if (saysDelayed(words) && !saysFinal(words)) return { cause: 'delayed', status, detail: telling(spoken, paragraphs) };
  const cause = causeOf(status, spoken);
  const isTold = cause !== 'unknown' || !isVague(status);
  return { cause: isTold ? cause : causeOf('', words), status, detail: telling(spoken, paragraphs) };
}

/** The server's words from its code on; else the first paragraph that names a cause or the failure. */
function telling(spoken: string, paragraphs: readonly string[]): string {
  const at = spoken.search(reply);
  if (spoken !== '') return at < 0 ? spoken : spoken.slice(at).replace(/^\D/, '');
  const said = paragraphs.find((one) => causeOf('', one) !== 'unknown') ?? paragraphs.find((one) => saysUndelivered(foldWords(one)));
  return said ?? paragraphs.find((one) => one !== '') ?? '';
}

/** A reply code where a server's answer begins (RFC 5321 §4.2.3); other numbers are too common. */
const reply = /(?:^|[\s'"(:;>])(?:4(?:21|5[0-5])|5(?:2[13]|5[0-6]|71))(?=[ -]\D|-?#|[ -]\d\.\d)/m;

// ---------------------------------------------------------------- who writes, and above what

/** `Mailer-Daemon`, also without an address; postmasters; Exchange's and Domino's own names; the empty sender. */
function isDaemon({ from, fromText }: MailHeaders): boolean {
  const user = (from.split('@')[0] ?? '').toLowerCase();
  if (/^(?:mailer-?daemon|mail-daemon|postmaster|microsoftexchange[0-9a-f]{20,})\b/.test(user)) return true;
  return fromText.replaceAll(' ', '') === '<>' || (from === '' && /mailer-daemon|postmaster/i.test(fromText));
}

const isBounceSubject = (subject: string): boolean => bounceSubject.test(foldWords(subject));

/** At the beginning only: `RE:` and `TR:` are people. */
const bounceSubject =
  /^ ?(?:undeliver|mail (?:system error|delivery|could not be delivered)|failure notice|returned mail|delivery (?:failure|status|has failed|notification)|warning: (?:could not send|message)|non remis|echec de (?:la )?remise|message non (?:remis|distribue)|notification d.etat|remise differee|unzustellbar|nicht zustellbar|delayed|retarde|verzogert)/;

/** The returned mail, or its headers, follow what the server has to say; its words are ours. */
function aboveReturnedMail(text: string): string {
  const at = text.search(returnedMail);
  return at < 0 ? text : text.slice(0, at);
}

/** Among other header lines a Message-ID begins a returned block; alone it may be quoted in the middle of the explanation. */
const returnedMail =
  /^[> \t]{0,9}(?:return-path|received|x-malleposte)[ \t]{0,3}:|^[> \t]{0,9}message-id:[^\n]{0,400}\n[> \t]{0,9}[a-z-]{2,40}:|^[ \t]{0,9}-{2,80}[^\n]{0,60}(?:copy|original|headers|copie|kopie|urspr)/im;
