/** A parcel on a USB stick: written by "send --to-folder", taken in by "import", with everything that a mailed one goes through. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

const inventory = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><HARDWARE><NAME>${name}</NAME><OSNAME>Debian</OSNAME></HARDWARE></CONTENT>
<DEVICEID>${name}-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

let desk: Desk;
let office: string;
let agency: string;
let stick: string;

const accountOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

const assets = async (): Promise<number> => ((await desk.ask(['assets', '--home', office])).answer as readonly unknown[]).length;

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  [office, agency, stick] = [desk.path('H'), desk.path('L'), desk.path('stick')];
  await mkdir(desk.path('parc'));
  await mkdir(stick);
  await writeFile(desk.path('parc/PC1.ocs'), inventory('PC1'));
  await desk.type(['init', '--role', 'common', '--site', 'siege', ...accountOf('siege'), '--home', office]);
  const { answer } = await desk.ask(['invite', 'lyon', '--auto-accept', '--home', office]);
  const joining = ['join', (answer as { key: string }).key, '--dossier', desk.path('parc'), ...accountOf('lyon'), '--home', agency];
  await desk.type(joining);
  await desk.type(['receive', '--home', office]);
  await desk.type(['send', '--home', agency]);
  await desk.type(['receive', '--home', office]);
  await desk.type(['send', '--home', agency]);
});
afterAll(() => desk.close());

describe('a folder of mails', () => {
  test('is written with the servers out of reach, a parcel at once although none is due', async () => {
    desk.postOffice.setDown(true);
    await writeFile(desk.path('parc/PC2.ocs'), inventory('PC2'));
    const { status, answer } = await desk.ask(['send', '--to-folder', stick, '--home', agency]);
    desk.postOffice.setDown(false);
    expect(status).toBe(0);
    expect(answer).toMatchObject({ outcome: 'parcel', files: 2, folder: { path: stick, mails: 1 }, unsent: [] });
    expect(await readdir(stick)).toEqual([expect.stringMatching(/^malleposte\.[0-9a-f]+@mail\.test\.eml$/)]);
  });

  test('is taken in at the head office, which alters nothing in it and answers by mail', async () => {
    const before = await Promise.all((await readdir(stick)).map((name) => readFile(join(stick, name))));
    expect(await assets()).toBe(1);
    expect(await desk.ask(['import', stick, '--dry-run', '--home', office])).toMatchObject({
      status: 0,
      answer: { merged: 1, dryRun: true },
    });
    expect(await assets()).toBe(1);
    const { status, answer } = await desk.ask(['import', stick, '--home', office]);
    expect(status).toBe(0);
    expect(answer).toMatchObject({ messages: 1, merged: 1, mergedSites: ['lyon'], receipts: 1, quarantined: 0 });
    expect(await assets()).toBe(2);
    expect(await Promise.all((await readdir(stick)).map((name) => readFile(join(stick, name))))).toEqual(before);
    expect(await desk.ask(['send', '--home', agency])).toMatchObject({ answer: { outcome: 'greeting', heeded: { receipts: 1 } } });
  });

  test('taken in again is told as received already, and merges nothing', async () => {
    const { answer } = await desk.ask(['import', stick, '--home', office]);
    expect(answer).toMatchObject({ messages: 1, merged: 0, duplicates: 1 });
    expect((await desk.type(['import', stick, '--home', office, '--lang', 'fr'])).out).toContain('déjà reçu');
  });

  test('is believed no more than the mailbox: an altered mail changes nothing', async () => {
    await desk.type(['send', '--to-folder', stick, '--home', agency]);
    const names = await readdir(stick);
    for (const name of names) {
      const lines = (await readFile(join(stick, name), 'latin1')).split('\r\n');
      const last = lines.findLastIndex((line) => /^[A-Za-z0-9+/]{60,}$/.test(line));
      const altered = lines.with(
        last,
        (lines[last] ?? '').replace(/./, (letter) => (letter === 'A' ? 'B' : 'A')),
      );
      await writeFile(join(stick, name), altered.join('\r\n'), 'latin1');
    }
    const { answer } = await desk.ask(['import', stick, '--home', office]);
    expect(answer).toMatchObject({ merged: 0, quarantined: 1 });
    expect(await assets()).toBe(2);
  });

  test('that is not there is an error with what to do, at either end', async () => {
    for (const line of [
      ['import', desk.path('none'), '--home', office],
      ['send', '--to-folder', desk.path('none'), '--home', agency],
    ]) {
      const { status, answer } = await desk.ask(line);
      expect(answer).toMatchObject({ error: { kind: 'folder' } });
      expect(status).toBe(2);
    }
  });
});
