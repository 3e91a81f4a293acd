/**
 * One thread that can be killed: started, given one task at a time, ended when it takes too long or too much memory. It has no
 * environment variables, hence no passwords.
 */
import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../result.ts';
import type { Answer, FilesRead, MailTask, ParcelTask, Report } from './messages.ts';
import type { ReadingFailure } from './port.ts';

export type Bounds = {
  /** JavaScript objects and strings of the thread (V8's old generation), in MiB. */
  readonly maxHeapMb: number;
  /**
   * How much the whole process may grow while one task is read, in bytes: buffers are not part of V8's heap (reference reliability.md §3).
   * They are bounded first of all by the limits on sizes; this is the second guard, looked at ten times a second.
   */
  readonly maxGrowthBytes: number;
};

export type Task = MailTask | ParcelTask;

/** A thread takes one task after another, never two. After a failure it is gone. */
export type Thread = {
  /** `take` gets what is read before the answer. The deadline counts from here. */
  run(task: Task, options: RunOptions): Promise<Result<Answer, ReadingFailure>>;
  end(): Promise<void>;
  /** It may also end by itself between two tasks, when something that a parser left behind breaks. */
  isGone(): boolean;
};

export type RunOptions = {
  readonly transferred: readonly ArrayBuffer[];
  readonly deadlineMs: number;
  readonly take: (read: FilesRead) => void;
};

const maxStartMs = 60_000;
const watchEveryMs = 100;

/** Ready to read when it resolves; a start that fails, or takes a minute, is a `crash`. */
export async function startThread(bounds: Bounds): Promise<Result<Thread, ReadingFailure>> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'; // the sources, or what was built of them
  const worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    name: 'malleposte-reading',
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'], // not ours: `--input-type` and the like would stop it
    resourceLimits: { maxOldGenerationSizeMb: bounds.maxHeapMb },
  });
  let isGone = false;
  worker.on('exit', () => {
    isGone = true;
  });
  worker.on('error', () => undefined); // without a listener it would end this process; who waits for an answer listens, too
  const end = async (): Promise<void> => {
    await worker.terminate();
  };
  const ready = await watched(worker, { failAfterMs: maxStartMs, late: 'crash', bounds }, (report) => report.kind === 'ready');
  worker.unref();
  return ready.ok ? ok({ run: (task, options) => runTask({ worker, bounds, task }, options), end, isGone: () => isGone }) : ready;
}

type Run = { readonly worker: Worker; readonly bounds: Bounds; readonly task: Task };

async function runTask({ worker, bounds, task }: Run, options: RunOptions): Promise<Result<Answer, ReadingFailure>> {
  worker.ref();
  worker.postMessage(task, options.transferred);
  const watch = { failAfterMs: options.deadlineMs, late: 'deadline', bounds } as const;
  const answer = await watched(worker, watch, (report) => {
    if (report.kind === 'files') options.take(report);
    return report.kind === 'mail' || report.kind === 'parcel';
  });
  worker.unref();
  return answer as Result<Answer, ReadingFailure>;
}

type Watch = { readonly failAfterMs: number; readonly late: 'deadline' | 'crash'; readonly bounds: Bounds };

/** The first report that is the awaited one, or why none will come; then the thread has ended. */
function watched(worker: Worker, watch: Watch, isAwaited: (report: Report) => boolean): Promise<Result<Report, ReadingFailure>> {
  const { promise, resolve } = Promise.withResolvers<Result<Report, ReadingFailure>>();
  const startBytes = process.memoryUsage.rss();
  const fail = (reason: ReadingFailure['reason'], detail: string): void => resolve(failure(reason, detail));
  const listeners = {
    message: (report: Report) => isAwaited(report) && resolve(ok(report)),
    error: (error: unknown) => fail(isOutOfMemory(error) ? 'memory' : 'crash', textOf(error)),
    messageerror: (error: unknown) => fail('crash', textOf(error)),
    exit: (code: number) => fail('crash', `exit ${code}`),
  };
  for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
  const deadline = setTimeout(() => fail(watch.late, `${watch.failAfterMs} ms`), watch.failAfterMs);
  const memory = setInterval(() => {
    const growth = process.memoryUsage.rss() - startBytes;
    if (growth > watch.bounds.maxGrowthBytes) fail('memory', `${growth} bytes`);
  }, watchEveryMs);
  return promise.then(async (outcome) => {
    clearTimeout(deadline);
    clearInterval(memory);
    for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
    if (!outcome.ok) await worker.terminate();
    return outcome;
  });
}

const failure = (reason: ReadingFailure['reason'], detail: string): Result<never, ReadingFailure> =>
  err({ kind: 'reading-failed', reason, detail: detail.slice(0, 200), retry: 'later' });

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
