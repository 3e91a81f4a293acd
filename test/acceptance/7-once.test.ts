/**
 * Acceptance 7 (reference mail.md §4): exactly once across the wire. Answers and receipts are lost, mails come twice, under other names,
 * in any order, a year late, to two receivers at once: each parcel is merged once, the answer is the same, the newest stays.
 * Volumes that are lost, restored and cloned sites: test/journeys/parcels.test.ts.
 */
import { randomBytes } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../../src/composition.ts';
import type { Common } from '../../src/jobs/installation.ts';
import { receive } from '../../src/jobs/receive.ts';
import { send } from '../../src/jobs/send.ts';
import { distantStatus } from '../../src/jobs/status.ts';
import { type Company, currentVersion, expectOk, openCompany } from '../journeys/company.ts';
import { tinyInventory } from '../journeys/tiny-inventory.ts';
import { beliefOf, readReceipt, setting, withMessageId } from './agency-mails.ts';
import { type OfficePlace, officePlace } from './office-place.ts';
import { type House, keepOpen } from './open-house.ts';
import { openSmtpBox } from './smtp-box.ts';
import { losingAnswers } from './watching.ts';

let place: OfficePlace;
let company: Company;

async function begin(outboxes: Readonly<Record<string, string>> = {}): Promise<void> {
  place = officePlace(undefined, outboxes);
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
}

const atWork = (act: (house: House) => Promise<void>): Promise<void> => keepOpen({ company, place }, 'lyon', act);

/** Takes what waits at the head office away, to bring it back in another way. */
async function intercept(): Promise<readonly Buffer[]> {
  const mails = await place.messages('common');
  await place.empty('common');
  return mails;
}

const applied = async ({ store }: Pick<Common, 'store'>, site = 'lyon'): Promise<readonly string[]> =>
  (await store.results(site, 50)).filter(({ status }) => status === 'applied').map(({ epoch, seq }) => `${epoch}.${seq}`);

const isUpToDate = async ({ agency }: House): Promise<boolean> => (await distantStatus(agency)).upToDate;

const write = (text: string) => company.writeDossierFile('lyon', 'notes.txt', text);

afterEach(() => company.close());

describe('acceptance 7: what is lost', () => {
  it('the reply to DATA: the same bytes go again, and the parcel is merged once', async () => {
    const smtp = await openSmtpBox((raw) => place.postOffice.deliver(place.address('common'), raw));
    try {
      await begin({ site01: smtp.url('site01') });
      smtp.replies = { '.': (peer) => peer.reset() };
      expect(await company.trySend('lyon')).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
      smtp.replies = {};
      expect((await company.send('lyon')).unsent).toEqual([]);
      const [first, again] = smtp.taken.slice(-2);
      expect(again).toEqual(first);
      expect(await company.receive()).toMatchObject({ messages: 2, merged: 1, duplicates: 1, receipts: 1 });
      expect(await company.asOffice(applied)).toEqual(['1.1']);
    } finally {
      await smtp.close();
    }
  });

  it('the reply to every posting for ten runs, at both ends: the parcel is merged once, and the site learns it', async () => {
    await begin();
    await atWork(async (house) => {
      const { common, agency } = house;
      for (let run = 0; run < 12; run += 1) {
        const isLost = (): boolean => run < 10;
        const sent = await send(losingAnswers(agency, isLost), { force: false, dryRun: false });
        expect(sent.ok).toBe(!isLost());
        expect(await receive(losingAnswers(common, isLost), { dryRun: false })).toMatchObject({ ok: true });
        company.passDays(1 / 12);
      }
      await house.send();
      expect(await applied(common)).toEqual(['1.1']);
      expect(await isUpToDate(house)).toBe(true);
    });
  });

  it('the receipt: the site asks again by resending, gets the same answer, and nothing is merged again', async () => {
    await begin();
    await atWork(async (house) => {
      await house.send();
      await house.receive();
      const before = await beliefOf(house.common);
      await place.empty('site01');
      company.passDays(2);
      expect(await house.send()).toMatchObject({ due: 'unacknowledged', seq: 1 });
      expect(await isUpToDate(house)).toBe(false);
      expect(await house.receive()).toMatchObject({ merged: 0, duplicates: 1, receipts: 1 });
      await house.send();
      expect(await isUpToDate(house)).toBe(true);
      expect(await beliefOf(house.common)).toEqual(before);
    });
  });

  it('a whole parcel in the middle: the numbers have a gap, and the next one stands on what was acknowledged', async () => {
    await begin();
    await company.writeDossierFile('lyon', 'photo.bin', randomBytes(2_500_000));
    await atWork(async (house) => {
      await house.send();
      await house.receive();
      await house.send();
      for (const text of ['lost', 'arrived']) {
        await write(text);
        company.passDays(7);
        expect(await house.send()).toMatchObject({ outcome: 'parcel', mode: 'delta' });
        if (text === 'lost') await intercept();
      }
      expect(await house.receive()).toMatchObject({ merged: 1, refused: 0 });
      expect(await applied(house.common)).toEqual(['1.3', '1.1']);
      await house.send();
      expect(await isUpToDate(house)).toBe(true);
    });
  });
});

describe('acceptance 7: what comes twice or in disorder', () => {
  beforeEach(() => begin());

  it('one envelope under several Message-IDs is one parcel, in one poll and in the next', () =>
    atWork(async ({ common, ...house }) => {
      await house.send();
      const [raw] = await place.messages('common');
      await place.deliver('common', withMessageId(raw!, 'gateway-1@mail.test'));
      expect(await house.receive()).toMatchObject({ messages: 2, merged: 1, duplicates: 1, receipts: 1 });
      await place.deliver('common', withMessageId(raw!, 'gateway-2@mail.test'));
      expect(await house.receive()).toMatchObject({ merged: 0, duplicates: 1, receipts: 1 });
      expect(await applied(common)).toEqual(['1.1']);
    }));

  it('a receipt that is sent before the last volumes came says which it has, and the next says all', async () => {
    await threeVolumes();
    await atWork(async (house) => {
      expect(await house.send()).toMatchObject({ volumes: 3 });
      const [first, ...others] = await intercept();
      await place.deliver('common', first!);
      expect(await house.receive()).toMatchObject({ stored: 1, receipts: 1 });
      const said = await readReceipt(house.agency, (await place.messages('site01')).at(-1)!);
      expect(Object.values(said.have)).toEqual([[1]]);
      expect(said.applied).toMatchObject({ epoch: 0, seq: 0 });
      await house.send();
      expect(await isUpToDate(house)).toBe(false);
      for (const raw of others) await place.deliver('common', raw);
      expect(await house.receive()).toMatchObject({ stored: 1, merged: 1, receipts: 1 });
      await house.send();
      expect(await isUpToDate(house)).toBe(true);
    });
  });

  it('three volumes in each of their six orders, one a poll, are one merge each time', async () => {
    await threeVolumes();
    await atWork(async (house) => {
      for (const order of ['123', '132', '213', '231', '312', '321']) {
        await house.send({ force: true });
        const mails = await intercept();
        const polls = [];
        for (const number of order) {
          await place.deliver('common', mails[Number(number) - 1]!);
          const { stored, merged } = await house.receive();
          polls.push([stored, merged]);
        }
        expect(polls, order).toEqual([
          [1, 0],
          [1, 0],
          [0, 1],
        ]);
      }
      expect(await applied(house.common)).toEqual(['1.6', '1.5', '1.4', '1.3', '1.2', '1.1']);
    });
  });

  it('valid mails that are replayed a year later, in any order, change nothing', () =>
    atWork(async (house) => {
      const old: Buffer[] = [];
      for (const text of ['one', 'two', 'three']) {
        await write(text);
        await house.send({ force: true });
        old.push(...(await place.messages('common')));
        await house.receive();
      }
      company.passDays(370);
      await write('today');
      await house.send();
      await house.receive();
      const before = await beliefOf(house.common);
      for (const raw of [old[1]!, old[2]!, old[0]!]) await place.deliver('common', raw);
      expect(await house.receive()).toMatchObject({ messages: 3, duplicates: 3, merged: 0 });
      expect(await beliefOf(house.common)).toEqual(before);
    }));

  it('an older snapshot that was never seen before does not overwrite the newer one', () =>
    atWork(async (house) => {
      await company.writeDossierFile('lyon', 'poste.ocs', tinyInventory({ name: 'PC-7', date: '2026-11-20 08:00:00', os: 'Old' }));
      await house.send();
      const [older] = await intercept();
      await company.writeDossierFile('lyon', 'poste.ocs', tinyInventory({ name: 'PC-7', date: '2026-11-21 08:00:00', os: 'New' }));
      await house.send({ force: true });
      await house.receive();
      const before = await beliefOf(house.common);
      await place.deliver('common', older!);
      expect(await house.receive()).toMatchObject({ merged: 0, superseded: 1 });
      expect(await beliefOf(house.common)).toEqual(before);
      expect(await house.common.store.assets({ name: 'PC-7' })).toMatchObject([{ os: 'New' }]);
    }));

  const threeVolumes = async (): Promise<void> => {
    await setting(company.homeOf('lyon'), 'volumeBytes: 262144');
    await company.writeDossierFile('lyon', 'photo.bin', randomBytes(600_000));
  };
});

describe('acceptance 7: two receivers at once', () => {
  /** Another installation with the same keys, mailbox and dossier: nothing but the database stands between the two. */
  const secondOffice = async (): Promise<string> => {
    const home = join(company.folder, 'siege-2');
    await cp(company.office, home, { recursive: true, filter: (source) => !source.includes('/dossier') && !source.endsWith('lock.db') });
    await setting(home, `dossier: ${join(company.office, 'dossier')}`);
    return home;
  };

  const receiveAt = async (home: string): Promise<Awaited<ReturnType<typeof receive>> | 'store-busy'> => {
    const { openInstallation } = compose({ version: currentVersion, now: () => new Date(), language: 'fr', postOffice: place.postOffice });
    const opened = expectOk(await openInstallation({ home, lock: true }));
    if (opened.role !== 'common') throw new Error('not a head office');
    return receive(opened.common, { dryRun: false })
      .catch((failure: { kind?: string }) => {
        if (failure.kind === 'store-busy') return 'store-busy' as const;
        throw failure;
      })
      .finally(() => opened.close());
  };

  it('on one mailbox and one dossier: every parcel is merged once, whoever came first', async () => {
    await begin();
    await company.enrol('nord', 'site02');
    const second = await secondOffice();
    for (let round = 0; round < 3; round += 1) {
      for (const site of ['lyon', 'nord']) await company.send(site, { force: true });
      const outcomes = await Promise.all([company.office, second].map(receiveAt));
      expect(outcomes.some((outcome) => outcome !== 'store-busy' && outcome.ok)).toBe(true);
    }
    await company.receive();
    for (const site of ['lyon', 'nord']) expect(await company.asOffice((common) => applied(common, site))).toEqual(['1.3', '1.2', '1.1']);
    expect(await place.messages('common')).toEqual([]);
  });

  it('one home is never received into twice: the second run is told that the first is at work', async () => {
    await begin();
    const { openInstallation } = compose({ version: currentVersion, now: () => new Date(), language: 'fr', postOffice: place.postOffice });
    await company.asOffice(async () => {
      expect(await openInstallation({ home: company.office, lock: true })).toMatchObject({ ok: false, error: { kind: 'home-busy' } });
    });
  });
});
