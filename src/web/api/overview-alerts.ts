/** Alerts as the overview shows them: what is the matter, what to do, and the page where one does it. */
import { alertTones, sayAlert } from '../../intranet/lines.ts';
import type { PageWords } from '../../intranet/page-words.ts';
import type { Alert } from '../../intranet/view.ts';
import type { DistantStatus } from '../../jobs/status.ts';
import { remedyOf, sayCode, sayReason } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import type { OverviewAlert } from '../contract/overview-routes.ts';

type Lead = Pick<OverviewAlert, 'place' | 'page'>;

export const overviewAlert = (words: PageWords, alert: Alert): OverviewAlert => ({
  kind: alert.kind,
  tone: alertTones[alert.kind] === 'bad' ? 'bad' : 'notice',
  ...sayAlert(words, alert),
  ...leadOf(alert),
});

const places: Readonly<Record<Exclude<Alert['kind'], 'asset-claimed'>, Lead>> = {
  'site-silent': { place: 'exchanges', page: '/exchanges/trace' },
  'site-late': { place: 'exchanges', page: '/exchanges/trace' },
  'site-never-heard': { place: 'receiving', page: '/exchanges/receiving' },
  'site-pending': { place: 'receiving', page: '/exchanges/receiving' },
  'site-other-version': { place: 'receiving', page: '/exchanges/receiving' },
  'site-duplicated': { place: 'receiving', page: '/exchanges/receiving' },
  'site-stripped': { place: 'exchanges', page: '/exchanges/trace' },
  'site-bounced': { place: 'exchanges', page: '/exchanges/trace' },
  'unreadable-files': { place: 'quarantine', page: '/quarantine' },
  'mail-server': { place: 'session', page: '/exchanges/session' },
  quarantine: { place: 'quarantine', page: '/quarantine' },
  doubles: { place: 'doubles', page: '/doubles' },
  'end-of-life': { place: 'lifecycle', page: '/key-software?tab=lifecycle' },
  'key-software': { place: 'key-software', page: '/key-software' },
};

function leadOf(alert: Alert): Lead {
  if (alert.kind === 'asset-claimed') return { place: 'asset', page: `/assets/${encodeURIComponent(alert.asset.id)}` };
  const lead = places[alert.kind];
  return 'site' in alert && lead.place === 'exchanges' ? { ...lead, page: `${lead.page}?peer=${encodeURIComponent(alert.site.id)}` } : lead;
}

/** Of a distant site: codes of jobs/outpost-alerts.ts, and a mail server out of reach. */
export function standingAlerts(
  speech: Speech,
  { alerts, mailServer }: Pick<DistantStatus, 'alerts' | 'mailServer'>,
): readonly OverviewAlert[] {
  const { codes, reports } = speech;
  const { isAlarm, lastOkAt, failures, failure } = mailServer;
  const told = alerts.map((code) => codedAlert(speech, code));
  if (!isAlarm) return told;
  const [what, remedy] = reports.alerts.mailServer({ lastOkAt, failures, reason: sayReason(codes, failure) });
  return [{ kind: 'mail-server', tone: 'bad', what, remedy, place: 'session', page: '/exchanges/session' }, ...told];
}

function codedAlert({ codes, reports }: Speech, code: string): OverviewAlert {
  const lead = { tone: 'bad', place: 'sending', page: '/exchanges/sending' } as const;
  const cause = /^undelivered: (.+)$/.exec(code)?.[1];
  if (cause !== undefined) {
    const what = reports.alerts.undelivered(sayCode(codes.bounceCauses, cause));
    return { kind: 'undelivered', ...lead, what, remedy: remedyOf(codes, `bounce-${cause}`) };
  }
  const said = sayReason(codes, code);
  return { kind: code, ...lead, what: `${said.charAt(0).toUpperCase()}${said.slice(1)}.`, remedy: remedyOf(codes, code) };
}
