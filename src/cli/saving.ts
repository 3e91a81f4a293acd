/** A file that a command leaves behind. One that is there already is left alone unless the person says otherwise. */
import { err, type Result } from '../result.ts';
import type { ExplainedError } from '../words/error-words.ts';
import type { Context } from './context.ts';

export type NewFile = {
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  /** The flag that the command has for it, and whether it is given. */
  readonly replace?: { readonly flag: string; readonly isOn: boolean };
};

/** `path` absolute. What breaks while it is written leaves no half of a file. */
export async function saveNewFile(
  { environment }: Context,
  path: string,
  { content, replace }: NewFile,
): Promise<Result<void, ExplainedError>> {
  const written = await environment.writeNewFile(path, content, { replaces: replace?.isOn === true });
  if (written.ok || written.error.kind !== 'file-unreadable' || written.error.cause !== 'EEXIST') return written;
  return err({ kind: 'file-exists', path, flag: replace?.flag ?? '' });
}
