/** `rotate`, `recovery create` and `leave` at the desk: what they print, answer, ask and refuse. */
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { converse, type Desk, openDesk } from './desk.ts';

let desk: Desk;
let office: string;
let agency: string;

const mailOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  [office, agency] = [desk.path('H'), desk.path('L')];
  await mkdir(desk.path('parc'));
  await desk.type([
    'init',
    '--home',
    office,
    '--role',
    'common',
    '--site',
    'siege',
    '--organisation',
    'Ateliers Réunis',
    ...mailOf('siege'),
  ]);
  const { answer } = await desk.ask(['invite', 'lyon', '--auto-accept', '--home', office]);
  const { key } = answer as { readonly key: string };
  await desk.type(['join', key, '--home', agency, '--dossier', desk.path('parc'), '--name', 'Lyon', ...mailOf('lyon')]);
});
afterAll(() => desk.close());

describe('keys at the desk', () => {
  test('an agency that is not admitted yet can neither change its keys nor leave', async () => {
    for (const line of [['rotate'], ['leave', '--yes']])
      expect(await desk.ask([...line, '--home', agency])).toMatchObject({ status: 2, answer: { error: { kind: 'not-admitted' } } });
    await desk.type(['receive', '--home', office]);
    await desk.type(['send', '--home', agency]);
  });

  test('the recovery secret is shown once, alone on standard output', async () => {
    const made = await desk.type(['recovery', 'create', '--home', office, '--lang', 'fr']);
    expect(made).toMatchObject({ status: 0, out: expect.stringMatching(/^MALLE-RECOVERY-[0-9A-Z-]{69}\n$/) });
    expect(made.error).toContain('loin de cette machine');
    await desk.write('secret.txt', made.out);
    expect(await desk.ask(['recovery', 'create', '--home', office])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'recovery-exists' } },
    });
    expect(await desk.ask(['recovery', 'create', '--home', agency])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'wrong-role' } },
    });
  });

  test('rotate at the agency announces, and status says that it is not confirmed', async () => {
    expect(await desk.ask(['rotate', '--home', agency])).toEqual({
      status: 0,
      answer: { role: 'distant', key: expect.stringMatching(/^[0-9a-f]{16}$/), unsent: [] },
    });
    const status = await desk.type(['status', '--home', agency, '--lang', 'en']);
    expect(status.out).toMatch(/Keys\s+new keys announced, not confirmed/);
    const received = await desk.type(['receive', '--home', office, '--lang', 'en']);
    expect(received.out).toMatch(/1\ssite has new keys\./);
  });

  test('rotate at the common site tells the agencies, and sites says who has not confirmed', async () => {
    expect(await desk.ask(['rotate', '--home', office])).toEqual({
      status: 0,
      answer: { role: 'common', key: expect.stringMatching(/^[0-9a-f]{16}$/), told: ['lyon'], voided: [], unsent: [] },
    });
    const sites = await desk.type(['sites', '--home', office, '--lang', 'en']);
    expect(sites.error).toContain('This site has not confirmed the new key of the common site yet: lyon');
    expect(await desk.ask(['sites', '--home', office])).toMatchObject({ answer: [{ site: 'lyon', isRotationPending: true, leftAt: '' }] });
  });

  test('rotate after a theft takes the secret from a file, refuses a wrong one, and voids open invitations', async () => {
    await desk.type(['invite', 'nord', '--home', office]);
    await desk.write('slip.txt', 'MALLE-RECOVERY-0000');
    const rotate = (file: string, home = office) => desk.ask(['rotate', '--recovery-file', desk.path(file), '--home', home]);
    expect(await rotate('slip.txt')).toMatchObject({ status: 2, answer: { error: { kind: 'recovery-damaged' } } });
    expect(await rotate('absent.txt')).toMatchObject({ status: 2, answer: { error: { kind: 'file-unreadable' } } });
    expect(await rotate('secret.txt', agency)).toMatchObject({ status: 2, answer: { error: { kind: 'wrong-role' } } });
    expect(await rotate('secret.txt')).toMatchObject({ status: 3, answer: { told: ['lyon'], voided: ['nord'] } });
  });

  test('leave asks a person, and wants --yes where nobody can be asked', async () => {
    expect(await desk.ask(['leave', '--home', agency])).toMatchObject({ status: 2, answer: { error: { kind: 'confirmation-needed' } } });
    const refused = await converse(desk, ['leave', '--home', agency, '--lang', 'en'], [['Leave Ateliers Réunis?', 'n']]);
    expect(refused.status).toBe(1);
    const left = await desk.type(['leave', '--yes', '--home', agency, '--lang', 'en']);
    expect(left).toMatchObject({ status: 0, out: expect.stringContaining('The site "lyon" has left Ateliers Réunis') });
    expect(await desk.ask(['receive', '--home', office])).toMatchObject({ answer: { departures: 1 } });
    expect((await desk.type(['send', '--home', agency, '--lang', 'fr'])).out).toContain('Ce site a quitté l’entreprise');
    expect(await desk.ask(['status', '--home', agency])).toMatchObject({ answer: { state: 'left' } });
    expect((await desk.type(['sites', '--home', office, '--lang', 'fr'])).out).toMatch(/lyon\s.*parti/);
  });
});
