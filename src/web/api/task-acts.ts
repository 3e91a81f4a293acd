/** Tasks: listed, stopped, and followed. */
import { err, ok } from '../../result.ts';
import type { taskRoutes } from '../contract/task-routes.ts';
import type { Acts } from './call.ts';
import { followTasks } from './task-events.ts';
import { taskView } from './task-view.ts';

export const taskActs: Acts<typeof taskRoutes> = {
  'GET /api/tasks': async ({ desk, speech }) => ok(desk.tasks.all().map((task) => taskView(task, speech, desk.world.now()))),
  'DELETE /api/tasks/:id': async ({ desk, speech, parameters: { id = '' } }) => {
    desk.tasks.stop(id);
    const task = desk.tasks.find(id);
    return task ? ok(taskView(task, speech, desk.world.now())) : err({ kind: 'thing-unknown', thing: 'task', id });
  },
  'GET /api/events': async (call) => ok(followTasks(call)),
};
