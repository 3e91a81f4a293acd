/** `schedule install|remove|show`: the daily task of this home in the platform's scheduler, shown before it is written if one likes. */
import { type PlannedTask, planTask } from '../../jobs/schedule.ts';
import { ok } from '../../result.ts';
import type { ScheduledTask, SchedulePlan, Scheduler, SchedulerKind } from '../../scheduler/port.ts';
import { schedulerKinds } from '../../scheduler/port.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, type Outcome, report, show } from '../context.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { atAnySite, isCommon } from '../opening.ts';
import type { Option } from '../options.ts';

const atOption: Option = { name: 'at', value: 'HH:MM', reading: 'time', word: 'at' };
const kindOption: Option = { name: 'kind', value: 'KIND', reading: schedulerKinds, word: 'scheduler', variable: 'MALLEPOSTE_SCHEDULER' };
const dryRunOption: Option = { name: 'dry-run', reading: 'flag', word: 'scheduleDryRun' };

export const scheduleInstallCommand: Command = {
  path: 'schedule install',
  options: [atOption, kindOption, dryRunOption],
  run: runInstall,
};
export const scheduleRemoveCommand: Command = {
  path: 'schedule remove',
  options: [kindOption, dryRunOption],
  run: runRemove,
};
export const scheduleShowCommand: Command = {
  path: 'schedule show',
  options: [kindOption],
  run: runShow,
};

/** The home is opened, so that its role and its language are known, and closed; its scheduler is the machine's affair. */
function planned(context: Context, given: Given, act: (context: Context, planned: PlannedTask) => Promise<Outcome>): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, (inside, installed) => {
    const role = isCommon(installed) ? 'common' : 'distant';
    const kind = schedulerKinds.find((each) => each === textOf(given, 'kind'));
    return act(inside, planTask(inside.environment, { home: inside.home, role, time: textOf(given, 'at'), kind }));
  });
}

function runInstall(context: Context, given: Given): Promise<Outcome> {
  return planned(context, given, async (inside, { scheduler, task, time }) => {
    if (isOn(given, 'dry-run')) return rehearse(inside, scheduler, task, 'enable');
    const installed = await scheduler.install(task);
    if (!installed.ok) return installed;
    answerJson(inside, { installed: true, ...describeTask(scheduler.kind, task), ...installed.value });
    report(inside, 0, [inside.speech.reports.schedule.installed(task.name, time, scheduler.kind)]);
    return ok(0);
  });
}

function runRemove(context: Context, given: Given): Promise<Outcome> {
  return planned(context, given, async (inside, { scheduler, task }) => {
    if (isOn(given, 'dry-run')) return rehearse(inside, scheduler, task, 'disable');
    const removed = await scheduler.remove(task);
    if (!removed.ok) return removed;
    answerJson(inside, { removed: true, ...describeTask(scheduler.kind, task), ...removed.value });
    report(inside, 0, [inside.speech.reports.schedule.removed(task.name, scheduler.kind)]);
    return ok(0);
  });
}

function runShow(context: Context, given: Given): Promise<Outcome> {
  return planned(context, given, async (inside, { scheduler, task }) => {
    const shown = await scheduler.show(task);
    if (!shown.ok) return shown;
    const { schedule: words } = inside.speech.reports;
    answerJson(inside, { kind: scheduler.kind, name: task.name, installed: shown.value !== null, task: shown.value });
    if (shown.value === null) show(inside, words.nothing(task.name, scheduler.kind));
    else show(inside, `${words.shown(task.name, scheduler.kind)}\n\n${shown.value.trimEnd()}`);
    return ok(0);
  });
}

const describeTask = (kind: SchedulerKind, { name, command, hour, minute }: ScheduledTask) => ({ kind, name, command, hour, minute });

function rehearse(context: Context, scheduler: Scheduler, task: ScheduledTask, step: 'enable' | 'disable'): Outcome {
  const { schedule: words } = context.speech.reports;
  const planned: SchedulePlan = scheduler.plan(task);
  answerJson(context, { dryRun: true, ...describeTask(scheduler.kind, task), ...planned });
  const files = step === 'enable' ? planned.files.map(({ path, content }) => `${words.wouldWrite(path)}\n\n${content.trimEnd()}\n`) : [];
  const commands = planned[step].map((command) => `  ${command.join(' ')}`);
  show(context, [...files, ...(commands.length > 0 ? [words.wouldRun, ...commands] : [])].join('\n'));
  return ok(0);
}
