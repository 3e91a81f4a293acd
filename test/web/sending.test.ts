/** Configure sending: the key, the folder, the filters, the preview, the test, sending with its confirmation, and the way out. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portsOf } from '../../src/web/api/desk.ts';
import { expectOk } from '../journeys/company.ts';
import { openPair, type Pair } from './pair.ts';

let pair: Pair;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

/** Of the agency's trace, newest first. */
async function reasonsOf(kind: string): Promise<readonly string[]> {
  const { store } = portsOf(expectOk(await pair.agency.desk.look()));
  return (await store.traceList({ newestFirst: true, limit: 20, kind })).map(({ reason }) => reason);
}

const send = (body: object, language: 'fr' | 'en' = 'en') => pair.agency.ask('POST /api/sending/send', { body, language });

test('a pasted key is understood before it is used, however it was wrapped', async () => {
  const key = await pair.invite();
  const wrapped = `> ${key.slice(0, 40)}\n  ${key.slice(40)}  `;
  expect(await pair.agency.ask('POST /api/sending/key', { body: { key: wrapped } })).toMatchObject({
    ...{ site: 'lyon', organisation: 'Exemple', commonAddress: 'siege@mail.test' },
  });
  expect(await pair.agency.refused('POST /api/sending/key', { body: { key: key.slice(0, -30) } })).toMatchObject({ kind: 'key-truncated' });
  expect(await pair.agency.ask('GET /api/sending')).toMatchObject({
    state: 'unjoined',
    commonAddress: '',
    freshness: 'never',
    parcel: null,
  });
  pair.agency.passDays(20);
  expect(await pair.agency.refused('POST /api/sending/key', { body: { key } })).toMatchObject({ kind: 'key-expired' });
});

test('a site joins by its key, shows the words to compare, and is admitted when the answer is fetched', async () => {
  const started = await pair.agency.ask('POST /api/sending/join', { body: { key: await pair.invite() } });
  const joined = await pair.agency.ended(started.id);
  expect(joined).toMatchObject({ kind: 'join', state: 'done', isNotable: false });
  const waiting = await pair.agency.ask('GET /api/sending');
  expect(waiting).toMatchObject({ state: 'waiting', site: 'lyon', commonAddress: 'siege@mail.test' });
  expect(waiting.words.split(/[ -]/)).toHaveLength(4);
  expect(joined.summary.join(' ')).toContain(waiting.words);
  expect(await reasonsOf('enrolment')).toEqual(['joined by=link']);
  await pair.receive();
  const { id } = await send({ isForced: false });
  expect((await pair.agency.ended(id)).summary.join(' ')).toContain('admitted');
  expect(await pair.agency.ask('GET /api/sending')).toMatchObject({ state: 'admitted' });
});

test('the site is up to date only when the common site has applied what was sent', async () => {
  await pair.enrol();
  expect(await pair.agency.ask('GET /api/sending')).toMatchObject({ freshness: 'awaiting', parcel: { status: 'sent', mode: 'snapshot' } });
  await pair.receive();
  const { id } = await send({ isForced: false }, 'fr');
  const told = await pair.agency.ended(id);
  expect(told.state).toBe('done');
  const standing = await pair.agency.ask('GET /api/sending', { language: 'fr' });
  expect(standing).toMatchObject({ freshness: 'up-to-date', parcel: { status: 'applied' }, queued: 0 });
  expect(standing.answer).toContain('lus');
  pair.agency.passDays(8);
  expect(await pair.agency.ask('GET /api/sending')).toMatchObject({ freshness: 'due' });
});

test('what a sending did is told in the language of whoever looks', async () => {
  await pair.enrol();
  const { id } = await send({ isConfirmed: true });
  const english = await pair.agency.ended(id);
  expect(english.lines.map(({ text }) => text).join('\n')).toMatch(/files[\s\S]*siege@mail\.test/);
  expect(english.summary.join(' ')).toMatch(/Parcel 1\.2 sent: \d+\sfiles/);
  const [french] = await pair.agency.ask('GET /api/tasks', { language: 'fr' });
  expect(french?.summary.join(' ')).toMatch(/Colis 1\.2 envoyé\s: \d+\sfichiers/);
});

test('a sending that is not due asks for a confirmation first', async () => {
  await pair.enrol();
  const tasks = (await pair.agency.ask('GET /api/tasks')).length;
  const refused = await pair.agency.refused('POST /api/sending/send', { body: {}, language: 'fr' });
  expect(refused).toMatchObject({ status: 409, kind: 'recently-sent' });
  expect(refused.title).toContain('récent');
  expect(await pair.agency.ask('GET /api/tasks')).toHaveLength(tasks);
  expect(await pair.agency.ended((await send({ isConfirmed: true })).id)).toMatchObject({
    state: 'done',
    outcome: { seq: 2, due: 'forced' },
  });
  pair.agency.passDays(8);
  expect(await pair.agency.ended((await send({})).id)).toMatchObject({ state: 'done', outcome: { seq: 3 } });
});

test('a stopped sending ends well, and the next one goes on', async () => {
  await pair.enrol();
  const { id } = await send({ isConfirmed: true });
  await pair.agency.ask('DELETE /api/tasks/:id', { parameters: { id } });
  const stopped = await pair.agency.ended(id);
  expect(stopped).toMatchObject({ state: 'stopped', problem: null, isNotable: true });
  expect(stopped.summary.at(-1)).toContain('Stopped');
  expect(await pair.agency.ended((await send({ isConfirmed: true })).id)).toMatchObject({ state: 'done' });
});

test('the test mail is posted to both ends and arrives, step by step', async () => {
  await pair.enrol();
  const { id } = await pair.agency.ask('POST /api/sending/test', { body: {} });
  const tested = await pair.agency.ended(id);
  expect(tested).toMatchObject({ kind: 'test-send', state: 'done', outcome: { arrivedMs: expect.any(Number) } });
  const lines = tested.lines.map(({ text }) => text);
  expect(lines[0]).toContain('siege@mail.test');
  expect(lines[1]).toContain('lyon@mail.test');
  expect(lines).toHaveLength(4);
});

test('the preview tells what would go, what stays here and why', async () => {
  await writeFile(join(pair.agency.path('parc'), 'cassé.ocs'), '<REQUEST><CONTENT>');
  await writeFile(join(pair.agency.path('parc'), '.secret'), 'x');
  expect(await pair.agency.ask('GET /api/sending/preview')).toMatchObject({ parcel: null, due: '' });
  await pair.enrol();
  const preview = await pair.agency.ask('GET /api/sending/preview', { language: 'fr', as: 'reader' });
  expect(preview.files.total).toBe(preview.files.items.length);
  expect(preview.leftOut.items).toContainEqual({ path: '.secret', reason: 'hidden', explanation: 'fichier caché' });
  expect(preview.leftOutReasons).toContainEqual({ explanation: 'fichier caché', count: 1 });
  expect(preview.unreadable.items).toMatchObject([{ path: 'cassé.ocs' }]);
  expect(preview.parcel).toMatchObject({ mode: 'snapshot', volumes: 1 });
  expect(preview).toMatchObject({ isParcelDue: false, due: 'à jour' });
});

const settingsOf = async () => {
  const { settings, revision } = await pair.agency.ask('GET /api/sending');
  return { ...settings, revision };
};

test('filters are saved with a line in the trace, and filter', async () => {
  const body = { ...(await settingsOf()), everyDays: 3, exclude: ['\\.txt$'], strip: ['envs'] };
  const saved = await pair.agency.ask('PUT /api/sending/settings', { body });
  expect(saved.settings).toMatchObject({ everyDays: 3, exclude: ['\\.txt$'], strip: ['ENVS'] });
  expect(saved.revision).not.toBe(body.revision);
  const { leftOut } = await pair.agency.ask('GET /api/sending/preview');
  expect(leftOut.items).toContainEqual({ path: 'plan-des-bureaux.txt', reason: 'filtered', explanation: 'left out by the filters' });
  const looked = await pair.agency.desk.look();
  if (!looked.ok || looked.value.role !== 'distant') throw new Error('no agency');
  const [line] = await looked.value.distant.store.traceList({ newestFirst: true, limit: 1 });
  expect(line).toMatchObject({ kind: 'settings', direction: 'local', reason: 'settings-changed fields=everyDays,exclude,strip by=link' });
});

test('settings that changed meanwhile are not overwritten; wrong ones are named field by field and change nothing', async () => {
  const seen = await settingsOf();
  await pair.agency.ask('PUT /api/sending/settings', { body: { ...seen, everyDays: 3 } });
  expect(await pair.agency.refused('PUT /api/sending/settings', { body: { ...seen, everyDays: 5 } })).toMatchObject({
    kind: 'settings-changed',
  });
  const wrong = await pair.agency.refused('PUT /api/sending/settings', {
    body: { ...(await settingsOf()), everyDays: 0, exclude: ['fine', '(a+)+'] },
    language: 'fr',
  });
  expect(wrong.fields.map(({ path }) => path)).toEqual(['everyDays', 'exclude.1']);
  const nowhere = { ...(await settingsOf()), dossier: pair.agency.path('nowhere') };
  expect(await pair.agency.refused('PUT /api/sending/settings', { body: nowhere })).toMatchObject({ kind: 'folder-missing' });
  expect((await settingsOf()).everyDays).toBe(3);
});

test('what the common site’s preferences impose is told beside what this site chose', async () => {
  await mkdir(join(pair.agency.desk.world.home, 'preferences'), { recursive: true });
  await writeFile(join(pair.agency.desk.world.home, 'preferences', 'preferences.yaml'), 'period: 2\nexclude: ["\\\\.json$"]\n');
  const { imposed, settings } = await pair.agency.ask('GET /api/sending');
  expect(imposed).toEqual({ everyDays: 2, exclude: ['\\.json$'] });
  expect(settings).toMatchObject({ everyDays: 7, exclude: [] });
});

test('browsing lists folders with their inventories, and never a file', async () => {
  const root = pair.agency.path('.');
  await mkdir(pair.agency.path('vide'));
  await mkdir(pair.agency.path('.cache'));
  await symlink(pair.agency.path('parc'), pair.agency.path('lien'));
  await symlink(pair.agency.path('parc/plan-des-bureaux.txt'), pair.agency.path('plan'));
  const { folders, hidden, parent, path } = await pair.agency.ask('GET /api/folders', { query: { path: root } });
  expect(folders.map(({ name }) => name)).toEqual(['home', 'lien', 'parc', 'vide']);
  expect(folders.find(({ name }) => name === 'parc')).toMatchObject({ inventories: 5, problem: '', path: join(path, 'parc') });
  expect(hidden).toBe(1);
  expect(parent).not.toBe(null);
  const inside = await pair.agency.ask('GET /api/folders', { query: { path: pair.agency.path('parc') } });
  expect(inside).toMatchObject({ folders: [], inventories: 5 });
  expect(JSON.stringify(inside)).not.toContain('plan-des-bureaux');
});

test('what is no folder is refused as such', async () => {
  for (const path of [pair.agency.path('nowhere'), pair.agency.path('parc/plan-des-bureaux.txt'), 'parc', 'a\u0000b']) {
    expect(await pair.agency.refused('GET /api/folders', { query: { path } })).toMatchObject({ status: 404, kind: 'folder-missing' });
  }
  expect((await pair.agency.request('GET /api/folders', { as: 'reader' })).status).toBe(403);
});

test('readers look and change nothing', async () => {
  await pair.enrol();
  expect((await pair.agency.request('GET /api/sending', { as: 'reader' })).status).toBe(200);
  for (const key of ['POST /api/sending/send', 'POST /api/sending/test', 'POST /api/sending/leave', 'POST /api/sending/join'] as const) {
    expect((await pair.agency.request(key, { as: 'reader', body: {} })).status).toBe(403);
  }
});

test('leaving takes the name of the site, and ends the sendings', async () => {
  await pair.enrol();
  expect(await pair.agency.refused('POST /api/sending/leave', { body: { site: 'Lyon' } })).toMatchObject({ kind: 'name-differs' });
  const { summary } = await pair.agency.ask('POST /api/sending/leave', { body: { site: 'lyon' } });
  expect(summary.join(' ')).toContain('lyon');
  expect(await pair.agency.ask('GET /api/sending')).toMatchObject({ state: 'left' });
  expect(await reasonsOf('BYE')).toContain('left by=link');
  const standing = await pair.agency.ask('GET /api/overview/standing');
  expect(standing).toMatchObject({ state: 'left', mark: 'none', sending: '', nextDueAt: '', isDue: false });
});

test('a common site has nothing to configure here', async () => {
  expect(await pair.office.refused('GET /api/sending')).toMatchObject({ kind: 'wrong-role' });
  expect(await readFile(join(pair.office.desk.world.home, 'malleposte.yaml'), 'utf8')).toContain('common');
});
