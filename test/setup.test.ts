/** From a fresh clone to a running program: setup.mjs and launch.mjs in a small clone of their own, as child processes. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

const sources = fileURLToPath(new URL('../src/', import.meta.url));

type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** The folder of a clone that has the two programs, a lock file and one TypeScript program. */
let clone = '';

const lockOf = (packages: object): string =>
  JSON.stringify({ name: 'clone', lockfileVersion: 3, packages: { '': { name: 'clone', ...packages } } });

const write = async (file: string, content: string): Promise<void> => {
  await mkdir(join(clone, file, '..'), { recursive: true });
  await writeFile(join(clone, file), content);
};

const stampOf = (lock: string): string => `${createHash('sha256').update(lock).digest('hex')}\n`;

type Start = { readonly node?: readonly string[]; readonly environment?: Readonly<Record<string, string>> };

const start = (command: readonly string[], { node = [], environment = {} }: Start = {}) => {
  const { npm_execpath: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [...node, ...command], {
    cwd: clone,
    env: { ...inherited, LC_ALL: 'C', npm_config_fetch_retries: '0', npm_config_cache: join(clone, 'cache'), ...environment },
  });
  const ended = new Promise<Ended>((resolve) => {
    const heard = { stdout: '', stderr: '' };
    child.stdout.on('data', (bytes: Buffer) => (heard.stdout += bytes));
    child.stderr.on('data', (bytes: Buffer) => (heard.stderr += bytes));
    child.on('close', (status) => resolve({ status, ...heard }));
  });
  return { child, ended };
};

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'malleposte-clone-'));
  const made = clone;
  onTestFinished(() => rm(made, { recursive: true }));
  for (const file of ['setup.mjs', 'launch.mjs', 'runtime.mjs']) await cp(join(sources, file), join(clone, 'src', file));
  await write('package.json', '{ "name": "clone", "type": "module" }');
  await write('package-lock.json', lockOf({}));
  await write('node_modules/.malleposte-lock', stampOf(lockOf({})));
  await write(
    'src/main.ts',
    'const given: readonly string[] = process.argv.slice(2);\nconsole.log(given.join());\nprocess.exitCode = given.length;\n',
  );
});

describe('setup', () => {
  it('starts the program with its arguments, says nothing itself, and ends with its status', async () => {
    const { ended } = start(['src/setup.mjs', 'src/main.ts', 'send', '--force', '--quiet']);
    expect(await ended).toEqual({ status: 3, stdout: 'send,--force,--quiet\n', stderr: '' });
  });

  it('passes SIGTERM on to the program and ends as it ends', async () => {
    await write('src/main.ts', "process.on('SIGTERM', () => process.exit(7));\nsetInterval(() => {}, 1000);\nconsole.log('ready');\n");
    const { child, ended } = start(['src/setup.mjs', 'src/main.ts']);
    child.stdout.once('data', () => child.kill('SIGTERM'));
    expect((await ended).status).toBe(7);
  });

  it('installs when the lock file is another one, with one line, and not a second time', async () => {
    await write('node_modules/.malleposte-lock', 'of an older lock file\n');
    const first = await start(['src/setup.mjs', 'src/main.ts']).ended;
    expect(first).toEqual({ status: 0, stdout: '\n', stderr: 'Installing the dependencies (once, about a minute)…\n' });
    expect(await readFile(join(clone, 'node_modules/.malleposte-lock'), 'utf8')).toBe(stampOf(lockOf({})));
    expect((await start(['src/setup.mjs', 'src/main.ts']).ended).stderr).toBe('');
  });

  it('believes what somebody installed by hand', async () => {
    await write('node_modules/.malleposte-lock', 'of an older lock file\n');
    await write('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
    const { ended } = start(['src/setup.mjs', 'src/main.ts'], { environment: { PATH: clone } });
    expect(await ended).toEqual({ status: 0, stdout: '\n', stderr: '' });
  });

  it('says in the reader’s language that the network is missing', async () => {
    await write('package.json', '{ "name": "clone", "type": "module", "dependencies": { "luxon": "3.7.2" } }');
    const lock = JSON.parse(lockOf({ dependencies: { luxon: '3.7.2' } })) as { packages: Record<string, object> };
    lock.packages['node_modules/luxon'] = { version: '3.7.2', resolved: 'http://127.0.0.1:9/luxon.tgz', integrity: 'sha512-AA==' };
    await write('package-lock.json', JSON.stringify(lock));
    const { ended } = start(['src/setup.mjs', 'src/main.ts'], {
      environment: { LC_ALL: 'fr_FR.UTF-8', npm_config_registry: 'http://127.0.0.1:9' },
    });
    const { status, stderr } = await ended;
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^Installation/),
      expect.stringMatching(/échoué.*Vérifiez le réseau/),
    ]);
  });

  it('says that npm is missing', async () => {
    await write('node_modules/.malleposte-lock', 'of an older lock file\n');
    const { status, stderr } = await start(['src/setup.mjs', 'src/main.ts'], { environment: { PATH: clone } }).ended;
    expect(status).toBe(1);
    expect(stderr).toContain('npm was not found');
  });
});

describe('the installed command', () => {
  const olderNode = `--import=data:text/javascript,${encodeURIComponent("Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });")}`;

  it('starts the sources of a clone', async () => {
    expect(await start(['src/launch.mjs', 'a', 'b']).ended).toEqual({ status: 2, stdout: 'a,b\n', stderr: '' });
  });

  it('starts the compiled program where there are no sources', async () => {
    await rm(join(clone, 'src/main.ts'));
    await write('dist/main.js', "console.log('compiled');");
    expect(await start(['src/launch.mjs']).ended).toEqual({ status: 0, stdout: 'compiled\n', stderr: '' });
  });

  it('refuses an older Node with one sentence', async () => {
    const { status, stdout, stderr } = await start(['src/launch.mjs', 'send'], { node: [olderNode] }).ended;
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Malleposte needs Node 22\.18 or newer, and this one is 20\.20\.2: .*\n$/);
  });

  it('starts again with the Node that came along when the running one is older', async () => {
    await mkdir(join(clone, 'node_modules/node/bin'), { recursive: true });
    await symlink(process.execPath, join(clone, 'node_modules/node/bin/node'));
    expect(await start(['src/launch.mjs', 'a'], { node: [olderNode] }).ended).toEqual({ status: 1, stdout: 'a\n', stderr: '' });
  });
});
