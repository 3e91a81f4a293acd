/** All that the commands tell, in English. */
import type { Format } from '../format.ts';
import type { ReportWords } from '../reports.ts';
import type { Ways } from '../ways.ts';
import { englishAccess } from './access.ts';
import { englishDecisions } from './decisions.ts';
import { englishDossier, englishTrace } from './dossier-reports.ts';
import { englishReceive, englishSend, englishTest } from './exchange-reports.ts';
import { englishKeys } from './key-reports.ts';
import { englishCollect, englishExport, englishImport, englishPublish, englishPush } from './passage-reports.ts';
import { englishSearch } from './search.ts';
import { englishEnrolment, englishSchedule, englishSites, englishStatus } from './site-reports.ts';
import { englishAlerts, englishCheck, englishHooks, englishQuarantine } from './trouble-reports.ts';

export const englishReports = (format: Format, ways: Ways): ReportWords => ({
  labels: { error: 'Error', why: 'Why', remedy: 'What to do', attention: 'Attention', try: 'Try' },
  more: (count) => `… and ${format.number(count)} more`,
  unsent: (count, reason) =>
    `${format.count(count, { one: 'mail was not sent', other: 'mails were not sent' })} (${reason}); the next run tries again.`,
  refused: (count, reason) =>
    `${format.count(count, { one: 'mail was not sent and never will be', other: 'mails were not sent and never will be' })} (${reason}); see the trace.`,
  posted: (count) =>
    count === 0 ? 'No mail was posted.' : `${format.count(count, { one: 'mail was posted', other: 'mails were posted' })}.`,
  send: englishSend(format, ways),
  receive: englishReceive(format),
  sites: englishSites(format),
  status: englishStatus(format),
  enrolment: englishEnrolment(format),
  keys: englishKeys(format),
  test: englishTest(format),
  dossier: englishDossier(format),
  search: englishSearch(format, ways),
  trace: englishTrace(format),
  schedule: englishSchedule,
  serve: {
    open: (url) => `The page is open at ${url}. This link logs you in, once, within 15 minutes:`,
    once: 'Enter prints another link; Ctrl+C ends.',
    stopping: 'Ending at the next safe place…',
  },
  alerts: englishAlerts(format, ways),
  quarantine: englishQuarantine(format),
  check: englishCheck(format),
  hooks: englishHooks(format),
  export: englishExport(format),
  publish: englishPublish(format),
  push: englishPush(format, ways),
  collect: englishCollect(format),
  import: englishImport(format),
  decisions: englishDecisions(format),
  access: englishAccess(format),
});
