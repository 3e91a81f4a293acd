/** A form laid over a text that people write, too: comments stay, and only what changed is written. */
import { expect, test } from 'vitest';
import { parsePreferences } from '../../src/settings/preferences.ts';
import { differentLines, layFields } from '../../src/settings/preferences-text.ts';

const nothing = { period: null, keySoftware: null, include: null, exclude: null, strip: null };

test('keeps comments, and the text as it is where nothing changed', () => {
  const text = '# the company\nperiod: 3 # days\nkeySoftware:\n  - Firefox   # the browser\n';
  expect(layFields(text, { ...nothing, period: 3, keySoftware: ['Firefox'] })).toBe(text);
  const changed = layFields(text, { ...nothing, period: 3, keySoftware: ['Firefox'], strip: ['ENVS'] });
  expect(changed).toContain('# the company\nperiod: 3 # days\n');
  expect(changed).toContain('# the browser');
  expect(changed).toContain('strip:\n  - ENVS\n');
});

test('takes a field out that is left to the sites, and empties the text with the last one', () => {
  expect(layFields('period: 3\nexclude: [a]\n', { ...nothing, exclude: ['a'] })).toBe('exclude: [ a ]\n');
  expect(layFields('period: 3\n', nothing)).toBe('');
  expect(layFields('period: 3\nstrip:\n', { ...nothing, period: 3 })).toBe('period: 3\n');
  expect(layFields('# why\n\nperiod: 3\n', nothing)).toContain('# why');
  expect(parsePreferences(layFields('# why\n\nperiod: 3\n', nothing))).toEqual({ ok: true, value: {} });
});

test('tells an empty list, which empties that of the sites, from none', () => {
  expect(layFields('', { ...nothing, exclude: [] })).toBe('exclude: []\n');
});

test('quotes what YAML would read otherwise, so that it reads back as it was typed', () => {
  const keySoftware = ['!TeamViewer', '"Adobe Reader" >= 20.1', '- x', '8', 'a: b', '# c', ' é '];
  const read = parsePreferences(layFields('', { ...nothing, keySoftware }));
  expect(read.ok && read.value.keySoftware).toEqual(keySoftware);
});

test('begins anew over what is no mapping, and lays nothing into what does not read', () => {
  expect(layFields('- a\n', { ...nothing, period: 2 })).toBe('period: 2\n');
  expect(layFields('period: [\n', { ...nothing, period: 2 })).toBe('period: 2\n');
});

test.each([
  ['a name for what stands elsewhere', 'include: &x [a]\nexclude: *x\n'],
  ['keys in keys in keys', `${'{? '.repeat(40)}${'}'.repeat(40)}`],
  ['keys deeper than the stack', '? '.repeat(5000)],
  ['ten thousand errors', '}'.repeat(10_000)],
  ['a word alone', '~\n'],
  ['a set', '!!set {period}\n'],
  ['what is taken from elsewhere', '!!merge <<: {strip: [envs]}\n'],
  ['what an older YAML takes from elsewhere', '%YAML 1.1\n---\n<<: {strip: [envs]}\n'],
])('begins anew, in little time, over %s', (_, text) => {
  const before = process.cpuUsage().user;
  expect(layFields(text, { ...nothing, period: 2 })).toBe('period: 2\n');
  expect(process.cpuUsage().user - before).toBeLessThan(500_000);
});

test('tells two texts apart line by line, whatever their line ends', () => {
  expect(differentLines('', '')).toEqual([]);
  expect(differentLines('a\r\nb\r\n', 'a\nb\n')).toEqual([
    { change: 'same', text: 'a' },
    { change: 'same', text: 'b' },
  ]);
  expect(differentLines('a\nb\nc\nd\n', 'a\nc\nx\nd\n').map(({ change, text }) => `${change[0]}${text}`)).toEqual([
    'sa',
    'rb',
    'sc',
    'ax',
    'sd',
  ]);
});

test('tells very long texts apart without a table of all their pairs', () => {
  const before = Array.from({ length: 3000 }, (_, index) => `old ${index}`).join('\n');
  const after = Array.from({ length: 3000 }, (_, index) => `new ${index}`).join('\n');
  const lines = differentLines(before, after);
  expect(lines.filter(({ change }) => change === 'removed')).toHaveLength(3000);
  expect(lines.filter(({ change }) => change === 'added')).toHaveLength(3000);
});
