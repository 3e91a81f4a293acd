/** Starting a child of these tests on the same Node, and waiting for what it prints. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export type Child = {
  /** The next line that it prints; undefined when it has ended. */
  readonly line: () => Promise<string | undefined>;
  /** SIGKILL, and wait until it is gone; the lines that it had printed and that nobody read. */
  readonly kill: () => Promise<readonly string[]>;
};

export function startChild(script: string, path: string): Child {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string | undefined> => (await lines.next()).value;
  return { line, kill: () => killed(child, line) };
}

async function killed(child: ChildProcessByStdio<null, Readable, null>, line: Child['line']): Promise<readonly string[]> {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  child.kill('SIGKILL');
  await ended;
  const rest: string[] = [];
  for (let printed = await line(); printed !== undefined; printed = await line()) rest.push(printed);
  return rest;
}
