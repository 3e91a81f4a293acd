/**
 * The port of hooks: programs of the administrator's in HOME/hooks/<event>.d/, run when a cycle is over. They are told what happened and
 * decide nothing: whatever becomes of them is an answer, never an error.
 */

export const hookEvents = ['after-receive', 'after-send', 'after-merge', 'on-alert'] as const;
export type HookEvent = (typeof hookEvents)[number];

/**
 * Why a hook did not do its work, '' when it did: it was not run (`not-a-file`, `not-executable`, `writable-by-others`, `foreign-owner`,
 * `unreadable`), could not be started, ended with another status than 0 or by a signal, or was still running when its time was over.
 */
export type HookProblem =
  | ''
  | 'not-a-file'
  | 'not-executable'
  | 'writable-by-others'
  | 'foreign-owner'
  | 'unreadable'
  | 'unstartable'
  | 'hook-failed'
  | 'hook-timeout';

export type HookRun = {
  readonly event: HookEvent;
  /** The name of its file; that of the folder where the folder itself is refused. */
  readonly name: string;
  /** Null when it was not run, or did not end by itself. */
  readonly status: number | null;
  readonly problem: HookProblem;
  readonly durationMs: number;
  /** The first 4 KiB of each, control characters left out. */
  readonly stdout: string;
  readonly stderr: string;
};

export type HookCall = {
  readonly event: HookEvent;
  /** One JSON document, on their standard input. */
  readonly document: Readonly<Record<string, unknown>>;
  /** For each; then it is killed with everything that it started. */
  readonly timeoutMs: number;
};

export type Hooks = {
  /**
   * Runs the hooks of this event one after the other, in the order of the numbers that begin their names, those without a number last.
   * [] where the folder is missing or empty.
   */
  run(call: HookCall): Promise<readonly HookRun[]>;
};
