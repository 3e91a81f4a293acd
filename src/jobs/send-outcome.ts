/** What a finished sending says to whoever tells of it: whether a person should look. Ignores words and layout. */
import type { SendOutcome } from './installation.ts';

/**
 * Alerts, quarantined answers, mails that cannot be put away, and files left out for a reason of their own need a look. Mails that stayed
 * and a run that a person ended do not: the next run goes on.
 */
export function needsALook({ heeded, alert, alerts, unreadable, leftOut }: SendOutcome): boolean {
  const counts = heeded.quarantined + heeded.pendingDisposals + alerts.length + unreadable.length;
  return counts > 0 || alert !== null || leftOut.some(({ reason }) => !isOrdinary(reason));
}

/** Left out because somebody wants it so, or because it is no inventory in the first place. */
const isOrdinary = (reason: string): boolean => ['filtered', 'hidden', 'temporary', 'link', 'special'].includes(reason);
