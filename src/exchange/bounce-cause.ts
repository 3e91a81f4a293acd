/**
 * Why a mail was refused, from the enhanced status (RFC 3463), else from the words of the servers that give none or `5.0.0`. Codes go before
 * words, because 552 means three things: too large (RFC 1870), mailbox full (`552 5.2.2`) and forbidden content (Gmail's `552-5.7.0`).
 */
import { foldWords, saysBadAddress, saysExpired, saysMailboxFull, saysPolicy, saysTooLarge } from './bounce-words.ts';

export type BounceCause = 'bad-address' | 'mailbox-full' | 'too-large' | 'policy' | 'delayed' | 'expired' | 'unknown';

/** An enhanced status in a server's answer: behind a reply code if there is one, else anywhere; '' when there is none. */
export function statusIn(answer: string): string {
  return behindReply.exec(answer)?.[1] ?? standing.exec(answer)?.[1] ?? '';
}

/** An IP address or a version number has more dots. */
const behindReply = /(?<![\d.])[45]\d\d[ -]{1,3}[#(]?([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;
const standing = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;

/** `5.0.0` says no more than "no", whatever the class. */
export const isVague = (status: string): boolean => status === '' || status.endsWith('.0.0');

/**
 * The cause of a mail given up. `status` is an enhanced status or '', `answer` what the server said. A temporary status (4.x.x) on a mail
 * that was given up means that its time was over, unless it says why.
 */
export function causeOf(status: string, answer: string): BounceCause {
  const words = foldWords(answer);
  return (
    ofSizeOrQuota(status) ??
    (saysTooLarge(words) ? 'too-large' : undefined) ??
    ofStatus(status) ??
    ofWords(words) ??
    (reply552.test(answer) ? 'too-large' : 'unknown')
  );
}

/**
 * Does a server's refusal at SMTP mean "too large", so that smaller mails may pass. `code` is the enhanced status, or the reply code where
 * there is none; `answer` the server's words. 552 alone does (RFC 1870 §6.1); 552 with a quota or a policy does not.
 */
export const isSizeRefusal = (code: string, answer: string): boolean =>
  causeOf(statusIn(code) || statusIn(answer), `${code} ${answer}`) === 'too-large';

const reply552 = /(?<![\d.])552(?![\d.])/;

/** X.2.3 message length, X.3.4 message too big; X.2.2 mailbox full (RFC 3463 §3.3, §3.4). */
function ofSizeOrQuota(status: string): BounceCause | undefined {
  if (/^\d\.(?:2\.3|3\.4)$/.test(status)) return 'too-large';
  return /^\d\.2\.2$/.test(status) ? 'mailbox-full' : undefined;
}

/** 5.4.1 and 5.4.310 are Microsoft's for an unknown recipient or domain, 5.4.4 Postfix's for an unknown host, X.4.300 Microsoft's for X.4.7. */
function ofStatus(status: string): BounceCause | undefined {
  if (/^\d\.4\.(?:7|300)$/.test(status) || status.startsWith('4.')) return 'expired';
  if (/^5\.7\.\d+$/.test(status)) return 'policy';
  return /^5\.1\.\d+$|^5\.4\.(?:1|4|310)$/.test(status) && !status.endsWith('.0.0') ? 'bad-address' : undefined;
}

function ofWords(words: string): BounceCause | undefined {
  if (saysMailboxFull(words)) return 'mailbox-full';
  if (saysExpired(words)) return 'expired';
  if (saysBadAddress(words)) return 'bad-address';
  return saysPolicy(words) ? 'policy' : undefined;
}
