/**
 * Which Node runs us. Plain JavaScript that any Node from 18 on understands, because it decides before TypeScript can be read:
 * is the running Node new enough, is there a bundled one, and how a program is handed over to another Node.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first Node that runs TypeScript without a flag, and what better-sqlite3 13 needs: with an older one it crashes. */
export const neededNode = '22.18';

/** @param {string} version as in `process.versions.node` */
export const isNewEnough = (version) => {
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = neededNode.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
};

/**
 * The Node that the repository brings along as a dev dependency; undefined when it is not installed.
 * @param {string} root folder that holds node_modules
 */
export const bundledNode = (root) => {
  const folder = join(root, 'node_modules', 'node', 'bin');
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return existsSync(join(folder, name)) ? join(folder, name) : undefined;
};

/** French where the locale says so, else English: the sentences of words/ cannot be read yet. */
export const inOurLanguage = (french, english) => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.toLowerCase().startsWith('fr') ? french : english;
};

/** Node keeps there what it compiled, so that the next start takes half the time; a folder that cannot be written is no error. */
const compileCache = fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url));

/**
 * Runs a program with another Node in our place: same terminal, signals passed on, our end is its end.
 * @param {string} node path of the executable
 * @param {readonly string[]} programAndArguments
 */
export const handOver = (node, programAndArguments) => {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...programAndArguments], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal interrupts the whole group: the child has had its SIGINT, a second one would mean "at once".
    const alreadyThere = signal === 'SIGINT' && process.stdin.isTTY;
    process.on(signal, () => alreadyThere || child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(inOurLanguage(`Node ne démarre pas (${node}) : ${error.message}`, `Node does not start (${node}): ${error.message}`));
    process.exitCode = 1;
  });
  child.on('exit', (status, signal) => process.exit(status ?? 128 + constants.signals[signal]));
};
