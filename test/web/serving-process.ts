/** `malleposte serve` as a process of its own, with its built pages: what signals do to it shows there only. Its compiled code is kept from start to start. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { builtPages } from './built-pages.ts';

export type Ended = { readonly status: number | null; readonly signal: NodeJS.Signals | null; readonly error: string };

export type Serving = {
  readonly url: string;
  /** Logs one administrator in, once. */
  readonly link: string;
  /** Answers when the process has ended. */
  end(signal: NodeJS.Signals): Promise<Ended>;
};

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** 0: any free port. Rejects when it ends before it listens. */
export async function startServing(home: string, port = 0): Promise<Serving> {
  await builtPages();
  const child = spawn(process.execPath, [program, 'serve', '--home', home, '--port', String(port), '--json', '--lang', 'fr'], {
    env: { PATH: process.env['PATH'], HOME: tmpdir(), LANG: 'C.UTF-8', NODE_COMPILE_CACHE: join(tmpdir(), 'malleposte-endurance-code') },
  });
  const error = text(child.stderr);
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const printed = once(child.stdout, 'data') as Promise<[Buffer]>;
  const [line] = await Promise.race([printed, ended.then(async () => Promise.reject(new Error(await error)))]);
  const { url, link } = JSON.parse(String(line)) as Pick<Serving, 'url' | 'link'>;
  return {
    url,
    link,
    end: async (signal) => {
      child.kill(signal);
      const [status, by] = await ended;
      return { status, signal: by, error: await error };
    },
  };
}
