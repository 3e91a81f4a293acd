/** Sentences that every door says alike about what a run left behind. Layout and colours are the door's. */
import type { ReceiveOutcome } from '../jobs/installation.ts';
import { type CodeWords, remedyOf, sayCode, sayReason } from './codes.ts';
import { type NamedFile, sayFiles } from './file-list.ts';
import type { ExportCounts, PublishCounts } from './passage.ts';
import type { Speech } from './speech.ts';
import type { Alert } from './trouble.ts';

type SiteTrouble = {
  readonly site: string;
  readonly freshness: string;
  readonly lastContactAt: string;
  readonly isDuplicated: boolean;
  /** Codes: `stripped`, `bounce-CAUSE`. */
  readonly notices: readonly string[];
};

/** What somebody should look at in one site, each with what to do about it. */
export function alertsOfSite({ codes, reports }: Speech, trouble: SiteTrouble): readonly Alert[] {
  const { site, freshness, lastContactAt, isDuplicated, notices } = trouble;
  return [
    ...(freshness === 'silent' ? [reports.alerts.silent(site, lastContactAt)] : []),
    ...(isDuplicated ? [[reports.alerts.duplicated(site), remedyOf(codes, 'duplicated')] as const] : []),
    ...notices.map((code): Alert => {
      if (!code.startsWith('bounce-')) return [reports.alerts.stripped(site), remedyOf(codes, code)];
      return [reports.alerts.bounced(site, sayBounceCause(codes, code.slice('bounce-'.length))), remedyOf(codes, code)];
    }),
  ];
}

/** Why a mail of ours came back. */
export const sayBounceCause = ({ bounceCauses }: CodeWords, cause: string): string =>
  (bounceCauses as Readonly<Record<string, string>>)[cause] ?? cause;

/** Of a mail that will never be taken; the others go with the next run. */
export const isRefusal = (error: string): boolean => error === 'refused' || error === 'too-large';

/** Mails that the server did not take, a sentence for each reason; [] when all went. */
export function sayUnsent({ reports, codes }: Speech, unsent: readonly { readonly error: string }[]): readonly string[] {
  const errors = [...new Set(unsent.map(({ error }) => error))];
  return errors.map((error) => {
    const count = unsent.filter((mail) => mail.error === error).length;
    const reason = sayCode(codes.transport, error);
    return isRefusal(error) ? reports.refused(count, reason) : reports.unsent(count, reason);
  });
}

/** Of the intranet's pages. */
export function sayPublished({ reports: { publish: words } }: Speech, outcome: PublishCounts & { readonly isStopped: boolean }): string {
  if (outcome.isStopped) return words.stopped(outcome);
  return outcome.written + outcome.removed === 0 ? words.upToDate(outcome) : words.done(outcome);
}

/** Of dossiers written as plain files. */
export function sayExported(speech: Speech, outcome: ExportCounts & { readonly leftOut: readonly NamedFile[] }): readonly string[] {
  const { export: words } = speech.reports;
  const isUpToDate = outcome.written + outcome.removed === 0;
  return [isUpToDate ? words.upToDate(outcome) : words.done(outcome), ...sayFiles(speech, words.leftOut, outcome.leftOut)];
}

/** Of inventories told to another program; that a person ended it is told after it. */
export function sayPushed(
  { reports: { push: words }, codes }: Speech,
  { glpi, stopped }: NonNullable<ReceiveOutcome['pushed']>,
): readonly string[] {
  const { sent, failed, left, error } = glpi;
  return [
    ...(sent > 0 ? [words.done(sent)] : []),
    ...(sent + failed + left === 0 && !stopped ? [words.upToDate] : []),
    ...(failed > 0 ? [words.failed(failed, sayReason(codes, error))] : []),
    ...(left > 0 ? [words.left(left)] : []),
  ];
}
