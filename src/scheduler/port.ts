/** The port of the platform's scheduler: what would be written is a value that can be shown without writing. */
import type { Result } from '../result.ts';

export const schedulerKinds = ['systemd', 'cron', 'windows', 'launchd'] as const;
export type SchedulerKind = (typeof schedulerKinds)[number];

export type ScheduledTask = {
  /** `malleposte-send` or `malleposte-receive` plus a short digest of the home, so that several homes live together. */
  readonly name: string;
  readonly description: string;
  /** Program and arguments, unquoted. */
  readonly command: readonly string[];
  /** Local time, every day. */
  readonly hour: number;
  readonly minute: number;
};

/** A file to write (or a crontab block, or `schtasks` input), and the commands that switch it on and off. */
export type SchedulePlan = {
  readonly kind: SchedulerKind;
  readonly files: readonly { readonly path: string; readonly content: string; readonly encoding: 'utf8' | 'utf16le-bom' }[];
  readonly enable: readonly (readonly string[])[];
  readonly disable: readonly (readonly string[])[];
};

export type SchedulerError =
  | { readonly kind: 'scheduler-unavailable'; readonly scheduler: SchedulerKind; readonly cause: string; readonly retry: 'never' }
  | { readonly kind: 'scheduler-refused'; readonly command: string; readonly cause: string; readonly retry: 'never' };

export type Scheduler = {
  readonly kind: SchedulerKind;
  plan(task: ScheduledTask): SchedulePlan;
  install(task: ScheduledTask): Promise<Result<SchedulePlan, SchedulerError>>;
  remove(task: ScheduledTask): Promise<Result<SchedulePlan, SchedulerError>>;
  /** What is installed now under this name, as the platform prints it; null when nothing is. */
  show(task: ScheduledTask): Promise<Result<string | null, SchedulerError>>;
};
