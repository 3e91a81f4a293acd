import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/settings/yaml-text.ts';

const refused = (expected: string) => ({ ok: false, error: { path: '', code: 'not-yaml', expected } });

describe('YAML from outside', () => {
  it('is read as its values, null when there is nothing', () => {
    expect(readYaml('period: 3\nfilters:\n  - "*.xml"\n')).toEqual({ ok: true, value: { period: 3, filters: ['*.xml'] } });
    expect(readYaml('')).toEqual({ ok: true, value: null });
  });

  it.each([
    ['a key written twice', 'a: 1\na: 2\n', 'line 2'],
    ['a key that is a list', 'b: 1\n? [a]\n: 1\n', 'line 2'],
    ['the same key in words and in quotes', 'a:\n  b: 1\n  "b": 2\n', 'line 3'],
    ['a text of two documents', 'a: 1\n---\nb: 1\n', 'line 2'],
    ['an alias', 'a: &x [1]\nb: *x\n', ''],
  ])('is refused with %s', (_, text, expected) => expect(readYaml(text)).toEqual(refused(expected)));

  it.each([
    ['keys in keys', (depth: number) => '? '.repeat(depth)],
    ['lists in brackets', (depth: number) => '['.repeat(depth)],
    ['mappings in braces', (depth: number) => '{a: '.repeat(depth)],
    ['lists on one line', (depth: number) => '- '.repeat(depth)],
    ['mappings on their lines', (depth: number) => Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('is refused, in little time, when it nests 500 %s', (_, text) => {
    expect(readYaml(text(500))).toMatchObject({ ok: false, error: { code: 'not-yaml', expected: expect.stringMatching(/^line \d+$/) } });
  });

  it('is refused when it is longer than any settings', () => {
    expect(readYaml(`a: ${'x'.repeat(262_144)}`)).toMatchObject({ ok: false, error: { code: 'too-long' } });
  });

  it('is read in little time, however many keys a mapping has', () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `k${index}`);
    expect(readYaml(keys.map((key) => `${key}:`).join('\n'))).toEqual({
      ok: true,
      value: Object.fromEntries(keys.map((key) => [key, null])),
    });
  });

  it('may nest as deep as a person would', () => {
    expect(readYaml('- '.repeat(20).concat('deep')).ok).toBe(true);
  });
});
