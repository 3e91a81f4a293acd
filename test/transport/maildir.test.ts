/** What is particular to a Maildir, beside the contract. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMaildirMailbox, openMaildirOutbox } from '../../src/transport/maildir.ts';
import { collect, limit, must } from './contract.ts';
import { mailOf } from './samples.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'malleposte-maildir-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const post = async (path: string, raw: Buffer): Promise<void> => {
  const outbox = must(await openMaildirOutbox(path)({}));
  must(await outbox.post({ from: 'a@mail.test', to: 'b@mail.test', raw, messageId: '<a@mail.test>' }));
  await outbox.close();
};

describe('a Maildir outbox', () => {
  it('puts the whole mail into new/, leaves tmp/ empty, and a mailbox reads it', async () => {
    const path = join(home, 'mail');
    const raw = mailOf('one', 'dots\r\n.\r\n\xff\r\n');
    await post(path, raw);
    expect(await readdir(join(path, 'tmp'))).toEqual([]);
    const [name] = await readdir(join(path, 'new'));
    expect(await readFile(join(path, 'new', name!))).toEqual(raw);
    const mailbox = must(await openMaildirMailbox(path)({ readOnly: true }));
    const [waiting] = must(await mailbox.list());
    expect(must((await collect(mailbox.fetch([waiting!.id], limit)))[0]!).raw).toEqual(raw);
  });

  it('keeps the order of what is posted quickly, and never uses a name twice', async () => {
    const path = join(home, 'mail');
    for (let at = 0; at < 20; at += 1) await post(path, mailOf(`mail ${at}`, 'x\r\n'));
    expect(new Set(await readdir(join(path, 'new'))).size).toBe(20);
  });

  it('does not make up for a drive that is not mounted', async () => {
    expect(await openMaildirOutbox(join(home, 'no', 'such', 'place'))({})).toMatchObject({
      error: { kind: 'folder', cause: 'ENOENT', retry: 'never' },
    });
  });

  it('that is a file is an error of the folder', async () => {
    await writeFile(join(home, 'file'), '');
    expect(await openMaildirOutbox(join(home, 'file'))({})).toMatchObject({ error: { kind: 'folder', cause: 'ENOTDIR' } });
  });
});

describe('a Maildir mailbox', () => {
  it('that is missing is an error, not an empty mailbox, and read-only makes nothing', async () => {
    expect(await openMaildirMailbox(join(home, 'missing'))({ readOnly: true })).toMatchObject({
      error: { kind: 'folder', cause: 'ENOENT' },
    });
    expect(await readdir(home)).toEqual([]);
  });

  it('that vanishes while it is open is an error, not an empty mailbox', async () => {
    const path = join(home, 'mail');
    const mailbox = must(await openMaildirMailbox(path)({ readOnly: false }));
    await rm(path, { recursive: true });
    expect(await mailbox.list()).toMatchObject({ error: { kind: 'folder', path } });
  });

  it('knows a mail again after a reader has moved it to cur/ and flagged it', async () => {
    const path = join(home, 'mail');
    await post(path, mailOf('one', 'x\r\n'));
    const mailbox = must(await openMaildirMailbox(path)({ readOnly: false }));
    const [before] = must(await mailbox.list());
    await rename(join(path, 'new', before!.id), join(path, 'cur', `${before!.id}:2,S`));
    expect(must(await mailbox.list()).map(({ id }) => id)).toEqual([before!.id]);
    must(await mailbox.dispose([before!.id], { how: 'delete' }));
    expect(await readdir(join(path, 'cur'))).toEqual([]);
  });

  it('leaves alone what is not a waiting mail: trashed ones, hidden files, folders, unfinished deliveries', async () => {
    const path = join(home, 'mail');
    must(await openMaildirMailbox(path)({ readOnly: false }));
    await writeFile(join(path, 'cur', '1.M1P1.host:2,ST'), 'Subject: trashed\n\n');
    await writeFile(join(path, 'new', '.hidden'), 'x');
    await writeFile(join(path, 'tmp', '2.M1P1.host'), 'Subject: half');
    await mkdir(join(path, 'new', 'folder'));
    expect(must(await must(await openMaildirMailbox(path)({ readOnly: false })).list())).toEqual([]);
  });

  it('reads mails whose lines end with LF, as local mail servers write them', async () => {
    const path = join(home, 'mail');
    must(await openMaildirMailbox(path)({ readOnly: false }));
    await writeFile(join(path, 'new', '1.M1P1.host'), 'Subject: local\n\nbody\n');
    const mailbox = must(await openMaildirMailbox(path)({ readOnly: false }));
    const [waiting] = must(await mailbox.list());
    expect(Buffer.from(waiting!.headers).toString()).toBe('Subject: local\n\n');
  });
});
