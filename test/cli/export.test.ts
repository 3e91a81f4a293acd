/** The dossiers as plain files for other tools: byte for byte, only what differs, and a mirror that follows every merge. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

const inventory = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><HARDWARE><NAME>${name}</NAME><OSNAME>Debian</OSNAME></HARDWARE></CONTENT>
<DEVICEID>${name}-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

let desk: Desk;
let office: string;

const accountOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

const atOffice = (...line: readonly string[]) => desk.ask([...line, '--home', office]);
const send = (site: string) => desk.ask(['send', '--force', '--home', desk.path(site)]);

async function enrol(site: string): Promise<void> {
  const { answer } = await atOffice('invite', site, '--auto-accept');
  await mkdir(desk.path(`parc-${site}/Étage 2`), { recursive: true });
  await writeFile(desk.path(`parc-${site}/Étage 2/PC1.ocs`), inventory(`${site}-1`));
  await writeFile(desk.path(`parc-${site}/notes.txt`), Buffer.from([0, 255, 13, 10]));
  const { key } = answer as { key: string };
  await desk.type(['join', key, '--dossier', desk.path(`parc-${site}`), ...accountOf(site), '--home', desk.path(site)]);
  await atOffice('receive');
  await send(site);
  await atOffice('receive');
}

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test', 'nord@mail.test');
  office = desk.path('H');
  await desk.type(['init', '--role', 'common', '--site', 'siege', ...accountOf('siege'), '--home', office]);
  await enrol('lyon');
  await enrol('nord');
});
afterAll(() => desk.close());

describe('an export', () => {
  test('has the files of every site as they came', async () => {
    const folder = desk.path('out');
    const { status, answer } = await atOffice('export', folder);
    expect(status).toBe(0);
    expect(answer).toMatchObject({ folder, sites: 2, files: 4, written: 4, removed: 0, leftOut: [] });
    expect(await readFile(join(folder, 'lyon/Étage 2/PC1.ocs'), 'utf8')).toBe(inventory('lyon-1'));
    expect(await readFile(join(folder, 'nord/notes.txt'))).toEqual(Buffer.from([0, 255, 13, 10]));
  });

  test('again writes only what differs, restores what was removed, and forgets what a site no longer has', async () => {
    const folder = desk.path('out');
    const untouched = (await stat(join(folder, 'nord/notes.txt'))).mtimeMs;
    await writeFile(desk.path('parc-lyon/PC2.ocs'), inventory('lyon-2'));
    await rm(desk.path('parc-lyon/notes.txt'));
    await send('lyon');
    await atOffice('receive');
    await rm(join(folder, 'nord/Étage 2/PC1.ocs'));
    expect((await atOffice('export', folder)).answer).toMatchObject({ files: 4, written: 2, removed: 1 });
    expect((await readdir(join(folder, 'lyon'))).sort()).toEqual(['PC2.ocs', 'Étage 2']);
    expect((await stat(join(folder, 'nord/notes.txt'))).mtimeMs).toBe(untouched);
    expect((await atOffice('export', folder)).answer).toMatchObject({ written: 0, removed: 0, bytes: 0 });
    const { out } = await desk.type(['export', folder, '--home', office, '--lang', 'fr']);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Rien à écrire : ');
  });

  test('of one site leaves those of others alone; an unknown site is an error', async () => {
    const folder = desk.path('one');
    expect((await atOffice('export', folder, '--site', 'nord')).answer).toMatchObject({ sites: 1, files: 2 });
    expect((await atOffice('export', folder, '--site', 'lyon')).answer).toMatchObject({ sites: 1, removed: 0 });
    expect((await readdir(folder)).filter((name) => !name.startsWith('.')).sort()).toEqual(['lyon', 'nord']);
    expect(await atOffice('export', folder, '--site', 'ouest')).toMatchObject({ status: 2, answer: { error: { kind: 'site-unknown' } } });
  });

  test('goes into no folder that holds other things', async () => {
    const { status, answer } = await atOffice('export', desk.path('parc-lyon'));
    expect({ status, answer }).toMatchObject({ status: 2, answer: { error: { kind: 'folder-not-ours' } } });
  });
});

describe('a mirror', () => {
  test('follows every merge, before the programs that read it are run', async () => {
    const folder = desk.path('mirror');
    await atOffice('init', '--role', 'common', '--mirror-folder', folder);
    expect((await atOffice('receive')).answer).toMatchObject({ merged: 0, mirror: null });
    await send('nord');
    const { status, answer } = await atOffice('receive');
    expect(status).toBe(0);
    expect(answer).toMatchObject({ merged: 1, mirror: { folder, files: 4, written: 4, error: '' } });
    expect(await readFile(join(folder, 'lyon/PC2.ocs'), 'utf8')).toBe(inventory('lyon-2'));
    const trace = await atOffice('trace', 'list', '--kind', 'export');
    expect(trace.answer).toMatchObject([{ outcome: 'done', reason: 'written=4 removed=0' }]);
  });

  test('that cannot be written is told, and holds up no merge', async () => {
    await rm(desk.path('mirror'), { recursive: true });
    await mkdir(desk.path('mirror'));
    await writeFile(desk.path('mirror/theirs'), '');
    await writeFile(desk.path('parc-nord/PC3.ocs'), inventory('nord-3'));
    await send('nord');
    const { status, out } = await desk.type(['receive', '--home', office]);
    expect(status).toBe(3);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(`is not up to date (it holds other things); the next merge tries again.`);
    expect((await atOffice('assets', '--site', 'nord')).answer).toHaveLength(2);
    expect(await readdir(desk.path('mirror'))).toEqual(['theirs']);
  });
});
