/** Mails that the server did not take, in a sentence for each reason. */
import { sayUnsent as sayUnsentIn } from '../words/outcomes.ts';
import type { Context } from './context.ts';

/** [] when all went. */
export const sayUnsent = ({ speech }: Context, unsent: readonly { readonly error: string }[]): readonly string[] =>
  sayUnsentIn(speech, unsent);
