import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import { temporaryFolder } from './places.ts';

const mail = {
  name: 'from lyon, 12.eml',
  bytes: Buffer.from('From: x\r\n\r\nspam'),
  reason: 'E_ZIP_RATIO 300',
  at: '2026-11-22T04:00:00.000Z',
};

const put = async (home: string, changes: object = {}): Promise<string> => {
  const kept = await openDisk(home).quarantine({ ...mail, ...changes });
  if (!kept.ok) throw new Error(kept.error.kind);
  return kept.value;
};

describe('the quarantine', () => {
  it('keeps the bytes, private, with the reason in a text beside them', async () => {
    const home = await temporaryFolder();
    const path = await put(home);
    expect(basename(path)).toMatch(/^2026-11-22-[0-9a-f]{16}$/);
    expect(await readFile(path)).toEqual(mail.bytes);
    const text = await readFile(`${path}.txt`, 'utf8');
    expect(text.split('\n').slice(0, 4)).toEqual([
      'name: from lyon, 12.eml',
      'reason: E_ZIP_RATIO 300',
      'at: 2026-11-22T04:00:00.000Z',
      'bytes: 15',
    ]);
    for (const file of [path, `${path}.txt`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'quarantine'))).mode & 0o777).toBe(0o700);
  });

  it('keeps the same bytes of one day once, with the latest reason', async () => {
    const home = await temporaryFolder();
    const path = await put(home);
    expect(await put(home, { reason: 'other' })).toBe(path);
    expect(await readdir(join(home, 'quarantine'))).toHaveLength(2);
    expect(await readFile(`${path}.txt`, 'utf8')).toContain('reason: other');
  });

  it('lets no name of a mail escape the folder or forge a second line', async () => {
    const home = await temporaryFolder();
    const path = await put(home, { name: '../../evil\nreason: harmless\u2028x' });
    expect(join(path, '..')).toBe(join(home, 'quarantine'));
    expect((await readFile(`${path}.txt`, 'utf8')).split('\n')).toHaveLength(6);
    expect(await readdir(home)).toEqual(['quarantine']);
  });

  it('takes a mail without a date', async () => {
    expect(basename(await put(await temporaryFolder(), { at: '' }))).toMatch(/^undated-/);
  });

  it('forgets what is older than 30 days', async () => {
    const home = await temporaryFolder();
    const old = await put(home, { bytes: Buffer.from('old') });
    const recent = await put(home, { bytes: Buffer.from('recent') });
    const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
    await utimes(old, days(31), days(31));
    await utimes(recent, days(29), days(29));
    const now = await put(home, { bytes: Buffer.from('new'), at: new Date().toISOString() });
    expect((await readdir(join(home, 'quarantine'))).toSorted()).toEqual(
      [recent, now].flatMap((path) => [basename(path), `${basename(path)}.txt`]).toSorted(),
    );
  });
});
