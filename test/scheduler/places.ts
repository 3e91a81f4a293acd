/** What the tests of this room share: temporary folders, stand-ins for the platform's programs, a task whose words hurt. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../../src/result.ts';
import { type RunCommand, runCommand } from '../../src/scheduler/commands.ts';
import type { ScheduledTask } from '../../src/scheduler/port.ts';

/** A folder that is gone after the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-test-'));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** What a call that must go well answers. */
export const done = async <T>(work: Promise<Result<T, unknown>>): Promise<T> => {
  const result = await work;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Runs a program of the system to its end: its exit status and all that it said. */
export const judge = (program: string, parameters: readonly string[], variables: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(program, parameters, { env: { ...process.env, ...variables } });
  return { status, said: `${stdout}${stderr}` };
};

/** Arguments that every scheduler understands in its own way. */
export const hurtfulWords = [
  '--home',
  '/srv/parc de l\'été/100% "sûr"',
  '%h %% %TEMP %',
  '$HOME $' + '{HOME} $(id) `id`',
  'back\\slash\\',
  'a\\"b',
  '<a href="x">&amp;</a>',
  "''",
  '',
  '#;|&*?!~ =',
] as const;

export const task: ScheduledTask = {
  name: 'malleposte-send-3f9a',
  description: 'Malleposte : envoi du parc (100 % <sûr> & signé)',
  command: ['/usr/bin/env', ...hurtfulWords],
  hour: 21,
  minute: 5,
};

export type Calls = { readonly run: RunCommand; readonly commands: () => Promise<readonly string[]> };

/**
 * Runs programs of this name from a folder of stand-ins instead of the platform's. Each stand-in is a sh script that gets what the
 * platform's would; all write down how they were called.
 */
export const standIns = async (scripts: Readonly<Record<string, string>>): Promise<Calls> => {
  const folder = await temporaryFolder();
  const journal = join(folder, 'calls');
  await mkdir(join(folder, 'bin'));
  await writeFile(journal, '');
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, 'bin', name), `#!/bin/sh\nHERE='${folder}'\necho "${name} $*" >> "$HERE/calls"\n${script}\n`, {
      mode: 0o755,
    });
  }
  return {
    run: ([program = '', ...parameters], input) => runCommand([join(folder, 'bin', program), ...parameters], input),
    commands: async () => (await readFile(journal, 'utf8')).split('\n').filter((line) => line !== ''),
  };
};

/** The words of a shell's command line, as sh itself takes them apart. */
export const wordsOfShell = (line: string): readonly string[] => {
  const { stdout } = spawnSync('sh', ['-c', `for word in ${line}; do printf '%s\\0' "$word"; done`]);
  return stdout.toString().split('\0').slice(0, -1);
};

export const isInstalled = (program: string, ...probe: readonly string[]): boolean =>
  spawnSync(program, probe, { stdio: 'ignore' }).status === 0;
