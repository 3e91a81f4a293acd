/**
 * The real program in a process of its own, with everything that can end it: a crash point, a signal from outside, a deadline. Its
 * compiled code is kept from start to start, because starting is most of what a kill costs.
 */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Ended = {
  /** null when a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
};

export type Starting = {
  readonly variables?: Readonly<Record<string, string>>;
  /** `point:n`: it kills itself at the n-th passing. */
  readonly crashAt?: string;
  /** SIGKILL from outside, so many milliseconds after its start. */
  readonly killAfterMs?: number;
  /** A command in front of node, as `faketime`. */
  readonly wrapper?: readonly string[];
  /** For a program that hangs: it is killed, and `hung` says so on stderr. */
  readonly deadlineMs?: number;
  /** The file to run; the program itself when absent. */
  readonly script?: string;
};

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const longestRunMs = 120_000;

/** Runs `malleposte PARAMETERS…` to its end, whatever that is; never rejects. */
export function runProgram(parameters: readonly string[], starting: Starting = {}): Promise<Ended> {
  return startProgram(parameters, starting).ended;
}

/** Starts it; `kill` is kill -9. */
export function startProgram(
  parameters: readonly string[],
  starting: Starting = {},
): { readonly ended: Promise<Ended>; readonly kill: () => void; readonly pid: number | undefined } {
  const startedAt = performance.now();
  const [command = process.execPath, ...before] = [...(starting.wrapper ?? []), process.execPath];
  const child = spawn(command, [...before, starting.script ?? main, ...parameters], {
    env: environmentOf(starting),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  const killer = starting.killAfterMs === undefined ? undefined : setTimeout(kill, starting.killAfterMs);
  let hung = '';
  const watchdog = setTimeout(() => {
    hung = 'hung: ended by its deadline';
    kill();
  }, starting.deadlineMs ?? longestRunMs);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => {
      clearTimeout(killer);
      clearTimeout(watchdog);
      resolve({ status, signal, stdout: stdout(), stderr: stderr() + hung, milliseconds: performance.now() - startedAt });
    });
  });
  return { ended, kill, pid: child.pid };
}

function environmentOf({ variables = {}, crashAt }: Starting): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: tmpdir(),
    LANG: 'C.UTF-8',
    NODE_COMPILE_CACHE: join(tmpdir(), 'malleposte-endurance-code'),
    ...(crashAt === undefined ? {} : { MALLEPOSTE_CRASH: crashAt }),
    ...variables,
  };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** The one JSON document of a run that must have gone well (0, or 3: well, with something to look at). */
export function answerOf(run: Ended): Record<string, unknown> {
  if (run.status !== 0 && run.status !== 3) throw new Error(`status ${run.status} ${run.signal}: ${run.stdout} ${run.stderr}`);
  return JSON.parse(run.stdout) as Record<string, unknown>;
}
