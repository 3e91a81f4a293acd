import { expect, test } from 'vitest';
import { openFormat } from '../../src/words/format.ts';
import { typesetAll } from '../../src/words/typeset.ts';

const french = openFormat('fr', 'Europe/Paris');
const english = openFormat('en', 'Europe/Paris');

test('sizes have decimal units, a fraction only where it tells something', () => {
  expect([0, 999, 1000, 1536, 24_400, 7_000_000, 2_500_000_000].map(french.bytes)).toEqual(
    ['0 o', '999 o', '1 ko', '1,5 ko', '24 ko', '7 Mo', '2,5 Go'].map((text) => text.replace(' ', '\u00a0')),
  );
  expect(english.bytes(1536)).toBe('1.5\u00a0kB');
});

test('dates are told in the zone of the installation, across the change of the hour', () => {
  expect(french.date('2026-03-29T00:59:00Z')).toBe('29 mars 2026 à 01:59');
  expect(french.date('2026-03-29T01:00:00Z')).toBe('29 mars 2026 à 03:00');
  expect(english.stamp('2026-11-22T20:00:00Z')).toBe('2026-11-22 21:00');
});

test('a date of a mail is read, and what is no date is shown as it is', () => {
  expect(french.stamp('Sun, 22 Nov 2026 05:22:17 +0000')).toBe('22/11/2026 06:22');
  expect(french.stamp('yesterday, perhaps')).toBe('yesterday, perhaps');
});

test('freshness is told in words, and a clock a few seconds off makes no future of the past', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  expect(french.ago('2026-11-19T12:00:00Z', now)).toBe('il y a 3 jours');
  expect(english.ago('2026-11-22T11:00:00Z', now)).toBe('1 hour ago');
  expect(french.ago('2026-11-22T12:00:20Z', now)).toBe('à l’instant');
});

test('numbers take the plural of the language: zero is singular in French only', () => {
  const files = { one: 'fichier', other: 'fichiers' };
  expect([0, 1, 2].map((count) => french.count(count, files))).toEqual(['0\u00a0fichier', '1\u00a0fichier', '2\u00a0fichiers']);
  expect(english.count(0, { one: 'file', other: 'files' })).toBe('0\u00a0files');
});

test('durations are short', () => {
  expect([250, 12_000, 200_000, 7_500_000, 200_000_000].map(french.duration)).toEqual(
    ['250_ms', '12_s', '3_min 20_s', '2_h 5_min', '2_j 7_h'].map((text) => text.replaceAll('_', '\u00a0')),
  );
});

test('French signs cling to their word; addresses and paths are left alone', () => {
  expect(french.typeset('Pourquoi : « oui » ; non ?')).toBe('Pourquoi\u00a0: «\u00a0oui\u00a0»\u00a0; non\u00a0?');
  expect(french.typeset('imaps://a@b:993 C:\\x ?tls=off')).toBe('imaps://a@b:993 C:\\x ?tls=off');
});

test('typesetting a collection reaches what its functions answer', () => {
  const words = { a: { say: (name: string) => `Nom : ${name}` }, list: ['x ;'] };
  const set = typesetAll(words, french.typeset);
  expect(set.a.say('z')).toBe('Nom\u00a0: z');
  expect(set.list).toEqual(['x\u00a0;']);
});
