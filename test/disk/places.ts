/** Temporary folders of the tests of this room, and processes of their own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../../src/result.ts';

/** A folder that is gone after the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'malleposte-test-')));
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

/** Runs a program of the system; whether it went well. */
export const ran = (program: string, ...parameters: readonly string[]): boolean =>
  spawnSync(program, parameters, { stdio: 'ignore' }).status === 0;

/** Writes files by their relative names. */
export const fill = async (folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
};

/** Another Node that runs a module; `said(word)` resolves when it printed that word. Killed after the test. */
export const startModule = (source: string, ...parameters: readonly string[]) => {
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', source, ...parameters], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = (word: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => (output.includes(word) ? resolve() : undefined);
      child.stdout?.on('data', look);
      child.once('exit', () => (output.includes(word) ? resolve() : reject(new Error(`ended without saying ${word}: ${output}`))));
      look();
    });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { child, said, ended, output: () => output };
};

/**
 * What one call of the disk, on the home that is the first parameter, answers to an ordinary user: in another process, which gives up root's rights where the tests have
 * them, for no mode stops root.
 */
export const askedByOrdinaryUser = async (call: string, ...parameters: readonly string[]): Promise<unknown> => {
  const asking = startModule(
    `import { openDisk } from './src/disk/disk.ts';
     const disk = openDisk(process.argv[1]);
     if (process.geteuid?.() === 0) process.seteuid(65534);
     console.log(JSON.stringify(await disk.${call}) + '\\n.');`,
    ...parameters,
  );
  await asking.said('\n.');
  return JSON.parse(asking.output().slice(0, -2));
};
