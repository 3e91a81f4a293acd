/** What all schedulers do alike: write the files of a plan, run its commands, take both back. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import type { RunCommand } from './commands.ts';
import type { ScheduledTask, SchedulePlan, SchedulerError, SchedulerKind } from './port.ts';

type PlannedFile = SchedulePlan['files'][number];

export type Runner = {
  readonly kind: SchedulerKind;
  readonly run: RunCommand;
  /** Commands whose failure does not matter. */
  readonly isOptional?: (command: readonly string[]) => boolean;
};

/** Files first, then the commands that switch them on. Doing it again replaces what is there. */
export const installPlan = async (
  runner: Runner,
  task: ScheduledTask,
  plan: SchedulePlan,
): Promise<Result<SchedulePlan, SchedulerError>> => {
  const clean = refuseControlCharacters(task);
  if (!clean.ok) return clean;
  for (const file of plan.files) {
    const written = await attemptFile(file.path, () => writePlannedFile(file));
    if (!written.ok) return written;
  }
  const enabled = await runAll(runner, plan.enable);
  return enabled.ok ? ok(plan) : enabled;
};

/** The commands that switch it off, then the files away; files that are gone already are no error. */
export const removePlan = async (runner: Runner, plan: SchedulePlan): Promise<Result<SchedulePlan, SchedulerError>> => {
  const disabled = await runAll(runner, plan.disable);
  if (!disabled.ok) return disabled;
  for (const { path } of plan.files) {
    const removed = await attemptFile(path, () => rm(path, { force: true }));
    if (!removed.ok) return removed;
  }
  return ok(plan);
};

/** Runs commands in order and stops at the first that fails, but for the optional ones. */
export const runAll = async (
  { kind, run, isOptional = () => false }: Runner,
  commands: readonly (readonly string[])[],
): Promise<Result<void, SchedulerError>> => {
  for (const command of commands) {
    const answer = await run(command);
    if (answer.ok || isOptional(command)) continue;
    const cause = answer.error.answer;
    if (answer.error.isAbsent) return err({ kind: 'scheduler-unavailable', scheduler: kind, cause, retry: 'never' });
    return err({ kind: 'scheduler-refused', command: command.join(' '), cause, retry: 'never' });
  }
  return ok(undefined);
};

/** Line breaks in a path would be lines of a crontab or a unit: such a home is not scheduled. */
export const refuseControlCharacters = (task: ScheduledTask): Result<void, SchedulerError> => {
  const isClean =
    [task.name, task.description, ...task.command].every((text) => !/[\u0000-\u001f\u007f]/.test(text)) && /^[\w.@-]+$/.test(task.name);
  return isClean
    ? ok(undefined)
    : err({ kind: 'scheduler-refused', command: JSON.stringify(task.name), cause: 'control-character', retry: 'never' });
};

/** Undefined when there is no such file, or none that can be read. */
export const readIfPresent = async (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

/** Whole or not at all; readable by all, as such files are, for they hold no secret. */
const writePlannedFile = async ({ path, content, encoding }: PlannedFile): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const bytes = encoding === 'utf8' ? Buffer.from(content, 'utf8') : Buffer.from(`\ufeff${content}`, 'utf16le');
  await writeFile(`${path}.new`, bytes);
  await chmod(`${path}.new`, 0o644);
  await rename(`${path}.new`, path);
};

const attemptFile = async (path: string, work: () => Promise<void>): Promise<Result<void, SchedulerError>> => {
  try {
    await work();
    return ok(undefined);
  } catch (error) {
    return err({ kind: 'scheduler-refused', command: path, cause: error instanceof Error ? error.message : String(error), retry: 'never' });
  }
};
