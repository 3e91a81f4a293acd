/** A head office behind a door, and an agency that writes to it: two homes on one post office in memory. */
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Distant, SendOutcome } from '../../src/jobs/installation.ts';
import { join as joinCompany, readInvitation } from '../../src/jobs/join.ts';
import { prepareDistantHome } from '../../src/jobs/joining.ts';
import { send } from '../../src/jobs/send.ts';
import type { Result } from '../../src/result.ts';
import { openMemoryPostOffice } from '../../src/transport/memory.ts';
import { type Door, openDoor } from './door.ts';

const inventories = fileURLToPath(new URL('../../fixtures/company/lyon/', import.meta.url));

export const accountOf = (user: string) => {
  const address = `${user}@mail.test`;
  return { address, mailbox: `memory:${address}`, outbox: 'memory:out' };
};

/** What must go well in the story. */
export function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`unexpected: ${JSON.stringify(result.error)}`);
  return result.value;
}

export type Agency = {
  readonly door: Door;
  /** The four words that are shown there. */
  join(key: string): Promise<string>;
  send(options?: { readonly force?: boolean }): Promise<SendOutcome>;
  as<T>(act: (distant: Distant) => Promise<Result<T, never> | Result<T, unknown>>): Promise<T>;
};

export type TwoHomes = { readonly office: Door; readonly agency: Agency; close(): Promise<void> };

export async function openTwoHomes(): Promise<TwoHomes> {
  const postOffice = openMemoryPostOffice();
  const office = await openDoor({ postOffice, mailboxes: ['siege@mail.test', 'lyon@mail.test'] });
  const door = await openDoor({ postOffice });
  const { world } = office.desk;
  const settings = { role: 'common', site: 'siege', name: 'Siège', organisation: 'Meunier', ...accountOf('siege') } as const;
  expectOk(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
  const agency = agencyAt(door);
  const close = async (): Promise<void> => {
    await door.close();
    await office.close();
  };
  return { office, agency, close };
}

function agencyAt(door: Door): Agency {
  const { world } = door.desk;
  const as: Agency['as'] = async (act) => {
    const opened = expectOk(await world.openInstallation({ home: world.home, lock: true }));
    if (opened.role !== 'distant') throw new Error('the agency is no distant site');
    return expectOk(await act(opened.distant).finally(() => opened.close()));
  };
  return {
    door,
    as,
    join: async (key) => {
      const invitation = expectOk(readInvitation(key, world.now()));
      const dossier = door.path('dossier');
      await cp(inventories, dossier, { recursive: true });
      const home = {
        home: world.home,
        passwords: {},
        passwordStore: 'file',
        settings: { name: 'Lyon', dossier, ...accountOf('lyon') },
      } as const;
      expectOk(await prepareDistantHome(world, home, invitation));
      return (await as((distant) => joinCompany(distant, { invitation }))).words;
    },
    send: ({ force = false } = {}) => as((distant) => send(distant, { force, dryRun: false })),
  };
}
