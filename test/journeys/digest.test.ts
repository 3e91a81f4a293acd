/** Digests on their way through a real mail server: once a period, to whom the settings say, and left alone by every installation. */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/jobs/check.ts';
import { digestStanding, queueDigests } from '../../src/jobs/digest.ts';
import { type Company, openCompany } from './company.ts';
import { embeddedPlace, type Place } from './place.ts';
import { tinyInventory } from './tiny-inventory.ts';

let place: Place;
let company: Company;
beforeAll(async () => {
  place = await embeddedPlace('tls');
});
beforeEach(async () => {
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
  await company.send('lyon');
});
afterEach(async () => {
  await company.close();
  await place.empty();
});
afterAll(() => place.close());

const set = (lines: string): Promise<void> => appendFile(join(company.office, 'malleposte.yaml'), `\n${lines}\n`);

const digestsOf = async (user: string): Promise<readonly string[]> =>
  (await place.messages(user)).map((raw) => raw.toString('utf8')).filter((raw) => raw.includes('multipart/alternative'));

/** Quoted-printable, as far as these mails need it. */
const readable = (mail: string): string => {
  const bytes = mail
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

describe('a digest', () => {
  it('is not sent unless somebody asks for it', async () => {
    await company.receive();
    company.passDays(8);
    await company.receive();
    expect(await digestsOf('site04')).toEqual([]);
    expect(await company.asOffice(digestStanding)).toMatchObject({ digest: 'off', recipients: [], nextDueAt: null });
  });

  it('goes once for each period, as text and as a page, and tells what came', async () => {
    await company.receive();
    await set(`digest: weekly\ndigestTo: ${place.address('site04')}`);
    company.passDays(7);
    await company.receive();
    await company.receive();
    const [mail = '', ...others] = await digestsOf('site04');
    expect(others).toEqual([]);
    expect(mail).toMatch(/^Subject: =\?UTF-8\?|^Subject: Nouvelles du parc/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail).not.toMatch(/^X-Malleposte/m);
    expect(readable(mail)).toMatch(/nouveaux équipements : /);
    expect(readable(mail)).toMatch(/<li>\d+ nouveaux équipements : /);
    company.passDays(7);
    await company.receive();
    const second = (await digestsOf('site04'))[1] ?? '';
    expect(readable(second)).toContain('Le site lyon est silencieux depuis le');
    expect(readable(second)).not.toContain('nouveaux équipements');
    expect(await company.asOffice(digestStanding)).toMatchObject({ digest: 'weekly', recipients: [place.address('site04')] });
  });

  it('written by a run that died before it was posted goes with the next one, once', async () => {
    await company.receive();
    await set(`digest: daily\ndigestTo: ${place.address('site04')}`);
    company.passDays(1);
    await company.asOffice(queueDigests);
    await company.asOffice(queueDigests);
    expect(await company.asOffice((common) => common.store.queued())).toHaveLength(1);
    expect(await company.asOffice((common) => check(common, { isRepair: false }))).toMatchObject({ problems: 0 });
    await company.receive();
    await company.receive();
    expect(await digestsOf('site04')).toHaveLength(1);
  });

  it('after weeks without a run tells all of them', async () => {
    await company.receive();
    await set(`digest: daily\ndigestTo: ${place.address('site04')}`);
    company.passDays(1);
    await company.receive();
    await company.writeDossierFile('lyon', 'NEW.ocs', tinyInventory({ name: 'PC-NEW', date: '2026-11-22 08:00:00' }));
    await company.send('lyon', { force: true });
    await company.receive();
    company.passDays(9);
    await company.receive();
    const [, late = ''] = await digestsOf('site04');
    expect(readable(late)).toContain('PC-NEW (lyon)');
  });

  it('about a site goes to the site, whose program leaves it alone in the mailbox', async () => {
    await company.receive();
    await set('digest: daily\ndigestSites: true');
    company.passDays(1);
    await company.receive();
    const before = await digestsOf('site01');
    expect(readable(before[0] ?? '')).toContain('Nouvelles du parc (site lyon)');
    const sent = await company.send('lyon');
    expect(sent.heeded).toMatchObject({ messages: 1, receipts: 1, ignored: 0, quarantined: 0 });
    expect(await digestsOf('site01')).toEqual(before);
    const traced = await company.asAgency('lyon', (distant) =>
      distant.store.traceList({ newestFirst: true, limit: 50, outcome: 'ignored' }),
    );
    expect(traced).toEqual([]);
  });

  it('to the mailbox that is polled stays there unread', async () => {
    await company.receive();
    await set(`digest: daily\ndigestTo: ${place.address('common')}`);
    company.passDays(1);
    await company.receive();
    expect(await company.receive()).toMatchObject({ messages: 0, ignored: 0 });
    expect(await digestsOf('common')).toHaveLength(1);
  });
});
