/** `receive` (`/Receive`): polls, merges, answers; a line a site, and every problem by name. */
import type { Common, JobError, OnProgress, ReceiveOutcome } from '../../jobs/installation.ts';
import { type PublishOutcome, publishAfter } from '../../jobs/publish-intranet.ts';
import { receive } from '../../jobs/receive.ts';
import { countBySite, isWorthALook, type MailProgress, type SiteLine } from '../../jobs/receive-outcome.ts';
import { ok, type Result } from '../../result.ts';
import { remedyOf, sayReason } from '../../words/codes.ts';
import { sayAlerts } from '../alerts.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, commandLine, follow, type Outcome, report, widthOfTerminal } from '../context.ts';
import type { ExitStatus } from '../environment.ts';
import { gravest, unsentStatus } from '../exit.ts';
import { listFiles } from '../file-list.ts';
import { type Given, isOn } from '../given.ts';
import { reportHooks } from '../hooks.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { describePublishing } from '../publishing.ts';
import { sayStopped } from '../stopped.ts';
import { sayUnsent } from '../unsent.ts';
import { describeExport } from './export.ts';
import { describePush } from './push.ts';

export const receiveCommand: Command = {
  path: 'receive',
  options: [dossierOption, { name: 'dry-run', reading: 'flag', word: 'receiveDryRun' }],
  settings: 'run',
  run,
};

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given, isStoppable: true }, (inside, common) =>
    tellReceiving(inside, common, (onProgress) => receive(common, { dryRun: isOn(given, 'dry-run'), onProgress })),
  );
}

/** Runs one intake of mails and tells what came of it. */
export async function tellReceiving(
  context: Context,
  common: Common,
  receiveMails: (onProgress: OnProgress) => Promise<Result<ReceiveOutcome, JobError>>,
): Promise<Outcome> {
  const mails: MailProgress[] = [];
  const tell = follow(context);
  const received = await receiveMails((step) => {
    if (step.step === 'mail') mails.push(step);
    tell(step);
  });
  if (!received.ok) return received;
  const pages = await publishAfter(common, received.value, { language: context.speech.language, onProgress: tell });
  const status = gravest([statusOf(received.value), pages?.ok === false ? 3 : 0, pages?.ok && pages.value.isStopped ? 1 : 0]);
  answerJson(context, { ...received.value, pages: pages?.ok ? pages.value : null });
  const told = pages ? [tellPages(context, common, pages)] : [];
  report(context, status, [...describeReceiving(context, received.value, countBySite(mails)), ...told]);
  reportHooks(context, received.value.hooks);
  return ok(status);
}

type Published = Result<PublishOutcome, JobError>;

function tellPages(context: Context, common: Common, pages: Published): string {
  if (pages.ok) return describePublishing(context, pages.value);
  const { reports, codes } = context.speech;
  return reports.publish.failed(common.settings.intranet, sayReason(codes, pages.error.kind));
}

/** Later, when mails of ours did not go or a person ended it; a look, when something needs one. */
export function statusOf(outcome: ReceiveOutcome): ExitStatus {
  return gravest([outcome.stopped ? 1 : 0, unsentStatus(outcome.unsent), isWorthALook(outcome) ? 3 : 0]);
}

export function describeReceiving(context: Context, outcome: ReceiveOutcome, sites: readonly SiteLine[]): readonly string[] {
  const { receive: words } = context.speech.reports;
  const files = outcome.problems.map(({ site, path, problem }) => ({ path: `${site}/${path}`, reason: problem }));
  return [
    ...(outcome.replayed === undefined || outcome.stopped ? [] : [context.speech.reports.decisions.replay.done(outcome.replayed)]),
    ...(outcome.stopped && outcome.messages === 0
      ? []
      : [colour(context, outcome.messages === 0 ? words.nothing : words.messages(outcome), 'bold')]),
    ...(sites.length > 0 ? [tableOfSites(context, sites)] : []),
    ...(outcome.merged > 0 ? [words.inventories(outcome.inventories)] : []),
    ...describeRest(context, outcome),
    ...(outcome.enrolled > 0 ? [words.enrolled(outcome.enrolled)] : []),
    ...(outcome.rotations > 0 ? [words.rotations(outcome.rotations)] : []),
    ...(outcome.departures > 0 ? [words.departures(outcome.departures)] : []),
    ...describeMirror(context, outcome.mirror),
    ...(outcome.pushed && outcome.pushed.glpi.sent + outcome.pushed.glpi.failed > 0 ? describePush(context, outcome.pushed) : []),
    ...(outcome.receipts > 0 ? [words.receipts(outcome.receipts)] : []),
    ...describePending(context, outcome),
    ...(outcome.quarantined > 0 ? [words.quarantined(outcome.quarantined)] : []),
    ...listFiles(context, words.problems, files),
    ...sayUnsent(context, outcome.unsent),
    ...(outcome.dryRun ? [words.rehearsed] : []),
    ...sayStopped(context, outcome),
  ];
}

function describeMirror(context: Context, mirror: ReceiveOutcome['mirror']): readonly string[] {
  if (!mirror) return [];
  if (mirror.error === '') return describeExport(context, mirror);
  const { reports, codes } = context.speech;
  return [reports.export.mirrorFailed(mirror.folder, sayReason(codes, mirror.error))];
}

/** What is half done, refused, come back, or left for another run. */
function describeRest(context: Context, { stored, refused, bounces, left, pendingDisposals, stopped }: ReceiveOutcome): readonly string[] {
  const { reports, codes } = context.speech;
  const { alerts } = reports;
  return [
    ...(stored > 0 ? [alerts.stored(stored)] : []),
    ...(refused > 0 ? [alerts.refused(refused)] : []),
    ...(bounces > 0 ? [alerts.bounces(bounces)] : []),
    ...(left > 0 ? [stopped ? alerts.leftByStop(left) : alerts.left(left)] : []),
    ...(pendingDisposals > 0 ? sayAlerts(context, [[alerts.pendingDisposals(pendingDisposals), remedyOf(codes, 'disposal-refused')]]) : []),
  ];
}

function tableOfSites(context: Context, sites: readonly SiteLine[]): string {
  const { receive: words } = context.speech.reports;
  const columns = [
    { title: words.columns.site, isFlexible: true },
    ...[words.columns.merged, words.columns.greetings, words.columns.other, words.columns.quarantined].map((title) => ({
      title,
      align: 'right' as const,
    })),
  ];
  const rows = sites.map(({ site, merged, greetings, other, quarantined }) => [
    site || words.strangers,
    ...[merged, greetings, other, quarantined].map(String),
  ]);
  return table(columns, rows, widthOfTerminal(context));
}

function describePending(context: Context, { pending }: ReceiveOutcome): readonly string[] {
  const { receive: words } = context.speech.reports;
  if (pending.length === 0) return [];
  const { colon } = context.speech;
  const lines = pending.flatMap(({ site, words: four }) => [
    `  ${site}${colon} ${colour(context, four, 'bold')}`,
    `    ${words.acceptWith}${colon} ${commandLine(context, `accept ${site}`)}`,
  ]);
  return [words.pending(pending.length), ...lines];
}
