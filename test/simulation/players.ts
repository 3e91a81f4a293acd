/** Schedules played over worker threads, in the order in which they end. Each thread asks for the next seed when it is done with one. */
import { Worker } from 'node:worker_threads';
import type { Played } from './schedule.ts';

export type Range = { readonly from: number; readonly count: number; readonly workers: number };

/** Leaving the loop early stops the threads. */
export async function* playOver({ from, count, workers }: Range): AsyncGenerator<Played> {
  const ended: Played[] = [];
  let next = from;
  let wake = (): void => undefined;
  let broken: unknown;
  const threads = Array.from({ length: Math.min(workers, count) }, () => {
    const thread = new Worker(new URL('./player.ts', import.meta.url));
    const goOn = (): void => {
      if (next < from + count) thread.postMessage(next++);
    };
    thread.on('message', (played: Played) => {
      ended.push(played);
      goOn();
      wake();
    });
    thread.on('error', (error) => {
      broken = error;
      wake();
    });
    goOn();
    return thread;
  });
  try {
    for (let told = 0; told < count; told += 1) {
      while (ended.length === 0 && broken === undefined) await new Promise<void>((resolve) => (wake = resolve));
      const played = ended.shift();
      if (!played) throw broken;
      yield played;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
