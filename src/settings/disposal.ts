/**
 * What becomes of a treated mail, as people write it: `delete`, `keep`, `flag`, `move:FOLDER`. Pure; ignores who does it and
 * whether the folder exists.
 */
import { err, ok, type Result } from '../result.ts';
import type { MailUrl } from './mail-url.ts';

/** For the mailbox port, but for `keep`, which is no call at all. */
export type WrittenDisposal =
  | 'keep'
  | { readonly how: 'delete' }
  | { readonly how: 'flag' }
  | { readonly how: 'move'; readonly folder: string };

export type BadDisposal = 'unknown' | 'folder' | 'same-folder' | 'pop3';

const maxFolderLength = 200;

/** Reads a disposal; blanks around the folder are dropped. */
export const readDisposal = (text: string): Result<WrittenDisposal, BadDisposal> => {
  if (text === 'keep') return ok(text);
  if (text === 'delete' || text === 'flag') return ok({ how: text });
  if (!text.startsWith('move:')) return err('unknown');
  const folder = text.slice('move:'.length).trim();
  const isPossible = folder.length <= maxFolderLength && !/[\u0000-\u001f\u007f%*]/.test(folder) && !/^[/.]|[/.]{2}|[/.]$|^$/.test(folder);
  return isPossible ? ok({ how: 'move', folder }) : err('folder');
};

/** The disposal that a checked setting names. Throws for a text that `readDisposal` refuses. */
export const disposalOf = (text: string): WrittenDisposal => {
  const disposal = readDisposal(text);
  if (!disposal.ok) throw new Error('disposals are checked when settings are read');
  return disposal.value;
};

/** Why this mailbox cannot do it, or undefined. POP3 can only delete (RFC 1939); no mail is moved to where it is. */
export const unfitDisposal = (disposal: WrittenDisposal, { protocol, folder }: MailUrl): BadDisposal | undefined => {
  if (disposal === 'keep' || disposal.how === 'delete') return undefined;
  if (protocol === 'pop3') return 'pop3';
  return disposal.how === 'move' && disposal.folder.toLowerCase() === folder.toLowerCase() ? 'same-folder' : undefined;
};
