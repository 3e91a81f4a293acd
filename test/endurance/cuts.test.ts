/** The line breaks at each tenth of what is said, both ways, by FIN and by RST, between the real program and the real servers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillMailbox } from '../bench/mailbox.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';

import { expectMergedOnce } from './audit.ts';
import { describeProof, isLong } from './length.ts';
import { type Office, openOffice, type Parcel, type Protocol } from './office.ts';
import { answerOf, runProgram } from './program.ts';
import { type Direction, type Line, openProxy } from './proxy.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-cuts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tenths = isLong ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [2, 7];
const attachmentBytes = 400_000;

const receive = ({ home }: Office, deadlineMs = 90_000) => runProgram(['receive', '--home', home, '--json', '--quiet'], { deadlineMs });

/** Two volumes of one parcel, which is one mail too many for luck. */
async function fill(host: Mailhost, office: Office, seq: number): Promise<Parcel> {
  const parcel = await office.parcel(0, seq, attachmentBytes);
  await host.empty('site01');
  await fillMailbox(host, 'common', parcel.mails);
  return parcel;
}

/** What a whole run says in each direction. */
async function measured(proxy: Line, office: Office): Promise<Readonly<Record<Direction, number>>> {
  proxy.reset();
  answerOf(await receive(office));
  return { ...proxy.bytes };
}

type Cutting = { readonly proxy: Line; readonly office: Office; readonly whole: number; readonly direction: Direction };

/** Each run ends by itself with status 0 or 1; nothing hangs and nothing crashes. */
async function cutAtEachTenth({ proxy, office, whole, direction }: Cutting): Promise<void> {
  for (const tenth of tenths) {
    proxy.reset();
    proxy.cut({ direction, afterBytes: Math.floor((whole * tenth) / 10), how: tenth % 2 === 0 ? 'fin' : 'rst' });
    const run = await receive(office);
    expect({ tenth, status: run.status, stderr: run.stderr }).toMatchObject({ status: proxy.cuts() > 0 ? expect.toBeOneOf([0, 1]) : 0 });
    expect(run.stderr).not.toContain('hung');
  }
  proxy.cut(undefined);
}

for (const protocol of ['imap', 'pop3'] as const satisfies readonly Protocol[]) {
  describeProof(`a mailbox by ${protocol} whose line breaks`, (host) => {
    it('acceptance 4: cut at each tenth in both directions, a parcel is merged once, whole, and answered', {
      timeout: 900_000,
    }, async () => {
      const proxy = await openProxy(host().ports[protocol]);
      const office = await openOffice(host(), folder, { protocol, agencies: 1, mailboxPort: proxy.port, name: protocol });
      await fill(host(), office, 1);
      const whole = await measured(proxy, office);
      for (const [index, direction] of (['down', 'up'] as const).entries()) {
        const parcel = await fill(host(), office, index + 2);
        await cutAtEachTenth({ proxy, office, whole: whole[direction], direction });
        answerOf(await receive(office));
        await expectMergedOnce(host(), office, [parcel]);
      }
      await proxy.close();
    });
  });
}

describeProof('an outbox whose line breaks', (host) => {
  it('cut at each tenth in both directions, receipts go out at last, and say what is true', { timeout: 900_000 }, async () => {
    const proxy = await openProxy(host().ports.submission);
    const office = await openOffice(host(), folder, { protocol: 'imap', agencies: 1, outboxPort: proxy.port, name: 'smtp' });
    await fill(host(), office, 1);
    const whole = await measured(proxy, office);
    for (const [index, direction] of (['up', 'down'] as const).entries()) {
      const parcel = await fill(host(), office, index + 2);
      await cutAtEachTenth({ proxy, office, whole: whole[direction], direction });
      answerOf(await receive(office));
      await expectMergedOnce(host(), office, [parcel]);
    }
    await proxy.close();
  });
});
