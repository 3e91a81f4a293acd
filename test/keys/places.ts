/** Temporary folders of the tests of this room, and the foreign programs that judge it. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone after the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const isInstalled = (program: string, ...probe: readonly string[]): boolean =>
  spawnSync(program, probe, { stdio: 'ignore' }).status === 0;

export type Ran = { readonly status: number | null; readonly stdout: Buffer; readonly stderr: string };

/** Runs a program to its end. */
export const run = (program: string, parameters: readonly string[], input: Uint8Array = new Uint8Array()): Ran => {
  const { status, stdout, stderr } = spawnSync(program, parameters, { input, maxBuffer: 100_000_000 });
  return { status, stdout, stderr: stderr.toString() };
};
