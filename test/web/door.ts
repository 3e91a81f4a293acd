/**
 * The web door of a home, asked without a socket: the real composition, guard, routes and jobs on a memory post office. Every answer is
 * checked against the schema of its route.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { worldOf } from '../../src/composition/web-door.ts';
import { compose } from '../../src/composition.ts';
import { err } from '../../src/result.ts';
import type { RunCommand } from '../../src/scheduler/commands.ts';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import { type MemoryPostOffice, openMemoryPostOffice } from '../../src/transport/memory.ts';
import { type App, openApp } from '../../src/web/api/app.ts';
import { openAttempts } from '../../src/web/api/attempts.ts';
import { type Desk, openDesk } from '../../src/web/api/desk.ts';
import { wordsOfRoute } from '../../src/web/api/mount.ts';
import { openSessions } from '../../src/web/api/sessions.ts';
import { openTasks } from '../../src/web/api/tasks.ts';
import { type Api, api } from '../../src/web/contract/api.ts';
import type { Problem } from '../../src/web/contract/problem.ts';
import type { AnswerOf, Route } from '../../src/web/contract/route.ts';
import type { TaskView } from '../../src/web/contract/task-routes.ts';

export const host = '127.0.0.1:8025';

type Key = keyof Api & string;

export type Asking = {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly language?: 'fr' | 'en';
  /** An administrator unless said. */
  readonly as?: 'administrator' | 'reader' | 'nobody';
};

export type Door = {
  readonly folder: string;
  readonly postOffice: MemoryPostOffice;
  readonly app: App;
  readonly desk: Desk;
  path(name: string): string;
  /** What came back, whatever it is. */
  request(key: Key, asking?: Asking): Promise<Response>;
  /** The answer of a route that does what it is asked. */
  ask<K extends Key>(key: K, asking?: Asking): Promise<AnswerOf<Api[K]>>;
  /** Of one that refuses. */
  refused(key: Key, asking?: Asking): Promise<Problem>;
  /** The newest task, when it has ended. */
  ended(id: string): Promise<TaskView>;
  passDays(days: number): void;
  close(): Promise<void>;
};

export type DoorOptions = {
  /** Below the door's own folder, or absolute. */
  readonly home?: string;
  readonly mailboxes?: readonly string[];
  /** Shared with another door: two homes that write to each other. */
  readonly postOffice?: MemoryPostOffice;
  readonly version?: string;
  /** The programs of the platform's scheduler; none is there unless given. Never the machine's own. */
  readonly runCommand?: RunCommand;
  /** As the environment of `serve` gives them. */
  readonly passwords?: { readonly mailbox?: string; readonly outbox?: string };
};

const noSuchProgram: RunCommand = async ([program = '']) => err({ isAbsent: true, answer: `${program} is not here` });

export async function openDoor({
  home = 'home',
  mailboxes = [],
  postOffice = openMemoryPostOffice(),
  version = '1.0.0',
  runCommand = noSuchProgram,
  passwords = {},
}: DoorOptions = {}): Promise<Door> {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-web-'));
  for (const mailbox of mailboxes) postOffice.addMailbox(mailbox);
  let offsetMs = 0;
  const now = (): Date => new Date(Date.now() + offsetMs);
  const composition = compose({ version, now, language: 'fr', postOffice, passwords, timeZone: 'Europe/Paris', host: 'desk' });
  const world = worldOf(
    {
      ...composition,
      ...{ version, now, language: 'fr', timeZone: 'Europe/Paris', pagesFolder: '' },
      scheduler: (kind = 'systemd') => openScheduler(kind, { folder: join(folder, 'units'), isRoot: true, run: runCommand }),
      scheduledTask: ({ home: planned, role, hour, minute }) => ({
        name: 'malleposte-test',
        description: `Malleposte: ${role}`,
        command: ['malleposte', role === 'common' ? 'receive' : 'send', '--home', planned],
        hour,
        minute,
      }),
    },
    resolve(folder, home),
  );
  const desk = openDesk(world, { tasks: openTasks(world), sessions: openSessions({ now, randomBytes }), attempts: openAttempts({ now }) });
  const app = openApp({ desk, pages: { index: null, files: new Map() }, hosts: () => [host], isTls: false, randomBytes });
  const request = (key: Key, asking: Asking = {}): Promise<Response> => askApp({ app, desk }, key, asking);
  return {
    ...{ folder, postOffice, app, desk, request },
    path: (name) => join(folder, name),
    ask: async (key, asking) => {
      const answer = await request(key, asking);
      const text = await answer.text();
      expect({ status: answer.status, text: answer.status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
      const schema = (api[key] as Route).answer;
      if (typeof schema === 'string') throw new Error(`${key} answers ${schema}: use request`);
      return schema.parse(JSON.parse(text)) as never;
    },
    refused: async (key, asking) => {
      const answer = await request(key, asking);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      return (await answer.json()) as Problem;
    },
    ended: (id) => taskEnded(request, id),
    passDays: (days) => {
      offsetMs += days * 86_400_000;
    },
    close: async () => {
      await desk.tasks.close();
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function askApp({ app, desk }: Pick<Door, 'app' | 'desk'>, key: Key, asking: Asking): Promise<Response> {
  const { method, path } = wordsOfRoute(key);
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(asking.parameters?.[name] ?? ''));
  const query = new URLSearchParams(Object.entries(asking.query ?? {}).map(([name, value]) => [name, String(value)])).toString();
  const session = asking.as === 'nobody' ? undefined : desk.sessions.open({ role: asking.as ?? 'administrator', way: 'link' });
  return app.request(`http://${host}${filled}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: {
      host,
      'accept-language': asking.language ?? 'en',
      ...(method === 'GET' ? {} : { origin: `http://${host}` }),
      ...(session ? { cookie: `malleposte-8025=${session.id}`, 'x-malleposte-csrf': session.csrf } : {}),
      ...(asking.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(asking.body === undefined ? {} : { body: JSON.stringify(asking.body) }),
  });
}

const patienceMs = 20_000;

async function taskEnded(request: Door['request'], id: string): Promise<TaskView> {
  const begun = Date.now();
  for (;;) {
    const tasks = (await (await request('GET /api/tasks')).json()) as readonly TaskView[];
    const task = tasks.find((each) => each.id === id);
    if (task && task.state !== 'running') return task;
    if (Date.now() - begun > patienceMs) throw new Error(`task ${id} has not ended: ${JSON.stringify(task)}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
