/** `check`: verifies everything that is stored, a line a check; `--repair` computes again what can be. */
import { check } from '../../jobs/check.ts';
import type { CheckLine, CheckReport } from '../../jobs/installation.ts';
import { ok } from '../../result.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, commandLine, type Outcome, report } from '../context.ts';
import { type Given, isOn } from '../given.ts';
import { atAnySite } from '../opening.ts';
import { dossierOption } from '../options.ts';

export const checkCommand: Command = {
  path: 'check',
  options: [{ name: 'repair', reading: 'flag', word: 'repair' }, dossierOption],
  run,
};

/** With the lock: what another run is writing would look like damage. */
function run(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: true, given }, async (inside, installed) => {
    const isRepair = isOn(given, 'repair');
    const checked = await check(installed, { isRepair });
    const status = checked.problems > 0 ? 3 : 0;
    answerJson(inside, checked);
    report(inside, status, describeCheck(inside, checked));
    return ok(status);
  });
}

const mostShown = 20;

function describeCheck(context: Context, { checks, problems, repaired }: CheckReport): readonly string[] {
  const { check: words } = context.speech.reports;
  const isRepairable = checks.some((line) => line.problems.some(({ problem }) => words.remedies[problem].includes('--repair')));
  const advice =
    repaired === 0 && isRepairable ? [`${words.tryRepair}${context.speech.colon} ${commandLine(context, 'check --repair')}`] : [];
  return [
    ...checks.flatMap((line) => describeLine(context, line)),
    ...(problems === 0 ? [colour(context, words.clean, 'bold')] : [colour(context, words.summary(problems, repaired), 'bold'), ...advice]),
  ];
}

function describeLine(context: Context, { check: name, examined, problems }: CheckLine): readonly string[] {
  const { colon, reports } = context.speech;
  const { check: words } = reports;
  const heading = `${words.checks[name]}${colon} `;
  if (problems.length === 0) return [heading + words.fine(examined)];
  const shown = problems.slice(0, mostShown).map(({ problem, about, isRepaired }) => {
    const line = `  ${words.problems[problem]}${about === '' ? '' : ` (${about})`}`;
    return isRepaired ? `${line}${colon} ${words.repaired}` : line;
  });
  const remedies = [...new Set(problems.filter(({ isRepaired }) => !isRepaired).map(({ problem }) => words.remedies[problem]))];
  return [
    colour(context, heading + words.found(examined, problems.length), 'yellow'),
    ...shown,
    ...(problems.length > mostShown ? [`  ${reports.more(problems.length - mostShown)}`] : []),
    ...remedies.map((remedy) => `  ${reports.labels.remedy}${colon} ${remedy}`),
  ];
}
