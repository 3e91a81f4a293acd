/**
 * Mails of ours that arrived without what they carried: a gateway took the attachment away or changed it (mail.md F12). Headers can be
 * forged, so this is worth a line for the administrator, never an answer.
 */
import type { MailHeaders } from './headers.ts';
import { isOwnMessageId } from './protocol.ts';

/** `messageId` is '' when the gateway gave the mail another one. */
export type AlteredMail = { readonly messageId: string };

/** For a mail in which no envelope was found: undefined when it never said that it was ours, or when it is a report about one. */
export function readAltered(headers: MailHeaders): AlteredMail | undefined {
  if (!headers.isOurs || headers.contentType === 'multipart/report') return undefined;
  return { messageId: isOwnMessageId(headers.messageId) ? headers.messageId : '' };
}
