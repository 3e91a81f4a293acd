/** Foreign programs that judge our servers: found or not, and run. */
import { execFile, spawnSync } from 'node:child_process';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

const maxOutputBytes = 100_000_000;

/** null when the program answers; otherwise the reason for a skip. */
export function missing(program: string, probe: readonly string[] = ['--version']): string | null {
  return spawnSync(program, probe, { stdio: 'ignore' }).status === 0 ? null : `${program} is not installed`;
}

/** Runs a program to its end; `out` is Latin-1. Never rejects: the exit code tells. */
export function run(program: string, parameters: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(program, parameters, { encoding: 'latin1', maxBuffer: maxOutputBytes }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err }),
    );
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** Runs a Python program, given as text, with arguments. */
export const python = (program: string, ...parameters: readonly string[]): Promise<Ran> => run('python3', ['-', ...parameters], program);
