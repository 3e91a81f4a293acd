/**
 * Hooks as files: which files of HOME/hooks/<event>.d/ are run, in which order, and which are refused. Hidden files and editors' copies
 * are passed over in silence. How a program is run is process.ts.
 */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HookCall, HookProblem, HookRun, Hooks } from './port.ts';
import { launchOf, runProgram } from './process.ts';

export type HooksOptions = {
  readonly home: string;
  /** The environment of this program; of it, hooks see what names places and languages only. */
  readonly variables: Readonly<Record<string, string | undefined>>;
};

export const openHooks = (options: HooksOptions): Hooks => ({ run: (call) => runAll(options, call) });

async function runAll({ home, variables }: HooksOptions, call: HookCall): Promise<readonly HookRun[]> {
  const folder = join(home, 'hooks', `${call.event}.d`);
  const names = await hookNames(folder);
  if (names === undefined) return [refused(call, `${call.event}.d`, 'unreadable')];
  if (names.length === 0) return [];
  const problem = await placeProblem(folder);
  if (problem !== '') return [refused(call, `${call.event}.d`, problem)];
  const runs: HookRun[] = [];
  for (const name of names) runs.push(await runOne({ call, folder, name, home, variables }));
  return runs;
}

/** Undefined when the folder is there and cannot be read. */
async function hookNames(folder: string): Promise<readonly string[] | undefined> {
  try {
    return inOrder((await readdir(folder)).filter((name) => !/^\.|~$|\.(?:bak|disabled|dpkg-\w+|rpm\w+)$/.test(name)));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : undefined;
  }
}

/** `9-a` before `10-b`, names without a number last. */
export const inOrder = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));

const numberOf = (name: string): number => Number(/^\d{1,9}/.exec(name)?.[0] ?? Number.MAX_SAFE_INTEGER);

type Turn = HooksOptions & { readonly call: HookCall; readonly folder: string; readonly name: string };

async function runOne({ call, folder, name, home, variables }: Turn): Promise<HookRun> {
  const path = join(folder, name);
  const problem = await fileProblem(path);
  if (problem !== '') return refused(call, name, problem);
  const { event, document, timeoutMs } = call;
  const input = `${JSON.stringify(document)}\n`;
  const ran = await runProgram({ command: launchOf(path), input, timeoutMs, folder: home, variables: cleaned(variables) });
  return { event, name, ...ran };
}

const refused = ({ event }: HookCall, name: string, problem: HookProblem): HookRun => ({
  event,
  name,
  status: null,
  problem,
  durationMs: 0,
  stdout: '',
  stderr: '',
});

// ---------------------------------------------------------------- what may be run

async function fileProblem(path: string): Promise<HookProblem> {
  const found = await statOf(path);
  if (!found) return 'unreadable';
  if (!found.isFile()) return 'not-a-file';
  const writable = writableProblem(found);
  return writable !== '' || process.platform === 'win32' || (found.mode & 0o111) !== 0 ? writable : 'not-executable';
}

/** Whoever may put a file into the folder runs programs in our name. */
async function placeProblem(folder: string): Promise<HookProblem> {
  const found = await statOf(folder);
  return found?.isDirectory() ? writableProblem(found) : 'not-a-file';
}

/** Windows keeps rights elsewhere, and a home is private there by its place. */
function writableProblem({ mode, uid }: Stats): HookProblem {
  if (process.platform === 'win32') return '';
  if ((mode & 0o022) !== 0) return 'writable-by-others';
  return uid === 0 || uid === process.getuid?.() ? '' : 'foreign-owner';
}

/** Links are not followed. */
const statOf = (path: string): Promise<Stats | undefined> =>
  // Taken away since it was listed, or not ours to look at: it is refused, which is all there is to say.
  lstat(path).catch(() => undefined);

/** Passwords come to this program by its environment (MALLEPOSTE_PASSWORD): nothing of it is handed on but this. */
const kept = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'LC_MESSAGES',
  'TZ',
  'TMPDIR',
  'SystemRoot',
  'SystemDrive',
  'ComSpec',
  'PATHEXT',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'ProgramData',
  'ProgramFiles',
];

function cleaned(variables: HooksOptions['variables']): Readonly<Record<string, string>> {
  const found = kept.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...(process.platform === 'win32' ? {} : { PATH: '/usr/local/bin:/usr/bin:/bin' }), ...Object.fromEntries(found) };
}
