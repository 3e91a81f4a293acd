/** What became of a reception, in sentences; the lines of sites, those that wait, hooks and colours are the door's. */
import type { ReceiveOutcome } from '../jobs/installation.ts';
import { remedyOf, sayReason } from './codes.ts';
import { sayFiles } from './file-list.ts';
import { sayExported, sayPushed, sayUnsent } from './outcomes.ts';
import type { Speech } from './speech.ts';
import type { Alert } from './trouble.ts';

/** In this order. */
export type SaidReceiving = {
  /** What had to be computed again before. */
  readonly before: readonly string[];
  /** How many mails, of what kinds. */
  readonly mails: readonly string[];
  /** What came with them; what is half done, refused, come back, or left for another run. */
  readonly inventories: readonly string[];
  readonly disposals: readonly Alert[];
  /** Who came and went, and who was told what. */
  readonly news: readonly string[];
  /** What could not be read, or did not go. */
  readonly troubles: readonly string[];
  readonly end: readonly string[];
};

export function sayReceiving(speech: Speech, outcome: ReceiveOutcome): SaidReceiving {
  const { receive: words, decisions, alerts } = speech.reports;
  const { messages, replayed, pendingDisposals: pending } = outcome;
  const isCutShort = outcome.stopped === true;
  return {
    before: replayed === undefined || isCutShort ? [] : [decisions.replay.done(replayed)],
    mails: isCutShort && messages === 0 ? [] : [messages === 0 ? words.nothing : words.messages(outcome)],
    inventories: [...(outcome.merged > 0 ? [words.inventories(outcome.inventories)] : []), ...sayLeft(speech, outcome)],
    disposals: pending > 0 ? [[alerts.pendingDisposals(pending), remedyOf(speech.codes, 'disposal-refused')]] : [],
    news: sayNews(speech, outcome),
    troubles: sayTroubles(speech, outcome),
    end: isCutShort ? [alerts.stopped] : [],
  };
}

function sayLeft({ reports: { alerts } }: Speech, { stored, refused, bounces, left, stopped }: ReceiveOutcome): readonly string[] {
  return [
    ...(stored > 0 ? [alerts.stored(stored)] : []),
    ...(refused > 0 ? [alerts.refused(refused)] : []),
    ...(bounces > 0 ? [alerts.bounces(bounces)] : []),
    ...(left > 0 ? [stopped ? alerts.leftByStop(left) : alerts.left(left)] : []),
  ];
}

function sayNews(speech: Speech, { enrolled, rotations, departures, mirror, pushed, receipts }: ReceiveOutcome): readonly string[] {
  const { receive: words } = speech.reports;
  return [
    ...(enrolled > 0 ? [words.enrolled(enrolled)] : []),
    ...(rotations > 0 ? [words.rotations(rotations)] : []),
    ...(departures > 0 ? [words.departures(departures)] : []),
    ...sayMirror(speech, mirror),
    ...(pushed && pushed.glpi.sent + pushed.glpi.failed > 0 ? sayPushed(speech, pushed) : []),
    ...(receipts > 0 ? [words.receipts(receipts)] : []),
  ];
}

function sayMirror(speech: Speech, mirror: ReceiveOutcome['mirror']): readonly string[] {
  if (!mirror) return [];
  if (mirror.error === '') return sayExported(speech, mirror);
  return [speech.reports.export.mirrorFailed(mirror.folder, sayReason(speech.codes, mirror.error))];
}

function sayTroubles(speech: Speech, { quarantined, problems, unsent, dryRun }: ReceiveOutcome): readonly string[] {
  const { receive: words } = speech.reports;
  const files = problems.map(({ site, path, problem }) => ({ path: `${site}/${path}`, reason: problem }));
  return [
    ...(quarantined > 0 ? [words.quarantined(quarantined)] : []),
    ...sayFiles(speech, words.problems, files),
    ...sayUnsent(speech, unsent),
    ...(dryRun ? [words.rehearsed] : []),
  ];
}
