#!/usr/bin/env node
/** The program: gathers the process (arguments, environment, terminal) and hands it to the command line. Nobody imports this file. */
import { readFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import type { Environment } from './cli/environment.ts';
import { runCli } from './cli/run.ts';
import { compose } from './composition.ts';
import { saveFile } from './disk/saved-file.ts';
import { err, ok } from './result.ts';
import { chooseLanguage } from './words/language.ts';

const { env, argv, platform, stdout, stderr, stdin } = process;

/** The platform's data folder: where a home is kept unless `--home` or MALLEPOSTE_HOME says otherwise. */
function defaultHome(): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'Malleposte');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Malleposte');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'malleposte');
}

const passwords = {
  ...(env['MALLEPOSTE_PASSWORD'] === undefined ? {} : { mailbox: env['MALLEPOSTE_PASSWORD'] }),
  ...(env['MALLEPOSTE_OUTBOX_PASSWORD'] === undefined ? {} : { outbox: env['MALLEPOSTE_OUTBOX_PASSWORD'] }),
};

const now = (): Date => new Date();

/** For tests: MALLEPOSTE_CRASH=committed:2 is a power cut when that point is passed for the second time. */
function crashAsTold(plan: string | undefined): { readonly reached?: (point: string) => void } {
  const [wanted, passing = '1'] = plan?.split(':') ?? [];
  if (wanted === undefined) return {};
  let left = Number(passing);
  const reached = (point: string): void => {
    if (point === wanted) left -= 1;
    if (point === wanted && left === 0) process.kill(process.pid, 'SIGKILL');
  };
  return { reached };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // No entry for this user, as in some containers.
    return env['USER'] ?? '';
  }
}

/** Asked for by jobs that know how to end; without it every signal ends the program at once. */
function listenForStop(): AbortSignal {
  const stopping = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stop = (): void => {
    for (const signal of signals) process.off(signal, stop); // the next one ends us
    stopping.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  return stopping.signal;
}

const fileFailure = (path: string, failure: unknown) =>
  ({ kind: 'file-unreadable', path, cause: failure instanceof Error ? failure.message : String(failure), retry: 'never' }) as const;

const composition = compose({
  ...crashAsTold(env['MALLEPOSTE_CRASH']),
  version: manifest.version,
  now,
  holder: `malleposte ${argv[2] ?? ''}`.trim(),
  variables: env,
  language: chooseLanguage({ chosen: env['MALLEPOSTE_LANG'], variables: env }),
  passwords,
});

const surroundings = {
  ...composition,
  version: manifest.version,
  now,
  language: chooseLanguage({ chosen: env['MALLEPOSTE_LANG'], variables: env }),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};

const environment: Environment = {
  arguments: argv.slice(2),
  variables: env,
  terminal: {
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    stdoutBytes: (bytes) => void stdout.write(bytes),
    isInteractive: Boolean(stdin.isTTY && stderr.isTTY),
    columns: stdout.columns ?? 0,
    colour: Boolean(stdout.isTTY) && env['NO_COLOR'] === undefined,
  },
  defaultHome: defaultHome(),
  userName: userName(),
  ...surroundings,
  listenForStop,
  readTextFile: async (path) => {
    try {
      return ok(path === '-' ? await text(stdin) : await readFile(path, 'utf8'));
    } catch (failure) {
      return err(fileFailure(path, failure));
    }
  },
  writeNewFile: saveFile,
  openWebDoor: async (options) => {
    const { openDoorWith } = await import('./composition/web-door.ts'); // other commands need no server
    return openDoorWith({ ...surroundings, pagesFolder: fileURLToPath(new URL('../dist/ui', import.meta.url)) })(options);
  },
  onEnter: (listener) => {
    if (!stdin.isTTY) return () => undefined;
    stdin.on('data', listener);
    return () => {
      stdin.off('data', listener);
      stdin.pause();
    };
  },
  setStage: async (options) => {
    const { setStage } = await import('./demo-stage.ts'); // only the demo needs a mail server
    return setStage({ ...options, version: manifest.version });
  },
};

process.exitCode = await runCli(environment);
