/**
 * Long work of the web door: one task at a time, because a home has one lock. What a task tells is kept as facts, so that each reader
 * hears it in a language of its own; a page that was loaded again finds the task where it is.
 */
import type { Progress, TestStep } from '../../jobs/installation.ts';
import { err, ok, type Result } from '../../result.ts';
import { StoreFailure } from '../../store/journal-port.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { TaskView } from '../contract/task-routes.ts';

export type TaskKind = TaskView['kind'];

export type TaskFact = { readonly fact: 'progress'; readonly progress: Progress } | { readonly fact: 'test'; readonly step: TestStep };

/** What came of it: the outcome for programs, its sentences for people. */
export type Told<T> = {
  readonly outcome: T;
  readonly isNotable: boolean;
  readonly tell: (speech: Speech) => readonly string[];
};

export type Task = {
  readonly id: string;
  readonly kind: TaskKind;
  readonly by: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly state: TaskView['state'];
  readonly facts: readonly TaskFact[];
  readonly told: Told<unknown> | null;
  readonly error: ExplainedError | null;
};

/** What the work of a task is given. */
export type Doing = {
  readonly tell: (fact: TaskFact) => void;
  /** Aborted when a person stops the task. */
  readonly stop: AbortSignal;
};

export type Work = (doing: Doing) => Promise<Result<Told<unknown>, ExplainedError>>;

export type Tasks = {
  /** Newest first. */
  all(): readonly Task[];
  find(id: string): Task | undefined;
  /** `task-running` while another one runs. */
  start(kind: TaskKind, by: string, work: Work): Result<Task, ExplainedError>;
  /** False where no such task runs. */
  stop(id: string): boolean;
  /** Called at every move of any task, until the answer is called. */
  watch(listener: (task: Task) => void): () => void;
  /** Stops what runs and waits for it. */
  close(): Promise<void>;
};

const keptTasks = 20;
const keptFacts = 200;

type Running = { readonly stop: AbortController; readonly ended: Promise<void> };

export function openTasks({ now, randomHex }: { readonly now: () => Date; readonly randomHex: (bytes: number) => string }): Tasks {
  let tasks: readonly Task[] = [];
  let running: (Running & { readonly id: string }) | undefined;
  let isClosing = false;
  const listeners = new Set<(task: Task) => void>();
  const find = (id: string): Task | undefined => tasks.find((task) => task.id === id);
  const move = (id: string, changes: (task: Task) => Partial<Task>): void => {
    tasks = tasks.map((task) => (task.id === id ? { ...task, ...changes(task) } : task));
    const moved = find(id);
    if (moved) for (const listener of listeners) listener(moved);
  };
  const run = async (id: string, work: Work, stop: AbortSignal): Promise<void> => {
    const tell = (fact: TaskFact): void => move(id, ({ facts }) => ({ facts: [...facts, fact].slice(-keptFacts) }));
    const done = await settled(() => work({ tell, stop }));
    running = undefined;
    const endedAt = now().toISOString();
    if (done.ok) move(id, () => ({ state: stop.aborted ? 'stopped' : 'done', endedAt, told: done.value }));
    else move(id, () => ({ state: 'failed', endedAt, error: done.error }));
  };
  return {
    all: () => tasks,
    find,
    start: (kind, by, work) => {
      const busy = running && find(running.id);
      if (busy) return err({ kind: 'task-running', task: busy.kind, since: busy.startedAt, by: busy.by });
      const id = randomHex(8);
      const task: Task = {
        id,
        kind,
        by,
        startedAt: now().toISOString(),
        endedAt: '',
        state: 'running',
        facts: [],
        told: null,
        error: null,
      };
      tasks = [task, ...tasks].slice(0, keptTasks);
      const stop = new AbortController();
      // Asked for while the server goes: it does nothing, and says so.
      if (isClosing) stop.abort();
      for (const listener of listeners) listener(task);
      running = { id, stop, ended: run(id, work, stop.signal) };
      return ok(task);
    },
    stop: (id) => {
      if (running?.id !== id) return false;
      running.stop.abort();
      return true;
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      isClosing = true;
      running?.stop.abort();
      // Another may begin, and end at once, while this one is waited for.
      for (let last = running; last; last = running) await last.ended;
    },
  };
}

/** A defect of ours ends the task, not the server. */
async function settled(work: () => ReturnType<Work>): ReturnType<Work> {
  try {
    return await work();
  } catch (thrown) {
    return err(errorOf(thrown));
  }
}

/** A database that fails throws a StoreFailure; anything else that is thrown is a defect. */
export function errorOf(thrown: unknown): ExplainedError {
  if (thrown instanceof StoreFailure) return { kind: thrown.kind, message: thrown.message };
  return { kind: 'unexpected', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
