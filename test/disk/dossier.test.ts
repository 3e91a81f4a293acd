import { appendFileSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import type { DossierEntry, DossierListing } from '../../src/disk/port.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { askedByOrdinaryUser, fill, ran, temporaryFolder } from './places.ts';

const disk = openDisk('unused');

const list = async (dir: string, limits = defaultLimits): Promise<DossierListing> => {
  const listing = await openDisk('unused', { limits }).listDossier(dir);
  if (!listing.ok) throw new Error(listing.error.kind);
  return listing.value;
};

const paths = ({ entries }: DossierListing): readonly string[] => entries.map(({ path }) => path);

const reasons = ({ leftOut }: DossierListing): Readonly<Record<string, string>> =>
  Object.fromEntries(leftOut.map(({ path, reason }) => [path, reason]));

const entryOf = async (dir: string, path: string): Promise<DossierEntry> => {
  const entry = (await list(dir)).entries.find((found) => found.path === path);
  if (!entry) throw new Error(`not listed: ${path}`);
  return entry;
};

describe('a dossier', () => {
  it('is listed with its folders, sorted by path, with sizes and UTC dates', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'b.ocs': 'bb', 'a/c.xml': 'ccc', 'é à.json': '', 'a.txt': 'x' });
    await utimes(join(dir, 'b.ocs'), new Date(), new Date('2026-11-21T19:00:00.000Z'));
    const listing = await list(dir);
    expect(paths(listing)).toEqual(['a.txt', 'a/c.xml', 'b.ocs', 'é à.json']);
    expect(listing.entries[2]).toEqual({ path: 'b.ocs', bytes: 2, modified: '2026-11-21T19:00:00.000Z' });
    expect(listing.leftOut).toEqual([]);
  });

  it('that is missing, or is a file, is an error', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { file: 'x' });
    for (const path of [join(dir, 'none'), join(dir, 'file'), join(dir, 'file', 'below')])
      expect(await disk.listDossier(path)).toEqual({ ok: false, error: { kind: 'dossier-missing', path, retry: 'never' } });
  });

  it('without a file that travels is an error: nothing is sent for an unmounted share', async () => {
    const dir = await temporaryFolder();
    expect(await disk.listDossier(dir)).toMatchObject({ ok: false, error: { kind: 'dossier-empty' } });
    await fill(dir, { '.hidden': 'x', 'sub/Thumbs.db': 'x' });
    expect(await disk.listDossier(dir)).toMatchObject({ ok: false, error: { kind: 'dossier-empty' } });
  });

  it('may be reached by a link, but no link inside it is followed', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'parc/a.ocs': 'a', 'outside/secret.txt': 's' });
    await symlink('../outside/secret.txt', join(dir, 'parc', 'link.txt'));
    await symlink('../outside', join(dir, 'parc', 'folder'));
    await symlink('nowhere', join(dir, 'parc', 'broken'));
    await symlink('.', join(dir, 'parc', 'loop'));
    await symlink('parc', join(dir, 'entrance'));
    const listing = await list(join(dir, 'entrance'));
    expect(paths(listing)).toEqual(['a.ocs']);
    expect(reasons(listing)).toEqual({ 'link.txt': 'link', folder: 'link', broken: 'link', loop: 'link' });
  });

  it('leaves hidden files, locks, half-written files and thumbnails at home', async () => {
    const dir = await temporaryFolder();
    const temporary = ['.~lock.parc.ods#', '~$parc.docx', 'Thumbs.db', 'PC1.xml.part', 'PC1.tmp', 'PC1.xml~', 'desktop.ini'];
    await fill(dir, { 'a.ocs': 'a', '.DS_Store': 'x', '.git/config': 'x', ...Object.fromEntries(temporary.map((name) => [name, 'x'])) });
    const listing = await list(dir);
    expect(paths(listing)).toEqual(['a.ocs']);
    expect(reasons(listing)).toEqual({
      '.DS_Store': 'hidden',
      '.git': 'hidden',
      ...Object.fromEntries(temporary.map((name) => [name, 'temporary'])),
    });
  });

  it('leaves names that are dangerous on any platform at home, and says so', async () => {
    const dir = await temporaryFolder();
    const hostile = ['a\\b', 'C:x', 'NUL.txt', 'com1', 'dot.', 'space ', 'line\nbreak', 'turn\u202egnp.exe', 'x'.repeat(201)];
    await fill(dir, { 'a.ocs': 'a', ...Object.fromEntries(hostile.map((name) => [name, 'x'])) });
    const listing = await list(dir);
    expect(paths(listing)).toEqual(['a.ocs']);
    expect(Object.keys(reasons(listing)).toSorted()).toEqual(hostile.toSorted());
    expect(new Set(Object.values(reasons(listing)))).toEqual(new Set(['hostile-name']));
  });

  it('leaves a name that is no UTF-8 at home, and says so', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'a' });
    await writeFile(Buffer.concat([Buffer.from(`${dir}/caf`), Buffer.from([0xe9])]), 'x');
    expect(reasons(await list(dir))).toEqual({ 'caf\ufffd': 'hostile-name' });
  });

  it('goes no deeper than the limit', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { '1/2/3/4/5/6/7/8': 'x', '1/2/3/4/5/6/7/f/9': 'x' });
    const listing = await list(dir);
    expect(paths(listing)).toEqual(['1/2/3/4/5/6/7/8']);
    expect(reasons(listing)).toEqual({ '1/2/3/4/5/6/7/f/9': 'too-deep' });
  });

  it('leaves files beyond the limit at home', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'abc', 'b.ocs': 'abcd' });
    const listing = await list(dir, { ...defaultLimits, maxEntryBytes: 3 });
    expect(paths(listing)).toEqual(['a.ocs']);
    expect(reasons(listing)).toEqual({ 'b.ocs': 'too-large' });
  });

  it('leaves pipes and sockets at home without waiting on them', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'a' });
    ran('mkfifo', join(dir, 'pipe'));
    const server = createServer().listen(join(dir, 'socket'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    expect(reasons(await list(dir))).toEqual({ pipe: 'special', socket: 'special' });
  });

  it('with a folder that may not be read goes without it, and says so', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'a', 'closed/b.ocs': 'b' });
    await chmod(join(dir, 'closed'), 0o000);
    const listing = await askedByOrdinaryUser('listDossier(process.argv[1])', dir);
    await chmod(join(dir, 'closed'), 0o700);
    expect(listing).toMatchObject({
      ok: true,
      value: { entries: [{ path: 'a.ocs' }], leftOut: [{ path: 'closed', reason: 'unreadable' }] },
    });
  });

  it('that may not be read itself is an error with the cause', async () => {
    const dir = await temporaryFolder();
    await mkdir(join(dir, 'closed'), { mode: 0o000 });
    const listing = await askedByOrdinaryUser('listDossier(process.argv[1])', join(dir, 'closed'));
    expect(listing).toMatchObject({ ok: false, error: { kind: 'file-unreadable', cause: 'EACCES', retry: 'never' } });
  });

  it('lists names decomposed on the disk (NFD) in their composed form, and reads them', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'e\u0301te\u0301/re\u0301seau.xml': 'contenu' });
    const entry = await entryOf(dir, '\u00e9t\u00e9/r\u00e9seau.xml');
    expect(await disk.readDossierFile(dir, entry)).toEqual({ ok: true, value: Buffer.from('contenu') });
  });

  it('sends one of two names that some systems take for the same', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'PC1.ocs': 'A', 'pc1.ocs': 'a', '\u00e9.ocs': 'c', 'e\u0301.ocs': 'd' });
    const listing = await list(dir);
    expect(paths(listing)).toEqual(['PC1.ocs', '\u00e9.ocs']);
    expect(reasons(listing)).toEqual({ 'pc1.ocs': 'same-name', '\u00e9.ocs': 'same-name' });
  });
});

describe('a file of a dossier', () => {
  it('is read byte for byte', async () => {
    const dir = await temporaryFolder();
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
    await fill(dir, { 'sub/photo.jpg': content, 'empty.txt': '' });
    expect(await disk.readDossierFile(dir, await entryOf(dir, 'sub/photo.jpg'))).toEqual({ ok: true, value: content });
    expect(await disk.readDossierFile(dir, await entryOf(dir, 'empty.txt'))).toEqual({ ok: true, value: Buffer.alloc(0) });
  });

  it('that changed between listing and reading is read as it is now', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'old' });
    const entry = await entryOf(dir, 'a.ocs');
    await fill(dir, { 'a.ocs': 'newer' });
    expect(await disk.readDossierFile(dir, entry)).toEqual({ ok: true, value: Buffer.from('newer') });
  });

  it('that vanished is told', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'a', 'sub/b.ocs': 'b' });
    const entries = (await list(dir)).entries;
    await rm(join(dir, 'a.ocs'));
    await rm(join(dir, 'sub'), { recursive: true });
    for (const entry of entries)
      expect(await disk.readDossierFile(dir, entry)).toEqual({
        ok: false,
        error: { kind: 'file-unreadable', path: entry.path, cause: 'ENOENT', retry: 'never' },
      });
  });

  it('that keeps growing while it is read is told, never half sent', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'a' });
    const entry = await entryOf(dir, 'a.ocs');
    let isOver = false;
    const grow = (): void => {
      appendFileSync(join(dir, 'a.ocs'), 'b');
      if (!isOver) setImmediate(grow);
    };
    grow();
    const read = await disk.readDossierFile(dir, entry);
    isOver = true;
    expect(read).toEqual({ ok: false, error: { kind: 'file-unreadable', path: 'a.ocs', cause: 'changed-while-read', retry: 'soon' } });
  });

  it('that has stopped growing is read after all', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'a' });
    const entry = await entryOf(dir, 'a.ocs');
    const until = performance.now() + 60;
    const grow = (): void => {
      appendFileSync(join(dir, 'a.ocs'), 'b');
      if (performance.now() < until) setImmediate(grow);
    };
    grow();
    const read = await disk.readDossierFile(dir, entry);
    expect(read.ok && read.value.toString()).toBe(readFileSync(join(dir, 'a.ocs'), 'utf8'));
  });

  it('that was replaced by a link, a pipe or a giant is told', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'link.ocs': 'a', 'pipe.ocs': 'a', 'giant.ocs': 'a', 'sub/b.ocs': 'b' });
    const { entries } = await list(dir);
    await rm(join(dir, 'link.ocs'));
    await symlink('giant.ocs', join(dir, 'link.ocs'));
    await rm(join(dir, 'pipe.ocs'));
    ran('mkfifo', join(dir, 'pipe.ocs'));
    await truncate(join(dir, 'giant.ocs'), defaultLimits.maxEntryBytes + 1);
    await rename(join(dir, 'sub'), join(dir, 'moved'));
    await symlink('moved', join(dir, 'sub'));
    const causes = await Promise.all(
      entries.map(async (entry) => {
        const read = await disk.readDossierFile(dir, entry);
        return [entry.path, read.ok ? 'ok' : read.error.kind === 'file-unreadable' && read.error.cause];
      }),
    );
    expect(Object.fromEntries(causes)).toEqual({
      'link.ocs': 'link',
      'pipe.ocs': 'special',
      'giant.ocs': 'too-large',
      'sub/b.ocs': 'link',
    });
  });

  it('outside of the dossier cannot be asked for', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'parc/a.ocs': 'a', 'parc2/secret': 's', secret: 's' });
    for (const path of ['../secret', '../parc2/secret', 'x/../../secret']) {
      const read = await disk.readDossierFile(join(dir, 'parc'), { path, bytes: 1, modified: '' });
      expect(read.ok, path).toBe(false);
    }
  });

  it('that may not be read is told with the cause', async () => {
    const dir = await temporaryFolder();
    await fill(dir, { 'a.ocs': 'a' });
    await chmod(join(dir, 'a.ocs'), 0o000);
    const entry = await entryOf(dir, 'a.ocs');
    const read = await askedByOrdinaryUser('readDossierFile(process.argv[1], JSON.parse(process.argv[2]))', dir, JSON.stringify(entry));
    expect(read).toMatchObject({ ok: false, error: { cause: 'EACCES' } });
  });
});
