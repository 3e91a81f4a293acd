import { expect, test } from 'vitest';
import { fold } from '../../src/store/folded-text.ts';

test.each([
  ['ÉCRAN Nîmes', 'ecran nimes'],
  ['Cœur, Lætitia, Straße', 'coeur, laetitia, strasse'],
  ['Łódź Ørsted', 'lodz orsted'],
  ['ﬁchier ①', 'fichier 1'],
  ['PC-01 (x64)', 'pc-01 (x64)'],
  ['Москва', 'москва'],
  ['', ''],
])('%s is searched as %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});
