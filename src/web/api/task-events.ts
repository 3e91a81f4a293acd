/**
 * Tasks as server-sent events (WHATWG HTML §9.2). An answer that lasts ends with its listener, with the session that asked, and when
 * nobody reads what it says; a browser then comes back by itself, through the guard.
 */
import { openScreenSpeech } from '../../words/screen-speech.ts';
import type { taskRoutes } from '../contract/task-routes.ts';
import type { Call } from './call.ts';
import { isPasswordUnchanged } from './guard.ts';
import { taskView } from './task-view.ts';
import type { Task } from './tasks.ts';

/** A line of a task is told at most so often: a browser draws no faster. */
const everyMs = 100;
/** Proxies end connections that say nothing. */
const heartbeatMs = 20_000;
/** Whether a token still stands is the guard's to know: its holder asks again. */
const tokenMs = 60_000;
/** Events that wait for a listener that does not read. */
const maxWaiting = 100;

type Asked = Call<(typeof taskRoutes)['GET /api/events']>;

export function followTasks(asked: Asked): Response {
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      stop = follow(asked, controller);
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

/** Tells until it may not any more. Answers what ends it, which may be called twice. */
function follow(asked: Asked, controller: ReadableStreamDefaultController<Uint8Array>): () => void {
  const { desk, speech, signal } = asked;
  const said = openScreenSpeech(speech.language, speech.format.timeZone);
  const encoder = new TextEncoder();
  let isOver = false;
  const send = (text: string): void => {
    if (isOver) return;
    if (isHeard(asked, controller)) controller.enqueue(encoder.encode(text));
    else end();
  };
  const throttled = latestOnly((task) => send(`event: task\ndata: ${JSON.stringify(taskView(task, said, desk.world.now()))}\n\n`));
  const unwatch = desk.tasks.watch(throttled.send);
  // It ends the answer itself where it has to.
  const timers = [setInterval(() => void beat(asked, send, end), heartbeatMs)];
  if (asked.session?.way === 'token') timers.push(setTimeout(() => end(), tokenMs));
  const stop = (): void => {
    isOver = true;
    unwatch();
    throttled.end();
    for (const timer of timers) clearTimeout(timer);
  };
  const end = (): void => {
    if (isOver) return;
    stop();
    controller.close();
  };
  signal.addEventListener('abort', end, { once: true });
  send('retry: 2000\n\n');
  for (const task of desk.tasks.all().slice(0, 1)) throttled.send(task);
  // Who left while the guard was looking will not leave again.
  if (signal.aborted) end();
  return stop;
}

const isHeard = ({ desk, session }: Asked, { desiredSize }: ReadableStreamDefaultController): boolean =>
  (desiredSize ?? 0) > -maxWaiting && (!session || session.way === 'token' || desk.sessions.peek(session.id) !== undefined);

async function beat({ desk, session }: Asked, send: (text: string) => void, end: () => void): Promise<void> {
  const stands = session ? await isPasswordUnchanged(session, desk.world.access) : ({ ok: true, value: true } as const);
  if (stands.ok && stands.value) send(': still here\n\n');
  else end();
}

/** The first and the last of many are sent at once; those between may be left out. */
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
      const isLast = task.state !== 'running';
      waiting = isLast || timer === undefined ? undefined : task;
      if (waiting) return;
      clearTimeout(timer);
      sendNow(task);
    },
    end: () => clearTimeout(timer),
  };
}
