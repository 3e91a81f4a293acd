/**
 * Sets the repository up and starts one of its programs: `node src/setup.mjs FILE.ts arguments…`, as the scripts of package.json do.
 * Works from a fresh clone with any Node from 20 on and npm: installs what the lock file says when that has not been done, then
 * starts FILE with the Node that came along. Nothing is printed when there is nothing to set up.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledNode, handOver, inOurLanguage, isNewEnough, neededNode } from './runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.malleposte-lock');

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const lockDigest = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

const isStamped = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === lockDigest();

/** Somebody ran npm by hand: npm's own record of what it installed says the same as the lock file, the optional packages aside. */
const isInstalledByHand = () => {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  return Object.entries(readJson(lockFile).packages).every(
    ([path, { version, optional }]) => path === '' || (optional && !installed[path]) || installed[path]?.version === version,
  );
};

/** npm as a program and its first arguments. Under `npm run` we know its script, which spares a shell on Windows. */
const npm = () => {
  const script = process.env.npm_execpath ?? '';
  if (basename(script) === 'npm-cli.js') return { command: process.execPath, first: [script], shell: false };
  return process.platform === 'win32' ? { command: 'npm.cmd', first: [], shell: true } : { command: 'npm', first: [], shell: false };
};

const whyNot = (run, printed) => {
  if (run.error?.code === 'ENOENT')
    return inOurLanguage('npm est introuvable. Installez-le avec Node.', 'npm was not found. Install it along with Node.');
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT/.test(printed))
    return inOurLanguage(
      'le registre de npm est hors d’atteinte. Vérifiez le réseau ou le proxy.',
      'the npm registry is out of reach. Check the network or the proxy.',
    );
  return `npm ci : ${printed.trim() || run.error?.message || run.signal || run.status}`;
};

/** Installs what the lock file says; false, after one sentence on stderr, when that failed. */
const install = () => {
  console.error(
    inOurLanguage(
      'Installation des dépendances (une seule fois, environ une minute)…',
      'Installing the dependencies (once, about a minute)…',
    ),
  );
  const { command, first, shell } = npm();
  const wanted = ['ci', '--include=dev', '--loglevel=error', '--no-fund', '--no-audit', '--no-progress'];
  const run = spawnSync(command, [...first, ...wanted], { cwd: root, shell, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.status === 0) return true;
  console.error(inOurLanguage('L’installation a échoué : ', 'The installation failed: ') + whyNot(run, run.stderr ?? ''));
  return false;
};

const setUp = () => {
  if (isStamped()) return true;
  if (!isInstalledByHand() && !install()) return false;
  writeFileSync(stampFile, `${lockDigest()}\n`);
  return true;
};

const start = (programAndArguments) => {
  const node = bundledNode(root) ?? (isNewEnough(process.versions.node) ? process.execPath : undefined);
  if (node) return handOver(node, programAndArguments);
  console.error(
    inOurLanguage(
      `Il faut Node ${neededNode} ou plus récent : celui du projet manque et celui-ci est ${process.versions.node}.`,
      `Node ${neededNode} or newer is needed: the project's own is missing and this one is ${process.versions.node}.`,
    ),
  );
  process.exitCode = 1;
};

/** A file by itself, a folder by all that is below it. */
const filesOf = (path) =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));

/** The newest change of what the pages are made of, in ms since 1970. */
const newestSourceMs = () =>
  Math.max(
    ...readJson(join(root, 'src', 'web', 'ui', 'sources.json'))
      .flatMap((path) => filesOf(join(root, path)))
      .map((path) => statSync(path).mtimeMs),
  );

const builtPage = join(root, 'dist', 'ui', 'index.html');

/** The web pages, built again when what they are made of has changed; false, after what Vite says, when that failed. */
const buildPages = () => {
  if (existsSync(builtPage) && statSync(builtPage).mtimeMs >= newestSourceMs()) return true;
  console.error(inOurLanguage('Construction des pages web (quelques secondes)…', 'Building the web pages (some seconds)…'));
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const node = bundledNode(root) ?? process.execPath;
  const run = spawnSync(node, [vite, 'build', '--logLevel', 'warn', '--config', 'src/web/ui/vite.config.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status === 0) return true;
  console.error(`${run.stdout ?? ''}${run.stderr ?? ''}`.trim() || run.error?.message);
  return false;
};

/** `serve` shows pages; `--build-pages` alone builds them, as the tests do. */
const isServing = (given) => given.includes('serve') || given.includes('--build-pages');

if (setUp() && (!isServing(process.argv) || buildPages())) {
  if (!process.argv.includes('--build-pages')) start(process.argv.slice(2));
} else process.exitCode = 1;
