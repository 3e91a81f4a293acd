import { mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import type { PreferenceFile } from '../../src/disk/port.ts';
import { done, fill, startModule, temporaryFolder } from './places.ts';

const first: readonly PreferenceFile[] = [{ path: 'preferences.yaml', content: 'period: 3\n' }];
const second: readonly PreferenceFile[] = [
  { path: 'logos/société.txt', content: 'é\r\n\ufeff' },
  { path: 'preferences.yaml', content: 'period: 4\n' },
];

const read = async (home: string): Promise<readonly PreferenceFile[]> => {
  const files = await openDisk(home).readPreferences();
  if (!files.ok) throw new Error(JSON.stringify(files.error));
  return files.value;
};

const problems = async (home: string): Promise<readonly string[]> => {
  const files = await openDisk(home).readPreferences();
  return files.ok || files.error.kind !== 'preferences-invalid' ? [] : files.error.problems;
};

describe('the preference files of a home', () => {
  it('are none when there is no folder, or nothing in it', async () => {
    const home = await temporaryFolder();
    expect(await read(home)).toEqual([]);
    await mkdir(join(home, 'preferences'));
    expect(await read(home)).toEqual([]);
  });

  it('come back as they were applied, sorted by path', async () => {
    const home = await temporaryFolder();
    expect(await openDisk(home).applyPreferences(second.toReversed())).toEqual({ ok: true, value: undefined });
    expect(await read(home)).toEqual(second);
  });

  it('are replaced whole, and the ones before are kept', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    await done(disk.applyPreferences(second));
    await done(disk.applyPreferences(first));
    expect(await read(home)).toEqual(first);
    expect(await readFile(join(home, 'preferences.previous', 'logos', 'société.txt'), 'utf8')).toBe('é\r\n\ufeff');
    await done(disk.applyPreferences([]));
    expect(await read(home)).toEqual([]);
    expect((await readdir(home)).toSorted()).toEqual(['preferences', 'preferences.previous']);
  });

  it('are private', async () => {
    const home = await temporaryFolder();
    await done(openDisk(home).applyPreferences(second));
    expect((await stat(join(home, 'preferences'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(home, 'preferences', 'preferences.yaml'))).mode & 0o777).toBe(0o600);
  });

  it('are in force, old or new, wherever a replacement was cut off', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    await done(disk.applyPreferences(second));
    await rename(join(home, 'preferences'), join(home, 'preferences.next'));
    expect(await read(home)).toEqual(second);
    await done(disk.applyPreferences(first));
    expect(await read(home)).toEqual(first);
    expect(await readFile(join(home, 'preferences.previous', 'preferences.yaml'), 'utf8')).toBe('period: 4\n');
    await fill(home, { 'preferences.tmp/half': 'x', 'preferences.next/stale': 'x' });
    expect(await read(home)).toEqual(first);
    await done(disk.applyPreferences(second));
    expect(await read(home)).toEqual(second);
    expect((await readdir(home)).toSorted()).toEqual(['preferences', 'preferences.previous']);
  });

  it('survive kill -9 in the middle of replacements: always one whole set', async () => {
    const home = await temporaryFolder();
    await done(openDisk(home).applyPreferences(first));
    for (const patience of [0, 9]) {
      const writer = startModule(
        `import { openDisk } from './src/disk/disk.ts';
         const [home, first, second] = process.argv.slice(1);
         const disk = openDisk(home);
         console.log('ready');
         for (;;) for (const files of [second, first]) await disk.applyPreferences(JSON.parse(files));`,
        home,
        JSON.stringify(first),
        JSON.stringify(second),
      );
      await writer.said('ready');
      await new Promise((resolve) => setTimeout(resolve, 30 + patience));
      writer.child.kill('SIGKILL');
      await writer.ended;
      expect([first, second]).toContainEqual(await read(home));
    }
  });

  it.each([
    '../evil',
    '/etc/evil',
    'a/../../evil',
    'C:\\evil',
    'a\\b',
    'NUL',
    'nul.yaml',
    '.hidden',
    'x.tmp',
    'a/',
    '',
    'a//b',
    'dot.',
    'e\u0301.yaml',
    'a\nb',
    'what?.yaml',
    `${'x'.repeat(130)}.yaml`,
    'a/b/c/d/e.yaml',
  ])('are refused as a whole when one is called %j', async (path) => {
    const home = await temporaryFolder();
    await done(openDisk(home).applyPreferences(first));
    const applied = await openDisk(home).applyPreferences([
      { path: 'preferences.yaml', content: '' },
      { path, content: 'evil' },
    ]);
    expect(applied).toMatchObject({ ok: false, error: { kind: 'preferences-invalid', retry: 'never' } });
    expect(await read(home)).toEqual(first);
    expect(await readdir(home)).toEqual(['preferences']);
  });

  it('are refused when two have one name, or one is a folder of another', async () => {
    const disk = openDisk(await temporaryFolder());
    const files = (...paths: readonly string[]) => paths.map((path) => ({ path, content: '' }));
    for (const paths of [
      ['a', 'A'],
      ['a', 'a'],
      ['a', 'a/b'],
      ['A/b', 'a'],
    ])
      expect(await disk.applyPreferences(files(...paths)), paths.join()).toMatchObject({ ok: false });
  });

  it('are refused beyond 64 files or 1 MiB', async () => {
    const home = await temporaryFolder();
    const disk = openDisk(home);
    const many = Array.from({ length: 65 }, (_, index) => ({ path: `f${index}`, content: 'x' }));
    expect(await disk.applyPreferences(many)).toMatchObject({ ok: false, error: { problems: ['too-many (64)'] } });
    expect(await disk.applyPreferences(many.slice(1))).toMatchObject({ ok: true });
    const large = ['a', 'b'].map((path) => ({ path, content: 'é'.repeat(300_000) }));
    expect(await disk.applyPreferences(large)).toMatchObject({ ok: false, error: { problems: ['too-big (1048576)'] } });
    await fill(join(home, 'preferences'), { one: 'x' });
    expect(await problems(home)).toEqual(['too-many (64)']);
  });

  it('are refused where they are written when the common site could not send them', async () => {
    const home = await temporaryFolder();
    await fill(join(home, 'preferences'), {
      'preferences.yaml': 'period: 0\nfoo: 1\n',
      'photo.jpg': Buffer.from([0xff, 0xd8]),
      'NUL.txt': 'x',
      '.hidden': 'x',
    });
    await symlink('photo.jpg', join(home, 'preferences', 'link'));
    const ofTexts = ['photo.jpg: not-utf-8', 'preferences.yaml: period: too-small (1)', 'preferences.yaml: foo: unknown-key'];
    expect(await problems(home)).toEqual(['NUL.txt: hostile-name', 'link: link', ...ofTexts]);
    await rm(join(home, 'preferences', 'link'));
    await rm(join(home, 'preferences', 'NUL.txt'));
    expect(await problems(home)).toEqual(ofTexts);
  });

  it('are opened for an editor with what is wrong in them, and mended without touching the others', async () => {
    const home = await temporaryFolder();
    await fill(join(home, 'preferences'), { 'preferences.yaml': 'period: often\n', 'note.txt': 'n', '.hidden': 'x' });
    const disk = openDisk(home);
    expect(await disk.inspectPreferences()).toEqual({
      ok: true,
      value: {
        files: [
          { path: 'note.txt', content: 'n' },
          { path: 'preferences.yaml', content: 'period: often\n' },
        ],
        problems: ['preferences.yaml: period: wrong-type (number)'],
      },
    });
    expect(await disk.writePreferences('period: 2\n')).toEqual({ ok: true, value: undefined });
    expect(await read(home)).toEqual([
      { path: 'note.txt', content: 'n' },
      { path: 'preferences.yaml', content: 'period: 2\n' },
    ]);
    expect(await readFile(join(home, 'preferences', '.hidden'), 'utf8')).toBe('x');
  });

  it('can be written where there were none, for their owner alone', async () => {
    const home = await temporaryFolder();
    expect((await openDisk(home).writePreferences('period: 2\n')).ok).toBe(true);
    expect(await read(home)).toEqual([{ path: 'preferences.yaml', content: 'period: 2\n' }]);
    expect((await stat(join(home, 'preferences'))).mode & 0o077).toBe(0);
  });
});
