import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import { translateFileError } from '../../src/disk/file-errors.ts';
import { done, ran, temporaryFolder } from './places.ts';

it('a full disk is told as such, and what was there stays whole', async (context) => {
  const home = await temporaryFolder();
  if (!ran('mount', '-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', home))
    return context.skip('a small file system can only be mounted by root');
  onTestFinished(() => void ran('umount', '-l', home));
  const disk = openDisk(home);
  await done(disk.applyPreferences([{ path: 'a', content: 'old' }]));
  await done(disk.writeHighWater({ epoch: 1, seq: 1 }));
  await expect(writeFile(join(home, 'filler'), Buffer.alloc(1_000_000))).rejects.toThrow('ENOSPC');
  const full = { ok: false, error: { kind: 'disk-full', retry: 'later' } };
  expect(await disk.writeHighWater({ epoch: 1, seq: 2 })).toMatchObject(full);
  expect(await disk.applyPreferences([{ path: 'a', content: 'n'.repeat(9000) }])).toMatchObject(full);
  expect(await disk.quarantine({ name: 'x', bytes: new Uint8Array(9000), reason: 'r', at: '2026-11-22T00:00:00Z' })).toMatchObject(full);
  expect(await disk.readHighWater()).toEqual({ ok: true, value: { epoch: 1, seq: 1 } });
  expect(await disk.readPreferences()).toEqual({ ok: true, value: [{ path: 'a', content: 'old' }] });
  expect((await readdir(home)).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('a quota that is used up is a full disk, too, and a busy system is worth another try', () => {
  const failure = (code: string) => translateFileError('x', Object.assign(new Error('failed'), { code }));
  expect(failure('EDQUOT')).toEqual({ kind: 'disk-full', path: 'x', retry: 'later' });
  expect(failure('EMFILE')).toEqual({ kind: 'file-unreadable', path: 'x', cause: 'EMFILE', retry: 'later' });
  expect(failure('EACCES')).toEqual({ kind: 'file-unreadable', path: 'x', cause: 'EACCES', retry: 'never' });
});
