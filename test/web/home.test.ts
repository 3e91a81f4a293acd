/** What the door says of an installation, to whom, and in which language. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, host, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor({ mailboxes: ['siege@mail.test'] });
});
afterAll(() => door.close());

test('tells nobody anything but its version', async () => {
  expect(await door.ask('GET /api/status', { as: 'nobody' })).toMatchObject({ version: '1.0.0', home: '', role: null, session: null });
});

test('tells who logged in that nothing is set up yet', async () => {
  expect(await door.ask('GET /api/status')).toMatchObject({ role: null, session: { role: 'administrator', by: 'link' } });
});

test('shows a home as soon as it is made, and its changed settings', async () => {
  const { world } = door.desk;
  const account = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const settings = { role: 'common', site: 'siege', name: 'Siège', ...account } as const;
  expect((await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' })).ok).toBe(true);
  expect(await door.ask('GET /api/status')).toMatchObject({ role: 'common', name: 'Siège', home: world.home });
  expect((await world.changeHome({ home: world.home, settings: { name: 'Lyon' }, passwords: {}, passwordStore: 'file' })).ok).toBe(true);
  expect(await door.ask('GET /api/status')).toMatchObject({ name: 'Lyon' });
});

test('says what is not there in the language asked for', async () => {
  const french = await door.refused('DELETE /api/tasks/:id', { parameters: { id: 'abc' }, language: 'fr' });
  expect(french).toMatchObject({ status: 404, kind: 'thing-unknown' });
  expect(french.title).toContain('n’existe pas');
  expect((await door.refused('DELETE /api/tasks/:id', { parameters: { id: 'abc' } })).title).toContain('No task');
});

test('says, where the pages were never built, so and how to, in the language of who opens them', async () => {
  const open = async (language: string): Promise<string> =>
    (await door.app.request(`http://${host}/assets`, { headers: { host, 'accept-language': language } })).text();
  const french = await open('fr');
  expect(french).toContain('<html lang="fr">');
  expect(french).toContain('n’ont pas encore été construites');
  expect(french).toContain('npm run build:ui');
  expect(await open('en-GB')).toContain('<h1>The pages of this copy of Malleposte were never built.</h1>');
});
