import { chmod, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import { translateFileError } from '../../src/disk/file-errors.ts';
import { askedByOrdinaryUser, done, ran, temporaryFolder } from './places.ts';

it('a full disk is told as such, and what was there stays whole', async (context) => {
  const home = await temporaryFolder();
  if (!ran('mount', '-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', home))
    return context.skip('a small file system can only be mounted by root');
  onTestFinished(() => void ran('umount', '-l', home));
  const disk = openDisk(home);
  await done(disk.applyPreferences([{ path: 'a', content: 'old' }]));
  await done(disk.writeHighWater({ epoch: 1, seq: 1 }));
  const mail = { name: 'kept', bytes: Buffer.from('small'), reason: 'r', at: '2026-11-22T00:00:00Z' };
  const id = basename(await done(disk.quarantine(mail)));
  const kept = await done(disk.keepMail(mail));
  await expect(writeFile(join(home, 'filler'), Buffer.alloc(1_000_000))).rejects.toThrow('ENOSPC');
  const full = { ok: false, error: { kind: 'disk-full', retry: 'later' } };
  expect(await disk.writeHighWater({ epoch: 1, seq: 2 })).toMatchObject(full);
  expect(await disk.applyPreferences([{ path: 'a', content: 'n'.repeat(9000) }])).toMatchObject(full);
  expect(await disk.quarantine({ name: 'x', bytes: new Uint8Array(9000), reason: 'r', at: '2026-11-22T00:00:00Z' })).toMatchObject(full);
  expect(await disk.keepMail({ bytes: new Uint8Array(9000), at: mail.at })).toMatchObject(full);
  expect(await disk.readQuarantined(id)).toEqual({ ok: true, value: mail.bytes });
  expect(await disk.keepMail(mail)).toEqual({ ok: true, value: kept });
  expect(await disk.readHighWater()).toEqual({ ok: true, value: { epoch: 1, seq: 1 } });
  expect(await disk.readPreferences()).toEqual({ ok: true, value: [{ path: 'a', content: 'old' }] });
  expect((await readdir(home)).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(
    [...(await readdir(join(home, 'quarantine'))), ...(await readdir(join(home, 'mails/2026-11')))].filter((name) => name.startsWith('.')),
  ).toEqual([]);
  expect(await disk.dropQuarantined(id)).toEqual({ ok: true, value: undefined });
});

it('a home that may not be written is told, and what is in it can still be read', async () => {
  const home = await temporaryFolder();
  const mail = { name: 'kept', bytes: Buffer.from('small'), reason: 'r', at: '2026-11-22T00:00:00Z' };
  const id = basename(await done(openDisk(home).quarantine(mail)));
  await done(openDisk(home).keepMail(mail));
  const folders = ['quarantine', 'mails', 'mails/2026-11'].map((name) => join(home, name));
  for (const folder of folders) await chmod(folder, 0o555);
  for (const name of [id, `${id}.txt`]) await chmod(join(home, 'quarantine', name), 0o644);
  const forbidden = { ok: false, error: { kind: 'file-unreadable', cause: 'EACCES', retry: 'never' } };
  const other = `{ name: 'n', reason: 'r', bytes: Buffer.from('other'), at: '${mail.at}' }`;
  expect(await askedByOrdinaryUser(`quarantine(${other})`, home)).toMatchObject(forbidden);
  expect(await askedByOrdinaryUser(`keepMail(${other})`, home)).toMatchObject(forbidden);
  expect(await askedByOrdinaryUser(`dropQuarantined('${id}')`, home)).toMatchObject(forbidden);
  expect(await askedByOrdinaryUser(`purgeMails(new Date('2027-01-01'))`, home)).toMatchObject(forbidden);
  expect(await askedByOrdinaryUser(`readQuarantined('${id}')`, home)).toMatchObject({ ok: true });
  expect(await askedByOrdinaryUser('quarantined()', home)).toMatchObject({ ok: true, value: [{ id }] });
  for (const folder of folders) await chmod(folder, 0o755);
});

it('a quota that is used up is a full disk, too, and a busy system is worth another try', () => {
  const failure = (code: string) => translateFileError('x', Object.assign(new Error('failed'), { code }));
  expect(failure('EDQUOT')).toEqual({ kind: 'disk-full', path: 'x', retry: 'later' });
  expect(failure('EMFILE')).toEqual({ kind: 'file-unreadable', path: 'x', cause: 'EMFILE', retry: 'later' });
  expect(failure('EACCES')).toEqual({ kind: 'file-unreadable', path: 'x', cause: 'EACCES', retry: 'never' });
});
