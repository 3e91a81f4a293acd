/** A process that lists one mailbox and tells what it cost: URL and CA come from the environment, numbers go out as JSON. */
import { readFile } from 'node:fs/promises';
import type { Result } from '../../src/result.ts';
import { openMailboxAt } from '../../src/transport/open.ts';
import { urlOf } from './urls.ts';

export type ListingCost = {
  readonly mails: number;
  readonly largestBytes: number;
  readonly withSubject: number;
  /** Resident memory: before the listing, and at its highest point during it. */
  readonly beforeBytes: number;
  readonly peakBytes: number;
};

const must = <T>(outcome: Result<T, unknown>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
};

const { MAILBOX_URL = '', MAILBOX_USER = '', MAILBOX_PASSWORD = '', MAILBOX_CA = '' } = process.env;

const cost = async (): Promise<ListingCost> => {
  const open = openMailboxAt(urlOf(MAILBOX_URL), {
    credentials: { user: MAILBOX_USER, type: 'password', password: MAILBOX_PASSWORD },
    trust: { ca: await readFile(MAILBOX_CA, 'utf8') },
  });
  const mailbox = must(await open({ readOnly: true }));
  const beforeBytes = process.memoryUsage.rss();
  let peakBytes = beforeBytes;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 20);
  const listed = must(await mailbox.list());
  clearInterval(watch);
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  must(await mailbox.close());
  return {
    mails: listed.length,
    largestBytes: Math.max(...listed.map(({ bytes }) => bytes)),
    withSubject: listed.filter(({ headers }) => Buffer.from(headers).includes('Subject: ')).length,
    beforeBytes,
    peakBytes,
  };
};

process.stdout.write(JSON.stringify(await cost()));
