/** Questions that people type. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNamed,
  isSuchSoftware,
  matchesSoftware,
  parseQuestion,
  type Question,
  type QuestionProblem,
  questionFields,
  type SoftwareTerm,
} from '../../src/inventory/questions.ts';
import type { Software } from '../../src/inventory/report.ts';

const termsOf = (question: string): Question['terms'] => {
  const parsed = parseQuestion(question);
  if (!parsed.ok) throw new Error(`${parsed.error.code} at ${parsed.error.at}`);
  return parsed.value.terms;
};

const problemOf = (question: string): Pick<QuestionProblem, 'code' | 'at'> => {
  const parsed = parseQuestion(question);
  if (parsed.ok) throw new Error(JSON.stringify(parsed.value));
  const { code, at } = parsed.error;
  return { code, at };
};

const software = (name: string, version: string): Software => ({ name, version, publisher: '' });

describe('a question', () => {
  it('is made of words, all of which must hold', () => {
    expect(termsOf('')).toEqual([]);
    expect(termsOf('  dell   "optiplex 7010" -vostro -"hors service"')).toEqual([
      { kind: 'text', text: 'dell', isNegated: false },
      { kind: 'text', text: 'optiplex 7010', isNegated: false },
      { kind: 'text', text: 'vostro', isNegated: true },
      { kind: 'text', text: 'hors service', isNegated: true },
    ]);
  });

  it('asks fields, in English or in French, with or without accents', () => {
    expect(termsOf('site:lyon -os:"windows 10" série:X77 Modele:optiplex utilisateur: alice')).toEqual([
      { kind: 'field', field: 'site', text: 'lyon', isNegated: false },
      { kind: 'field', field: 'os', text: 'windows 10', isNegated: true },
      { kind: 'field', field: 'serial', text: 'X77', isNegated: false },
      { kind: 'field', field: 'model', text: 'optiplex', isNegated: false },
      { kind: 'field', field: 'user', text: 'alice', isNegated: false },
    ]);
    for (const field of questionFields) expect(termsOf(`${field}:x`)).toEqual([{ kind: 'field', field, text: 'x', isNegated: false }]);
    expect(termsOf('système:«windows 10 pro»')).toEqual([{ kind: 'field', field: 'os', text: 'windows 10 pro', isNegated: false }]);
    expect(termsOf('serial:-7')).toEqual([{ kind: 'field', field: 'serial', text: '-7', isNegated: false }]);
  });

  it('asks kinds, and what is missing', () => {
    expect(termsOf('kind:printer -type:téléphone')).toEqual([
      { kind: 'asset-kind', assetKind: 'printer', isNegated: false },
      { kind: 'asset-kind', assetKind: 'phone', isNegated: true },
    ]);
    expect(termsOf('missing:yes')).toEqual([{ kind: 'missing', isNegated: false }]);
    expect(termsOf('manquant:non')).toEqual([{ kind: 'missing', isNegated: true }]);
    expect(termsOf('-missing:no')).toEqual([{ kind: 'missing', isNegated: false }]);
  });

  it('asks software and its versions', () => {
    const term = (name: string, operator?: string, version?: string, isNegated = false): unknown => ({
      kind: 'software',
      name,
      comparison: operator === undefined ? null : { operator, version },
      isNegated,
    });
    expect(termsOf('logiciel:firefox')).toEqual([term('firefox')]);
    expect(termsOf('firefox < 128')).toEqual([term('firefox', '<', '128')]);
    expect(termsOf('dell firefox<128')).toEqual([{ kind: 'text', text: 'dell', isNegated: false }, term('firefox', '<', '128')]);
    expect(termsOf('software:"adobe reader" >= 20.1')).toEqual([term('adobe reader', '>=', '20.1')]);
    expect(termsOf('"adobe reader" ≥ "20.1 beta"')).toEqual([term('adobe reader', '>=', '20.1 beta')]);
    expect(termsOf('-java == 8')).toEqual([term('java', '=', '8', true)]);
    expect(termsOf('-logiciel:java < 8 site:lyon')).toEqual([
      term('java', '<', '8', true),
      { kind: 'field', field: 'site', text: 'lyon', isNegated: false },
    ]);
  });

  it('takes addresses and web addresses for words', () => {
    for (const word of ['aa:bb:cc:dd:ee:ff', 'fe80::1', 'http://intranet', '12:30', 'x-y', "l'imprimante"])
      expect(termsOf(word)).toEqual([{ kind: 'text', text: word, isNegated: false }]);
  });

  it('that is wrong says where', () => {
    expect(problemOf('dell "optiplex')).toEqual({ code: 'unclosed-quote', at: 5 });
    expect(problemOf('dell coleur:rouge')).toEqual({ code: 'unknown-field', at: 5 });
    expect(problemOf('site:')).toEqual({ code: 'value-missing', at: 5 });
    expect(problemOf('site:"" dell')).toEqual({ code: 'value-missing', at: 5 });
    expect(problemOf('site: os:linux')).toEqual({ code: 'value-missing', at: 6 });
    expect(problemOf('type:grille-pain')).toEqual({ code: 'unknown-kind', at: 5 });
    expect(problemOf('missing:perhaps')).toEqual({ code: 'not-yes-or-no', at: 8 });
    expect(problemOf('< 128')).toEqual({ code: 'name-missing', at: 0 });
    expect(problemOf('firefox <')).toEqual({ code: 'version-missing', at: 9 });
    expect(problemOf('firefox < site:lyon')).toEqual({ code: 'version-missing', at: 10 });
    expect(problemOf('os:windows < 11')).toEqual({ code: 'not-comparable', at: 11 });
    expect(problemOf('a '.repeat(31))).toEqual({ code: 'too-many-terms', at: 60 });
    expect(problemOf('a'.repeat(501))).toEqual({ code: 'too-long', at: 500 });
  });

  it('says what was expected', () => {
    const expected = (question: string): string => {
      const parsed = parseQuestion(question);
      return parsed.ok ? '' : parsed.error.expected;
    };
    expect(expected('coleur:rouge')).toMatch(/^site, name, .*software, missing$/);
    expect(expected('type:x')).toContain('printer');
    expect(expected('-«x')).toBe('»');
  });

  it('of any text is read or refused at a place within it, and never throws', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom('site:', 'software:', 'missing:', '"', '«', '»', '<', '>=', '=', '-', ' ', 'x', '128', ':', 'é', '“');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (question) => {
          const parsed = parseQuestion(question);
          if (parsed.ok) expect(parsed.value.terms.length).toBeLessThanOrEqual(question.length);
          else expect(parsed.error.at).toBeLessThanOrEqual(question.length);
        },
      ),
    );
  });
});

describe('a term about software', () => {
  const term = (name: string, comparison: SoftwareTerm['comparison'] = null, isNegated = false): SoftwareTerm => ({
    kind: 'software',
    name,
    comparison,
    isNegated,
  });
  const list = [
    software('Mozilla Firefox (x64 fr)', '127.0'),
    software('Adobe Acrobat Reader DC - Français', '24.2'),
    software('JavaScript Runtime', ''),
  ];

  it('means software that has its words', () => {
    expect(matchesSoftware(term('firefox'), list)).toBe(true);
    expect(matchesSoftware(term('ADOBE reader'), list)).toBe(true);
    expect(matchesSoftware(term('francais'), list)).toBe(true);
    expect(matchesSoftware(term('fox'), list)).toBe(false);
    expect(matchesSoftware(term('chrome', null, true), list)).toBe(true);
    expect(isNamed('Notepad++', 'notepad++')).toBe(true);
    expect(isNamed('7-Zip 24.08', 'zip')).toBe(true);
  });

  it('compares versions as versions; an unknown one is none', () => {
    expect(matchesSoftware(term('firefox', { operator: '<', version: '128' }), list)).toBe(true);
    expect(matchesSoftware(term('firefox', { operator: '>=', version: '127' }), list)).toBe(true);
    expect(matchesSoftware(term('firefox', { operator: '>', version: '127' }), list)).toBe(false);
    expect(matchesSoftware(term('firefox', { operator: '=', version: '127.0.0' }), list)).toBe(true);
    expect(matchesSoftware(term('javascript', { operator: '<', version: '9' }), list)).toBe(false);
    expect(matchesSoftware(term('firefox', { operator: '<', version: '128' }, true), list)).toBe(false);
    expect(matchesSoftware(term('firefox'), [])).toBe(false);
    expect(list.filter((row) => isSuchSoftware(term('firefox', { operator: '<', version: '128' }, true), row))).toEqual(list.slice(0, 1));
  });
});
