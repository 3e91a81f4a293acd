/** The foreign programs that are asked for their opinion, and the temporary folder that they share with us. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, run } from '../keys/places.ts';

export const isPresent = {
  python: isInstalled('python3', '--version'),
  unzip: isInstalled('unzip', '-v'),
  age: isInstalled('age', '--version'),
  openssl: isInstalled('openssl', 'version'),
} as const;

export type Verdict = { readonly error?: string; readonly digests?: readonly string[]; readonly names?: readonly string[] };

export type Task = { readonly as: string; readonly path: string; readonly [argument: string]: unknown };

/** All tasks by one process of Python; see oracle.py. */
export function askPython(tasks: readonly Task[]): readonly Verdict[] {
  const script = fileURLToPath(new URL('oracle.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync('python3', [script], { input: JSON.stringify(tasks), maxBuffer: 100_000_000 });
  if (status !== 0) throw new Error(`python3: ${stderr.toString().slice(-500)}`);
  return JSON.parse(stdout.toString()) as readonly Verdict[];
}

/** Info-ZIP's complaint, '' when it has none. */
export const complaintOfUnzip = (path: string): string => {
  const { status, stdout, stderr } = run('unzip', ['-tqq', path]);
  return status === 0 ? '' : `${status}: ${stdout.toString()}${stderr}`;
};

export const openFolder = (): string => mkdtempSync(join(tmpdir(), 'malleposte-hostile-'));

export function put(folder: string, name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
