/**
 * Acceptance 10 (reference mail.md §4): loops, test mode, silence. At most one reply for a transfer and none to a forger; the tests leave a
 * mailbox as it is; "no contact" is never "no mail". A self-signed certificate and a pin that changed: test/transport/tls.test.ts.
 * How long a site may be silent before `sites` says so belongs to the desk; here stands what it can be told from.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitStatusOf } from '../../src/cli/exit.ts';
import { commonSite } from '../../src/exchange/protocol.ts';
import { writeMail } from '../../src/jobs/mail.ts';
import { testReceive, testSend } from '../../src/jobs/probe.ts';
import { receive } from '../../src/jobs/receive.ts';
import { commonStatus } from '../../src/jobs/status.ts';
import { createKeys } from '../../src/keys/keys.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import { mailhostPlace } from '../journeys/place.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { beliefOf, dataMail, envelopeIn } from './agency-mails.ts';
import { type OfficePlace, officePlace } from './office-place.ts';
import { type House, keepOpen } from './open-house.ts';

let company: Company;

afterEach(() => company.close());

const headerOf = (raw: Buffer, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)\\r?$`, 'im').exec(raw.toString('latin1'))?.[1] ?? '';

const mail = (headers: readonly string[], body: string): Buffer => Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}\r\n`, 'latin1');

describe('acceptance 10: loops', () => {
  let place: OfficePlace;
  beforeEach(async () => {
    place = officePlace();
    company = await openCompany(place);
    await company.enrol('lyon', 'site01');
  });

  const atWork = (act: (house: House) => Promise<void>): Promise<void> => keepOpen({ company, place }, 'lyon', act);
  const arrived = async (user: string): Promise<number> => (await place.messages(user)).length;

  /** What a vacation responder makes of a mail of ours: our subject behind a prefix, our marker in it. */
  const vacation = (raw: Buffer): Buffer =>
    mail(
      [
        `From: ${headerOf(raw, 'To')}`,
        `To: ${place.address('common')}`,
        `Subject: Absence : ${headerOf(raw, 'Subject')}`,
        `In-Reply-To: ${headerOf(raw, 'Message-ID')}`,
        `Message-ID: <${hash('md5', raw)}@vacation.test>`,
        'Auto-Submitted: auto-replied',
      ],
      'Je suis absent.',
    );

  const bounce = (raw: Buffer, to: string): Buffer =>
    mail(
      [
        'From: MAILER-DAEMON@mail.test',
        `To: ${to}`,
        'Return-Path: <>',
        'Subject: Undelivered Mail Returned to Sender',
        `Message-ID: <${hash('md5', raw)}@bounce.test>`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      ],
      [
        '--b\r\n\r\nNo.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.test\r\n',
        `Final-Recipient: rfc822; ${headerOf(raw, 'To')}\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${headerOf(raw, 'Message-ID')}\r\n\r\n--b--`,
      ].join('\r\n'),
    );

  it('a vacation responder, a bounce, a list and our own receipt brought back get no answer at all, for ten rounds', () =>
    atWork(async ({ common, ...house }) => {
      await house.send();
      expect(await house.receive()).toMatchObject({ merged: 1, receipts: 1 });
      const [parcelReceipt] = (await place.messages('site01')).slice(-1);
      const before = await beliefOf(common);
      const answers = await arrived('site01');
      for (let round = 0; round < 10; round += 1) {
        await place.empty('common');
        await place.deliver('common', vacation(parcelReceipt!));
        await place.deliver('common', bounce(parcelReceipt!, place.address('common')));
        await place.deliver('common', parcelReceipt!);
        await place.deliver(
          'common',
          mail(
            [
              'From: list@mail.test',
              'List-Id: <l.test>',
              'Precedence: list',
              'Subject: Iparc Distant : Inventaire lyon 1.9 1/1',
              `Message-ID: <${round}@l.test>`,
            ],
            'x',
          ),
        );
        expect(await house.receive()).toMatchObject({ merged: 0, receipts: 0, quarantined: 0 });
        company.passDays(1);
      }
      expect(await arrived('site01')).toBe(answers);
      expect(await beliefOf(common)).toEqual(before);
    }));

  it('ten copies of a parcel in one poll get one receipt, and forty polls in a day no more than 24', () =>
    atWork(async ({ common, ...house }) => {
      await house.send();
      const [parcel] = await place.messages('common');
      for (let copy = 1; copy < 10; copy += 1) await place.deliver('common', parcel!);
      const welcomed = await arrived('site01');
      expect(await house.receive()).toMatchObject({ merged: 1, duplicates: 9, receipts: 1 });
      for (let poll = 0; poll < 40; poll += 1) {
        await place.deliver('common', parcel!);
        expect(await receive(common, { dryRun: false })).toMatchObject({ ok: true, value: { merged: 0, duplicates: 1 } });
      }
      expect((await arrived('site01')) - welcomed).toBeLessThanOrEqual(24);
    }));

  it('a receipt is never answered: two head offices whose mail is turned to each other fall silent at once', async () => {
    const other = await openCompany({
      ...place,
      mailbox: (user) => place.mailbox(user === 'common' ? 'site03' : user),
      address: (user) => place.address(user === 'common' ? 'site03' : user),
    });
    try {
      await other.enrol('nord', 'site02');
      await company.send('lyon');
      await other.send('nord');
      for (let round = 0; round < 5; round += 1) {
        await company.receive();
        await other.receive();
        for (const [from, to] of [
          ['site01', 'site03'],
          ['site02', 'common'],
        ] as const)
          for (const raw of await place.messages(from)) await place.deliver(to, raw);
        await place.empty('site01');
        await place.empty('site02');
        if (round > 0)
          expect([await company.receive(), await other.receive()]).toMatchObject([
            { receipts: 0, merged: 0 },
            { receipts: 0, merged: 0 },
          ]);
      }
    } finally {
      await other.close();
    }
  });

  it('a forged site, a known site of another name and a parcel for another company get silence', () =>
    atWork(async ({ common, agency, ...house }) => {
      await house.send();
      await house.receive();
      const before = await beliefOf(common);
      const answers = [await arrived('site01'), await arrived('site02')];
      const strangers = await createKeys(join(company.folder, 'stranger'));
      const draft = {
        kind: 'GREETING',
        org: common.keys.identity.id,
        from: 'lyon',
        to: commonSite,
        address: common.settings.address,
        subject: 'Iparc Distant : Presence lyon',
        text: '',
        epoch: 1,
        seq: 9,
        body: Buffer.alloc(0),
        recipient: '',
      } as const;
      const forged = [
        (await writeMail({ ...agency, keys: strangers }, draft)).mail.raw,
        (await writeMail(agency, { ...draft, from: 'nord' })).mail.raw,
        (await writeMail(agency, { ...draft, org: 'f'.repeat(16) })).mail.raw,
        await dataMail({ ...agency, keys: strangers }, { seq: 9, zip: Buffer.from('PK') }),
      ];
      for (const raw of forged) await place.deliver('common', raw);
      expect(await house.receive()).toMatchObject({ messages: 4, ignored: 4, merged: 0, greetings: 0, receipts: 0, quarantined: 0 });
      expect([await arrived('site01'), await arrived('site02')]).toEqual(answers);
      expect(await place.messages('common')).toEqual(forged);
      expect(await beliefOf(common)).toEqual(before);
    }));

  it('every answer says that it is one: auto-replied, and to the address that the site was admitted with', () =>
    atWork(async (house) => {
      await house.send();
      const [raw] = await place.messages('common');
      await place.empty('common');
      const turned = Buffer.from(
        raw!
          .toString('latin1')
          .replace(/^From: .*$/m, 'From: <thief@mail.test>')
          .replace(/^(Subject: )/m, 'Reply-To: <thief@mail.test>\r\n$1'),
        'latin1',
      );
      expect(await envelopeIn(turned)).toEqual(await envelopeIn(raw!));
      await place.deliver('common', turned);
      expect(await house.receive()).toMatchObject({ merged: 1, receipts: 1 });
      const answer = (await place.messages('site01')).at(-1)!;
      expect(headerOf(answer, 'To')).toContain(place.address('site01'));
      expect(headerOf(answer, 'Auto-Submitted')).toBe('auto-replied');
      expect(headerOf(answer, 'X-Auto-Response-Suppress')).toBe('All');
    }));
});

describe('acceptance 10: silence', () => {
  let place: OfficePlace;
  beforeEach(async () => {
    place = officePlace();
    company = await openCompany(place);
    await company.enrol('lyon', 'site01');
  });

  it('a server that is gone is "no contact", counted and dated; an empty mailbox is none of it', () =>
    keepOpen({ company, place }, 'lyon', async ({ common, ...house }) => {
      expect(await house.receive()).toMatchObject({ messages: 0 });
      const account = common.settings.mailbox;
      const good = await common.store.contact(account);
      expect(good).toMatchObject({ failure: '', failures: 0 });
      const polled = (await commonStatus(common)).lastReceiveAt;
      await place.setDown(true);
      for (let day = 1; day <= 3; day += 1) {
        company.passDays(1);
        const received = await receive(common, { dryRun: false });
        expect(received).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
        expect(received.ok ? 0 : exitStatusOf(received.error)).toBe(1);
        expect(await common.store.contact(account)).toMatchObject({ failure: 'unreachable', failures: day, lastOkAt: good?.lastOkAt });
      }
      expect((await commonStatus(common)).lastReceiveAt).toBe(polled);
      await place.setDown(false);
      await house.receive();
      expect(await common.store.contact(account)).toMatchObject({ failure: '', failures: 0 });
    }));

  it('a site that falls silent keeps the date of its last sign of life, while the others go on', () =>
    keepOpen({ company, place }, 'lyon', async ({ common, ...house }) => {
      await house.send();
      await house.receive();
      const alive = (await commonStatus(common)).sites[0]?.lastContactAt ?? '';
      company.passDays(10);
      await house.receive();
      const status = await commonStatus(common);
      expect(status.sites[0]).toMatchObject({ site: 'lyon', lastContactAt: alive });
      expect(Date.parse(status.lastReceiveAt ?? '') - Date.parse(alive)).toBeGreaterThan(9.9 * 86_400_000);
    }));
});

describeWithMailhost('acceptance 10: test mode on a real Dovecot', (host) => {
  it.each([
    'imap',
    'pop3',
  ] as const)('over %s the reception test leaves every byte and flag, and the sending test tells of arrival', async (protocol) => {
    const place = mailhostPlace(host(), protocol, 'tls');
    company = await openCompany(place);
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await place.settled();
    await host().deliver('common', mail(['From: anne@mail.test', 'Subject: Bonjour', 'Message-ID: <a@mail.test>'], 'x'));
    const before = await host().messages('common');
    const tested = await company.asOffice(async (common) => expectOk(await testReceive(common)));
    expect(tested).toMatchObject({ marked: 1, total: 2 });
    const after = await host().messages('common');
    expect(after.map(({ raw }) => raw)).toEqual(before.map(({ raw }) => raw));
    expect(after.map(({ flags }) => flags)).toEqual(['', '']);
    const sent = await company.asOffice(async (common) => expectOk(await testSend(common, { waitMs: 20_000, onStep: () => undefined })));
    expect(sent.arrivedMs).not.toBeNull();
    expect((await host().messages('common')).map(({ flags }) => flags)).toEqual(['', '', '']);
    await place.empty();
  });

  it('a test mail that is accepted and never arrives is told as such', async () => {
    const place = officePlace();
    company = await openCompany(place);
    place.postOffice.setFaults({ lose: () => true });
    const sent = await company.asOffice((common) => testSend(common, { waitMs: 300, onStep: () => undefined }));
    expect(sent).toMatchObject({ ok: false, error: { kind: 'test-not-arrived' } });
  });
});
