/** `send` (`/Send`): heeds the replies, then sends a parcel or a greeting; tells what happened and what needs a look. */
import type { SendOutcome, VersionAlert } from '../../jobs/installation.ts';
import { send } from '../../jobs/send.ts';
import { ok } from '../../result.ts';
import { sayReason } from '../../words/codes.ts';
import { alertOfCode, sayAlerts } from '../alerts.ts';
import type { Command } from '../command.ts';
import { absolutePath, answerJson, type Context, colour, follow, type Outcome, report, widthOfTerminal } from '../context.ts';
import type { ExitStatus } from '../environment.ts';
import { gravest, unsentStatus } from '../exit.ts';
import { listFiles } from '../file-list.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { reportHooks } from '../hooks.ts';
import { banner } from '../layout.ts';
import { atDistantSite } from '../opening.ts';
import { sayStopped } from '../stopped.ts';
import { sayUnsent } from '../unsent.ts';

export const sendCommand: Command = {
  path: 'send',
  options: [
    { name: 'dossier', value: 'DIR', reading: 'text', word: 'sendDossier' },
    { name: 'to-folder', value: 'DIR', reading: 'text', word: 'toFolder' },
    { name: 'force', reading: 'flag', word: 'force' },
    { name: 'dry-run', reading: 'flag', word: 'sendDryRun' },
    { name: 'new-epoch', reading: 'flag', word: 'newEpoch' },
  ],
  settings: 'run',
  run,
};

function run(context: Context, given: Given): Promise<Outcome> {
  return atDistantSite(context, { lock: true, given, isStoppable: true }, async (inside, distant) => {
    const dossier = textOf(given, 'dossier');
    const toFolder = textOf(given, 'to-folder');
    const sent = await send(distant, {
      force: isOn(given, 'force'),
      dryRun: isOn(given, 'dry-run'),
      newEpoch: isOn(given, 'new-epoch'),
      onProgress: follow(inside),
      ...(dossier === undefined ? {} : { dossier: absolutePath(dossier) }),
      ...(toFolder === undefined ? {} : { toFolder: absolutePath(toFolder) }),
      ...confirmation(inside),
    });
    if (!sent.ok) return sent;
    const status = statusOf(sent.value);
    answerJson(inside, sent.value);
    report(inside, status, describeSending(inside, sent.value));
    reportHooks(inside, sent.value.hooks);
    return ok(status);
  });
}

/** Only a person is asked: a scheduler that says `--force` means it. */
function confirmation(context: Context): { readonly confirmRecent?: (lastSentAt: string) => Promise<boolean> } {
  const { asker } = context;
  if (!asker) return {};
  const { send: words } = context.speech.reports;
  return { confirmRecent: async (lastSentAt) => (await asker.confirm(words.confirmRecent(lastSentAt))) === true };
}

/** Alerts, quarantined answers, mails that cannot be put away and files left out for a reason of their own need a look. */
export function statusOf({ heeded, alert, alerts, unreadable, leftOut, unsent, stopped }: SendOutcome): ExitStatus {
  const counts = heeded.quarantined + heeded.pendingDisposals + alerts.length + unreadable.length;
  const isNotable = counts > 0 || alert !== null || leftOut.some(({ reason }) => !isOrdinary(reason));
  return gravest([stopped ? 1 : 0, unsentStatus(unsent), isNotable ? 3 : 0]);
}

/** Left out because somebody wants it so, or because it is no inventory in the first place. */
const isOrdinary = (reason: string): boolean => ['filtered', 'hidden', 'temporary', 'link', 'special'].includes(reason);

export function describeSending(context: Context, outcome: SendOutcome): readonly string[] {
  const { send: words } = context.speech.reports;
  return [
    ...(outcome.alert ? [alertBanner(context, outcome.alert)] : []),
    ...sayAlerts(
      context,
      outcome.alerts.map((code) => alertOfCode(context, code)),
    ),
    ...describeHeeding(context, outcome),
    ...describeMail(context, outcome),
    ...describeFolder(context, outcome),
    ...describeVolumes(context, outcome),
    ...describeDates(context, outcome),
    ...sayUnsent(context, outcome.unsent),
    ...listFiles(context, words.unreadable, outcome.unreadable),
    ...listFiles(context, words.leftOut, outcome.leftOut),
    ...sayStopped(context, outcome),
  ];
}

export function alertBanner(context: Context, alert: VersionAlert): string {
  const [title, ...lines] = context.speech.reports.send.alert(alert);
  const framed = banner(context.speech.reports.labels.attention, [title, ...lines], widthOfTerminal(context));
  return colour(context, framed, 'yellow');
}

function describeHeeding(context: Context, { heeded }: SendOutcome): readonly string[] {
  const { send: words, alerts } = context.speech.reports;
  return [
    heeded.welcomed ? words.welcomed : '',
    heeded.rotated ? words.rotated : '',
    heeded.receipts > 0 ? words.receipts(heeded.receipts) : '',
    heeded.preferences === null ? '' : words.preferences(heeded.preferences),
    heeded.quarantined > 0 ? words.quarantined(heeded.quarantined) : '',
    heeded.bounces > 0 ? alerts.bounces(heeded.bounces) : '',
    heeded.pendingDisposals > 0 ? alerts.pendingDisposals(heeded.pendingDisposals) : '',
  ].filter((line) => line !== '');
}

function describeMail(context: Context, outcome: SendOutcome): readonly string[] {
  const { send: words } = context.speech.reports;
  if (outcome.outcome === 'stopped') return [];
  if (outcome.outcome === 'waiting' || outcome.outcome === 'left') return [words[outcome.outcome]];
  return [outcome.outcome === 'parcel' ? colour(context, words.parcel(outcome), 'bold') : words.greeting(outcome)];
}

const describeFolder = (context: Context, { folder, dryRun }: SendOutcome): readonly string[] =>
  folder && !dryRun ? [context.speech.reports.send.written(folder.mails, folder.path)] : [];

/** Of a parcel in several volumes, when not all of them were posted in this run. */
function describeVolumes(context: Context, { outcome, volumes, postedVolumes, dryRun }: SendOutcome): readonly string[] {
  const isPart = outcome === 'parcel' && !dryRun && volumes > 1 && postedVolumes < volumes;
  return isPart ? [context.speech.reports.alerts.volumes(postedVolumes, volumes)] : [];
}

function describeDates(context: Context, { outcome, due, lastSentAt, nextDueAt }: SendOutcome): readonly string[] {
  const { reports, codes } = context.speech;
  if (outcome === 'waiting' || outcome === 'left') return [];
  const next = nextDueAt === null ? [] : [reports.send.nextDue(nextDueAt)];
  return outcome === 'parcel' ? [reports.send.because(sayReason(codes, due)), ...next] : [reports.send.lastSent(lastSentAt), ...next];
}
