/** `receive` (`/Receive`): polls, merges, answers; a line a site, and every problem by name. */
import type { Common, JobError, OnProgress, ReceiveOutcome } from '../../jobs/installation.ts';
import { type PublishOutcome, publishAfter } from '../../jobs/publish-intranet.ts';
import { receive } from '../../jobs/receive.ts';
import { countBySite, isWorthALook, type MailProgress, type SiteLine } from '../../jobs/receive-outcome.ts';
import { ok, type Result } from '../../result.ts';
import { sayReason } from '../../words/codes.ts';
import { sayPublished } from '../../words/outcomes.ts';
import { sayReceiving } from '../../words/receiving.ts';
import { sayAlerts } from '../alerts.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, commandLine, follow, type Outcome, report, widthOfTerminal } from '../context.ts';
import type { ExitStatus } from '../environment.ts';
import { gravest, unsentStatus } from '../exit.ts';
import { type Given, isOn } from '../given.ts';
import { reportHooks } from '../hooks.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';

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
  if (pages.ok) return sayPublished(context.speech, pages.value);
  const { reports, codes } = context.speech;
  return reports.publish.failed(common.settings.intranet, sayReason(codes, pages.error.kind));
}

/** Later, when mails of ours did not go or a person ended it; a look, when something needs one. */
export function statusOf(outcome: ReceiveOutcome): ExitStatus {
  return gravest([outcome.stopped ? 1 : 0, unsentStatus(outcome.unsent), isWorthALook(outcome) ? 3 : 0]);
}

export function describeReceiving(context: Context, outcome: ReceiveOutcome, sites: readonly SiteLine[]): readonly string[] {
  const { before, mails, inventories, disposals, news, troubles, end } = sayReceiving(context.speech, outcome);
  return [
    ...before,
    ...mails.map((line) => colour(context, line, 'bold')),
    ...(sites.length > 0 ? [tableOfSites(context, sites)] : []),
    ...inventories,
    ...sayAlerts(context, disposals),
    ...news,
    ...describePending(context, outcome),
    ...troubles,
    ...end,
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
