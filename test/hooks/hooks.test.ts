/** Hooks on real folders and with real programs: what is run, what is refused, and that none of them outlives its time. */
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { inOrder, openHooks } from '../../src/hooks/hooks.ts';
import type { HookRun } from '../../src/hooks/port.ts';
import { launchOf } from '../../src/hooks/process.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'malleposte-hooks-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
});

async function put(name: string, script: string, mode = 0o700): Promise<string> {
  const folder = join(home, 'hooks', 'after-send.d');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, mode);
  return path;
}

const variables = { PATH: process.env['PATH'], MALLEPOSTE_PASSWORD: 'secret', LANG: 'C.UTF-8' };

const runHooks = (timeoutMs = 20_000): Promise<readonly HookRun[]> =>
  openHooks({ home, variables }).run({ event: 'after-send', document: { event: 'after-send', files: 3 }, timeoutMs });

describe.skipIf(process.platform === 'win32' /* the hooks here are shell scripts */)('hooks', () => {
  test('without a folder there is nothing to run', async () => {
    expect(await runHooks()).toEqual([]);
  });

  test('run in the order of their numbers, with the event as one JSON document on standard input', async () => {
    await put('10-second', `cat >> ${join(home, 'told')}; echo second >> ${join(home, 'told')}`);
    await put('9-first', `echo first > ${join(home, 'told')}; echo done; echo odd >&2`);
    const runs = await runHooks();
    expect(runs).toMatchObject([
      { event: 'after-send', name: '9-first', status: 0, problem: '', stdout: 'done', stderr: 'odd' },
      { name: '10-second', status: 0, problem: '' },
    ]);
    expect(await readFile(join(home, 'told'), 'utf8')).toBe('first\n{"event":"after-send","files":3}\nsecond\n');
  });

  test('one that fails is told with its status, and the next one runs', async () => {
    await put('1-bad', 'exit 7');
    await put('2-good', 'exit 0');
    expect(await runHooks()).toMatchObject([
      { name: '1-bad', status: 7, problem: 'hook-failed' },
      { name: '2-good', status: 0, problem: '' },
    ]);
  });

  test('see no password of ours', async () => {
    await put('1-env', 'env');
    const [run] = await runHooks();
    expect(run?.stdout).toContain('LANG=C.UTF-8');
    expect(run?.stdout).not.toMatch(/secret|MALLEPOSTE/);
  });

  test('end with everything that they started when their time is over', async () => {
    await put('1-slow', `(sleep 2; touch ${join(home, 'survived')}) & sleep 30`);
    const [run] = await runHooks(300);
    expect(run).toMatchObject({ status: null, problem: 'hook-timeout' });
    expect(run?.durationMs).toBeLessThan(5000);
    await pause(2200);
    await expect(readFile(join(home, 'survived'))).rejects.toThrow('ENOENT');
  });

  test('hold nobody up by what they leave running', async () => {
    await put('1-parent', 'sleep 30 & echo gone');
    const [run] = await runHooks();
    expect(run).toMatchObject({ status: 0, problem: '', stdout: 'gone' });
    expect(run?.durationMs).toBeLessThan(5000);
  });

  test('may print without end and not read: a beginning is kept', async () => {
    await put('1-loud', 'yes | head -c 3000000');
    const [run] = await runHooks();
    expect(run).toMatchObject({ status: 0, problem: '' });
    expect(run?.stdout.length).toBeLessThanOrEqual(4096);
    expect(run?.stdout.length).toBeGreaterThan(4000);
  });

  test.each([
    ['that may not be executed', 0o600, 'not-executable'],
    ['that others may write to', 0o702, 'writable-by-others'],
    ['that the group may write to', 0o770, 'writable-by-others'],
  ])('a file %s is refused', async (_what, mode, problem) => {
    await put('1-file', `touch ${join(home, 'ran')}`, mode);
    expect(await runHooks()).toMatchObject([{ name: '1-file', status: null, problem }]);
    await expect(readFile(join(home, 'ran'))).rejects.toThrow('ENOENT');
  });

  test('links and folders are refused, hidden files and editors’ copies passed over', async () => {
    const path = await put('.hidden', 'exit 0');
    await put('5-old~', 'exit 0');
    await symlink(path, join(home, 'hooks', 'after-send.d', '1-link'));
    await mkdir(join(home, 'hooks', 'after-send.d', '2-folder'));
    expect((await runHooks()).map(({ name, problem }) => [name, problem])).toEqual([
      ['1-link', 'not-a-file'],
      ['2-folder', 'not-a-file'],
    ]);
  });

  test('a folder that others may write to is refused whole', async () => {
    await put('1-file', `touch ${join(home, 'ran')}`);
    await chmod(join(home, 'hooks', 'after-send.d'), 0o777);
    expect(await runHooks()).toMatchObject([{ name: 'after-send.d', problem: 'writable-by-others' }]);
    await expect(readFile(join(home, 'ran'))).rejects.toThrow('ENOENT');
  });

  test('a file that cannot be started is told as such', async () => {
    await put('1-odd', '');
    await writeFile(join(home, 'hooks', 'after-send.d', '1-odd'), '#!/no/such/interpreter\n');
    expect(await runHooks()).toMatchObject([
      { name: '1-odd', status: null, problem: 'unstartable', stderr: expect.stringContaining('spawn') },
    ]);
  });
});

test('numbers count as numbers, and names without one come last', () => {
  expect(inOrder(['notify', '100-c', '9-a', '10-b', 'archive'])).toEqual(['9-a', '10-b', '100-c', 'archive', 'notify']);
});

test('on Windows scripts are started by the programs that know them', () => {
  expect(launchOf('C:\\H\\hooks\\1.exe', 'win32')).toEqual(['C:\\H\\hooks\\1.exe']);
  expect(launchOf('C:\\H\\hooks\\1.CMD', 'win32')).toEqual(['cmd.exe', '/d', '/c', 'C:\\H\\hooks\\1.CMD']);
  expect(launchOf('C:\\H\\hooks\\1.ps1', 'win32')).toContain('-NonInteractive');
});
