/** A door on a head office whose dossier was filled as parcels fill it: files read, settled and committed (test/journeys/common-dossier.ts). */
import { join } from 'node:path';
import { openCommonStore } from '../../src/store/open.ts';
import { openOffice, type Parcel } from '../journeys/common-dossier.ts';
import { type Door, openDoor } from './door.ts';

type Filling = {
  readonly parcels: readonly Parcel[];
  readonly settings?: { readonly fields?: string[]; readonly queries?: Record<string, string> };
};

export async function openFilledDoor({ parcels, settings = {} }: Filling): Promise<Door> {
  const door = await openDoor({ mailboxes: ['siege@mail.test'] });
  const { world } = door.desk;
  const account = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const common = { role: 'common', site: 'siege', name: 'Siège', ...account, ...settings } as const;
  const made = await world.createHome({ home: world.home, settings: common, passwords: {}, passwordStore: 'file' });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const looked = await door.desk.look(); // makes the folder of the dossier
  if (!looked.ok) throw new Error(JSON.stringify(looked.error));
  const store = await openCommonStore(join(world.home, 'dossier', 'dossier.db'));
  const office = await openOffice(store);
  for (const parcel of parcels) await office.deliver(parcel);
  await store.close();
  return door;
}
