import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { inventories } from './inventories.ts';
import { fillMailbox } from './mailbox.ts';
import { type PeerMailbox, runMbsync, runPythonPeer } from './peers.ts';
import { plainZipMail } from './plain-mails.ts';

const mails = Array.from({ length: 6 }, (_, number) => plainZipMail(number, inventories(number * 2, 2)));

const digest = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');

describeWithMailhost('peers on the private Dovecot', (host) => {
  const folder = mkdtempSync(join(tmpdir(), 'malleposte-bench-'));
  const mailbox = (): PeerMailbox => ({ port: host().ports.imap, user: 'common', password: 'common-pw' });
  const left = async () => (await host().messages('common')).length;

  beforeEach(async () => {
    const bytes = mails.reduce((sum, mail) => sum + mail.length, 0);
    expect(await fillMailbox(host(), 'common', mails)).toEqual({ mails: 6, bytes });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the filled mailbox holds the mails in order, byte for byte but for line ends', async () => {
    const stored = await host().messages('common');
    const onDisk = (mail: Buffer) => mail.toString('latin1').replaceAll('\r\n', '\n');
    expect(stored.map(({ raw }) => digest(raw.toString('latin1')))).toEqual(mails.map((mail) => digest(onDisk(mail))));
  });

  test('mbsync pulls all and leaves all', async ({ skip }) => {
    const ran = await runMbsync(mailbox(), folder, false);
    if ('skipped' in ran) return skip(ran.skipped);
    expect(ran).toMatchObject({ exitCode: 0, mails: 6, inventories: 0 });
    expect(await left()).toBe(6);
  });

  test('peer.py receives all, empties the mailbox, and skips what it knows the second time', async ({ skip }) => {
    const database = join(folder, 'peer.db');
    const ran = await runPythonPeer(mailbox(), database);
    if ('skipped' in ran) return skip(ran.skipped);
    expect(ran).toMatchObject({ exitCode: 0, mails: 6, inventories: 12 });
    expect(Object.keys(ran.stages)).toEqual(
      expect.arrayContaining(['fetch', 'mime', 'unzip', 'hash', 'xml', 'sqlite', 'commit', 'delete']),
    );
    expect(await left()).toBe(0);
    await fillMailbox(host(), 'common', mails);
    const again = await runPythonPeer(mailbox(), database, true);
    expect(again).toMatchObject({ exitCode: 0, mails: 6, inventories: 12 });
    expect(again).not.toHaveProperty('stages.xml');
    expect(await left()).toBe(0);
  });
});
