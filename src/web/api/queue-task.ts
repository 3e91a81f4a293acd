/** The queue posted as a task. */
import type { Common } from '../../jobs/installation.ts';
import { postQueued } from '../../jobs/post.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { sayUnsent } from '../../words/outcomes.ts';
import type { Desk } from './desk.ts';
import type { Doing, Told, Work } from './tasks.ts';

/** At a common site; a distant one sends (sending-tasks.ts), because a posting of volumes is counted there. */
export const postWork =
  (desk: Desk): Work =>
  ({ tell, stop }: Doing) =>
    desk.hold(
      async (installation) => {
        const { role } = installation;
        return role === 'common' ? postAll(installation.common, tell) : err({ kind: 'wrong-role', role, needed: 'common', retry: 'never' });
      },
      { stop },
    );

type Posted = { readonly posted: number; readonly unsent: readonly { readonly messageId: string; readonly error: string }[] };

async function postAll(common: Common, tell: Doing['tell']): Promise<Result<Told<Posted>, ExplainedError>> {
  const { posted, unsent, error } = await postQueued(common, {
    isUrgent: true,
    onProgress: (progress) => tell({ fact: 'progress', progress }),
  });
  if (error && posted.length === 0) return err(error);
  return ok({
    outcome: { posted: posted.length, unsent },
    isNotable: unsent.length > 0,
    tell: (speech) => [speech.reports.posted(posted.length), ...sayUnsent(speech, unsent)],
  });
}
