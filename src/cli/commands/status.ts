/** `status`: how this home is doing, in a few lines; the version alert first. */
import type { Common, Distant } from '../../jobs/installation.ts';
import { commonStatus, type DistantStatus, distantStatus, type MailServerStatus } from '../../jobs/status.ts';
import { ok } from '../../result.ts';
import { sayCode, sayReason } from '../../words/codes.ts';
import { alertsOfCommon, alertsOfDistant, sayAlerts } from '../alerts.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show, widthOfTerminal } from '../context.ts';
import type { Given } from '../given.ts';
import { definitions } from '../layout.ts';
import { atAnySite, isCommon } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { alertBanner } from './send.ts';
import { statusOf } from './sites.ts';

export const statusCommand: Command = { path: 'status', options: [dossierOption], run };

function run(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, (inside, installed) =>
    isCommon(installed) ? showCommon(inside, installed) : showDistant(inside, installed),
  );
}

async function showCommon(context: Context, common: Common): Promise<Outcome> {
  const status = await commonStatus(common);
  const { settings, version } = common;
  const { status: words, sites: sitesWords } = context.speech.reports;
  const count = (state: string): number => status.sites.filter((site) => site.state === state).length;
  const ago = status.lastReceiveAt === null ? '' : context.speech.format.ago(status.lastReceiveAt, context.environment.now());
  answerJson(context, { role: 'common', home: context.home, site: settings.site, name: settings.name, version, ...status });
  show(
    context,
    definitions(
      [
        [words.rows.home, context.home],
        [words.rows.role, context.speech.codes.roles.common],
        [words.rows.site, [settings.site, settings.name].filter((part) => part !== '').join(' – ')],
        [words.rows.organisation, settings.organisation],
        [words.rows.version, version],
        [words.rows.sites, words.siteCounts({ admitted: count('admitted'), pending: count('pending'), invited: count('invited') })],
        [words.rows.queued, status.queued > 0 ? sitesWords.queued(status.queued) : ''],
        [words.rows.mailServer, sayServer(context, status.mailServer)],
      ],
      widthOfTerminal(context),
    ),
  );
  for (const line of sayAlerts(context, alertsOfCommon(context, status))) note(context, line);
  const behind = status.sites.filter(({ isRotationPending }) => isRotationPending).map(({ site }) => site);
  if (behind.length > 0) note(context, sitesWords.rotationPending(behind));
  note(context, sitesWords.lastReceive(status.lastReceiveAt, ago));
  return ok(statusOf(status));
}

async function showDistant(context: Context, distant: Distant): Promise<Outcome> {
  const status = await distantStatus(distant);
  answerJson(context, { role: 'distant', home: context.home, version: distant.version, dossier: distant.settings.dossier, ...status });
  if (status.alert) show(context, alertBanner(context, status.alert));
  show(context, definitions(describeDistant(context, distant, status), widthOfTerminal(context)));
  for (const line of sayAlerts(context, alertsOfDistant(context, status))) note(context, line);
  return ok(status.alert || status.alerts.length > 0 || status.mailServer.isAlarm ? 3 : 0);
}

function describeDistant(context: Context, distant: Distant, status: DistantStatus): readonly (readonly [string, string])[] {
  const { reports, codes, format } = context.speech;
  const { rows, freshness } = reports.status;
  const isDue = status.nextDueAt !== null && Date.parse(status.nextDueAt) <= context.environment.now().getTime();
  const lastContact = status.lastContactAt === '' ? reports.sites.never : format.ago(status.lastContactAt, context.environment.now());
  return [
    [rows.home, context.home],
    [rows.role, codes.roles.distant],
    [rows.site, status.site],
    [rows.organisation, status.orgName],
    [rows.state, sayCode(codes.siteStates, status.state)],
    [rows.words, status.words],
    [rows.version, distant.version],
    [rows.lastSent, freshness(status, isDue)],
    [rows.nextDue, status.nextDueAt === null ? '' : format.date(status.nextDueAt)],
    [rows.lastContact, status.state === 'unjoined' ? '' : lastContact],
    [rows.answer, sayReason(codes, status.summary)],
    [rows.preferences, status.preferencesVersion > 0 ? `version ${status.preferencesVersion}` : ''],
    [rows.queued, status.queued > 0 ? reports.sites.queued(status.queued) : ''],
    [rows.mailServer, sayServer(context, status.mailServer)],
    [rows.keys, status.isRotationPending ? reports.status.rotationPending : ''],
  ];
}

/** When it was last reached, or why not; '' before the first time. */
function sayServer(context: Context, { lastOkAt, failure }: MailServerStatus): string {
  if (failure !== '') return sayReason(context.speech.codes, failure);
  return lastOkAt === '' ? '' : context.speech.format.ago(lastOkAt, context.environment.now());
}
