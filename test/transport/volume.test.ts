/** A mailbox that nobody has tidied for years (F8, F9), on a real Dovecot: 50,000 mails, one of 150 MB in their middle. */
import { execFile } from 'node:child_process';
import { chown, link, mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import type { ListingCost } from './listing-child.ts';

const mails = 50_000;
const mailsPerFile = 250;
const bigBytes = 150_000_000;
const mebibyte = 1024 * 1024;

/** What servers on the way put in front of a mail: about 3 KB. */
const trace = Array.from(
  { length: 6 },
  (_, hop) =>
    `Received: from relay${hop}.mail.test by relay${hop + 1}.mail.test with ESMTPS id ${'0123456789ABCDEF'.repeat(12)}\nARC-Seal: i=${hop + 1}; a=rsa-sha256; b=${'QUJDREVGR0g'.repeat(25)}\n`,
).join('');

const mail = (subject: string): string => `${trace}From: site@mail.test\nTo: common@mail.test\nSubject: ${subject}\n\nbody\n`;

/** Straight into the Maildir; most mails are further names of a file, which is all that Dovecot looks at. The big one is a hole. */
const fill = async (host: Mailhost): Promise<void> => {
  const { uid, gid } = await stat(join(host.folder, 'mail'));
  const maildir = join(host.folder, 'mail', 'common', 'Maildir');
  for (const folder of [join(maildir, '..'), maildir, ...['tmp', 'new', 'cur'].map((name) => join(maildir, name))]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chown(folder, uid, gid);
  }
  const fileOf = (at: number): string => join(maildir, 'new', `1700000000.M${String(at).padStart(6, '0')}P1.volume`);
  for (let at = 0; at < mails; at += 1) {
    const isBig = at === mails / 2 + 1;
    if (at % mailsPerFile > 0 && !isBig) await link(fileOf(at - (at % mailsPerFile)), fileOf(at));
    else {
      await writeFile(fileOf(at), mail(isBig ? 'big' : `${at}`), { mode: 0o600 });
      if (isBig) await truncate(fileOf(at), bigBytes);
      await chown(fileOf(at), uid, gid);
    }
  }
};

/**
 * V8 lets its young generation grow with the memory of the machine before it collects anything; kept to 4 MiB, resident memory
 * shows what a listing holds, not what it has thrown away.
 */
const listInChild = async (host: Mailhost): Promise<ListingCost> => {
  const child = fileURLToPath(new URL('listing-child.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-semi-space-size=4', child], {
    env: {
      MAILBOX_URL: `imaps://common@localhost:${host.ports.imaps}`,
      MAILBOX_USER: 'common',
      MAILBOX_PASSWORD: 'common-pw',
      MAILBOX_CA: host.caFile,
    },
  });
  return JSON.parse(stdout) as ListingCost;
};

describeWithMailhost('a mailbox of 50,000 mails', (host) => {
  it('is listed in bounded memory, with a mail of 150 MB in its middle', { timeout: 120_000 }, async () => {
    await fill(host());
    const cost = await listInChild(host());
    expect(cost.mails).toBe(mails);
    expect(cost.withSubject).toBe(mails);
    expect(cost.largestBytes).toBeGreaterThanOrEqual(bigBytes);
    expect((cost.peakBytes - cost.beforeBytes) / mebibyte).toBeLessThan(160); // 85 to 123 were seen; without bounds it is 360
  });
});
