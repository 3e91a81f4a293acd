/** All that the commands tell, in French. */
import type { Format } from '../format.ts';
import type { ReportWords } from '../reports.ts';
import type { Ways } from '../ways.ts';
import { frenchAccess } from './access.ts';
import { frenchDecisions } from './decisions.ts';
import { frenchDossier, frenchTrace } from './dossier-reports.ts';
import { frenchReceive, frenchSend, frenchTest } from './exchange-reports.ts';
import { frenchKeys } from './key-reports.ts';
import { frenchCollect, frenchExport, frenchImport, frenchPublish, frenchPush } from './passage-reports.ts';
import { frenchSearch } from './search.ts';
import { frenchEnrolment, frenchSchedule, frenchSites, frenchStatus } from './site-reports.ts';
import { frenchAlerts, frenchCheck, frenchHooks, frenchQuarantine } from './trouble-reports.ts';

export const frenchReports = (format: Format, ways: Ways): ReportWords => ({
  labels: { error: 'Erreur', why: 'Pourquoi', remedy: 'À faire', attention: 'Attention', try: 'Essayez' },
  more: (count) => `… et ${format.number(count)} de plus`,
  unsent: (count, reason) =>
    `${format.count(count, { one: 'message n’est pas parti', other: 'messages ne sont pas partis' })} (${reason}) ; nouvel essai au prochain passage.`,
  refused: (count, reason) =>
    `${format.count(count, { one: 'message n’est pas parti et ne partira pas', other: 'messages ne sont pas partis et ne partiront pas' })} (${reason}) ; voyez la trace.`,
  posted: (count) =>
    count === 0 ? 'Aucun message n’est parti.' : `${format.count(count, { one: 'message est parti', other: 'messages sont partis' })}.`,
  send: frenchSend(format, ways),
  receive: frenchReceive(format),
  sites: frenchSites(format),
  status: frenchStatus(format),
  enrolment: frenchEnrolment(format),
  keys: frenchKeys(format),
  test: frenchTest(format),
  dossier: frenchDossier(format),
  search: frenchSearch(format, ways),
  trace: frenchTrace(format),
  schedule: frenchSchedule,
  serve: {
    open: (url) => `La page est ouverte : ${url}. Ce lien vous connecte, une seule fois, dans les 15 minutes :`,
    once: 'Entrée : un autre lien ; Ctrl+C : fin.',
    stopping: 'Arrêt au prochain point sûr…',
  },
  alerts: frenchAlerts(format, ways),
  quarantine: frenchQuarantine(format),
  check: frenchCheck(format),
  hooks: frenchHooks(format),
  export: frenchExport(format),
  publish: frenchPublish(format),
  push: frenchPush(format, ways),
  collect: frenchCollect(format),
  import: frenchImport(format),
  decisions: frenchDecisions(format),
  access: frenchAccess(format),
});
