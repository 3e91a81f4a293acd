import { expect, test } from 'vitest';
import { banner, definitions, paint, printable, table, widthOf, wrap } from '../../src/cli/layout.ts';

test('lines break at ordinary spaces, never at hard ones, and a long word stays whole', () => {
  expect(wrap('one two three', 7, '  ')).toBe('one two\n  three');
  expect(wrap('Prix\u00a0: deux', 6)).toBe('Prix\u00a0:\ndeux');
  expect(wrap('see MALLE1-aaaaaaaaaaaaaaaaaaaa now', 10)).toBe('see\nMALLE1-aaaaaaaaaaaaaaaaaaaa\nnow');
  expect(wrap('  indented words', 40)).toBe('  indented words');
});

test('columns stand under their titles, whatever the accents, the colours and the width of the signs', () => {
  const rows = [
    ['Siège', '3'],
    [paint('Nord', 'red', true), '12'],
    ['東京', '1'],
  ];
  const lines = table([{ title: 'Site' }, { title: 'N', align: 'right' }], rows, 80).split('\n');
  expect(lines.map(widthOf)).toEqual([9, 9, 9, 9]);
  expect(lines[1]).toBe('Siège   3');
});

test('only flexible columns give way, and say so with an ellipsis', () => {
  const text = table([{ title: 'Id' }, { title: 'Name', isFlexible: true }], [['abcdef', 'a rather long name']], 18);
  expect(text.split('\n')[1]).toBe('abcdef  a rather …');
  expect(table([{ title: 'Id' }], [['abcdefghijkl']], 5)).toContain('abcdefghijkl');
});

test('where the width is not known nothing is cut', () => {
  const name = 'x'.repeat(300);
  expect(table([{ title: 'Name', isFlexible: true }], [[name]], Number.POSITIVE_INFINITY)).toContain(name);
});

test('labels are aligned and empty values left out', () => {
  const rows = [
    ['Nom', 'PC1'],
    ['Système', 'Debian'],
    ['Série', ''],
  ] as const;
  expect(definitions(rows, 80)).toBe('Nom      PC1\nSystème  Debian');
});

test('a banner has a frame', () => {
  const lines = banner('Attention', ['to be updated'], 40).split('\n');
  expect(lines[0]).toBe('*'.repeat(40));
  expect(lines[1]).toBe('*** Attention ***');
  expect(lines.at(-1)).toBe('*'.repeat(40));
});

test('what comes from strangers cannot steer the terminal; our own colours pass', () => {
  expect(printable('PC\u001b]0;owned\u0007 \u009b2J \u202egpj.exe')).toBe('PC\ufffd]0;owned\ufffd \ufffd2J \ufffdgpj.exe');
  expect(printable(paint('red', 'red', true))).toBe(paint('red', 'red', true));
  expect(printable('two\nlines\tand a tab')).toBe('two\nlines\tand a tab');
});
