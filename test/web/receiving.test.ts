/** A head office runs its sites from the page: invitation, admission, reception with progress, revocation, options, the intranet. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTwoHomes, type TwoHomes } from './two-homes.ts';

let homes: TwoHomes;
let words = '';
beforeAll(async () => {
  homes = await openTwoHomes();
});
afterAll(() => homes.close());

const traceOf = async (): Promise<readonly string[]> => {
  const looked = await homes.office.desk.look();
  if (!looked.ok || looked.value.role !== 'common') throw new Error('no common site');
  const events = await looked.value.common.store.traceList({ newestFirst: true, limit: 50 });
  return events.map(({ kind, peer, reason }) => `${kind} ${peer} ${reason}`.replaceAll(/\s+/g, ' '));
};

const siteNow = async () => (await homes.office.ask('GET /api/sites')).sites.find(({ site }) => site === 'lyon');

test('says that nothing was ever received, and invites nobody by itself', async () => {
  const reception = await homes.office.ask('GET /api/receiving');
  expect(reception).toMatchObject({ lastReceiveAt: null, options: { alertNewVersion: true, propagatePreferences: true } });
  expect((await homes.office.ask('GET /api/sites')).sites).toEqual([]);
});

test('invites a site with a key, a letter in each language, and a line of audit', async () => {
  const { office, agency } = homes;
  const invited = await office.ask('POST /api/sites', { body: { site: 'lyon', name: 'Agence de Lyon' } });
  expect(invited.key).toMatch(/^MALLE1-/);
  expect(invited.letters.fr.text).toContain(invited.key);
  expect(invited.letters.fr.text).toContain('quatre mots de contrôle');
  expect(invited.letters.en.text).toContain(invited.key);
  expect(await siteNow()).toMatchObject({ state: 'invited', name: 'Agence de Lyon', expires: invited.expires, words: '' });
  expect(await traceOf()).toContain('enrolment lyon invited by=link');
  words = await agency.join(invited.key);
});

test('refuses a name that no site can have, in words', async () => {
  const problem = await homes.office.refused('POST /api/sites', { body: { site: 'Lyon Centre' }, language: 'fr' });
  expect(problem).toMatchObject({ kind: 'site-name-invalid' });
});

test('tells what waits without taking it', async () => {
  const { office } = homes;
  for (const _ of ['once', 'and again']) {
    const begun = await office.ask('POST /api/receiving/test');
    const task = await office.ended(begun.id);
    expect(task).toMatchObject({ state: 'done', kind: 'test-receive', outcome: { marked: 1, total: 1 } });
    expect(task.outcome).toMatchObject({ waiting: [{ from: 'lyon@mail.test' }] });
  }
  expect(await siteNow()).toMatchObject({ state: 'invited' });
});

test('receives the request of the agency, which waits for a person', async () => {
  const { office } = homes;
  const begun = await office.ask('POST /api/receiving');
  const task = await office.ended(begun.id);
  expect(task).toMatchObject({ state: 'done', isNotable: true, number: 1, of: 1 });
  expect(task.summary.join('\n')).toContain(words);
  expect(await siteNow()).toMatchObject({ state: 'pending', words });
});

test('admits it only by the words that were compared', async () => {
  const { office } = homes;
  const problem = await office.refused('POST /api/sites/:site/accept', {
    parameters: { site: 'lyon' },
    body: { words: 'one two three four' },
  });
  expect(problem).toMatchObject({ status: 409, kind: 'words-differ' });
  expect(await siteNow()).toMatchObject({ state: 'pending' });
  await office.ask('POST /api/sites/:site/accept', { parameters: { site: 'lyon' }, body: { words } });
  expect(await siteNow()).toMatchObject({ state: 'admitted' });
  expect(await traceOf()).toContain('enrolment lyon accepted by=link');
});

test('receives, merges, publishes, and says so in both languages', async () => {
  const { office, agency } = homes;
  await agency.send(); // takes the admission in, and sends the first parcel
  const begun = await office.ask('POST /api/receiving', { language: 'fr' });
  const english = await office.ended(begun.id);
  expect(english).toMatchObject({ state: 'done', problem: null, outcome: { merged: 1, sites: [{ site: 'lyon', merged: 1 }] } });
  expect(english.lines.map(({ text }) => text).join('\n')).toContain('lyon');
  expect(english.summary[0]).toMatch(/^1\smail looked at/);
  const [french] = await office.ask('GET /api/tasks', { language: 'fr' });
  expect(french?.summary[0]).toMatch(/examinés?/);
  expect(french?.summary).toContainEqual(expect.stringMatching(/^lyon\s:\sColis\s1$/));
  const { intranet, lastReceiveAt } = await office.ask('GET /api/receiving');
  expect(lastReceiveAt).not.toBeNull();
  expect(existsSync(intranet.door)).toBe(true);
  expect(await siteNow()).toMatchObject({ freshness: 'fresh', files: 6, isOtherVersion: false, alerts: [] });
  expect((await siteNow())?.assets).toBeGreaterThan(3);
});

test('writes the intranet again when asked', async () => {
  const { office } = homes;
  const begun = await office.ask('POST /api/intranet', { body: { isEverything: true } });
  const task = await office.ended(begun.id);
  expect(task.state).toBe('done');
  expect((task.outcome as { readonly written: number }).written).toBeGreaterThan(5);
});

test('saves an option at once, with a line of audit, unless somebody changed the settings meanwhile', async () => {
  const { office } = homes;
  const { revision } = await office.ask('GET /api/receiving');
  const saved = await office.ask('PUT /api/receiving/options', { body: { alertNewVersion: false, revision } });
  expect(saved.options).toEqual({ alertNewVersion: false, propagatePreferences: true });
  expect(saved.revision).not.toBe(revision);
  expect(await traceOf()).toContain('settings settings-changed alertNewVersion=off by=link');
  const problem = await office.refused('PUT /api/receiving/options', { body: { propagatePreferences: false, revision }, language: 'fr' });
  expect(problem).toMatchObject({ status: 409, kind: 'settings-changed' });
  expect((await office.ask('GET /api/receiving')).options.propagatePreferences).toBe(true);
});

test('stops a reception that is told to, and keeps what is done', async () => {
  const { office, agency } = homes;
  await agency.send({ force: true });
  const begun = await office.ask('POST /api/receiving');
  await office.ask('DELETE /api/tasks/:id', { parameters: { id: begun.id } });
  expect(['stopped', 'done']).toContain((await office.ended(begun.id)).state);
  const again = await office.ask('POST /api/receiving');
  expect(await office.ended(again.id)).toMatchObject({ state: 'done', problem: null });
});

test('refuses a revoked site, and says so', async () => {
  const { office, agency } = homes;
  await office.ask('POST /api/sites/:site/revoke', { parameters: { site: 'lyon' } });
  expect(await siteNow()).toMatchObject({ state: 'revoked' });
  expect(await traceOf()).toContain('enrolment lyon revoked by=link');
  await agency.send({ force: true });
  const begun = await office.ask('POST /api/receiving');
  const task = await office.ended(begun.id);
  expect(task).toMatchObject({ state: 'done', outcome: { merged: 0 } });
  const unknown = await office.refused('POST /api/sites/:site/revoke', { parameters: { site: 'nantes' } });
  expect(unknown).toMatchObject({ status: 404, kind: 'site-unknown' });
});

test('lets readers look and not act', async () => {
  const { office } = homes;
  for (const key of ['GET /api/receiving', 'GET /api/sites'] as const) await office.ask(key, { as: 'reader' });
  const acts = [
    ['POST /api/receiving', {}],
    ['POST /api/receiving/test', {}],
    ['POST /api/intranet', { isEverything: false }],
    ['POST /api/sites', { site: 'nord' }],
    ['PUT /api/receiving/options', { revision: '' }],
  ] as const;
  for (const [key, body] of acts)
    expect(await office.refused(key, { as: 'reader', body })).toMatchObject({ status: 403, kind: 'not-allowed' });
});

test('is closed to a distant site', async () => {
  expect(await homes.agency.door.refused('GET /api/receiving')).toMatchObject({ status: 409, kind: 'wrong-role' });
});
