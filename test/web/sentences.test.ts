/** What the API says to a person at the page: places and buttons; a letter, which is read elsewhere, keeps its commands. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frenchScreens } from '../../src/words/screens/french.ts';
import { expectOk } from '../journeys/company.ts';
import { type Door, openDoor } from './door.ts';

let door: Door;

beforeAll(async () => {
  door = await openDoor({ mailboxes: ['siege@mail.test'] });
  const { world } = door.desk;
  const account = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const settings = { role: 'common', site: 'siege', name: 'Siège', ...account } as const;
  expectOk(await world.createHome({ home: world.home, settings, passwords: {}, passwordStore: 'file' }));
});

afterAll(() => door.close());

test('a remedy names the page, in the words of its screen', async () => {
  const { remedy } = await door.refused('GET /api/quarantine/:id', { parameters: { id: '2026-11-22-0123456789abcdef' }, language: 'fr' });
  expect(remedy).toContain(frenchScreens.quarantine.title);
  expect(remedy).not.toContain('malleposte');
});

test('what lacks in a question is said in words, not in codes', async () => {
  const { detail } = await door.refused('GET /api/assets', { query: { limit: 100_000 }, language: 'fr' });
  expect(detail).toMatch(/^Refusé\s:.*limit\s: au plus \d/);
});

test('a letter to an agency says how to begin where there is no page yet', async () => {
  const body = { site: 'lyon', name: 'Lyon', autoAccept: false };
  const { letters } = await door.ask('POST /api/sites', { body });
  expect(letters.fr.text).toContain('malleposte serve');
});
