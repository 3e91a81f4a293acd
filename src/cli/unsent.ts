/** Mails that the server did not take, in a sentence for each reason. */
import { sayCode } from '../words/codes.ts';
import type { Context } from './context.ts';
import { isRefusal } from './exit.ts';

/** [] when all went. */
export function sayUnsent(context: Context, unsent: readonly { readonly error: string }[]): readonly string[] {
  const { reports, codes } = context.speech;
  const errors = [...new Set(unsent.map(({ error }) => error))];
  return errors.map((error) => {
    const count = unsent.filter((mail) => mail.error === error).length;
    const reason = sayCode(codes.transport, error);
    return isRefusal(error) ? reports.refused(count, reason) : reports.unsent(count, reason);
  });
}
