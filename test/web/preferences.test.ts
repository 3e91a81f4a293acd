/** The editor of the preferences: drafts previewed and refused line by line, saved with a revision, and carried to a site. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTwoHomes, type TwoHomes } from './two-homes.ts';

let homes: TwoHomes;
beforeAll(async () => {
  homes = await openTwoHomes();
});
afterAll(() => homes.close());

const nothing = { period: null, keySoftware: null, include: null, exclude: null, strip: null };
const file = (name = 'preferences.yaml') => homes.office.path(`home/preferences/${name}`);

const receive = async (): Promise<void> => {
  const begun = await homes.office.ask('POST /api/receiving');
  expect(await homes.office.ended(begun.id)).toMatchObject({ state: 'done' });
};

test('begins with nothing at all', async () => {
  const view = await homes.office.ask('GET /api/preferences');
  expect(view).toMatchObject({
    text: '',
    published: { version: 0, at: '' },
    isPublished: true,
    isPropagated: true,
    others: [],
    folder: [],
  });
  expect(view.preview).toMatchObject({ fields: nothing, isChanged: false, version: 0, differences: [] });
});

test('writes the fields of the form as YAML, and says what each key software means', async () => {
  const fields = { ...nothing, period: 3, keySoftware: ['Firefox >= 128', '!TeamViewer', 'AutoCAD x 25', 'Word >='] };
  const preview = await homes.office.ask('POST /api/preferences/preview', { body: { text: '# les nôtres\n', fields } });
  expect(preview).toMatchObject({ isChanged: true, version: 1, fields, problems: [] });
  expect(preview.text).toContain('# les nôtres');
  expect(preview.text).toContain('period: 3\n');
  expect(preview.keySoftware).toMatchObject([
    { name: 'Firefox', operator: '>=', version: '128', isForbidden: false },
    { name: 'TeamViewer', isForbidden: true },
    { name: 'AutoCAD', licences: 25 },
    { isDoubtful: true },
  ]);
  expect(preview.differences.every(({ change }) => change === 'added')).toBe(true);
});

test('names the line that is wrong, in the language asked for, and keeps what was typed', async () => {
  const fields = { ...nothing, period: 400, exclude: ['^ok$', '(a+)+$'], strip: ['ENVS', 'not a section'] };
  const french = await homes.office.ask('POST /api/preferences/preview', { body: { text: '', fields }, language: 'fr' });
  expect(french.fields).toBeNull();
  expect(french.text).toContain('(a+)+$');
  const paths = french.problems.map(({ path }) => path);
  expect(paths).toEqual(['period', 'exclude.1', 'strip.1']);
  expect(french.problems[1]?.text).toContain('répétitions imbriquées');
  const broken = await homes.office.ask('POST /api/preferences/preview', { body: { text: 'period: 3\nkeySoftware: [\n' } });
  expect(broken.problems).toHaveLength(1);
  expect(broken.problems[0]?.text).toContain('line 3');
});

test('refuses to save what is wrong, and writes nothing', async () => {
  const { revision } = await homes.office.ask('GET /api/preferences');
  const problem = await homes.office.refused('PUT /api/preferences', { body: { text: 'period: 0\ncolour: red\n', revision } });
  expect(problem).toMatchObject({ status: 422, kind: 'preferences-invalid' });
  expect(problem.fields.map(({ path }) => path).sort()).toEqual(['colour', 'period']);
  expect((await homes.office.ask('GET /api/preferences')).text).toBe('');
});

test('saves, publishes the next version, and leaves the other files alone', async () => {
  const { office } = homes;
  await mkdir(office.path('home/preferences'), { recursive: true });
  await writeFile(file('note.txt'), 'pour tous\n');
  await writeFile(file('.caché'), 'le mien\n');
  const before = await office.ask('GET /api/preferences');
  expect(before).toMatchObject({ isPublished: false, others: [{ path: 'note.txt' }] });
  const saved = await office.ask('PUT /api/preferences', { body: { text: 'period: 5\n', revision: before.revision } });
  expect(saved).toEqual({ version: 1, isChanged: true });
  const after = await office.ask('GET /api/preferences');
  expect(after).toMatchObject({ text: 'period: 5\n', published: { version: 1 }, isPublished: true });
  expect(await readFile(file('note.txt'), 'utf8')).toBe('pour tous\n');
  expect(await readFile(file('.caché'), 'utf8')).toBe('le mien\n');
  const looked = await office.desk.look();
  if (!looked.ok || looked.value.role !== 'common') throw new Error('no common site');
  const [line] = await looked.value.common.store.traceList({ newestFirst: true, limit: 1, kind: 'preferences' });
  expect(line?.reason).toBe('preferences-saved version=1 by=link');
});

test('notices that somebody changed a file meanwhile, by hand or by another page', async () => {
  const { office } = homes;
  const { revision } = await office.ask('GET /api/preferences');
  await writeFile(file(), '# par une autre main\nperiod: 6\n');
  const problem = await office.refused('PUT /api/preferences', { body: { text: 'period: 7\n', revision }, language: 'fr' });
  expect(problem).toMatchObject({ status: 409, kind: 'preferences-changed' });
  expect(await readFile(file(), 'utf8')).toBe('# par une autre main\nperiod: 6\n');
  const { preview } = await office.ask('GET /api/preferences');
  expect(preview.version).toBe(2);
});

test('opens a file that somebody broke by hand, so that it can be mended', async () => {
  const { office } = homes;
  await writeFile(file(), 'period: often\n');
  await writeFile(file('bad?.txt'), '');
  const view = await office.ask('GET /api/preferences', { language: 'fr' });
  expect(view.preview.problems).toMatchObject([{ path: 'period' }]);
  expect(view.folder).toMatchObject([{ path: 'bad?.txt' }]);
});

test('shows line by line what changes', async () => {
  await writeFile(file(), '# par une autre main\nperiod: 6\nexclude:\n  - ^TEST\n');
  const { differences } = await homes.office.ask('POST /api/preferences/preview', {
    body: { text: '# par une autre main\nperiod: 9\nexclude:\n  - ^TEST\nstrip: [ENVS]\n' },
  });
  expect(differences.filter(({ change }) => change !== 'same')).toEqual([
    { change: 'removed', text: 'period: 6' },
    { change: 'added', text: 'period: 9' },
    { change: 'added', text: 'strip: [ENVS]' },
  ]);
});

test('reaches the site with the receipt of its next sending', async () => {
  const { office, agency } = homes;
  const { rm } = await import('node:fs/promises');
  await rm(file('bad?.txt'));
  const { key } = await office.ask('POST /api/sites', { body: { site: 'lyon', autoAccept: true } });
  await agency.join(key);
  await receive();
  const { revision } = await office.ask('GET /api/preferences');
  const { version } = await office.ask('PUT /api/preferences', { body: { text: 'period: 2\n', revision } });
  await agency.send();
  await receive();
  expect((await agency.send()).heeded.preferences).toBe(version);
  expect(await readFile(agency.door.path('home/preferences/preferences.yaml'), 'utf8')).toBe('period: 2\n');
  await receive();
  const view = await office.ask('GET /api/sites');
  expect(view).toMatchObject({ preferencesVersion: version, sites: [{ site: 'lyon', preferencesVersion: version }] });
});

test('lets readers look and preview, and not save', async () => {
  const { office } = homes;
  const { text, revision } = await office.ask('GET /api/preferences', { as: 'reader' });
  await office.ask('POST /api/preferences/preview', { as: 'reader', body: { text } });
  expect(await office.refused('PUT /api/preferences', { as: 'reader', body: { text, revision } })).toMatchObject({ status: 403 });
});
