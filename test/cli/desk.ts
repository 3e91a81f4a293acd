/** A desk to type commands at: the real composition on a memory post office, in a folder of its own; what is printed is kept. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import type { Environment, ExitStatus, Terminal } from '../../src/cli/environment.ts';
import { runCli } from '../../src/cli/run.ts';
import { compose } from '../../src/composition.ts';
import { saveFile } from '../../src/disk/saved-file.ts';
import { err, ok } from '../../src/result.ts';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import { type MemoryPostOffice, openMemoryPostOffice } from '../../src/transport/memory.ts';

export type Printed = { readonly status: ExitStatus; readonly out: string; readonly error: string };

export type Desk = {
  readonly folder: string;
  readonly postOffice: MemoryPostOffice;
  path(name: string): string;
  write(name: string, content: string): Promise<string>;
  type(line: readonly string[], options?: TypeOptions): Promise<Printed>;
  /** The one JSON document on standard output. */
  ask(line: readonly string[], options?: TypeOptions): Promise<{ readonly status: ExitStatus; readonly answer: unknown }>;
  passDays(days: number): void;
  close(): Promise<void>;
};

export type TypeOptions = {
  readonly variables?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly columns?: number;
  readonly questions?: Terminal['questions'];
  /** A person who interrupts. */
  readonly stop?: AbortSignal;
};

export async function openDesk(...mailboxes: readonly string[]): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-cli-'));
  const postOffice = openMemoryPostOffice();
  for (const mailbox of mailboxes) postOffice.addMailbox(mailbox);
  let offsetMs = 0;
  const now = (): Date => new Date(Date.now() + offsetMs);
  const path = (name: string): string => join(folder, name);
  const type = (line: readonly string[], options: TypeOptions = {}): Promise<Printed> =>
    typeLine(line, options, {
      folder,
      now,
      composed: (version) => compose({ version, now, language: 'fr', postOffice, timeZone: 'Europe/Paris', host: 'desk' }),
    });
  return {
    folder,
    postOffice,
    path,
    write: async (name, content) => {
      await writeFile(path(name), content);
      return path(name);
    },
    type,
    ask: async (line, options) => {
      const printed = await type([...line, '--json'], options);
      return { status: printed.status, answer: JSON.parse(printed.out) };
    },
    passDays: (days) => {
      offsetMs += days * 86_400_000;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

type Place = { readonly folder: string; readonly now: () => Date; readonly composed: (version: string) => ReturnType<typeof compose> };

async function typeLine(line: readonly string[], options: TypeOptions, { folder, now, composed }: Place): Promise<Printed> {
  let out = '';
  let error = '';
  const version = options.version ?? '1.0.0';
  const terminal: Terminal = {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      error += text;
    },
    stdoutBytes: (bytes) => {
      out += Buffer.from(bytes).toString('latin1');
    },
    isInteractive: options.questions !== undefined,
    columns: options.columns ?? 80,
    colour: false,
    ...(options.questions ? { questions: options.questions } : {}),
  };
  const environment: Environment = {
    arguments: line,
    variables: { LANG: 'en_GB.UTF-8', ...options.variables },
    terminal,
    defaultHome: join(folder, 'home'),
    version,
    userName: 'camille',
    now,
    listenForStop: () => options.stop ?? new AbortController().signal,
    ...composed(version),
    readTextFile: async (path) =>
      readFile(path, 'utf8').then(ok, () => err({ kind: 'file-unreadable', path, cause: 'ENOENT', retry: 'later' } as const)),
    writeNewFile: saveFile,
    scheduler: (kind) => openScheduler(kind, { folder, isRoot: true }),
    scheduledTask: ({ home, role, hour, minute }) => ({
      name: 'malleposte-test',
      description: `Malleposte: ${role}`,
      command: ['malleposte', role === 'common' ? 'receive' : 'send', '--home', home],
      hour,
      minute,
    }),
    openWebDoor: () => Promise.reject(new Error('no web door at this desk')),
    onEnter: () => () => undefined,
    setStage: () => Promise.reject(new Error('no stage at this desk')),
  };
  const status = await runCli(environment);
  return { status, out, error };
}

/** A person who waits for each question before typing the answer to it. */
export async function converse(
  desk: Desk,
  line: readonly string[],
  answers: readonly (readonly [question: string, keys: string])[],
  variables: TypeOptions['variables'] = {},
): Promise<Printed & { readonly screen: string }> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 100, rows: 40 });
  let screen = '';
  output.on('data', (bytes: Buffer) => {
    screen += stripVTControlCharacters(bytes.toString('utf8'));
  });
  const typed = desk.type(line, { questions: { input, output }, variables });
  let from = 0;
  for (const [question, keys] of answers) {
    from = await seen(() => screen, question, from);
    input.write(keys);
  }
  return { ...(await typed), screen };
}

async function seen(screen: () => string, question: string, from: number): Promise<number> {
  for (let tries = 0; tries < 250; tries += 1) {
    const at = screen().indexOf(question, from);
    if (at >= 0) return at + question.length;
    await pause(20);
  }
  throw new Error(`never asked "${question}" after: ${screen().slice(from)}`);
}
