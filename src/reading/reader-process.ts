/**
 * One process that can be killed: started, given one task at a time, ended when it takes too long or too much memory. Not a thread: when
 * V8 finds no memory for a worker thread it may end the whole program (seen with Node 24). It has no environment variables, hence no passwords.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../result.ts';
import type { Answer, FilesRead, MailTask, ParcelTask, Report } from './messages.ts';
import type { ReadingFailure } from './port.ts';

export type Bounds = {
  /** JavaScript objects and strings of the process (V8's old generation), in MiB. */
  readonly maxHeapMb: number;
  /**
   * How much the process may grow while one task is read, in bytes: buffers are not part of V8's heap (reference reliability.md §3).
   * They are bounded first of all by the limits on sizes; this is the second guard, looked at ten times a second where the system tells
   * (Linux).
   */
  readonly maxGrowthBytes: number;
};

export type Task = MailTask | ParcelTask;

/** It takes one task after another, never two. After a failure it is gone. */
export type HelperProcess = {
  /** `take` gets what is read before the answer. The deadline counts from here. */
  run(task: Task, options: RunOptions): Promise<Result<Answer, ReadingFailure>>;
  end(): Promise<void>;
  /** It may also end by itself between two tasks, when something that a parser left behind breaks. */
  isGone(): boolean;
};

export type RunOptions = {
  readonly deadlineMs: number;
  readonly take: (read: FilesRead) => void;
};

const maxStartMs = 60_000;
const watchEveryMs = 100;

/** Ready to read when it resolves; a start that fails, or takes a minute, is a `crash`. */
export async function startProcess(bounds: Bounds): Promise<Result<HelperProcess, ReadingFailure>> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'; // the sources, or what was built of them
  const child = fork(fileURLToPath(new URL(`./worker.${extension}`, import.meta.url)), {
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${bounds.maxHeapMb}`],
    serialization: 'advanced',
    detached: process.platform !== 'win32', // Ctrl+C is for us: a mail that is being read is read to its end
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined); // without a listener it would end this process; who waits for an answer listens, too
  const ready = await watched(child, { failAfterMs: maxStartMs, late: 'crash', bounds }, (report) => report.kind === 'ready');
  letGo(child);
  const helper: HelperProcess = {
    run: (task, options) => runTask({ child, bounds, task }, options),
    end: () => kill(child),
    isGone: () => hasEnded(child) || !child.connected,
  };
  return ready.ok ? ok(helper) : ready;
}

/** It does not keep us alive when nothing is asked of it; when we end, its channel closes and it ends, too. */
function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function kill(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.ref(); // whoever ends it waits for the end
  child.kill('SIGKILL');
  await ended;
}

type Run = { readonly child: ChildProcess; readonly bounds: Bounds; readonly task: Task };

async function runTask({ child, bounds, task }: Run, options: RunOptions): Promise<Result<Answer, ReadingFailure>> {
  hold(child);
  const watch = { failAfterMs: options.deadlineMs, late: 'deadline', bounds } as const;
  const awaited = watched(child, watch, (report) => {
    if (report.kind === 'files') options.take(report);
    return report.kind === 'mail' || report.kind === 'parcel';
  });
  child.send(task, () => undefined); // what could not be sent shows by the process's end
  const answer = await awaited;
  letGo(child);
  return answer as Result<Answer, ReadingFailure>;
}

type Watch = { readonly failAfterMs: number; readonly late: 'deadline' | 'crash'; readonly bounds: Bounds };

/** The first report that is the awaited one, or why none will come; then the process has ended. */
function watched(child: ChildProcess, watch: Watch, isAwaited: (report: Report) => boolean): Promise<Result<Report, ReadingFailure>> {
  const { promise, resolve } = Promise.withResolvers<Result<Report, ReadingFailure>>();
  const startBytes = residentBytes(child);
  const fail = (reason: ReadingFailure['reason'], detail: string): void => resolve(failure(reason, detail));
  const listeners = {
    message: (report: Report) => isAwaited(report) && resolve(ok(report)),
    error: (error: unknown) => fail('crash', error instanceof Error ? error.message : String(error)),
    exit: (code: number | null, signal: string | null) => fail(isOutOfMemory(code, signal) ? 'memory' : 'crash', `exit ${code ?? signal}`),
  };
  for (const [event, listener] of Object.entries(listeners)) child.on(event, listener);
  if (hasEnded(child)) fail('crash', 'it has ended');
  const deadline = setTimeout(() => fail(watch.late, `${watch.failAfterMs} ms`), watch.failAfterMs);
  const memory = setInterval(() => {
    const growth = residentBytes(child) - startBytes;
    if (growth > watch.bounds.maxGrowthBytes) fail('memory', `${growth} bytes`);
  }, watchEveryMs);
  return promise.then(async (outcome) => {
    clearTimeout(deadline);
    clearInterval(memory);
    for (const [event, listener] of Object.entries(listeners)) child.off(event, listener);
    if (!outcome.ok) await kill(child);
    return outcome;
  });
}

/** Memory in use, as Linux tells of another process; 0 where nobody tells. */
function residentBytes({ pid }: ChildProcess): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
  } catch {
    // It has ended: the listeners know more.
    return 0;
  }
}

/** V8 aborts a process that finds no memory for its objects (128 + 6 where there are no signals). */
const isOutOfMemory = (code: number | null, signal: string | null): boolean => signal === 'SIGABRT' || code === 134;

const failure = (reason: ReadingFailure['reason'], detail: string): Result<never, ReadingFailure> =>
  err({ kind: 'reading-failed', reason, detail: detail.slice(0, 200), retry: 'later' });
