/** What somebody at a distant site should look at. */
import { isTwin, weekBefore } from '../exchange/epochs.ts';
import { alarmAfterTries } from '../exchange/ladder.ts';
import type { Outpost } from '../store/port.ts';
import type { Distant } from './installation.ts';

/** The alert stands until the versions agree, even if no receipt has said so yet. */
export const standingAlert = (distant: Distant, { alert }: Outpost): Outpost['alert'] => (alert?.common === distant.version ? null : alert);

/** What somebody should look at: nobody answers, two machines seem to be one site, mails come back. */
export function alertsOf(distant: Pick<Distant, 'now'>, { unanswered, epochChanges, delivery }: Outpost): readonly string[] {
  const lately = epochChanges.filter((at) => at >= weekBefore(distant.now()));
  return [
    ...(unanswered >= alarmAfterTries ? ['unanswered'] : []),
    ...(isTwin(lately.length) ? ['duplicated'] : []),
    ...(delivery ? [`undelivered: ${delivery.cause}`] : []),
  ];
}
