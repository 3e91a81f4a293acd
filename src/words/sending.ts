/** What became of a sending, and what somebody at a distant site should look at, in sentences; lines, columns and colours are the door's. */
import type { SendOutcome } from '../jobs/installation.ts';
import { remedyOf, sayReason } from './codes.ts';
import { sayFiles } from './file-list.ts';
import { sayBounceCause, sayUnsent } from './outcomes.ts';
import type { Speech } from './speech.ts';
import type { Alert } from './trouble.ts';

/** In this order. */
export type SaidSending = {
  readonly alerts: readonly Alert[];
  readonly heeding: readonly string[];
  /** What went, or why nothing did. */
  readonly mail: readonly string[];
  readonly rest: readonly string[];
};

export function saySending(speech: Speech, outcome: SendOutcome): SaidSending {
  const { send: words } = speech.reports;
  return {
    alerts: outcome.alerts.map((code) => sayAlert(speech, code)),
    heeding: sayHeeding(speech, outcome),
    mail: sayMail(speech, outcome),
    rest: [
      ...sayFolder(speech, outcome),
      ...sayVolumes(speech, outcome),
      ...sayDates(speech, outcome),
      ...sayUnsent(speech, outcome.unsent),
      ...sayFiles(speech, words.unreadable, outcome.unreadable),
      ...sayFiles(speech, words.leftOut, outcome.leftOut),
      ...(outcome.stopped ? [speech.reports.alerts.stopped] : []),
    ],
  };
}

/** One code of `SendOutcome.alerts` (jobs/outpost-alerts.ts), with what to do about it. */
export function sayAlert({ codes, reports }: Speech, code: string): Alert {
  const cause = /^undelivered: (.+)$/.exec(code)?.[1];
  if (cause !== undefined) return [reports.alerts.undelivered(sayBounceCause(codes, cause)), remedyOf(codes, `bounce-${cause}`)];
  const said = sayReason(codes, code);
  return [`${said.charAt(0).toUpperCase()}${said.slice(1)}.`, remedyOf(codes, code)];
}

function sayHeeding({ reports }: Speech, { heeded }: SendOutcome): readonly string[] {
  const { send: words, alerts } = reports;
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

function sayMail({ reports: { send: words } }: Speech, outcome: SendOutcome): readonly string[] {
  if (outcome.outcome === 'stopped') return [];
  if (outcome.outcome === 'waiting' || outcome.outcome === 'left') return [words[outcome.outcome]];
  return [outcome.outcome === 'parcel' ? words.parcel(outcome) : words.greeting(outcome)];
}

const sayFolder = ({ reports }: Speech, { folder, dryRun }: SendOutcome): readonly string[] =>
  folder && !dryRun ? [reports.send.written(folder.mails, folder.path)] : [];

/** Of a parcel in several volumes, when not all of them were posted in this run. */
function sayVolumes({ reports }: Speech, { outcome, volumes, postedVolumes, dryRun }: SendOutcome): readonly string[] {
  const isPart = outcome === 'parcel' && !dryRun && volumes > 1 && postedVolumes < volumes;
  return isPart ? [reports.alerts.volumes(postedVolumes, volumes)] : [];
}

function sayDates({ reports, codes }: Speech, { outcome, due, lastSentAt, nextDueAt }: SendOutcome): readonly string[] {
  if (outcome === 'waiting' || outcome === 'left') return [];
  const next = nextDueAt === null ? [] : [reports.send.nextDue(nextDueAt)];
  return outcome === 'parcel' ? [reports.send.because(sayReason(codes, due)), ...next] : [reports.send.lastSent(lastSentAt), ...next];
}
