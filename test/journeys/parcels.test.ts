/** Stories of large dossiers and bad days: volumes, differences, resends, restored and cloned installations. */
import { randomBytes } from 'node:crypto';
import { appendFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateDigest } from '../../src/exchange/manifest.ts';
import { distantStatus } from '../../src/jobs/status.ts';
import { type Company, openCompany } from './company.ts';
import { memoryPlace, type Place } from './place.ts';

let place: Place;
let company: Company;

beforeEach(async () => {
  place = memoryPlace();
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
});
afterEach(() => company.close());

const setting = (site: string, line: string) => appendFile(join(company.homeOf(site), 'malleposte.yaml'), `\n${line}\n`);

/** Bytes that no zip makes smaller. */
const bulk = (bytes: number) => company.writeDossierFile('lyon', 'photo.bin', randomBytes(bytes));

/** The state that the common site has applied, as its files say. */
async function stateAtOffice(): Promise<string> {
  const files = await company.asOffice((common) => common.store.files('lyon'));
  return stateDigest([...files].map(([path, { bytes, sha256 }]) => ({ path, size: bytes, sha256 })));
}

const lastParcel = () => company.asAgency('lyon', async (distant) => (await distant.store.parcels(1))[0]);

describe('volumes', () => {
  beforeEach(async () => {
    await setting('lyon', 'volumeBytes: 262144');
    await bulk(900_000);
  });

  it('a large parcel leaves in several mails and arrives as one, in whatever order', async () => {
    const sent = await company.send('lyon');
    expect(sent).toMatchObject({ outcome: 'parcel', volumes: 4 });
    const mails = await place.messages('common');
    expect(mails).toHaveLength(4);
    await place.empty('common');
    for (const mail of mails.toReversed()) await place.deliver('common', mail);
    expect(await company.receive()).toMatchObject({ messages: 4, stored: 3, merged: 1, receipts: 1 });
    expect(await stateAtOffice()).toBe((await lastParcel())?.state);
    await company.send('lyon');
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ upToDate: true });
  });

  it('of a parcel that lost a volume only that volume goes again', async () => {
    await company.send('lyon');
    const mails = await place.messages('common');
    await place.empty('common');
    for (const mail of [mails[0], mails[1], mails[3]]) await place.deliver('common', mail ?? Buffer.alloc(0));
    expect(await company.receive()).toMatchObject({ stored: 3, merged: 0, receipts: 1 });
    company.passDays(1);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'greeting', heeded: { receipts: 1 } });
    company.passDays(1);
    await place.empty('common');
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', due: 'unacknowledged', seq: 1 });
    const again = await place.messages('common');
    expect(again).toHaveLength(1);
    expect(again[0]).toEqual(mails[2]);
    expect(await company.receive()).toMatchObject({ stored: 0, merged: 1 });
  });

  it('a newer parcel takes the place of one that never became complete', async () => {
    await company.send('lyon');
    const mails = await place.messages('common');
    await place.empty('common');
    await place.deliver('common', mails[0] ?? Buffer.alloc(0));
    await company.receive();
    expect(await company.asOffice((common) => common.store.heldParcels('lyon'))).toHaveLength(1);
    await company.send('lyon', { force: true });
    expect(await company.receive()).toMatchObject({ merged: 1 });
    expect(await company.asOffice((common) => common.store.heldParcels('lyon'))).toEqual([]);
    for (const mail of mails) await place.deliver('common', mail);
    expect(await company.receive()).toMatchObject({ merged: 0, stored: 0 });
  });

  it('a server that states a small SIZE gets volumes that fit into it', async () => {
    place.postOffice?.setFaults({ maxBytes: 300_000 });
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', volumes: 6 });
    for (const mail of await place.messages('common')) expect(mail.length).toBeLessThanOrEqual(300_000);
    expect(await company.receive()).toMatchObject({ stored: 5, merged: 1 });
  });
});

describe('differences', () => {
  it('a large dossier goes whole once, then only what changed; what results is what the site has', async () => {
    await bulk(3_000_000);
    await company.send('lyon');
    await company.receive();
    await company.writeDossierFile('lyon', 'notes.txt', 'une ligne');
    await rm(join(company.dossierOf('lyon'), 'plan-des-bureaux.txt'));
    company.passDays(7);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', mode: 'delta', files: 1, seq: 2 });
    expect(await company.receive()).toMatchObject({ merged: 1 });
    expect(await stateAtOffice()).toBe((await lastParcel())?.state);
  });

  it('whose base the common site does not have is refused, and the whole follows', async () => {
    await bulk(3_000_000);
    await company.send('lyon');
    await company.receive();
    const office = join(company.office, 'dossier');
    await cp(office, `${office}.backup`, { recursive: true });
    for (const text of ['un', 'deux']) {
      await company.writeDossierFile('lyon', 'notes.txt', text);
      company.passDays(7);
      await company.send('lyon');
      await company.receive();
    }
    await rm(office, { recursive: true });
    await cp(`${office}.backup`, office, { recursive: true });
    await company.writeDossierFile('lyon', 'notes.txt', 'trois');
    company.passDays(7);
    expect(await company.send('lyon')).toMatchObject({ mode: 'delta', seq: 4 });
    expect(await company.receive()).toMatchObject({ merged: 0, refused: 1, quarantined: 0, receipts: 1 });
    expect(await company.send('lyon')).toMatchObject({ mode: 'snapshot', due: 'asked', seq: 5 });
    expect(await company.receive()).toMatchObject({ merged: 1 });
    expect(await stateAtOffice()).toBe((await lastParcel())?.state);
  });
});

describe('restored and cloned installations', () => {
  it('a site restored from a backup notices by its second file, and begins a new epoch', async () => {
    const home = company.homeOf('lyon');
    await company.send('lyon');
    await company.receive();
    await cp(join(home, 'malleposte.db'), join(company.folder, 'backup.db'));
    for (let week = 0; week < 3; week += 1) {
      company.passDays(7);
      await company.send('lyon');
      await company.receive();
    }
    await place.empty('site01');
    await cp(join(company.folder, 'backup.db'), join(home, 'malleposte.db'));
    company.passDays(7);
    expect(await company.send('lyon')).toMatchObject({ epoch: 2, seq: 1, mode: 'snapshot' });
    expect(await company.receive()).toMatchObject({ merged: 1 });
  });

  it('a site whose whole home was restored learns from a receipt, and begins a new epoch', async () => {
    const home = company.homeOf('lyon');
    await company.send('lyon');
    await company.receive();
    await company.send('lyon');
    await cp(home, join(company.folder, 'backup'), { recursive: true });
    for (let week = 0; week < 2; week += 1) {
      company.passDays(7);
      await company.writeDossierFile('lyon', 'notes.txt', `semaine ${week}`);
      await company.send('lyon');
      await company.receive();
    }
    await rm(home, { recursive: true });
    await cp(join(company.folder, 'backup'), home, { recursive: true });
    company.passDays(7);
    expect(await company.send('lyon')).toMatchObject({ epoch: 2, seq: 1, mode: 'snapshot' });
    expect(await company.receive()).toMatchObject({ merged: 1 });
    expect(await stateAtOffice()).toBe((await lastParcel())?.state);
  });

  it('two machines that think they are one site raise the alert', async () => {
    await company.send('lyon');
    await company.receive();
    await company.send('lyon');
    await cp(company.homeOf('lyon'), company.homeOf('clone'), { recursive: true });
    const alerts: string[] = [];
    for (let day = 0; day < 6; day += 1) {
      for (const machine of ['lyon', 'clone']) {
        await company.writeDossierFile('lyon', 'notes.txt', `${machine} ${day}`);
        alerts.push(...(await company.send(machine, { force: true })).alerts);
        await company.receive();
      }
      company.passDays(1);
    }
    expect(alerts).toContain('duplicated');
    expect(await company.asOffice((common) => common.store.epochsSince('lyon', ''))).toBeGreaterThan(2);
  });
});

describe('silence', () => {
  it('three fruitless postings raise the alert, and six make today’s dossier go instead', async () => {
    await company.send('lyon');
    const alerts: string[] = [];
    const reasons: string[] = [];
    await setting('lyon', 'everyDays: 60');
    // Waits of 36 hours to eight days, a fifth longer at the most, and each until the next day.
    for (let day = 0; day < 50; day += 1) {
      company.passDays(1);
      await place.empty('common');
      const sent = await company.send('lyon');
      alerts.push(...sent.alerts);
      reasons.push(sent.due);
    }
    expect(alerts).toContain('unanswered');
    expect(reasons.filter((reason) => reason === 'unacknowledged').length).toBe(5);
    expect(reasons).toContain('given-up');
    await company.send('lyon', { force: true });
    await company.receive();
    expect((await company.send('lyon')).alerts).toEqual([]);
  });
});
