/** The daily task of the machine’s scheduler: shown, installed, removed. */
import { noteChange } from '../../jobs/audit.ts';
import { type PlannedTask, planTask } from '../../jobs/schedule.ts';
import { ok } from '../../result.ts';
import type { Speech } from '../../words/speech.ts';
import type { ScheduleView, scheduleRoutes } from '../contract/schedule-routes.ts';
import type { Acts } from './call.ts';
import { problemOf } from './problems.ts';
import type { World } from './world.ts';

export const scheduleActs: Acts<typeof scheduleRoutes> = {
  'GET /api/schedule': async ({ desk: { world }, installation: { role }, speech, query: { time } }) =>
    ok(await scheduleView(world, plan(world, role, time), speech)),
  'POST /api/schedule': async ({ desk: { world }, installation: { role }, installed, speech, session, body: { time } }) => {
    const planned = plan(world, role, time);
    const made = await planned.scheduler.install(planned.task);
    if (!made.ok) return made;
    await noteChange(installed, { kind: 'schedule', reason: `schedule-installed time=${time}`, by: session?.by ?? '' });
    return ok(await scheduleView(world, planned, speech));
  },
  'DELETE /api/schedule': async ({ desk: { world }, installation: { role }, installed, speech, session }) => {
    const planned = plan(world, role);
    const removed = await planned.scheduler.remove(planned.task);
    if (!removed.ok) return removed;
    await noteChange(installed, { kind: 'schedule', reason: 'schedule-removed', by: session?.by ?? '' });
    return ok(await scheduleView(world, planned, speech));
  },
};

type Role = 'common' | 'distant';

type Planned = PlannedTask & { readonly usualTime: string };

const plan = (world: World, role: Role, time?: string): Planned => ({
  ...planTask(world, { home: world.home, role, time }),
  usualTime: planTask(world, { home: world.home, role }).time,
});

/** A scheduler that cannot be asked is part of the answer: its plan can be shown all the same. */
async function scheduleView({ timeZone }: World, { scheduler, task, time, usualTime }: Planned, speech: Speech): Promise<ScheduleView> {
  const shown = await scheduler.show(task);
  const { files, enable, disable } = scheduler.plan(task);
  return {
    ...{ kind: scheduler.kind, name: task.name, time, usualTime, timeZone, command: [...task.command] },
    installed: shown.ok ? shown.value : null,
    problem: shown.ok ? null : problemOf(shown.error, speech),
    files: files.map(({ path, content }) => ({ path, content })),
    enable: enable.map((command) => command.join(' ')),
    disable: disable.map((command) => command.join(' ')),
  };
}
