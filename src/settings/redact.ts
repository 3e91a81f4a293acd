/** Settings as they may be printed: whatever looks like a secret is hidden, although none belongs there (threat T21). */
import type { Settings } from './settings.ts';

const hidden = '***';

/** Any text that may hold URLs, with passwords and secret-looking options hidden: `imaps://user:***@host`. */
export const redactUrl = (text: string): string =>
  text
    .replace(/([a-z][a-z0-9+.-]*:\/\/[^\s:/]*):[^\s]*@/gi, `$1:${hidden}@`)
    .replace(/([?&][^=&\s]*(?:pass|pwd|token|secret|key)[^=&\s]*=)[^&\s]+/gi, `$1${hidden}`);

/** For `status`, logs and bug reports. */
export const redactSettings = (settings: Settings): Settings => ({
  ...settings,
  mailbox: redactUrl(settings.mailbox),
  outbox: redactUrl(settings.outbox),
});
