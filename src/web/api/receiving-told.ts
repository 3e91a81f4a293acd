/** What came of a reception, in the sentences of the command line; what to do next is on the page itself, not in a command. */

import type { JobError, ReceiveOutcome } from '../../jobs/installation.ts';
import type { PublishOutcome } from '../../jobs/publish-intranet.ts';
import { countBySite, isWorthALook, type MailProgress, type SiteLine } from '../../jobs/receive-outcome.ts';
import type { Result } from '../../result.ts';
import { remedyOf, sayReason } from '../../words/codes.ts';
import { sayUnsent } from '../../words/outcomes.ts';
import type { Speech } from '../../words/speech.ts';
import type { Told } from './tasks.ts';

type Received = {
  readonly outcome: ReceiveOutcome;
  readonly mails: readonly MailProgress[];
  /** null: nothing was to be published. */
  readonly pages: Result<PublishOutcome, JobError> | null;
  readonly folder: string;
};

/** The outcome is what `receive --json` prints, with a line a site. */
export function tellReceiving({ outcome, mails, pages, folder }: Received): Told<unknown> {
  const sites = countBySite(mails);
  return {
    outcome: { ...outcome, sites, pages: pages?.ok ? pages.value : null },
    isNotable:
      isWorthALook(outcome) || outcome.unsent.length > 0 || outcome.hooks.some(({ problem }) => problem !== '') || pages?.ok === false,
    tell: (speech) => [
      ...sayOutcome(speech, outcome, sites),
      ...(pages === null ? [] : [pages.ok ? sayPublished(speech, pages.value) : failedPages(speech, folder, pages.error)]),
    ],
  };
}

export function sayPublished({ reports: { publish: words } }: Speech, outcome: PublishOutcome): string {
  if (outcome.isStopped) return words.stopped(outcome);
  return outcome.written + outcome.removed === 0 ? words.upToDate(outcome) : words.done(outcome);
}

const failedPages = ({ reports, codes }: Speech, folder: string, error: JobError): string =>
  reports.publish.failed(folder, sayReason(codes, error.kind));

function sayOutcome(speech: Speech, outcome: ReceiveOutcome, sites: readonly SiteLine[]): readonly string[] {
  const { receive: words, decisions } = speech.reports;
  const isCutShort = outcome.stopped === true;
  return [
    ...(outcome.replayed === undefined || isCutShort ? [] : [decisions.replay.done(outcome.replayed)]),
    ...(isCutShort && outcome.messages === 0 ? [] : [outcome.messages === 0 ? words.nothing : words.messages(outcome)]),
    ...sites.map((line) => saySite(speech, line)),
    ...(outcome.merged > 0 ? [words.inventories(outcome.inventories)] : []),
    ...sayRest(speech, outcome),
    ...(outcome.enrolled > 0 ? [words.enrolled(outcome.enrolled)] : []),
    ...(outcome.rotations > 0 ? [words.rotations(outcome.rotations)] : []),
    ...(outcome.departures > 0 ? [words.departures(outcome.departures)] : []),
    ...sayMirror(speech, outcome.mirror),
    ...sayPushed(speech, outcome.pushed),
    ...(outcome.receipts > 0 ? [words.receipts(outcome.receipts)] : []),
    ...sayPending(speech, outcome),
    ...(outcome.quarantined > 0 ? [words.quarantined(outcome.quarantined)] : []),
    ...sayProblems(speech, outcome.problems),
    ...sayUnsent(speech, outcome.unsent),
    ...sayHooks(speech, outcome.hooks),
    ...(isCutShort ? [speech.reports.alerts.stopped] : []),
  ];
}

/** `lyon : Colis 1, Présence 2` */
function saySite({ reports, colon, format }: Speech, { site, ...counts }: SiteLine): string {
  const { columns, strangers } = reports.receive;
  const told = (['merged', 'greetings', 'other', 'quarantined'] as const)
    .filter((column) => counts[column] > 0)
    .map((column) => `${columns[column]} ${format.number(counts[column])}`);
  return `${site || strangers}${colon} ${told.join(', ')}`;
}

function sayRest({ reports, codes }: Speech, outcome: ReceiveOutcome): readonly string[] {
  const { alerts } = reports;
  const { stored, refused, bounces, left, pendingDisposals, stopped } = outcome;
  return [
    ...(stored > 0 ? [alerts.stored(stored)] : []),
    ...(refused > 0 ? [alerts.refused(refused)] : []),
    ...(bounces > 0 ? [alerts.bounces(bounces)] : []),
    ...(left > 0 ? [stopped ? alerts.leftByStop(left) : alerts.left(left)] : []),
    ...(pendingDisposals > 0 ? [`${alerts.pendingDisposals(pendingDisposals)} ${remedyOf(codes, 'disposal-refused')}`] : []),
  ];
}

function sayMirror(speech: Speech, mirror: ReceiveOutcome['mirror']): readonly string[] {
  if (!mirror) return [];
  const { export: words } = speech.reports;
  if (mirror.error !== '') return [words.mirrorFailed(mirror.folder, sayReason(speech.codes, mirror.error))];
  const said = mirror.written + mirror.removed === 0 ? words.upToDate(mirror) : words.done(mirror);
  return [said, ...sayFiles(speech, words.leftOut, mirror.leftOut)];
}

function sayPushed({ reports, codes }: Speech, pushed: ReceiveOutcome['pushed']): readonly string[] {
  if (!pushed || pushed.glpi.sent + pushed.glpi.failed === 0) return [];
  const { sent, failed, left, error } = pushed.glpi;
  return [
    ...(sent > 0 ? [reports.push.done(sent)] : []),
    ...(failed > 0 ? [reports.push.failed(failed, sayReason(codes, error))] : []),
    ...(left > 0 ? [reports.push.left(left)] : []),
  ];
}

function sayPending({ reports, colon }: Speech, { pending }: ReceiveOutcome): readonly string[] {
  if (pending.length === 0) return [];
  return [reports.receive.pending(pending.length), ...pending.map(({ site, words }) => `${site}${colon} ${words}`)];
}

const sayProblems = (speech: Speech, problems: ReceiveOutcome['problems']): readonly string[] =>
  sayFiles(
    speech,
    speech.reports.receive.problems,
    problems.map(({ site, path, problem }) => ({ path: `${site}/${path}`, reason: problem })),
  );

const maxShown = 20;

/** Long lists are cut; all of them are in the outcome. */
function sayFiles(
  { reports, codes, colon }: Speech,
  heading: (count: number) => string,
  files: readonly { readonly path: string; readonly reason: string }[],
): readonly string[] {
  if (files.length === 0) return [];
  const lines = files.slice(0, maxShown).map(({ path, reason }) => `${path}${colon} ${sayReason(codes, reason)}`);
  return [heading(files.length), ...lines, ...(files.length > maxShown ? [reports.more(files.length - maxShown)] : [])];
}

function sayHooks({ reports, codes, colon }: Speech, hooks: ReceiveOutcome['hooks']): readonly string[] {
  const failed = hooks.filter(({ problem }) => problem !== '');
  const ran = hooks.length - failed.length;
  return [
    ...(ran > 0 ? [reports.hooks.ran(ran)] : []),
    ...(failed.length > 0 ? [reports.hooks.failed(failed.length)] : []),
    ...failed.map(
      ({ event, name, status, problem }) =>
        `${event}/${name}${colon} ${sayReason(codes, status === null ? problem : `${problem} exit=${status}`)}`,
    ),
  ];
}
