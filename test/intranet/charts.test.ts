import { describe, expect, test } from 'vitest';
import { ageBucket, diskBucket, memoryBucket } from '../../src/intranet/buckets.ts';
import { drawChart } from '../../src/intranet/chart-svg.ts';
import { textOf } from '../../src/intranet/html.ts';
import { darkColours, lightColours } from '../../src/intranet/style.ts';
import { tagsOf } from './printed.ts';

const say = (value: number): string => String(value);

test('a drawing says what it shows, and its labels stay text', () => {
  const data = { shape: 'bars', rows: [{ label: '<a href="x">&', count: 5 }] } as const;
  const drawn = textOf(drawChart({ data, title: 'By "site"', description: 'Most: 5', say }));
  expect(tagsOf(drawn)[0]).toMatchObject({ name: 'svg', attributes: { role: 'img', 'aria-label': 'By &quot;site&quot;. Most: 5' } });
  expect(drawn).toContain('&lt;a href=&quot;x&quot;&gt;&amp;</text>');
  expect(new Set(tagsOf(drawn).map(({ name }) => name))).toEqual(new Set(['svg', 'title', 'desc', 'path', 'text']));
});

test.each(['bars', 'columns', 'line'] as const)('%s show each value, and use colours that the stylesheet knows', (shape) => {
  const rows = [
    { label: 'a', count: 3 },
    { label: 'b', count: 11 },
  ];
  const drawn = textOf(drawChart({ data: { shape, rows }, title: 't', description: 'd', say }));
  const colours = tagsOf(drawn).flatMap(({ attributes }) => [attributes['fill'], attributes['stroke']]);
  for (const colour of new Set(colours)) expect.soft(colour ?? 'none').toMatch(/^(?:none|#1d2733|#5b6775|#d5dae0|#1f5fa8|#fffffe|#fff)$/);
  if (shape !== 'line') expect(drawn).toContain('>11</text>');
});

test('stacks name their parts where there is room', () => {
  const stacks = [
    {
      label: 'Firefox',
      parts: [
        { label: '128.4', count: 90 },
        { label: '115.9 ESR', count: 1 },
      ],
    },
  ];
  const drawn = textOf(drawChart({ data: { shape: 'stacks', stacks }, title: 't', description: 'd', say }));
  expect(drawn).toContain('>128.4</text>');
  expect(drawn).not.toContain('115.9');
});

describe('buckets', () => {
  test.each([
    ['2024-11-22', '0-2'],
    ['2021-01-01', '5-6'],
    ['2001-01-01', '10+'],
    ['', 'unknown'],
    ['2031-01-01', 'unknown'],
  ])('firmware of %s is %s years old', (made, bucket) => {
    expect(ageBucket(made, '2026-11-22T00:00:00Z')).toBe(bucket);
  });

  test.each([
    [null, 'unknown'],
    [2048, '0-3'],
    [7864, '8'],
    [16_231, '16'],
    [131_072, '64+'],
  ])('%s MB of memory', (memoryMb, bucket) => {
    expect(memoryBucket(memoryMb)).toBe(bucket);
  });

  test('disks count together', () => {
    expect(diskBucket([{ sizeMb: 256_060 }, { sizeMb: 256_060 }])).toBe('512');
    expect(diskBucket([])).toBe('unknown');
  });
});

test.each([
  ['light', lightColours],
  ['dark', darkColours],
] as const)('in %s every ink can be read on its ground', (_, colours) => {
  const pairs = [
    ['ink', 'ground'],
    ['ink', 'sheet'],
    ['faint', 'ground'],
    ['faint', 'sheet'],
    ['link', 'ground'],
    ['link', 'sheet'],
    ['band-ink', 'band'],
    ['band-faint', 'band'],
    ['link', 'bad-ground'],
    ['link', 'notice-ground'],
    ['ink', 'bad-ground'],
    ['ink', 'notice-ground'],
    ['good', 'good-ground'],
    ['notice', 'notice-ground'],
    ['bad', 'bad-ground'],
    ['quiet', 'quiet-ground'],
  ] as const;
  for (const [ink, ground] of pairs)
    expect.soft(contrast(colours[ink], colours[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

/** WCAG 2.2, contrast ratio. */
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
