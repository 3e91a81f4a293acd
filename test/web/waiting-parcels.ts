/**
 * A head office for which sixty parcels of one agency wait in a Maildir, each with one machine more: what was received, and how often,
 * shows in the dossier. It can be put back to its beginning.
 */
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/composition.ts';
import type { ChangeHome } from '../../src/jobs/home.ts';
import { type Company, currentVersion, expectOk, openCompany } from '../journeys/company.ts';
import { machineFile } from '../journeys/machine-files.ts';
import { maildirOf, maildirPlace } from '../journeys/maildir-place.ts';

export const parcels = 60;

export type WaitingParcels = {
  readonly company: Company;
  readonly office: string;
  /** Other settings of the office, until it is put back. */
  change(change: Pick<Parameters<ChangeHome>[0], 'settings' | 'tlsCa'> & { readonly password?: string }): Promise<void>;
  /** How many mails lie in the office's mailbox. */
  waiting(): Promise<number>;
  /** Their bytes. */
  mails(): Promise<readonly Buffer[]>;
  /** What the dossier holds: machines by name, one entry a machine, and the counts of what was kept. */
  picture(): Promise<{ readonly machines: readonly string[]; readonly counts: unknown }>;
  /** As if nothing had been received. */
  restore(): Promise<void>;
  close(): Promise<void>;
};

export async function openWaitingParcels(): Promise<WaitingParcels> {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-parcels-'));
  const mailbox = maildirOf(folder, 'common');
  const company = await openCompany(await maildirPlace(folder));
  await company.enrol('lyon', 'site01');
  for (let number = 1; number <= parcels; number += 1) {
    await company.writeDossierFile('lyon', `poste-${number}.ocs`, machine(number));
    await company.send('lyon', { force: true });
  }
  const { changeHome } = compose({ version: currentVersion, now: () => new Date(), language: 'fr' });
  const change: WaitingParcels['change'] = async ({ password, ...changed }) => {
    const passwords = password === undefined ? {} : { mailbox: password };
    expectOk(await changeHome({ home: company.office, ...changed, passwords, passwordStore: 'file' }));
  };
  // Pages would be written after each reception: a long work of their own.
  await change({ settings: { intranet: '' } });
  const kept = join(folder, 'kept');
  const places = [
    [mailbox, join(kept, 'mails')],
    [company.office, join(kept, 'home')],
  ] as const;
  for (const [place, copy] of places) await cp(place, copy, { recursive: true });
  const names = () => readdir(join(mailbox, 'new'));
  return {
    company,
    office: company.office,
    change,
    waiting: async () => (await names()).length,
    mails: async () => Promise.all((await names()).map((name) => readFile(join(mailbox, 'new', name)))),
    picture: () =>
      company.asOffice(async ({ store }) => {
        const assets = await store.assets({});
        return { machines: assets.map(({ name }) => name).toSorted(), counts: await store.audit.counts() };
      }),
    restore: async () => {
      for (const [place, copy] of places) {
        await rm(place, { recursive: true, force: true });
        await cp(copy, place, { recursive: true });
      }
    },
    close: async () => {
      await company.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** So much software that a parcel is not received in an instant. */
const titles = 400;

const machine = (number: number): string =>
  machineFile({
    name: `POSTE-${number}`,
    date: '2026-10-01 08:00:00',
    serial: `SN-${number}-K`,
    software: Array.from({ length: titles }, (_, title) => `Logiciel ${title} du poste ${number}`),
  });
