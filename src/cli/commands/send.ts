/** `send` (`/Send`): heeds the replies, then sends a parcel or a greeting; tells what happened and what needs a look. */
import type { SendOutcome, VersionAlert } from '../../jobs/installation.ts';
import { send } from '../../jobs/send.ts';
import { needsALook } from '../../jobs/send-outcome.ts';
import { ok } from '../../result.ts';
import { saySending } from '../../words/sending.ts';
import { sayAlerts } from '../alerts.ts';
import type { Command } from '../command.ts';
import { absolutePath, answerJson, type Context, colour, follow, type Outcome, report, widthOfTerminal } from '../context.ts';
import type { ExitStatus } from '../environment.ts';
import { gravest, unsentStatus } from '../exit.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { reportHooks } from '../hooks.ts';
import { banner } from '../layout.ts';
import { atDistantSite } from '../opening.ts';

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

export function statusOf(outcome: SendOutcome): ExitStatus {
  return gravest([outcome.stopped ? 1 : 0, unsentStatus(outcome.unsent), needsALook(outcome) ? 3 : 0]);
}

export function describeSending(context: Context, outcome: SendOutcome): readonly string[] {
  const { alerts, heeding, mail, rest } = saySending(context.speech, outcome);
  return [
    ...(outcome.alert ? [alertBanner(context, outcome.alert)] : []),
    ...sayAlerts(context, alerts),
    ...heeding,
    ...mail.map((line) => (outcome.outcome === 'parcel' ? colour(context, line, 'bold') : line)),
    ...rest,
  ];
}

export function alertBanner(context: Context, alert: VersionAlert): string {
  const [title, ...lines] = context.speech.reports.send.alert(alert);
  const framed = banner(context.speech.reports.labels.attention, [title, ...lines], widthOfTerminal(context));
  return colour(context, framed, 'yellow');
}
