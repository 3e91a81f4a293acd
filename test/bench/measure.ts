/** What a program costs, seen from outside: wall time, CPU time, peak memory. Needs a POSIX shell, and Linux for the memory. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export type Measurement = {
  readonly seconds: number;
  /** User and system time of the program and of the children that it waited for. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the program itself in MiB; null where there is no /proc. */
  readonly peakMb: number | null;
  readonly exitCode: number;
  readonly stdout: string;
};

/** The shell says the program's pid, and after its end the times that the kernel counted for it. */
const wrapper = '"$@" & echo $! >&3; wait $!; code=$?; times >&3; exit $code';

const samplingMs = 10;

/** Runs a program to its end; stderr passes through. `env` is added to ours. Never rejects for an exit code. */
export async function measure(command: string, parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Measurement> {
  const start = performance.now();
  const child = spawn('sh', ['-c', wrapper, 'sh', command, ...parameters], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [, output, , side] = child.stdio as unknown as readonly [null, Readable, null, Readable];
  const peak = watchMemory(side);
  const ended = new Promise<{ code: number; seconds: number }>((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve({ code: code ?? 1, seconds: (performance.now() - start) / 1000 }));
  });
  const [{ code, seconds }, stdout, told] = await Promise.all([ended, text(output), text(side)]);
  return { seconds, cpuSeconds: cpuSeconds(told), peakMb: peak.stop(), exitCode: code, stdout };
}

/** Two lines of `times`: the shell's own, its children's; `0m1.234s 0m0.567s`. */
function cpuSeconds(told: string): number {
  const children = told.trim().split('\n').at(-1) ?? '';
  const amounts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return amounts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** Samples the kernel's own high-water mark, so that no peak between two samples is missed but the last few milliseconds'. */
function watchMemory(side: Readable): { stop(): number | null } {
  let peak: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  side.once('data', (first: Buffer) => {
    const pid = Number.parseInt(first.toString(), 10);
    const look = () => {
      peak = Math.max(peak ?? 0, highWaterMark(pid) ?? 0) || null;
    };
    look();
    timer = setInterval(look, samplingMs);
  });
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

function highWaterMark(pid: number): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null; // it has ended, or this system has no /proc
  }
}
