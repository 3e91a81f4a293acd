/** `test send` and `test receive`: does a mail arrive, and what waits. Nothing in the mailbox is altered. */
import type { TestStep, WaitingMail } from '../../jobs/installation.ts';
import { testReceive, testSend } from '../../jobs/probe.ts';
import { ok } from '../../result.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, report, show, widthOfTable } from '../context.ts';
import { type Given, numberOf } from '../given.ts';
import { table } from '../layout.ts';
import { atAnySite } from '../opening.ts';

export const testSendCommand: Command = {
  path: 'test send',
  options: [{ name: 'wait', value: 'SECONDS', reading: 'whole-number', word: 'wait' }],
  settings: 'run',
  run: runSend,
};

export const testReceiveCommand: Command = { path: 'test receive', options: [], settings: 'run', run: runReceive };

const defaultWaitSeconds = 60;

function runSend(context: Context, given: Given): Promise<Outcome> {
  const waitMs = (numberOf(given, 'wait') ?? defaultWaitSeconds) * 1000;
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const words = inside.speech.reports.test;
    if (waitMs > 0) note(inside, words.waiting(waitMs));
    const tested = await testSend(installed, { waitMs, onStep: (step) => report(inside, 0, [describeStep(inside, step)]) });
    if (!tested.ok) return tested;
    answerJson(inside, tested.value);
    if (tested.value.arrivedMs === null) report(inside, 0, [words.notAwaited]);
    return ok(0);
  });
}

/** `posted` says `address: answer`, `arrived` the milliseconds. */
function describeStep(context: Context, { step, detail }: TestStep): string {
  const words = context.speech.reports.test;
  return step === 'arrived' ? words.arrived(Number(detail)) : words.accepted(detail.split(': ')[0] ?? detail);
}

function runReceive(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const tested = await testReceive(installed);
    if (!tested.ok) return tested;
    const { waiting, marked, total } = tested.value;
    const words = inside.speech.reports.test;
    answerJson(inside, tested.value);
    show(inside, words.waitingMails(marked, total));
    if (waiting.length > 0) show(inside, tableOfMails(inside, waiting));
    note(inside, words.untouched);
    return ok(0);
  });
}

function tableOfMails(context: Context, mails: readonly WaitingMail[]): string {
  const { reports, format } = context.speech;
  const { columns } = reports.test;
  const rows = mails.map(({ from, date, bytes, subject }) => [from, format.stamp(date), format.bytes(bytes), subject]);
  return table(
    [
      { title: columns.from, isFlexible: true },
      { title: columns.date },
      { title: columns.bytes, align: 'right' },
      { title: columns.subject, isFlexible: true },
    ],
    rows,
    widthOfTable(context),
  );
}
