/** A worker thread that plays the seeds it is given, one after the other. */
import { parentPort } from 'node:worker_threads';
import { playSchedule } from './schedule.ts';

parentPort?.on('message', (seed: number) => {
  // What a schedule throws ends the thread, and the thread's end is an error where it was started.
  void playSchedule(seed).then((played) => parentPort?.postMessage(played));
});
