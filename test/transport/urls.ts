/** Mail URLs of the tests. */
import { type MailUrl, parseMailUrl } from '../../src/settings/mail-url.ts';

export const urlOf = (text: string): MailUrl => {
  const url = parseMailUrl(text);
  if (!url.ok) throw new Error(`${text}: ${url.error.reason}`);
  return url.value;
};
