import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePatterns } from '../../src/settings/patterns.ts';

const matches = (patterns: readonly string[], path: string): boolean => {
  const compiled = compilePatterns(patterns);
  if (!compiled.ok) throw new Error(compiled.error.reason);
  return compiled.value(path);
};

const reason = (pattern: string): string => {
  const compiled = compilePatterns([pattern]);
  return compiled.ok ? 'ok' : compiled.error.reason;
};

describe('patterns', () => {
  it('match anywhere in a path unless they are anchored, and one of them is enough', () => {
    expect(matches(['\\.ocs$', '^photos/'], 'photos/a.jpg')).toBe(true);
    expect(matches(['\\.ocs$'], 'sous/PC1.ocs')).toBe(true);
    expect(matches(['\\.ocs$'], 'PC1.ocs.bak')).toBe(false);
    expect(matches(['.*a.*b'], 'xaxb')).toBe(true);
    expect(matches(['.*|b'], 'c')).toBe(true);
    expect(matches([], 'a')).toBe(false);
  });

  it('ignore case, as file names on Windows do, also beyond ASCII', () => {
    expect(matches(['\\.xml$'], 'PC1.XML')).toBe(true);
    expect(matches(['^été/'], 'ÉTÉ/a.xml')).toBe(true);
  });

  it('match composed accents however the pattern was typed', () => {
    expect(matches(['^e\u0301te\u0301$'], '\u00e9t\u00e9')).toBe(true);
  });

  it('give the same answer at every call', () => {
    const compiled = compilePatterns(['a']);
    expect(compiled.ok && [1, 2, 3].map(() => compiled.value('ab'))).toEqual([true, true, true]);
  });

  it('are refused when empty, too long or not regular expressions, and the pattern is named', () => {
    expect(reason('')).toBe('empty');
    expect(reason('a'.repeat(501))).toBe('too-long');
    expect(reason('a'.repeat(500))).toBe('ok');
    expect(compilePatterns(['ok', '('])).toMatchObject({
      ok: false,
      error: { kind: 'bad-pattern', pattern: '(', reason: 'does-not-compile' },
    });
  });

  it.each([
    '(a+)+$',
    '(a*)*',
    '(a|a)*$',
    '(a|ab)*c',
    '(?:a+)+',
    '(?<x>a+)*',
    '(x?){30}',
    '((a+){2,})$',
    '(?:(?:a?){8}){8}',
    '.*.*.*.*.*x',
    '\\{(a+)+\\}',
    '[)](a+)+',
    '(\\w+\\s?)*$',
    '(?i:a*)*',
    '(a{1,9}){16}',
    '(([a-z])+.)+[A-Z]([a-z])+$',
    '(.*)(.*)(.*)(.*)(.*)x',
    'a*b*c*d*',
    '((?:a{0,3})+a)?a',
  ])('are refused when they could run for ever: %s', (pattern) => {
    expect(reason(pattern)).toBe('catastrophic');
  });

  it.each([
    '\\.(ocs|xml|json)$',
    '^[^/]*\\.(ocs|xml)(\\.gz)?$',
    '^(?!archive/).*\\.xml$',
    '[(+*]+',
    '\\(a+\\)\\+',
    '(?<annee>\\d{4})-\\d\\d',
    '(ab){2,5}',
    '^poste-[0-9]+',
    'a|b*|c*|d*|e*|f*|g*',
    '(a{2})*b',
    '\\p{Lu}+',
    '^.*/[^/]*\\.(ocs|xml)(\\.gz)?$',
    '[a-z]{3,}',
    '.*parc.*2026.*',
  ])('of ordinary kinds are taken: %s', (pattern) => {
    expect(reason(pattern)).toBe('ok');
  });

  it('that are taken end in a fraction of a second on a path of 200 characters, whatever they are made of', () => {
    const atom = fc.constantFrom('a', '.', '\\w', '[ab]', 'b');
    const times = fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,3}', '{2,}', '{9}');
    const piece = fc.tuple(atom, times).map(([what, often]) => what + often);
    const { pattern } = fc.letrec<{ pattern: string; group: string }>((tie) => ({
      pattern: fc.array(fc.oneof(piece, tie('group')), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
      group: fc
        .tuple(tie('pattern'), tie('pattern'), fc.boolean(), times)
        .map(([a, b, isChoice, often]) => `(?:${a}${isChoice ? `|${b}` : ''})${often}`),
    }));
    const path = `${'a'.repeat(199)}!`;
    fc.assert(
      fc.property(pattern, (text) => {
        // As compiled: what begins with .* is tried from the beginning only.
        const written = text.startsWith('.*') && !text.includes('|') ? `^${text}$` : `${text}$`;
        fc.pre(reason(written) === 'ok');
        runInNewContext(`new RegExp(${JSON.stringify(written)}, 'isu').test(${JSON.stringify(path)})`, {}, { timeout: 1500 });
      }),
      { numRuns: 100 },
    );
  });
});
