/** Hooks as an administrator sees them at the desk: what they are told, what a failure shows, and that it changes no status. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

const inventory = `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><HARDWARE><NAME>PC1</NAME><OSNAME>Debian</OSNAME></HARDWARE></CONTENT>
<DEVICEID>PC1-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

let desk: Desk;
let office: string;
let agency: string;

const accountOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

async function putHook(home: string, event: string, name: string, script: string): Promise<void> {
  const folder = join(home, 'hooks', `${event}.d`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o700);
}

const told = async (name: string): Promise<unknown> => JSON.parse(await readFile(desk.path(name), 'utf8'));

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  [office, agency] = [desk.path('H'), desk.path('L')];
  await mkdir(desk.path('parc'));
  await writeFile(desk.path('parc/PC1.ocs'), inventory);
  await desk.type(['init', '--role', 'common', '--site', 'siege', ...accountOf('siege'), '--home', office]);
  const { answer } = await desk.ask(['invite', 'lyon', '--auto-accept', '--home', office]);
  const joining = ['join', (answer as { key: string }).key, '--dossier', desk.path('parc'), ...accountOf('lyon'), '--home', agency];
  await desk.type(joining);
  await desk.type(['receive', '--home', office]);
});
afterAll(() => desk.close());

describe.skipIf(process.platform === 'win32' /* the hooks here are shell scripts */)('hooks', () => {
  test('after a sending are told its outcome; one that fails is shown and changes no status', async () => {
    await putHook(agency, 'after-send', '10-tell', `cat > ${desk.path('sent')}`);
    await putHook(agency, 'after-send', '20-fail', 'echo "no disk mounted" >&2; exit 4');
    const { status, out: printed } = await desk.type(['send', '--home', agency]);
    const out = printed.replaceAll('\u00a0', ' ');
    expect(status).toBe(0);
    expect(out).toContain('1 program of the folder "hooks" was run.');
    expect(out.replaceAll('\n  ', ' ')).toContain('1 program of the folder "hooks" did not do its work; nothing else depends on it:');
    expect(out).toContain('after-send/20-fail: failed (exit status 4)\n    no disk mounted\n');
    expect(await told('sent')).toMatchObject({
      event: 'after-send',
      role: 'distant',
      site: 'lyon',
      outcome: { outcome: 'parcel', files: 1 },
    });
  });

  test('after a merge are told the sites, once for the polling; the trace has every run', async () => {
    await putHook(office, 'after-merge', '1-tell', `cat > ${desk.path('merged')}`);
    await putHook(office, 'after-receive', '1-tell', `cat > ${desk.path('received')}`);
    await putHook(office, 'on-alert', '1-tell', `cat > ${desk.path('alerted')}`);
    const { status, answer } = await desk.ask(['receive', '--home', office]);
    expect(status).toBe(0);
    expect(answer).toMatchObject({
      merged: 1,
      mergedSites: ['lyon'],
      hooks: [
        { event: 'after-receive', name: '1-tell', status: 0, problem: '' },
        { event: 'after-merge', name: '1-tell', status: 0, problem: '' },
      ],
    });
    expect(await told('merged')).toMatchObject({
      event: 'after-merge',
      site: 'siege',
      sites: ['lyon'],
      parcels: 1,
      inventories: { read: 1 },
    });
    expect(await told('received')).toMatchObject({ event: 'after-receive', outcome: { merged: 1 } });
    await expect(told('alerted')).rejects.toThrow('ENOENT');
    const trace = await desk.ask(['trace', 'list', '--kind', 'hook', '--home', office]);
    expect(trace.answer).toMatchObject([
      { outcome: 'done', reason: 'hook=after-merge/1-tell exit=0' },
      { outcome: 'done', reason: 'hook=after-receive/1-tell exit=0' },
    ]);
    expect((await desk.type(['trace', 'list', '--kind', 'hook', '--home', agency, '--lang', 'fr'], { columns: 200 })).out).toMatch(
      /programme .*échec .*after-send\/20-fail, code de retour 4, échec/,
    );
  });

  test('on an alert are told what needs a look', async () => {
    await writeFile(desk.path('parc/PC2.ocs'), inventory.slice(0, 90));
    await desk.type(['send', '--force', '--home', agency]);
    const { status } = await desk.ask(['receive', '--home', office]);
    expect(status).toBe(3);
    expect(await told('alerted')).toMatchObject({ event: 'on-alert', alerts: [{ alert: 'problems', count: 1 }] });
  });

  test('of a rehearsal are not run', async () => {
    const { answer } = await desk.ask(['receive', '--dry-run', '--home', office]);
    expect(answer).toMatchObject({ hooks: [] });
  });
});
