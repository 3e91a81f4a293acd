/** Two web doors that write to each other: a head office whose home is made, and an agency that has a mail account and a folder. */
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { invite } from '../../src/jobs/enrol.ts';
import { receive } from '../../src/jobs/receive.ts';
import { expectOk } from '../journeys/company.ts';
import { type Door, openDoor } from './door.ts';

const inventories = fileURLToPath(new URL('../../fixtures/company/lyon/', import.meta.url));

const accountOf = (name: string) => ({ address: `${name}@mail.test`, mailbox: `memory:${name}@mail.test`, outbox: 'memory:out' });

export type Pair = {
  readonly office: Door;
  readonly agency: Door;
  /** A multi-site key for lyon. */
  invite(): Promise<string>;
  /** The head office polls its mailbox. */
  receive(): Promise<void>;
  /** The key, HELLO and WELCOME: the agency may send. */
  enrol(): Promise<void>;
  close(): Promise<void>;
};

export async function openPair(): Promise<Pair> {
  const office = await openDoor({ mailboxes: ['siege@mail.test', 'lyon@mail.test'] });
  const agency = await openDoor({ postOffice: office.postOffice });
  const secrets = { passwords: {}, passwordStore: 'file' } as const;
  const common = { role: 'common', site: 'siege', name: 'Siège', organisation: 'Exemple', ...accountOf('siege') } as const;
  expectOk(await office.desk.world.createHome({ home: office.desk.world.home, settings: common, ...secrets }));
  await cp(inventories, agency.path('parc'), { recursive: true });
  const distant = { role: 'distant', name: 'Lyon', dossier: agency.path('parc'), ...accountOf('lyon') } as const;
  expectOk(await agency.desk.world.createHome({ home: agency.desk.world.home, settings: distant, ...secrets }));
  const pair: Pair = {
    ...{ office, agency },
    invite: async () => {
      const invited = await office.desk.hold(async (held) =>
        held.role === 'common' ? invite(held.common, { site: 'lyon', autoAccept: true }) : Promise.reject(new Error(held.role)),
      );
      return expectOk(invited).key;
    },
    receive: async () => {
      const received = await office.desk.hold(async (held) =>
        held.role === 'common' ? receive(held.common, { dryRun: false }) : Promise.reject(new Error(held.role)),
      );
      expectOk(received);
    },
    enrol: async () => {
      const { id } = await agency.ask('POST /api/sending/join', { body: { key: await pair.invite() } });
      expect(await agency.ended(id)).toMatchObject({ state: 'done', problem: null });
      await pair.receive();
      const fetched = await agency.ask('POST /api/sending/send', { body: { isForced: false } });
      expect(await agency.ended(fetched.id)).toMatchObject({ state: 'done', problem: null });
    },
    close: async () => {
      await office.close();
      await agency.close();
    },
  };
  return pair;
}
