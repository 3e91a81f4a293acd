/** Tasks: listed, stopped, and followed by server-sent events (WHATWG HTML §9.2). */
import { err, ok } from '../../result.ts';
import { openSpeech, type Speech } from '../../words/speech.ts';
import type { taskRoutes } from '../contract/task-routes.ts';
import type { Acts } from './call.ts';
import type { Desk } from './desk.ts';
import { taskView } from './task-view.ts';
import type { Task } from './tasks.ts';

export const taskActs: Acts<typeof taskRoutes> = {
  'GET /api/tasks': async ({ desk, speech }) => ok(desk.tasks.all().map((task) => taskView(task, speech, desk.world.now()))),
  'DELETE /api/tasks/:id': async ({ desk, speech, parameters: { id = '' } }) => {
    desk.tasks.stop(id);
    const task = desk.tasks.find(id);
    return task ? ok(taskView(task, speech, desk.world.now())) : err({ kind: 'thing-unknown', thing: 'task', id });
  },
  'GET /api/events': async ({ desk, speech, signal }) => ok(followTasks(desk, speech, signal)),
};

/** A line of a task is told at most so often: a browser draws no faster. */
const everyMs = 100;
/** Proxies end connections that say nothing. */
const heartbeatMs = 20_000;

function followTasks({ tasks, world }: Desk, { language, format }: Speech, signal: AbortSignal): Response {
  const speech = openSpeech(language, format.timeZone);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      const sendTask = (task: Task): void => send(`event: task\ndata: ${JSON.stringify(taskView(task, speech, world.now()))}\n\n`);
      const throttled = latestOnly(sendTask);
      const unwatch = tasks.watch(throttled.send);
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
      const end = (): void => {
        unwatch();
        throttled.end();
        clearInterval(heartbeat);
        controller.close();
      };
      signal.addEventListener('abort', end, { once: true });
      send('retry: 2000\n\n');
      for (const task of tasks.all().slice(0, 1)) sendTask(task);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

/** The first and the last of many are sent at once or soon; those between may be left out. */
function latestOnly(send: (task: Task) => void): { readonly send: (task: Task) => void; readonly end: () => void } {
  let waiting: Task | undefined;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const task = waiting;
    waiting = undefined;
    if (task) sendNow(task);
  };
  const sendNow = (task: Task): void => {
    send(task);
    timer = setTimeout(flush, everyMs);
  };
  return {
    send: (task) => {
      if (timer === undefined) sendNow(task);
      else waiting = task;
    },
    end: () => clearTimeout(timer),
  };
}
