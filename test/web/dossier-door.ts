/** Two doors that write to each other: a common site, and a distant one that joined and sent three machines, two of them of one image. */
import { mkdir, writeFile } from 'node:fs/promises';
import { invite } from '../../src/jobs/enrol.ts';
import type { Common, Distant } from '../../src/jobs/installation.ts';
import { join, readInvitation } from '../../src/jobs/join.ts';
import { receive } from '../../src/jobs/receive.ts';
import { send } from '../../src/jobs/send.ts';
import { ok } from '../../src/result.ts';
import type { SettingsInput } from '../../src/settings/settings.ts';
import { openMemoryPostOffice } from '../../src/transport/memory.ts';
import { expectOk } from '../journeys/company.ts';
import { machineFile } from '../journeys/machine-files.ts';
import { type Door, openDoor } from './door.ts';

export type CommonDoor = Door & {
  /** As the door reads it. */
  look(): Promise<Common>;
  /** With the lock, as its acts write. */
  hold<T>(work: (common: Common) => Promise<T>): Promise<T>;
};

export type Company = { readonly common: CommonDoor; readonly distant: Door; close(): Promise<void> };

const image = { deviceId: 'IMAGE-2026-01-01-08-00-00', uuid: '4C4C4544-0000-1000-8000-B2C04F523010', date: '2026-09-01 08:00:00' };

/** PC-1 and PC-2 are clones; PC-3 is like nobody. */
const machines = [
  {
    ...image,
    name: 'PC-1',
    serial: '7XQ9K22',
    disk: 'WD-1A2B3C',
    macs: ['d4:81:d7:00:00:01'],
    software: ['Firefox', 'AutoCAD'],
    memory: 8192,
  },
  { ...image, name: 'PC-2', serial: '7XQ9K32', disk: 'WD-4D5E6F', macs: ['d4:81:d7:00:00:02'], software: ['Firefox'], memory: 16_384 },
  { name: 'PC-3', serial: 'C02XK1', date: '2026-09-03 08:00:00', os: 'Debian GNU/Linux 9', software: ['TeamViewer'] },
];

const mailOf = (name: string) => ({ address: `${name}@mail.test`, mailbox: `memory:${name}@mail.test`, outbox: 'memory:out' });

export async function openCompany(): Promise<Company> {
  const postOffice = openMemoryPostOffice();
  const common = await openHome({ role: 'common', site: 'siege', name: 'Siège', ...mailOf('siege') }, postOffice);
  const distant = await openHome({ role: 'distant', site: '', name: 'Lyon', ...mailOf('lyon') }, postOffice);
  const holdCommon = async <T>(work: (opened: Common) => Promise<T>): Promise<T> =>
    expectOk(
      await common.desk.hold(async (opened) => {
        if (opened.role !== 'common') throw new Error('not a common site');
        return ok(await work(opened.common));
      }),
    );
  const holdDistant = async <T>(work: (opened: Distant) => Promise<T>): Promise<T> =>
    expectOk(
      await distant.desk.hold(async (opened) => {
        if (opened.role !== 'distant') throw new Error('not a distant site');
        return ok(await work(opened.distant));
      }),
    );
  const receiveAll = () => holdCommon(async (opened) => expectOk(await receive(opened, { dryRun: false })));
  const sendAll = () => holdDistant(async (opened) => expectOk(await send(opened, { force: false, dryRun: false })));
  const { key } = await holdCommon(async (opened) => expectOk(await invite(opened, { site: 'lyon', autoAccept: true })));
  await holdDistant(async (opened) => expectOk(await join(opened, { invitation: expectOk(readInvitation(key, new Date())) })));
  await receiveAll();
  await sendAll();
  await receiveAll();
  await sendAll();
  return {
    common: { ...common, hold: holdCommon, look: () => lookAt(common) },
    distant,
    close: async () => {
      await common.close();
      await distant.close();
    },
  };
}

async function openHome(
  settings: Pick<SettingsInput, 'role' | 'site' | 'name' | 'address' | 'mailbox' | 'outbox'>,
  postOffice: ReturnType<typeof openMemoryPostOffice>,
): Promise<Door> {
  const door = await openDoor({ postOffice, mailboxes: [settings.address] });
  const dossier = door.path('parc');
  await mkdir(dossier);
  if (settings.role === 'distant')
    for (const machine of machines) await writeFile(door.path(`parc/${machine.name}.ocs`), machineFile(machine));
  const { world } = door.desk;
  const own = settings.role === 'distant' ? { ...settings, dossier } : settings;
  expectOk(await world.createHome({ home: world.home, settings: own, passwords: {}, passwordStore: 'file' }));
  return door;
}

async function lookAt({ desk }: Door): Promise<Common> {
  const looked = expectOk(await desk.look());
  if (looked.role !== 'common') throw new Error('not a common site');
  return looked.common;
}
