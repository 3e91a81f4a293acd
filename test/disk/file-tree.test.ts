/** A folder that is written for others: ours alone is replaced or removed, and nothing is ever written beside it. */
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFileTree } from '../../src/disk/file-tree.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { done, fill, temporaryFolder } from './places.ts';

const open = (folder: string) => done(openFileTree(folder, defaultLimits));

const file = (path: string, content: string) => ({ path, sha256: `digest of ${content}`, content: Buffer.from(content) });

/** All files but our list. */
const files = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe('a tree of files', () => {
  test('is made where its folder is missing, and known again', async () => {
    const folder = join(await temporaryFolder(), 'out');
    const tree = await open(folder);
    expect(tree.paths).toEqual([]);
    await done(tree.begin(['lyon/a/PC1.ocs']));
    await done(tree.write(file('lyon/a/PC1.ocs', 'one')));
    await done(tree.finish());
    expect(await readFile(join(folder, 'lyon/a/PC1.ocs'), 'utf8')).toBe('one');
    expect([...(await open(folder)).present]).toEqual([['lyon/a/PC1.ocs', 'digest of one']]);
  });

  test('is refused where anything else lies, and nothing is touched', async () => {
    const folder = await temporaryFolder();
    await fill(folder, { 'letter.txt': 'mine' });
    expect(await openFileTree(folder, defaultLimits)).toMatchObject({ ok: false, error: { kind: 'folder-not-ours' } });
    await fill(folder, { '.malleposte-export.json': '{"files":{"letter.txt":{}}}' });
    expect(await openFileTree(folder, defaultLimits)).toMatchObject({ ok: false, error: { kind: 'folder-not-ours' } });
    expect(await files(folder)).toEqual(['letter.txt']);
  });

  test('does not make the folders above it: a drive that is not there is an error', async () => {
    const folder = join(await temporaryFolder(), 'missing', 'out');
    expect(await openFileTree(folder, defaultLimits)).toMatchObject({ ok: false, error: { kind: 'file-unreadable', cause: 'ENOENT' } });
  });

  test('knows the files of a run that was interrupted, and counts what was cut or removed as absent', async () => {
    const folder = await temporaryFolder();
    const tree = await open(folder);
    await done(tree.begin(['a', 'b', 'c']));
    await done(tree.write(file('a', 'one')));
    expect((await open(folder)).paths).toEqual(['a', 'b', 'c']);
    await done(tree.write(file('b', 'two')));
    await done(tree.write(file('c', 'three')));
    await done(tree.finish());
    await writeFile(join(folder, 'a'), '');
    await rm(join(folder, 'b'));
    const again = await open(folder);
    expect([...again.present.keys()]).toEqual(['c']);
    expect(again.paths).toEqual(['a', 'b', 'c']);
  });

  test('loses a file with the folders that it leaves empty, and no others', async () => {
    const folder = await temporaryFolder();
    const tree = await open(folder);
    await done(tree.write(file('lyon/deep/PC1.ocs', 'one')));
    await done(tree.write(file('lyon/PC2.ocs', 'two')));
    await done(tree.remove('lyon/deep/PC1.ocs'));
    expect(await files(folder)).toEqual(['lyon/PC2.ocs']);
    expect(await readdir(join(folder, 'lyon'))).toEqual(['PC2.ocs']);
    await done(tree.remove('never/there'));
  });

  test.each([
    '../out',
    'a/../../b',
    '/etc/x',
    'a\\b',
    'CON',
    'nul.txt',
    'a:b',
    '.hidden',
    'half.tmp',
  ])('has no file called %s', async (path) => {
    const tree = await open(await temporaryFolder());
    expect(await tree.write(file(path, 'x'))).toMatchObject({ ok: false, error: { kind: 'file-unreadable', cause: 'hostile-name' } });
  });

  test.skipIf(process.platform === 'win32' /* links need rights there */)('writes and removes nothing through a link', async () => {
    const folder = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    await fill(elsewhere, { 'PC1.ocs': 'theirs' });
    const tree = await open(folder);
    await symlink(elsewhere, join(folder, 'lyon'));
    expect(await tree.write(file('lyon/PC1.ocs', 'ours'))).toMatchObject({ ok: false, error: { cause: 'link' } });
    expect(await tree.remove('lyon/PC1.ocs')).toMatchObject({ ok: false, error: { cause: 'link' } });
    expect(await readFile(join(elsewhere, 'PC1.ocs'), 'utf8')).toBe('theirs');
  });

  test('believes no list that was edited to name files outside of it', async () => {
    const folder = join(await temporaryFolder(), 'out');
    await mkdir(folder);
    const files = { '../victim': { sha256: 'x', bytes: 1 }, good: { sha256: 'x', bytes: 1 } };
    await fill(folder, { '.malleposte-export.json': JSON.stringify({ malleposte: 1, files }) });
    expect((await open(folder)).paths).toEqual(['good']);
  });
});
