/** The daily task from the page: what would be written is shown before, installed, shown, removed; and a machine without a scheduler. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../src/result.ts';
import { type Door, openDoor } from './door.ts';
import { accountOf, expectOk } from './two-homes.ts';

let door: Door;
let bare: Door;
const commands: string[] = [];

const makeHome = async (made: Door): Promise<void> => {
  const { world } = made.desk;
  const settings = { role: 'common', site: 'siege', name: 'Siège', ...accountOf('siege') } as const;
  expectOk(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
};

beforeAll(async () => {
  door = await openDoor({
    mailboxes: ['siege@mail.test'],
    runCommand: async (command) => {
      commands.push(command.join(' '));
      return ok('');
    },
  });
  bare = await openDoor({ mailboxes: ['siege@mail.test'] });
  await makeHome(door);
  await makeHome(bare);
});
afterAll(async () => {
  await door.close();
  await bare.close();
});

test('shows what would be written and run, and writes nothing', async () => {
  const view = await door.ask('GET /api/schedule', { query: { time: '05:30' } });
  expect(view).toMatchObject({ kind: 'systemd', time: '05:30', usualTime: '04:00', installed: null, problem: null });
  expect(view.files.map(({ content }) => content).join('')).toContain('OnCalendar=*-*-* 05:30:00');
  expect(view.enable.join('\n')).toContain('enable --now malleposte-test.timer');
  expect(view.files.some(({ path }) => existsSync(path))).toBe(false);
});

test('installs it at the time chosen, with a line of audit, shows it, and removes it', async () => {
  const installed = await door.ask('POST /api/schedule', { body: { time: '03:15' } });
  expect(installed.installed).toContain('OnCalendar=*-*-* 03:15:00');
  expect(commands).toContain('systemctl enable --now malleposte-test.timer');
  expect((await door.ask('GET /api/schedule')).installed).toContain('03:15');
  const removed = await door.ask('DELETE /api/schedule');
  expect(removed.installed).toBeNull();
  const looked = await door.desk.look();
  if (!looked.ok || looked.value.role !== 'common') throw new Error('no common site');
  const lines = await looked.value.common.store.traceList({ newestFirst: true, limit: 2, kind: 'schedule' });
  expect(lines.map(({ reason }) => reason)).toEqual(['schedule-removed by=link', 'schedule-installed time=03:15 by=link']);
});

test('explains a machine without that scheduler, with what to do', async () => {
  expect((await bare.ask('GET /api/schedule')).files).toHaveLength(2);
  const problem = await bare.refused('POST /api/schedule', { body: { time: '04:00' }, language: 'fr' });
  expect(problem).toMatchObject({ kind: 'scheduler-unavailable' });
  expect(problem.remedy).not.toBe('');
});

test('refuses a time that no clock shows', async () => {
  const problem = await door.refused('POST /api/schedule', { body: { time: '25:00' } });
  expect(problem).toMatchObject({ status: 422, kind: 'request-invalid', fields: [{ path: 'time' }] });
});

test('lets readers look and not act', async () => {
  await door.ask('GET /api/schedule', { as: 'reader' });
  expect(await door.refused('POST /api/schedule', { as: 'reader', body: { time: '04:00' } })).toMatchObject({ status: 403 });
  expect(await door.refused('DELETE /api/schedule', { as: 'reader' })).toMatchObject({ status: 403 });
});
