import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import { done, temporaryFolder } from './places.ts';

const bytes = Buffer.from('From: lyon@mail.test\r\n\r\nhello\r\n');
const at = '2026-11-22T23:59:59.000Z';

describe('a kept mail', () => {
  it('is a private .eml in the folder of its month, byte for byte', async () => {
    const home = await temporaryFolder();
    const path = await done(openDisk(home).keepMail({ bytes, at }));
    expect(relative(home, path).replaceAll('\\', '/')).toMatch(/^mails\/2026-11\/2026-11-22-[0-9a-f]{16}\.eml$/);
    expect(await readFile(path)).toEqual(bytes);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'mails'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(home, 'mails', '2026-11'))).toHaveLength(1);
  });

  it('is kept once, also when it comes again another month or in another run', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    const path = await done(disk.keepMail({ bytes, at }));
    const before = await stat(path);
    expect(await done(disk.keepMail({ bytes, at: '2026-12-03T00:00:00.000Z' }))).toBe(path);
    expect(await done(openDisk(home).keepMail({ bytes, at: '2027-01-03T00:00:00.000Z' }))).toBe(path);
    expect(await readdir(join(home, 'mails'))).toEqual(['2026-11']);
    expect((await stat(path)).ino).toBe(before.ino);
  });

  it('is written again when somebody removed or changed the copy', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    const path = await done(disk.keepMail({ bytes, at }));
    await writeFile(path, 'changed');
    expect(await done(disk.keepMail({ bytes, at }))).toBe(path);
    expect(await readFile(path)).toEqual(bytes);
    await rm(join(home, 'mails'), { recursive: true });
    expect(await done(disk.keepMail({ bytes, at }))).toBe(path);
    expect(await readFile(path)).toEqual(bytes);
  });
});

describe('purging kept mails', () => {
  it('removes those of days before, by the day in their names, and the months that are empty', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    expect(await disk.purgeMails(new Date(at))).toEqual({ ok: true, value: 0 });
    const days = ['2026-10-31', '2026-11-21', '2026-11-22', '2026-11-23'];
    const paths: string[] = [];
    for (const day of days) paths.push(await done(disk.keepMail({ bytes: Buffer.from(day), at: `${day}T12:00:00.000Z` })));
    for (const path of paths) await utimes(path, new Date(0), new Date(0));
    expect(await disk.purgeMails(new Date('2026-11-22T18:00:00Z'))).toEqual({ ok: true, value: 2 });
    expect(await readdir(join(home, 'mails'))).toEqual(['2026-11']);
    expect((await readdir(join(home, 'mails', '2026-11'))).map((name) => name.slice(0, 10))).toEqual(['2026-11-22', '2026-11-23']);
  });

  it('forgets that it had them: the same mail is kept again', async () => {
    const disk = openDisk(await temporaryFolder());
    await done(disk.keepMail({ bytes, at }));
    await done(disk.purgeMails(new Date('2027-06-01')));
    const again = await done(disk.keepMail({ bytes, at: '2027-06-02T00:00:00.000Z' }));
    expect(await readFile(again)).toEqual(bytes);
    expect(again).toContain('2027-06-02');
  });

  it('leaves alone what it did not write', async () => {
    const home = await temporaryFolder();
    const mails = join(home, 'mails');
    await mkdir(join(mails, '1999-01'), { recursive: true });
    await mkdir(join(mails, 'by hand'));
    await writeFile(join(mails, '1999-01', 'holiday.eml'), 'x');
    await writeFile(join(mails, 'by hand', '1999-01-01-0123456789abcdef.eml'), 'x');
    await writeFile(join(mails, '1998-01'), 'a file, no month');
    expect(await openDisk(home).purgeMails(new Date())).toEqual({ ok: true, value: 0 });
    expect((await readdir(mails, { recursive: true })).toSorted()).toEqual(
      ['1998-01', '1999-01', '1999-01/holiday.eml', 'by hand', 'by hand/1999-01-01-0123456789abcdef.eml'].toSorted(),
    );
  });
});
