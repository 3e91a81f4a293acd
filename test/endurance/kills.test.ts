/** The program under kill -9, on the real servers; many more kills with `npm run endure`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawFrom } from '../bench/draw.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { killReceiving, receivePoints } from './receive-kills.ts';
import { killSending, sendPoints } from './send-kills.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-kills-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

for (const protocol of ['imap', 'pop3'] as const) {
  describeWithMailhost(`kill -9, mailbox by ${protocol}`, (host) => {
    it('acceptance 1: receive, killed at every point and at random, merges every parcel once and answers it', {
      timeout: 400_000,
    }, async () => {
      const figures = await killReceiving(host(), folder, { protocol, kills: 16, agencies: 24, draw: drawFrom(1) });
      process.stdout.write(`receive, ${protocol}: ${figures.summary()}\n`);
      expect([...figures.byPoint().keys()]).toEqual(expect.arrayContaining([...receivePoints]));
    });
  });
}

describeWithMailhost('kill -9 of send', (host) => {
  it('acceptance 1: send, killed at every point, loses no dossier, uses no number twice, and both ends agree', {
    timeout: 400_000,
  }, async () => {
    const figures = await killSending(host(), { protocol: 'imap', kills: 14, draw: drawFrom(2) });
    process.stdout.write(`send, imap: ${figures.summary()}\n`);
    expect([...figures.byPoint().keys()]).toEqual(expect.arrayContaining([...sendPoints]));
  });
});
