/** The program under kill -9, on the real servers; many more kills, of `send` and by POP3 too, with `npm run endure`, as `.ci/run` does. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawFrom } from '../bench/draw.ts';
import { describeProof, isLong } from './length.ts';
import { killReceiving, receivePoints } from './receive-kills.ts';
import { killSending, sendPoints } from './send-kills.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-kills-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

for (const protocol of isLong ? (['imap', 'pop3'] as const) : (['imap'] as const)) {
  describeProof(`kill -9, mailbox by ${protocol}`, (host) => {
    it('acceptance 1: receive, killed at every point and at random, merges every parcel once and answers it', {
      timeout: 400_000,
    }, async () => {
      const figures = await killReceiving(host(), folder, { protocol, kills: 16, agencies: 24, draw: drawFrom(1) });
      process.stdout.write(`receive, ${protocol}: ${figures.summary()}\n`);
      expect([...figures.byPoint().keys()]).toEqual(expect.arrayContaining([...receivePoints]));
    });
  });
}

describeProof('kill -9 of send', (host) => {
  it('acceptance 1: send, killed at every point, loses no dossier, uses no number twice, and both ends agree', {
    timeout: 400_000,
  }, async (context) => {
    if (!isLong) return context.skip('takes a minute: with MALLEPOSTE_LONG=1, and in npm run endure');
    const figures = await killSending(host(), { protocol: 'imap', kills: 14, draw: drawFrom(2) });
    process.stdout.write(`send, imap: ${figures.summary()}\n`);
    expect([...figures.byPoint().keys()]).toEqual(expect.arrayContaining([...sendPoints]));
  });
});
