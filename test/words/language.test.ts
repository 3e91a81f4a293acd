import { expect, test } from 'vitest';
import { chooseLanguage } from '../../src/words/language.ts';

test.each([
  [{}, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LC_ALL: 'POSIX', LANG: 'fr_FR.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
  [{ LANG: 'fr' }, 'fr'],
  [{ LANG: 'fr_CA@euro' }, 'fr'],
  [{ LANG: 'frp_FR' }, 'en'],
  [{ LANG: 'de_DE' }, 'en'],
  [{ LC_ALL: '', LC_MESSAGES: 'fr_BE', LANG: 'en_US' }, 'fr'],
  [{ MALLEPOSTE_LANG: 'fr', LANG: 'en_US' }, 'fr'],
  [{ MALLEPOSTE_LANG: 'klingon', LANG: 'fr_FR' }, 'fr'],
] as const)('the variables %j speak %s', (variables, language) => {
  expect(chooseLanguage({ variables })).toBe(language);
});

test('what the person says wins over the settings, and these over the locale', () => {
  const variables = { LANG: 'en_US.UTF-8' };
  expect(chooseLanguage({ chosen: 'fr', setting: 'en', variables })).toBe('fr');
  expect(chooseLanguage({ setting: 'fr', variables })).toBe('fr');
  expect(chooseLanguage({ setting: 'auto', variables })).toBe('en');
});
