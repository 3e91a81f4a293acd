import { describe, expect, test } from 'vitest';
import type { ExplainedError } from '../../src/words/error-words.ts';
import { explain } from '../../src/words/explanation.ts';
import { englishWords, errorKinds, sampleOf, withoutNames } from './samples.ts';

const sentences = (error: ExplainedError, language: 'fr' | 'en'): readonly string[] =>
  Object.values(explain(error, language, 'Europe/Paris'));

describe.each(errorKinds)('the error %s', (kind) => {
  test.each(['fr', 'en'] as const)('says what happened, why and what to do, in %s', (language) => {
    const said = explain(sampleOf(kind), language, 'Europe/Paris');
    expect(Object.keys(said)).toEqual(['what', 'why', 'remedy']);
    expect(said.what + said.remedy).toMatch(/^["«A-ZÀÉÊ0-9/]/);
    for (const sentence of Object.values(said)) {
      expect(sentence).toMatch(/^\S.*\S$/);
      expect(sentence.length).toBeGreaterThan(10);
      expect(sentence).not.toMatch(/undefined|\[object|NaN|\n/);
    }
  });

  test('has no English left in French, and no French in English', () => {
    for (const sentence of sentences(sampleOf(kind), 'fr')) expect(withoutNames(sentence)).not.toMatch(englishWords);
    for (const sentence of sentences(sampleOf(kind), 'en')) expect(sentence).not.toMatch(/[àâçèêîôûœ]|\b(?:le|les|une|des|est|pas)\b/);
  });

  test('is told differently in the two languages', () => {
    expect(sentences(sampleOf(kind), 'fr')).not.toEqual(sentences(sampleOf(kind), 'en'));
  });
});

test('facts are quoted: the server, the account, the date in the zone of the installation', () => {
  expect(explain(sampleOf('credentials'), 'fr').what).toContain('«\u00a0site01\u00a0»');
  expect(explain(sampleOf('key-expired'), 'fr', 'Europe/Paris').why).toBe('Elle était valable jusqu’au 29 novembre 2026 à 21:00.');
  expect(explain(sampleOf('key-expired'), 'en', 'Europe/Paris').why).toBe('It was valid until 29 November 2026 at 21:00.');
});

test('a password that was never stored is not called wrong', () => {
  const error = { kind: 'credentials', host: 'h', user: 'u', answer: 'no-password', retry: 'never' } as const;
  expect(explain(error, 'fr').why).toBe('Aucun mot de passe n’est enregistré ici pour ce compte.');
});

test('a cause that nobody knows is quoted as it came, without control characters and not for ever', () => {
  const error = { kind: 'unreachable', host: 'h', port: 1, cause: `odd\u001b[2J\r\nthing ${'x'.repeat(1000)}`, retry: 'later' } as const;
  const { why } = explain(error, 'en');
  expect(why).toMatch(/^Odd \[2J thing x+…/);
  expect(why.length).toBeLessThan(320);
});

test('every known cause has words of its own', () => {
  const codes = [
    'ENOTFOUND',
    'ECONNREFUSED',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ECONNRESET',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'EROFS',
  ];
  const said = codes.map((cause) => explain({ kind: 'unreachable', host: 'h', port: 1, cause, retry: 'later' }, 'fr').why);
  expect(new Set(said).size).toBe(codes.length);
  for (const [index, why] of said.entries()) expect(why).not.toContain(codes[index]);
});
