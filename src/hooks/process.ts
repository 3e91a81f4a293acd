/**
 * One program in a process group of its own, without a shell: a text on its standard input, the beginnings of what it prints, and an end
 * to all that it started when it ends or when its time is over.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import type { HookRun } from './port.ts';

export type ProgramRun = {
  readonly command: readonly string[];
  readonly input: string;
  readonly timeoutMs: number;
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
};

type Ended = Omit<HookRun, 'event' | 'name'>;

const keptBytes = 4096;
/** What a program that has ended left in its pipes is read for so long; a child of its own may hold them open for ever. */
const drainMs = 500;

/** How a file is started: itself; on Windows batch files by cmd.exe and .ps1 files by PowerShell, which start nothing else here. */
export function launchOf(path: string, platform: string = process.platform): readonly string[] {
  if (platform !== 'win32') return [path];
  if (/\.(?:cmd|bat)$/i.test(path)) return ['cmd.exe', '/d', '/c', path];
  if (/\.ps1$/i.test(path)) return ['powershell.exe', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', path];
  return [path];
}

/** Never rejects: a program that cannot be started is `unstartable`. */
export function runProgram(run: ProgramRun): Promise<Ended> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const [program = '', ...parameters] = run.command;
    const child = spawn(program, parameters, {
      cwd: run.folder,
      env: run.variables,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout = beginningOf(child.stdout);
    const stderr = beginningOf(child.stderr);
    const answer = (end: Pick<Ended, 'status' | 'problem'>, complaint = ''): void => {
      clearTimeout(timer);
      endGroup(child);
      const durationMs = Math.round(performance.now() - startedAt);
      resolve({ ...end, durationMs, stdout: stdout(), stderr: stderr() || complaint });
    };
    const timer = setTimeout(() => answer({ status: null, problem: 'hook-timeout' }), run.timeoutMs);
    child.on('error', (error) => answer({ status: null, problem: 'unstartable' }, error.message));
    child.on('exit', (status) => {
      clearTimeout(timer);
      const end = { status, problem: status === 0 ? '' : 'hook-failed' } as const;
      const drained = setTimeout(() => answer(end), drainMs);
      child.on('close', () => {
        clearTimeout(drained);
        answer(end);
      });
    });
    // A program that does not read its input closes the pipe: its status says what there is to say.
    child.stdin.on('error', () => undefined);
    child.stdin.end(run.input);
  });
}

/** Reads all and keeps the beginning, so that a program that prints without end is never blocked and fills nothing. */
function beginningOf(stream: NonNullable<ChildProcess['stdout']>): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('error', () => undefined); // cut by the end of its group
  stream.on('data', (chunk: Buffer) => {
    if (bytes < keptBytes) chunks.push(chunk.subarray(0, keptBytes - bytes));
    bytes += chunk.length;
  });
  return () => {
    const text = Buffer.concat(chunks).toString('utf8');
    return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').trimEnd();
  };
}

/** What the program left running would outlive the lock of the home. */
function endGroup(child: ChildProcess): void {
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode === null) execFile('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true }, () => undefined);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: nothing of it runs any more, which is what was wanted.
  }
}
