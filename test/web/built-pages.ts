/**
 * The pages as Vite builds them into dist/ui, built again when what they are made of has changed. Test files run at the same time in
 * processes of their own: one builds, the others wait.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sources from '../../src/web/ui/sources.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'dist', 'ui');
/** There while somebody builds. */
const sign = join(root, 'dist', 'ui.building');

/** Longer than a build ever takes: whoever began it was killed. */
const forgottenMs = 120_000;

/** The folder of fresh pages. */
export async function builtPages(): Promise<string> {
  await mkdir(join(root, 'dist'), { recursive: true });
  for (;;) {
    if ((await isFresh()) && !(await exists(sign))) return folder;
    if (await takeSign()) return build().finally(() => rm(sign, { recursive: true, force: true }));
    await pause(200);
  }
}

async function takeSign(): Promise<boolean> {
  try {
    await mkdir(sign);
    return true;
  } catch {
    // Somebody else builds; of one who was killed the sign is taken away.
    if (Date.now() - (await changedMs(sign)) > forgottenMs) await rm(sign, { recursive: true, force: true });
    return false;
  }
}

async function build(): Promise<string> {
  if (await isFresh()) return folder;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn', '--config', 'src/web/ui/vite.config.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
  });
  return folder;
}

async function isFresh(): Promise<boolean> {
  const builtMs = await changedMs(join(folder, 'index.html'));
  return builtMs > Math.max(...(await Promise.all(sources.map(newestBelow))));
}

/** Of a file, its own change. */
async function newestBelow(path: string): Promise<number> {
  if ((await stat(join(root, path))).isFile()) return changedMs(join(root, path));
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Math.max(...(await Promise.all(files.map(({ parentPath, name }) => changedMs(join(parentPath, name))))));
}

/** 0 where there is nothing. */
const changedMs = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

const exists = async (path: string): Promise<boolean> => (await changedMs(path)) > 0;
