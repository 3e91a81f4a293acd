/** Thousands of strangers' mails with three good ones among them: MALLEPOSTE_JUNK=20000 for the whole of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillMailbox } from '../bench/mailbox.ts';
import { measure } from '../bench/measure.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { expectDossier } from './audit.ts';
import { openOffice, type Parcel } from './office.ts';
import { openProxy } from './proxy.ts';
import { mailsIn } from './receive-kills.ts';

const strangers = Number(process.env['MALLEPOSTE_JUNK'] ?? '2000');
const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const bodyBytes = 4_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-junk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function* mailsWith(good: readonly Parcel[]): Generator<Buffer> {
  for (let number = 0; number < strangers; number += 1) {
    const parcel = good[Math.floor((number * good.length) / strangers)];
    const isPlace = number % Math.ceil(strangers / good.length) === Math.floor(strangers / good.length / 2);
    if (isPlace && parcel) yield* parcel.mails;
    yield strangersMail(number);
  }
}

/** Every hundredth claims to be ours in its subject; the sender may even be one of ours. */
function strangersMail(number: number): Buffer {
  const subject = number % 100 === 0 ? `Iparc Distant : Inventaire site-0001 1.${number} 1/1` : `Offre numéro ${number}`;
  const headers = [
    `From: Quelqu'un <stranger${number}@elsewhere.test>`,
    'To: common@mail.test',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <junk.${number}@elsewhere.test>`,
    'Date: Sat, 21 Nov 2026 08:00:00 +0000',
    'Content-Type: text/plain; charset=us-ascii',
  ];
  return Buffer.from([...headers, '', 'Achetez maintenant. '.repeat(bodyBytes / 20), ''].join('\r\n'));
}

describeWithMailhost('a mailbox full of junk', (host) => {
  it('acceptance 6: three parcels among thousands of strangers’ mails are merged in the first run, of the rest only headers are fetched', async () => {
    const proxy = await openProxy(host().ports.imap);
    const office = await openOffice(host(), folder, { protocol: 'imap', agencies: 3, mailboxPort: proxy.port });
    const good = await Promise.all([0, 1, 2].map((agency) => office.parcel(agency, 1, 50_000)));
    await fillMailbox(host(), 'common', mailsWith(good));
    const run = await measure(process.execPath, [program, 'receive', '--home', office.home, '--json', '--quiet']);
    await proxy.close();
    const perMail = Math.round(proxy.bytes.down / strangers);
    const figures = `${run.seconds.toFixed(1)} s, ${run.peakMb?.toFixed(0)} MiB, ${perMail} bytes a mail`;
    process.stdout.write(`junk: ${strangers} strangers' mails, ${figures}\n`);
    expect(JSON.parse(run.stdout)).toMatchObject({ merged: good.length, ignored: Math.ceil(strangers / 100), receipts: good.length });
    expectDossier(office, good);
    expect(await mailsIn(host(), 'common')).toBe(strangers);
    // Headers of some 300 bytes, and one mail in a hundred whole.
    expect(perMail).toBeLessThan(bodyBytes / 4);
    expect(run.peakMb ?? 0).toBeLessThan(300);
  }, 300_000);
});
