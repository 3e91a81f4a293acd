/** The order of versions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../src/inventory/versions.ts';

const signOf = (a: string, b: string): number => Math.sign(compareVersions(a, b));

describe('versions', () => {
  it.each([
    ['1.9', '1.10'],
    ['24.07', '24.08'],
    ['9.20', '24.08'],
    ['127.0.2', '128.0.1 (x64 fr)'],
    ['10.0.19045', '10.0.22631'],
    ['10.0.22631.3007', '10.0.22631.3155'],
    ['1.0.2k', '1.0.2t'],
    ['1.0.2', '1.0.2k'],
    ['1.0.2k', '1.0.3'],
    ['2.0 beta 2', '2.0'],
    ['2.0alpha', '2.0beta'],
    ['2.0-rc.1', '2.0'],
    ['1.4-3ubuntu2~rc1', '1.4-3ubuntu2'],
    ['1.4-3ubuntu2', '2:0.1-1'],
    ['1.0-3', '1.0.2'],
    ['1.0-3', '1.0-12'],
    ['1.0~rc1', '1.0'],
    ['1.0', '1.0+dfsg-1'],
    ['1.0+dfsg-1', '1.0.1'],
    ['8 Update 391', '8 Update 401'],
    ['2023-12-31', '2024-01-15'],
    ['2023.12.31', '2024.01.15'],
    ['20.1', '20.1 SP2'],
    ['', '0.1'],
    ['99999999999999999998', '99999999999999999999'],
    ['v1.2', 'v1.3'],
    ['6.1.0-18-amd64', '6.1.0-21-amd64'],
  ])('%j is older than %j', (older, newer) => {
    expect(signOf(older, newer)).toBe(-1);
    expect(signOf(newer, older)).toBe(1);
  });

  it.each([
    ['1.0', '1'],
    ['v1.0', '1.0.0'],
    ['Version 2.5', '2.5'],
    ['128.0.1 (x64 fr)', '128.0.1'],
    ['0:1.2', '1.2'],
    ['1.02', '1.2'],
    ['1.0rc1', '1.0~rc1'],
    ['1,2', '1.2'],
    [' 3.1 ', '3.1'],
    ['1.0-0', '1.0'],
    ['', '0'],
  ])('%j is %j', (a, b) => {
    expect(compareVersions(a, b)).toBe(0);
  });

  it('have one order, whatever they are', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      '0',
      '1',
      '10',
      '2',
      '01',
      '.',
      '.',
      '-',
      '~',
      '+',
      ':',
      ' ',
      'a',
      'rc',
      'beta',
      'ubuntu',
      'é',
      '(x',
      'v',
    );
    const version = fc.oneof(
      fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join('')),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(signOf(a, b) + signOf(b, a)).toBe(0);
        expect(signOf(a, a)).toBe(0);
        const [first = '', second = '', third = ''] = [a, b, c].sort(compareVersions);
        expect(signOf(first, second)).toBeLessThanOrEqual(0);
        expect(signOf(second, third)).toBeLessThanOrEqual(0);
        expect(signOf(first, third)).toBe(Math.min(signOf(first, second), signOf(second, third)));
      }),
      { numRuns: 2000 },
    );
  });
});
