/** When something is wrong: what the administrators see, and what they do about it. At the memory transport, with its faults. */

import { randomBytes } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Common } from '../../src/jobs/installation.ts';
import { droppable, dropQuarantined, listQuarantine, retryQuarantined, showQuarantined } from '../../src/jobs/quarantine.ts';
import { receive } from '../../src/jobs/receive.ts';
import { commonStatus, distantStatus } from '../../src/jobs/status.ts';
import { err } from '../../src/result.ts';
import type { MemoryFaults } from '../../src/transport/memory-office.ts';
import type { MailToPost, OpenMailbox } from '../../src/transport/port.ts';
import { type Company, expectOk, openCompany } from './company.ts';
import { memoryPlace, type Place } from './place.ts';
import { tinyInventory } from './tiny-inventory.ts';

let place: Place;
let company: Company;
beforeEach(async () => {
  place = memoryPlace();
  company = await openCompany(place);
});
afterEach(async () => {
  await company.close();
  await place.close();
});

const faults = (planned: MemoryFaults): void => place.postOffice?.setFaults(planned);

const siteStatus = async (site: string) => (await company.asOffice(commonStatus)).sites.find((each) => each.site === site);

const tellsOf = (kind: string, { raw }: MailToPost): boolean => raw.includes(`Subject: Iparc Distant : ${kind}`);

/** What the mail server of the head office would send back (RFC 3464). */
const returnOf = ({ from, to, messageId }: MailToPost, status: string, words: string): Buffer =>
  Buffer.from(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@relais.test',
      `To: ${from}`,
      'Subject: Undelivered Mail',
      'Date: Sun, 22 Nov 2026 03:00:09 +0100',
      `Message-ID: <${randomBytes(8).toString('hex')}@relais.test>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'One mail could not be handed over.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; relais.test',
      `Original-Envelope-Id: ${messageId}`,
      '',
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} ${words}`,
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );

/** One character of the attachment's last full base64 line becomes another. */
function altered({ raw }: MailToPost): Buffer {
  const lines = raw.toString('latin1').split('\r\n');
  const index = lines.findLastIndex((line) => /^[A-Za-z0-9+/]{76}$/.test(line));
  const line = lines[index] ?? '';
  lines[index] = `${line.slice(0, 40)}${line[40] === 'A' ? 'B' : 'A'}${line.slice(41)}`;
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** As a filter of attachments leaves it: the headers, and a remark in place of the rest. */
function stripped({ raw }: MailToPost): Buffer {
  const headers = raw
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.replaceAll(/^Content-[^\r]*(?:\r\n[ \t][^\r]*)*\r\n/gim, '');
  return Buffer.from(`${headers?.trimEnd()}\r\nContent-Type: text/plain\r\n\r\nPièce jointe retirée.\r\n`, 'latin1');
}

/** The head office, with other limits for one run. */
const withLimits = (common: Common, limits: Partial<Common['settings']['limits']>): Common => ({
  ...common,
  settings: { ...common.settings, limits: { ...common.settings.limits, ...limits } },
});

describe('silence', () => {
  it('is noticed: fresh, then late after the period, silent after the days of grace', async () => {
    await company.enrol('lyon', 'site01');
    expect(await siteStatus('lyon')).toMatchObject({ freshness: 'never' });
    await company.send('lyon');
    await company.receive();
    expect(await siteStatus('lyon')).toMatchObject({ freshness: 'fresh' });
    company.passDays(8);
    expect(await siteStatus('lyon')).toMatchObject({ freshness: 'late' });
    company.passDays(2);
    expect(await siteStatus('lyon')).toMatchObject({ freshness: 'silent' });
    await company.send('lyon');
    await company.receive();
    expect(await siteStatus('lyon')).toMatchObject({ freshness: 'fresh' });
  });

  it('of a site that was admitted and never sent anything is noticed, too', async () => {
    await company.enrol('lyon', 'site01');
    company.passDays(10);
    expect(await siteStatus('lyon')).toMatchObject({ freshness: 'silent', lastContactAt: '' });
  });

  it('of the mail server is not taken for "no mail": three polls without contact alarm at both ends, one contact ends it', async () => {
    await company.enrol('lyon', 'site01');
    await place.setDown(true);
    for (let poll = 0; poll < 3; poll += 1) {
      expect((await company.asOffice((common) => receive(common, { dryRun: false }))).ok).toBe(false);
      expect((await company.trySend('lyon')).ok).toBe(false);
    }
    const alarm = { failures: 3, failure: 'unreachable', isAlarm: true };
    expect((await company.asOffice(commonStatus)).mailServer).toMatchObject(alarm);
    expect((await company.asAgency('lyon', distantStatus)).mailServer).toMatchObject(alarm);
    await place.setDown(false);
    await company.receive();
    expect((await company.asOffice(commonStatus)).mailServer).toMatchObject({ failures: 0, failure: '', isAlarm: false });
  });
});

describe('quarantine', () => {
  it('a mail beyond the limits is listed, shown, and merged by a retry once they are raised; its receipt goes out', async () => {
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    const received = await company.asOffice(async (common) =>
      expectOk(await receive(withLimits(common, { maxEntries: 2 }), { dryRun: false })),
    );
    expect(received).toMatchObject({ quarantined: 1, merged: 0 });
    const [entry] = await company.asOffice(async (common) => expectOk(await listQuarantine(common)));
    expect(entry).toMatchObject({ name: 'lyon-1.1-1.eml', reason: expect.stringMatching(/^E_ZIP_/) });
    const shown = await company.asOffice(async (common) => expectOk(await showQuarantined(common, entry?.id ?? '')));
    expect(shown.headers).toMatchObject({ from: 'site01@mail.test', subject: 'Iparc Distant : Inventaire lyon 1.1 1/1' });
    expect(shown.raw).toHaveLength(entry?.bytes ?? 0);
    const still = await company.asOffice(async (common) => expectOk(await retryQuarantined(withLimits(common, { maxEntries: 2 }), 'all')));
    expect(still.items).toMatchObject([{ isTaken: false, outcome: entry?.reason }]);
    expect(await company.asOffice(async (common) => expectOk(await listQuarantine(common)))).toHaveLength(1);
    const retried = await company.asOffice(async (common) => expectOk(await retryQuarantined(common, [entry?.id ?? ''])));
    expect(retried).toMatchObject({ items: [{ isTaken: true, outcome: 'merged' }], receipts: 1, unsent: [] });
    expect(await company.asOffice(async (common) => expectOk(await listQuarantine(common)))).toEqual([]);
    expect((await company.asOffice((common) => common.store.assets({}))).length).toBeGreaterThan(2);
    await company.send('lyon');
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ applied: { epoch: 1, seq: 1 } });
  });

  it('what stays unfit stays once, and is dropped by a person; an id that is none is said to be none', async () => {
    await company.enrol('lyon', 'site01');
    faults({ corrupt: altered });
    await company.send('lyon');
    expect(await company.receive()).toMatchObject({ quarantined: 1 });
    company.passDays(1);
    const retried = await company.asOffice(async (common) => expectOk(await retryQuarantined(common, 'all')));
    expect(retried.items).toMatchObject([{ isTaken: false }]);
    const [entry, ...others] = await company.asOffice(async (common) => expectOk(await listQuarantine(common)));
    expect(others).toEqual([]);
    expect(retried.items[0]?.id).toBe(entry?.id);
    expect(await company.asOffice((common) => retryQuarantined(common, ['x']))).toMatchObject({
      ok: false,
      error: { kind: 'quarantine-unknown' },
    });
    expect(await company.asOffice(async (common) => expectOk(await droppable(common, { olderThanDays: 3 })))).toEqual([]);
    await company.asOffice(async (common) =>
      expectOk(await dropQuarantined(common, expectOk(await droppable(common, { ids: [entry?.id ?? ''] })))),
    );
    expect(await company.asOffice(async (common) => expectOk(await listQuarantine(common)))).toEqual([]);
  });

  it('an inventory of a good parcel that could not be read is in the list, and is merged when it can be', async () => {
    await company.enrol('lyon', 'site01');
    await company.writeDossierFile('lyon', 'PC12.ocs', tinyInventory({ name: 'PC12', date: '2026-11-20 08:00:00' }));
    await company.send('lyon');
    await company.asOffice(async (common) => expectOk(await receive(withLimits(common, { maxXmlDepth: 2 }), { dryRun: false })));
    const entries = await company.asOffice(async (common) => expectOk(await listQuarantine(common)));
    expect(entries).toContainEqual(expect.objectContaining({ id: 'file:lyon/PC12.ocs', name: 'PC12.ocs', reason: 'too-deep' }));
    expect(await company.asOffice((common) => common.store.assets({ name: 'PC12' }))).toEqual([]);
    const refused = await company.asOffice((common) => droppable(common, { ids: ['file:lyon/PC12.ocs'] }));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'file-not-droppable' } });
    const shown = await company.asOffice(async (common) => expectOk(await showQuarantined(common, 'file:lyon/PC12.ocs')));
    expect(shown.raw.toString()).toContain('<NAME>PC12</NAME>');
    const state = (await company.asOffice((common) => common.store.progress('lyon')))?.state;
    const retried = await company.asOffice(async (common) => expectOk(await retryQuarantined(common, 'all')));
    expect(retried.items).toHaveLength(entries.length);
    expect(retried.items).toContainEqual({ id: 'file:lyon/PC12.ocs', isTaken: true, outcome: 'merged' });
    expect(await company.asOffice((common) => common.store.assets({ name: 'PC12' }))).toHaveLength(1);
    expect((await company.asOffice((common) => common.store.progress('lyon')))?.state).toBe(state);
  });

  it('at an agency, an answer that was altered is kept, and a retry says why it stays', async () => {
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    faults({ corrupt: altered });
    await company.receive();
    faults({});
    expect(await company.send('lyon')).toMatchObject({ heeded: { quarantined: 1 } });
    const retried = await company.asAgency('lyon', async (distant) => expectOk(await retryQuarantined(distant, 'all')));
    expect(retried.items).toMatchObject([{ isTaken: false }]);
    expect(await company.asAgency('lyon', async (distant) => expectOk(await listQuarantine(distant)))).toHaveLength(1);
  });
});

describe('mails that come back', () => {
  it('too large: the parcel goes again under a new number, in volumes of half the size', async () => {
    await company.enrol('lyon', 'site01');
    await company.writeDossierFile('lyon', 'photo.jpg', randomBytes(900_000));
    faults({ bounce: (mail) => (tellsOf('Inventaire', mail) ? returnOf(mail, '5.3.4', 'message too big') : undefined) });
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', seq: 1, volumes: 1 });
    faults({});
    const again = await company.send('lyon');
    expect(again).toMatchObject({ outcome: 'parcel', seq: 2, due: 'dropped', heeded: { bounces: 1 }, alerts: ['undelivered: too-large'] });
    expect(again.volumes).toBeGreaterThan(1);
    expect(await company.receive()).toMatchObject({ merged: 1, stored: again.volumes - 1 });
    expect((await company.send('lyon')).alerts).toEqual([]);
  });

  it('a bad address is an alert until a receipt contradicts it', async () => {
    await company.enrol('lyon', 'site01');
    faults({ bounce: (mail) => (tellsOf('Inventaire', mail) ? returnOf(mail, '5.1.1', 'no such user') : undefined) });
    await company.send('lyon');
    faults({});
    expect((await company.send('lyon')).alerts).toEqual(['undelivered: bad-address']);
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ alerts: ['undelivered: bad-address'] });
    await company.send('lyon', { force: true });
    await company.receive();
    expect((await company.send('lyon')).alerts).toEqual([]);
  });

  it('an answer of the head office that comes back is shown beside the site', async () => {
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    faults({ bounce: (mail) => returnOf(mail, '5.2.2', 'mailbox full') });
    await company.receive();
    faults({});
    expect(await company.receive()).toMatchObject({ bounces: 1 });
    expect(await siteStatus('lyon')).toMatchObject({ notices: ['bounce-mailbox-full'] });
  });
});

it('an attachment that a filter took away is noticed, and told to the site in its next receipt', async () => {
  await company.enrol('lyon', 'site01');
  faults({ corrupt: stripped });
  await company.send('lyon');
  expect(await company.receive()).toMatchObject({ merged: 0, ignored: 1 });
  expect(await siteStatus('lyon')).toMatchObject({ notices: ['stripped'] });
  faults({});
  await company.send('lyon', { force: true });
  await company.receive();
  await company.send('lyon');
  expect((await company.asAgency('lyon', distantStatus)).summary).toContain('notice=stripped');
});

it('a mail that the server does not let go is pending, merged once, and gone with the next run that may', async () => {
  await company.enrol('lyon', 'site01');
  await company.send('lyon');
  faults({ refuseDisposal: () => true });
  expect(await company.receive()).toMatchObject({ merged: 1, pendingDisposals: 1 });
  expect(await company.receive()).toMatchObject({ merged: 0, duplicates: 0, pendingDisposals: 1 });
  faults({});
  expect(await company.receive()).toMatchObject({ merged: 0, duplicates: 0, pendingDisposals: 0 });
  expect(await place.messages('common')).toHaveLength(0);
});

it('a refused password is not tried again within the hour, unless the settings were written since', async () => {
  let logins = 0;
  const refusing: OpenMailbox = async () => {
    logins += 1;
    return err({ kind: 'credentials', host: 'mail.test', user: 'common', answer: 'wrong', retry: 'never' });
  };
  const poll = (changes: Partial<Common>) =>
    company.asOffice((common) => receive({ ...common, openMailbox: refusing, ...changes }, { dryRun: false }));
  expect(await poll({})).toMatchObject({ ok: false, error: { kind: 'credentials' } });
  expect(await poll({})).toMatchObject({ ok: false, error: { kind: 'credentials', answer: expect.stringMatching(/^not tried again/) } });
  expect(logins).toBe(1);
  expect((await poll({ configuredAt: new Date(Date.now() + 60_000) })).ok).toBe(false);
  expect(logins).toBe(2);
  company.passDays(1);
  expect((await poll({})).ok).toBe(false);
  expect(logins).toBe(3);
});

it('a copy of an agency that sends as well is noticed at the head office', async () => {
  await company.enrol('lyon', 'site01');
  await company.send('lyon');
  await company.receive();
  await cp(company.homeOf('lyon'), company.homeOf('copy'), { recursive: true });
  for (let round = 0; round < 4; round += 1) {
    for (const machine of ['lyon', 'copy']) {
      await company.writeDossierFile('lyon', 'PC1.ocs', tinyInventory({ name: `PC-${machine}-${round}`, date: '2026-11-20 08:00:00' }));
      await company.send(machine, { force: true });
      await company.receive();
    }
  }
  expect(await siteStatus('lyon')).toMatchObject({ isDuplicated: true });
  const alerts = await Promise.all(['lyon', 'copy'].map(async (machine) => (await company.asAgency(machine, distantStatus)).alerts));
  expect(alerts.flat()).toContain('duplicated');
});
