/** The daily task of a home in the platform's scheduler: which, at what time. Writing, removing and showing it is the scheduler's own. */
import type { ScheduledTask, Scheduler, SchedulerKind } from '../scheduler/port.ts';

/** What the composition knows of schedulers. */
export type Scheduling = {
  /** The platform's own when no kind is said. */
  readonly scheduler: (kind?: SchedulerKind) => Scheduler;
  /** The command line with which a scheduler starts this very program. */
  readonly scheduledTask: (options: TaskToPlan) => ScheduledTask;
};

export type TaskToPlan = {
  readonly home: string;
  readonly role: 'common' | 'distant';
  readonly hour: number;
  readonly minute: number;
};

export type PlannedTask = {
  readonly scheduler: Scheduler;
  readonly task: ScheduledTask;
  /** `HH:MM`, local. */
  readonly time: string;
};

/** An agency sends in the evening, the head office receives before the morning. */
const usualTimes = { distant: '21:00', common: '04:00' } as const;

type Wish = Pick<TaskToPlan, 'home' | 'role'> & {
  /** `HH:MM`, checked by whoever asked for it; the usual time of the role when absent. */
  readonly time?: string | undefined;
  readonly kind?: SchedulerKind | undefined;
};

/** Writes nothing: `task` is handed to `scheduler.plan`, `install`, `remove` or `show`. */
export function planTask({ scheduler, scheduledTask }: Scheduling, { home, role, time = usualTimes[role], kind }: Wish): PlannedTask {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { scheduler: scheduler(kind), task: scheduledTask({ home, role, hour, minute }), time };
}
