/** Answers that last: events that end with who hears them, downloads that are whole or broken, a home that is read while it changes. */
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { err, ok } from '../../src/result.ts';
import { openDesk } from '../../src/web/api/desk.ts';
import type { GuardEnv } from '../../src/web/api/guard.ts';
import { mount } from '../../src/web/api/mount.ts';
import type { Session } from '../../src/web/api/sessions.ts';
import type { Routes } from '../../src/web/contract/route.ts';
import { type Door, host, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor({ mailboxes: ['siege@mail.test'] });
});
afterAll(() => door.close());

const account = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
const settings = { role: 'common', site: 'siege', name: 'Siège', ...account } as const;

describe('events of tasks', () => {
  const follow = async (session: Session, given: RequestInit = {}): Promise<Response> =>
    door.app.request(`http://${host}/api/events`, { ...given, headers: { host, cookie: `malleposte-8025=${session.id}` } });
  const open = (): Session => door.desk.sessions.open({ role: 'reader', way: 'link' });
  /** Every text until the end; `undefined` for an answer that still goes on. */
  const heard = async (answer: Response, withinMs = 2000): Promise<string | undefined> => {
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), withinMs).unref());
    return Promise.race([answer.text(), late]);
  };
  const moveTask = async (): Promise<void> => {
    const started = door.desk.tasks.start('receive', 'test', async () => err({ kind: 'not-set-up', home: '' }));
    if (started.ok) await door.ended(started.value.id);
  };

  test('tell the task that moves', async () => {
    const session = open();
    const answer = await follow(session);
    await moveTask();
    door.desk.sessions.logOut(session.id);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await moveTask();
    expect(await heard(answer)).toMatch(/^retry: 2000\n\nevent: task\ndata: \{.*"kind":"receive"/);
  });

  test('end with the session that asked, before anything more is told', async () => {
    const session = open();
    const answer = await follow(session);
    door.desk.sessions.logOut(session.id);
    await moveTask();
    const [, ...tasks] = ((await heard(answer)) ?? 'goes on').split('event: task');
    expect(tasks.filter((task) => task.includes('"state":"running"'))).toEqual([]);
  });

  test('end at once for who has gone while the door was being opened', async () => {
    const answer = await follow(open(), { signal: AbortSignal.abort() });
    expect(await heard(answer)).toContain('retry: 2000');
    await moveTask();
  });

  test('are not begun for who asks for the head only', async () => {
    const answer = await follow(open(), { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type'), answer.body]).toEqual([200, 'text/event-stream', null]);
  });
});

describe('a download', () => {
  const routes = { 'GET /api/part': { level: 'public', needs: 'nothing', summary: 'A file.', answer: 'file' } } satisfies Routes;
  const download = async (bytes: AsyncIterable<Uint8Array>): Promise<Response> => {
    const app = new Hono<GuardEnv>();
    const acts = { 'GET /api/part': async () => ok({ name: 'parc été.csv', mediaType: 'text/csv', bytes }) };
    mount(app, door.desk, routes, { acts, isTls: false, addressOf: () => '' });
    return app.request('/api/part');
  };
  async function* parts(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) {
      if (text === '') throw new Error('the disk is away');
      yield Buffer.from(text);
    }
  }

  test('comes whole, under its name', async () => {
    const answer = await download(parts('a;', 'b;', 'c'));
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="parc__t_.csv"; filename*=UTF-8''parc%20%C3%A9t%C3%A9.csv`,
    );
    expect(await answer.text()).toBe('a;b;c');
    expect(await (await download(parts())).text()).toBe('');
  });

  test('that fails before it begins is a refusal', async () => {
    const answer = await download(parts(''));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json']);
  });

  test('that fails in the middle never looks whole', async () => {
    await expect((await download(parts('a;', 'b;', ''))).text()).rejects.toThrow('the disk is away');
  });

  test('that is left ends what makes it', async () => {
    let isEnded = false;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('x');
      } finally {
        isEnded = true;
      }
    };
    const reader = (await download(endless())).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(isEnded).toBe(true);
  });
});

describe('a home', () => {
  test('whose disk was away once is opened when it is back', async () => {
    const { world } = door.desk;
    expect((await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' })).ok).toBe(true);
    let isAway = true;
    const openInstallation: typeof world.openInstallation = async (options) => {
      if (isAway) throw new Error('ENODEV');
      return world.openInstallation(options);
    };
    const desk = openDesk({ ...world, openInstallation }, door.desk);
    expect(await desk.look()).toMatchObject({ ok: false, error: { kind: 'unexpected', message: 'ENODEV' } });
    isAway = false;
    expect(await desk.look()).toMatchObject({ ok: true });
    await desk.close();
  });

  test('goes on being read by who opened it before its settings changed', async () => {
    const { world } = door.desk;
    const before = await door.desk.look();
    expect((await world.changeHome({ home: world.home, settings: { name: 'Autre' }, passwords: {}, passwordStore: 'file' })).ok).toBe(true);
    const after = await Promise.all([door.desk.look(), door.desk.look()]);
    expect(after[0]).toEqual(after[1]);
    if (!before.ok || !after[0]?.ok || before.value.role !== 'common' || after[0].value.role !== 'common') throw new Error('not opened');
    expect([before.value.common.settings.name, after[0].value.common.settings.name]).toEqual(['Siège', 'Autre']);
    expect(await before.value.common.store.traceList({ newestFirst: true, limit: 1 })).toEqual(
      await after[0].value.common.store.traceList({ newestFirst: true, limit: 1 }),
    );
  });
});
