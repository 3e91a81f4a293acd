/** What somebody should look at, at either end, each with what to do about it. */
import type { CommonStatus, DistantStatus, MailServerStatus } from '../jobs/status.ts';
import { sayReason } from '../words/codes.ts';
import { alertsOfSite } from '../words/outcomes.ts';
import { sayAlert } from '../words/sending.ts';
import type { Alert } from '../words/trouble.ts';
import { type Context, colour } from './context.ts';

/** Silent sites, sites that are two, attachments that vanish, answers that come back; and a mail server out of reach. */
export function alertsOfCommon(context: Context, { sites, mailServer }: Pick<CommonStatus, 'sites' | 'mailServer'>): readonly Alert[] {
  const admitted = sites.filter(({ state }) => state === 'admitted');
  return [...alertsOfServer(context, mailServer), ...admitted.flatMap((site) => alertsOfSite(context.speech, site))];
}

/** At a distant site: codes of `alertsOf` (jobs/send.ts). */
export function alertsOfDistant(context: Context, { alerts, mailServer }: Pick<DistantStatus, 'alerts' | 'mailServer'>): readonly Alert[] {
  return [...alertsOfServer(context, mailServer), ...alerts.map((code) => sayAlert(context.speech, code))];
}

function alertsOfServer({ speech }: Context, { isAlarm, lastOkAt, failures, failure }: MailServerStatus): readonly Alert[] {
  return isAlarm ? [speech.reports.alerts.mailServer({ lastOkAt, failures, reason: sayReason(speech.codes, failure) })] : [];
}

/** Two lines each. */
export const sayAlerts = (context: Context, alerts: readonly Alert[]): readonly string[] =>
  alerts.flatMap(([what, remedy]) => [
    colour(context, what, 'yellow'),
    ...(remedy === '' ? [] : [`  ${context.speech.reports.labels.remedy}${context.speech.colon} ${remedy}`]),
  ]);
