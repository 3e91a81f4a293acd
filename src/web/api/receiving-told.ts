/** What came of a reception, as lines of a task; what to do next is on the page itself, not in a command. */
import type { JobError, ReceiveOutcome } from '../../jobs/installation.ts';
import type { PublishOutcome } from '../../jobs/publish-intranet.ts';
import { countBySite, isWorthALook, type MailProgress, type SiteLine } from '../../jobs/receive-outcome.ts';
import type { Result } from '../../result.ts';
import { sayReason } from '../../words/codes.ts';
import { sayPublished } from '../../words/outcomes.ts';
import { sayReceiving } from '../../words/receiving.ts';
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

const failedPages = ({ reports, codes }: Speech, folder: string, error: JobError): string =>
  reports.publish.failed(folder, sayReason(codes, error.kind));

function sayOutcome(speech: Speech, outcome: ReceiveOutcome, sites: readonly SiteLine[]): readonly string[] {
  const { before, mails, inventories, disposals, news, troubles, end } = sayReceiving(speech, outcome);
  return [
    ...before,
    ...mails,
    ...sites.map((line) => saySite(speech, line)),
    ...inventories,
    ...disposals.map((alert) => alert.filter((sentence) => sentence !== '').join(' ')),
    ...news,
    ...sayPending(speech, outcome),
    ...troubles,
    ...sayHooks(speech, outcome.hooks),
    ...end,
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

function sayPending({ reports, colon }: Speech, { pending }: ReceiveOutcome): readonly string[] {
  if (pending.length === 0) return [];
  return [reports.receive.pending(pending.length), ...pending.map(({ site, words }) => `${site}${colon} ${words}`)];
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
