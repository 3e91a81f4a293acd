/** Settings as they may be printed: whatever looks like a secret is hidden, although none belongs there (threat T21). */
import type { Settings } from './settings.ts';

const hidden = '***';

/**
 * Any text that may hold URLs, with passwords and secret-looking options hidden: `imaps://user:***@host`. Linear, whatever the text: it may
 * be a server's answer.
 */
export const redactUrl = (text: string): string =>
  text.replace(/\S+/g, hidePassword).replace(/([?&][^=&\s]{0,40}(?:pass|pwd|token|secret|key)[^=&\s]{0,40}=)[^&\s]+/gi, `$1${hidden}`);

/** From the first colon behind a `://` and a user up to the last `@`: passwords hold both. */
const hidePassword = (word: string): string => {
  const end = word.lastIndexOf('@');
  for (let scheme = word.indexOf('://'); scheme >= 0 && scheme < end; scheme = word.indexOf('://', scheme + 3)) {
    const colon = afterUser(word, scheme + 3);
    if (scheme > 0 && word[colon] === ':' && colon < end) return `${word.slice(0, colon)}:${hidden}${word.slice(end)}`;
  }
  return word;
};

const afterUser = (word: string, from: number): number => {
  let at = from;
  while (at < word.length && word[at] !== ':' && word[at] !== '/') at++;
  return at;
};

/** For `status`, logs and bug reports. */
export const redactSettings = (settings: Settings): Settings => ({
  ...settings,
  mailbox: redactUrl(settings.mailbox),
  outbox: redactUrl(settings.outbox),
});
