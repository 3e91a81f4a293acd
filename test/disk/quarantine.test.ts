import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import { done, temporaryFolder } from './places.ts';

const mail = {
  name: 'from lyon, 12.eml',
  bytes: Buffer.from('From: x\r\n\r\nspam'),
  reason: 'E_ZIP_RATIO 300',
  at: '2026-11-22T04:00:00.000Z',
};

const put = (home: string, changes: object = {}): Promise<string> => done(openDisk(home).quarantine({ ...mail, ...changes }));

/** Whatever this machine's clock says. */
const putForLong = (home: string, changes: object = {}): Promise<string> =>
  done(openDisk(home, { quarantineDays: 3650 }).quarantine({ ...mail, ...changes }));

describe('the quarantine', () => {
  it('is read again only when something came, was replaced or left, whoever did it', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    const listed = async (): Promise<readonly string[]> => (await done(disk.quarantined())).map(({ name }) => name);
    expect(await listed()).toEqual([]);
    const path = await putForLong(home);
    const long = new Date('2020-01-01T00:00:00Z');
    await utimes(join(home, 'quarantine'), long, long);
    expect(await listed()).toEqual([mail.name]);
    await writeFile(`${path}.txt`, 'name: by hand\n');
    expect(await listed(), 'a text written in place is not looked for').toEqual([mail.name]);
    await putForLong(home, { name: 'other' });
    expect(await listed()).toEqual(['other']);
    await utimes(join(home, 'quarantine'), long, long);
    expect(await listed()).toEqual(['other']);
    await done(openDisk(home).dropQuarantined(basename(path)));
    expect(await listed()).toEqual([]);
  });

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

  it('forgets a text that a crash left alone, as late as all the rest', async () => {
    const home = await temporaryFolder();
    const alone = await put(home, { bytes: Buffer.from('alone'), at: new Date().toISOString() });
    await rm(alone);
    await put(home, { at: new Date().toISOString() });
    expect(await readdir(join(home, 'quarantine'))).toContain(`${basename(alone)}.txt`);
    await utimes(`${alone}.txt`, new Date(0), new Date(0));
    await put(home, { at: new Date().toISOString() });
    expect(await readdir(join(home, 'quarantine'))).toHaveLength(2);
  });

  it('keeps as long and as much as the settings say', async () => {
    const home = await temporaryFolder();
    const old = await put(home, { bytes: Buffer.from('old'), at: new Date().toISOString() });
    await utimes(old, new Date(Date.now() - 3 * 86_400_000), new Date(Date.now() - 3 * 86_400_000));
    const now = new Date().toISOString();
    await done(openDisk(home, { quarantineDays: 4 }).quarantine({ ...mail, bytes: Buffer.alloc(600, 1), at: now }));
    expect(await done(openDisk(home).quarantined())).toHaveLength(2);
    await done(openDisk(home, { quarantineDays: 2 }).quarantine({ ...mail, bytes: Buffer.alloc(600, 2), at: now }));
    expect((await done(openDisk(home).quarantined())).map(({ bytes }) => bytes)).toEqual([600, 600]);
    await done(openDisk(home, { quarantineBytes: 1000 }).quarantine({ ...mail, bytes: Buffer.alloc(601), at: now }));
    expect((await done(openDisk(home).quarantined())).map(({ bytes }) => bytes)).toEqual([601]);
  });
});

describe('what is in quarantine', () => {
  it('is listed newest first, with what is known of it', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    expect(await disk.quarantined()).toEqual({ ok: true, value: [] });
    const older = await putForLong(home);
    const newer = await putForLong(home, {
      bytes: Buffer.from('newer'),
      at: '2026-11-22T05:00:00.000Z',
      name: 'sha256: forged',
      reason: 'r',
    });
    expect(await done(disk.quarantined())).toEqual([
      {
        id: basename(newer),
        name: 'sha256: forged',
        reason: 'r',
        at: '2026-11-22T05:00:00.000Z',
        bytes: 5,
        sha256: createHash('sha256').update('newer').digest('hex'),
      },
      {
        id: basename(older),
        name: mail.name,
        reason: mail.reason,
        at: mail.at,
        bytes: mail.bytes.length,
        sha256: createHash('sha256').update(mail.bytes).digest('hex'),
      },
    ]);
  });

  it('is listed whatever else lies in the folder, and nothing of that is ever removed', async () => {
    const home = await temporaryFolder();
    const folder = join(home, 'quarantine');
    const kept = await putForLong(home, { at: '' });
    const damaged = await putForLong(home, { bytes: Buffer.from('damaged') });
    const textless = await putForLong(home, { bytes: Buffer.from('textless') });
    await writeFile(`${damaged}.txt`, Buffer.from([0xff, 0xfe, 0, 10, 58, 32]));
    await rm(`${textless}.txt`);
    await writeFile(join(folder, 'notes of the administrator.doc'), 'x');
    await mkdir(join(folder, '2026-11-22-00000000000000aa'));
    await symlink('/etc/hostname', join(folder, '2026-11-22-00000000000000bb'));
    await writeFile(join(folder, '2026-11-22-00000000000000cc.txt'), 'reason: nothing beside it\n');
    const long = new Date(0);
    await utimes(join(folder, 'notes of the administrator.doc'), long, long);
    await putForLong(home, { at: new Date().toISOString() });
    const listed = await done(openDisk(home).quarantined());
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining([kept, damaged, textless].map((path) => basename(path))));
    expect(listed).toHaveLength(4);
    expect(listed.find(({ id }) => id === basename(damaged))).toMatchObject({ name: '', reason: '', bytes: 7, sha256: '' });
    expect(listed.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['notes of the administrator.doc', '2026-11-22-00000000000000aa']));
  });

  it('is read back byte for byte', async () => {
    const home = await temporaryFolder();
    const path = await putForLong(home);
    expect(await openDisk(home).readQuarantined(basename(path))).toEqual({ ok: true, value: mail.bytes });
  });

  it('is not read back when the bytes are no longer those that were put', async () => {
    const home = await temporaryFolder();
    const path = await putForLong(home);
    const textless = await putForLong(home, { bytes: Buffer.from('textless') });
    await truncate(path, 3);
    await rm(`${textless}.txt`);
    for (const altered of [path, textless])
      expect(await openDisk(home).readQuarantined(basename(altered))).toEqual({
        ok: false,
        error: { kind: 'file-unreadable', path: altered, cause: 'altered', retry: 'never' },
      });
  });

  it('is dropped for good, with its text, also when that text is gone', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    const [first, second] = [await putForLong(home), await putForLong(home, { bytes: Buffer.from('second') })];
    await rm(`${second}.txt`);
    for (const path of [first, second]) expect(await disk.dropQuarantined(basename(path))).toEqual({ ok: true, value: undefined });
    expect(await readdir(join(home, 'quarantine'))).toEqual([]);
    expect(await disk.dropQuarantined(basename(first))).toMatchObject({ ok: false, error: { kind: 'quarantine-unknown' } });
  });

  it('is never reached by a path', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    const id = basename(await putForLong(home));
    await writeFile(join(home, 'malleposte.yaml'), 'role: common');
    await symlink(join(home, 'malleposte.yaml'), join(home, 'quarantine', '2026-11-22-00000000000000bb'));
    const others = ['../malleposte.yaml', `./${id}`, `x/../${id}`, `..\\${id}`, `${id}.txt`, `${id}\0`, `${id}\n`, '', '.', '..'];
    for (const other of [...others, '2026-11-22-00000000000000bb', '2026-11-22-0123456789abcdef']) {
      const unknown = { ok: false, error: { kind: 'quarantine-unknown', id: other, retry: 'never' } };
      expect(await disk.readQuarantined(other)).toEqual(unknown);
      expect(await disk.dropQuarantined(other)).toEqual(unknown);
    }
    expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toBe('role: common');
    expect(await done(disk.quarantined())).toHaveLength(1);
  });
});
