import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import { done, temporaryFolder } from './places.ts';

describe('the high-water file', () => {
  it('is none at first, then what was written last', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    expect(await disk.readHighWater()).toEqual({ ok: true, value: null });
    await done(disk.writeHighWater({ epoch: 1, seq: 41 }));
    await done(disk.writeHighWater({ epoch: 1, seq: 42 }));
    expect(await disk.readHighWater()).toEqual({ ok: true, value: { epoch: 1, seq: 42 } });
    expect(await readdir(home)).toEqual(['high-water']);
    expect((await stat(join(home, 'high-water'))).mode & 0o777).toBe(0o600);
  });

  it('that is damaged is an error, never "none": numbers would be used twice', async () => {
    const home = await temporaryFolder();
    for (const text of ['', '{', '{"epoch":1}', '{"epoch":-1,"seq":1}', '{"epoch":1,"seq":1.5}', 'null']) {
      await writeFile(join(home, 'high-water'), text);
      expect(await openDisk(home).readHighWater(), text).toMatchObject({ ok: false, error: { kind: 'file-unreadable', cause: 'damaged' } });
    }
  });

  it('is not written in a home that is gone, and says so', async () => {
    const home = join(await temporaryFolder(), 'gone');
    expect(await openDisk(home).writeHighWater({ epoch: 1, seq: 1 })).toMatchObject({
      ok: false,
      error: { kind: 'file-unreadable', cause: 'ENOENT' },
    });
  });

  it('is a line that a person can read', async () => {
    const home = await temporaryFolder();
    await done(openDisk(home).writeHighWater({ epoch: 3, seq: 7 }));
    expect(await readFile(join(home, 'high-water'), 'utf8')).toBe('{"epoch":3,"seq":7}\n');
  });
});
