/** "collect" on the very machine that runs the tests: one file, one id for ever, and an inventory that our own reader takes. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readInventory } from '../../src/inventory/read.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk('siege@mail.test');
  await mkdir(desk.path('parc'));
  const account = ['--address', 'siege@mail.test', '--mailbox', 'memory:siege@mail.test', '--outbox=memory:out'];
  await desk.type(['init', '--role', 'distant', '--dossier', desk.path('parc'), ...account, '--home', desk.path('L')]);
});
afterAll(() => desk.close());

const collect = (...line: readonly string[]) => desk.ask(['collect', ...line, '--home', desk.path('L')]);

describe('collect', { timeout: 180_000 }, () => {
  test('writes the inventory of this machine into the dossier folder, under one lasting name', async () => {
    const { status, answer } = await collect();
    const { deviceId, path } = answer as { readonly deviceId: string; readonly path: string };
    expect(status).toBe(0);
    expect(path).toBe(join(desk.path('parc'), `${deviceId}.json`));
    expect(deviceId).toMatch(/^desk-\d{4}(?:-\d\d){5}$/);
    desk.passDays(1);
    expect((await collect()).answer).toMatchObject({ deviceId, path });
    expect(await readdir(desk.path('parc'))).toEqual([`${deviceId}.json`]);
    const read = readInventory(await readFile(path));
    expect(read).toMatchObject({ ok: true, value: [{ deviceId, kind: 'computer', agent: 'Malleposte_v1.0.0' }] });
  });

  test('goes elsewhere when told, and makes no folder', async () => {
    await mkdir(desk.path('other'));
    expect((await collect('--into', desk.path('other'))).status).toBe(0);
    expect(await readdir(desk.path('other'))).toHaveLength(1);
    expect(await collect('--into', desk.path('none'))).toMatchObject({ status: 2, answer: { error: { kind: 'dossier-missing' } } });
  });

  test('at a common site becomes part of the dossier of its own site', async () => {
    const office = ['--home', desk.path('H')];
    const account = ['--address', 'siege@mail.test', '--mailbox', 'memory:siege@mail.test', '--outbox=memory:out'];
    await desk.type(['init', '--role', 'common', '--site', 'siege', ...account, ...office]);
    const { status, answer } = await desk.ask(['collect', ...office]);
    const { deviceId } = answer as { readonly deviceId: string };
    expect(status).toBe(0);
    expect(answer).toMatchObject({ site: 'siege', path: `siege/${deviceId}.json` });
    desk.passDays(1);
    await desk.ask(['collect', ...office]);
    const assets = await desk.ask(['assets', ...office]);
    expect(assets.answer).toMatchObject([{ site: 'siege', sources: [{ path: `${deviceId}.json` }] }]);
    expect((await desk.ask(['check', ...office])).answer).toMatchObject({ problems: 0 });
  });

  test('makes a new id where the kept one was damaged', async () => {
    await writeFile(join(desk.path('L'), 'device-id'), '../../victim\n');
    await rm(desk.path('other'), { recursive: true });
    const { answer } = await collect();
    expect(answer).toMatchObject({ deviceId: expect.stringMatching(/^desk-\d{4}/) });
  });
});
