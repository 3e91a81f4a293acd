/** A transit folder: plain inventory files become part of a site's dossier by the administrator's word, within every limit of a parcel. */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeZip } from '../../src/exchange/zip.ts';
import { type Desk, openDesk } from './desk.ts';

const inventory = (name: string, os = 'Debian'): string => `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><HARDWARE><NAME>${name}</NAME><OSNAME>${os}</OSNAME></HARDWARE></CONTENT>
<DEVICEID>${name}-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

let desk: Desk;
let office: string;
let transit: string;

const accountOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

const atOffice = (...line: readonly string[]) => desk.ask([...line, '--home', office]);
const namesOf = async (site: string): Promise<readonly string[]> =>
  ((await atOffice('assets', '--site', site)).answer as readonly { readonly name: string }[]).map(({ name }) => name).sort();

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  [office, transit] = [desk.path('H'), desk.path('transit')];
  await mkdir(join(transit, 'étage'), { recursive: true });
  await writeFile(join(transit, 'PC1.ocs'), inventory('PC1'));
  await writeFile(join(transit, 'étage/PC2.ocs'), inventory('PC2'));
  await desk.type(['init', '--role', 'common', '--site', 'siege', ...accountOf('siege'), '--home', office]);
});
afterAll(() => desk.close());

describe('an import of plain files', () => {
  test('makes no site by a slip of the pen', async () => {
    expect(await atOffice('import', transit, '--site', 'depot')).toMatchObject({ status: 2, answer: { error: { kind: 'site-unknown' } } });
    const misnamed = await atOffice('import', transit, '--site', '../x', '--new-site');
    expect(misnamed).toMatchObject({ status: 2, answer: { error: { kind: 'site-name-invalid' } } });
    expect(await atOffice('import', transit, '--new-site')).toMatchObject({ status: 2, answer: { error: { kind: 'missing-flags' } } });
  });

  test('says beforehand what it would do', async () => {
    const { status, answer } = await atOffice('import', transit, '--site', 'depot', '--new-site', '--dry-run');
    expect(status).toBe(0);
    expect(answer).toMatchObject({ isNewSite: true, files: 2, filesChanged: 2, inventories: { read: 2, changed: 2 }, dryRun: true });
    expect(await namesOf('depot')).toEqual([]);
  });

  test('becomes the dossier of a local site, which then is known', async () => {
    const { status, answer } = await atOffice('import', transit, '--site', 'depot', '--new-site');
    expect(status).toBe(0);
    expect(answer).toEqual({
      site: 'depot',
      isNewSite: true,
      files: 2,
      filesChanged: 2,
      filesRemoved: 0,
      inventories: { read: 2, changed: 2, unreadable: 0 },
      problems: [],
      leftOut: [],
      dryRun: false,
    });
    expect(await namesOf('depot')).toEqual(['PC1', 'PC2']);
    expect((await readdir(transit)).sort()).toEqual(['PC1.ocs', 'étage']);
    expect((await atOffice('check')).answer).toMatchObject({ problems: 0 });
    const trace = await atOffice('trace', 'list', '--kind', 'import');
    expect(trace.answer).toMatchObject([{ peer: 'depot', direction: 'local', outcome: 'done', reason: 'read=2 changed=2 unreadable=0' }]);
  });

  test('again changes nothing; a part adds to what stands; with --complete the rest goes', async () => {
    expect((await atOffice('import', transit, '--site', 'depot')).answer).toMatchObject({ isNewSite: false, files: 2, filesChanged: 0 });
    await mkdir(desk.path('part'));
    await writeFile(desk.path('part/PC1.ocs'), inventory('PC1', 'Fedora'));
    await writeFile(desk.path('part/PC3.ocs'), inventory('PC3'));
    expect((await atOffice('import', desk.path('part'), '--site', 'depot')).answer).toMatchObject({ filesChanged: 2, filesRemoved: 0 });
    expect(await namesOf('depot')).toEqual(['PC1', 'PC2', 'PC3']);
    expect((await atOffice('assets', '--os', 'Fedora')).answer).toMatchObject([{ name: 'PC1' }]);
    const whole = await atOffice('import', desk.path('part'), '--site', 'depot', '--complete');
    expect(whole.answer).toMatchObject({ files: 2, filesChanged: 0, filesRemoved: 1 });
    await atOffice('export', desk.path('out'));
    expect((await readdir(desk.path('out/depot'))).sort()).toEqual(['PC1.ocs', 'PC3.ocs']);
    expect((await atOffice('check')).answer).toMatchObject({ problems: 0 });
  });

  test('names what it could not read and what it left out, and exits with 3', async () => {
    await mkdir(desk.path('odd'));
    await writeFile(desk.path('odd/PC9.ocs'), inventory('PC9').slice(0, 100));
    await symlink(join(transit, 'PC1.ocs'), desk.path('odd/link.ocs'));
    const { status, answer } = await atOffice('import', desk.path('odd'), '--site', 'siege');
    expect(status).toBe(3);
    expect(answer).toMatchObject({
      problems: [{ path: 'PC9.ocs', problem: 'malformed-xml' }],
      leftOut: [{ path: 'link.ocs', reason: 'link' }],
    });
  });

  test('of a folder that is not there, or is empty, changes nothing', async () => {
    expect(await atOffice('import', desk.path('none'), '--site', 'depot')).toMatchObject({
      answer: { error: { kind: 'dossier-missing' } },
    });
    await mkdir(desk.path('empty'));
    const empty = await atOffice('import', desk.path('empty'), '--site', 'depot', '--complete');
    expect(empty).toMatchObject({ status: 2, answer: { error: { kind: 'dossier-empty' } } });
    expect(await namesOf('depot')).toContain('PC3');
  });
});

describe('an import of an archive', () => {
  test('is that of the folder in it', async () => {
    const files = [{ name: 'a/PC7.ocs', content: Buffer.from(inventory('PC7')), modified: new Date() }];
    await writeFile(desk.path('t.zip'), writeZip(files));
    expect((await atOffice('import', desk.path('t.zip'), '--site', 'depot')).answer).toMatchObject({ files: 1, filesChanged: 1 });
    expect(await namesOf('depot')).toContain('PC7');
  });

  test('may have entries for its folders, as Info-ZIP writes them', async (context) => {
    const zipped = spawnSync('zip', ['-qr', desk.path('info.zip'), '.'], { cwd: transit });
    if (zipped.error) context.skip('Info-ZIP is not on this machine');
    const { answer } = await atOffice('import', desk.path('info.zip'), '--site', 'zipped', '--new-site');
    expect(answer).toMatchObject({ files: 2, inventories: { read: 2 } });
  });

  test('that is damaged or hostile is refused whole, with what to do', async () => {
    await writeFile(desk.path('bad.zip'), (await readFile(desk.path('t.zip'))).subarray(0, 200));
    expect(await atOffice('import', desk.path('bad.zip'), '--site', 'depot')).toMatchObject({
      status: 2,
      answer: { error: { kind: 'import-refused' } },
    });
    const climbing = [{ name: '../../PC8.ocs', content: Buffer.from(inventory('PC8')), modified: new Date() }];
    await writeFile(desk.path('climbing.zip'), writeZip(climbing));
    expect(await atOffice('import', desk.path('climbing.zip'), '--site', 'depot')).toMatchObject({ answer: { error: { reason: 'name' } } });
    expect((await atOffice('import', desk.path('t.zip'))).answer).toMatchObject({ error: { kind: 'missing-flags', flags: ['--site'] } });
  });
});

test('a site that mails parcels has the last word: its next whole dossier replaces what was imported for it', async () => {
  const agency = desk.path('L');
  await mkdir(desk.path('parc'));
  await writeFile(desk.path('parc/PC20.ocs'), inventory('PC20'));
  const { answer } = await atOffice('invite', 'lyon', '--auto-accept');
  await desk.type(['join', (answer as { key: string }).key, '--dossier', desk.path('parc'), ...accountOf('lyon'), '--home', agency]);
  await atOffice('receive');
  await desk.type(['send', '--home', agency]);
  await atOffice('receive');
  await atOffice('import', transit, '--site', 'lyon');
  expect(await namesOf('lyon')).toEqual(['PC1', 'PC2', 'PC20']);
  await writeFile(desk.path('parc/PC21.ocs'), inventory('PC21'));
  await desk.type(['send', '--force', '--home', agency]);
  expect((await atOffice('receive')).answer).toMatchObject({ merged: 1, refused: 0 });
  await rm(desk.path('out'), { recursive: true });
  await atOffice('export', desk.path('out'), '--site', 'lyon');
  expect((await readdir(desk.path('out/lyon'))).sort()).toEqual(['PC20.ocs', 'PC21.ocs']);
  expect((await atOffice('check')).answer).toMatchObject({ problems: 0 });
});
