/** The letters: subjects that any server shows as they are, texts that a person understands. */
import { describe, expect, it } from 'vitest';
import type { Language, ReceiptFacts } from '../../src/exchange/letter-facts.ts';
import {
  greetingLetter,
  helloLetter,
  leaveLetter,
  parcelLetter,
  receiptLetter,
  rotationLetter,
  testLetter,
  welcomeLetter,
} from '../../src/exchange/letters.ts';

const sender = (language: Language) => ({ language, marker: 'Iparc Distant', site: 'lyon', from: 'Agence de Lyon' });

const parcel = (language: Language) => ({ ...sender(language), epoch: 3, seq: 42, volume: { number: 1, of: 1 }, files: 12 });

const receipt = (language: Language, changes: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  ...{ language, marker: 'Iparc Commun', site: 'lyon', from: 'Siège' },
  applied: { epoch: 3, seq: 42 },
  status: 'applied',
  code: '',
  read: 47,
  changed: 3,
  problems: [{ path: 'PC12.ocs', problem: 'malformed-xml' }],
  versionAlert: { common: '1.5.0', yours: '1.4.0' },
  preferences: 3,
  clockSkewMinutes: 121,
  ...changes,
});

const all = (language: Language) => [
  helloLetter(sender(language)),
  parcelLetter(parcel(language)),
  greetingLetter(sender(language)),
  testLetter(sender(language)),
  welcomeLetter(sender(language)),
  rotationLetter(sender(language)),
  leaveLetter(sender(language)),
  ...(['applied', 'rejected', 'superseded', 'stored', 'greeting'] as const).map((status) =>
    receiptLetter(receipt(language, { status, code: 'E_ZIP_RATIO' })),
  ),
];

describe('a letter', () => {
  it('has the subjects of the protocol', () => {
    expect(testLetter(sender('fr')).subject).toBe("Iparc Distant : Test d'envoi");
    expect(testLetter(sender('en')).subject).toBe("Iparc Distant : Test d'envoi");
    expect(parcelLetter(parcel('fr')).subject).toBe('Iparc Distant : Inventaire lyon 3.42 1/1');
    expect(greetingLetter(sender('fr')).subject).toBe('Iparc Distant : Presence lyon');
    expect(receiptLetter(receipt('fr')).subject).toBe('Iparc Commun : Accuse de reception lyon 3.42');
    expect(parcelLetter(parcel('en')).subject).toBe('Iparc Distant : Inventory lyon 3.42 1/1');
  });

  it.each(['fr', 'en'] as const)('in %s has an ASCII subject of one line, lines of 76 columns, and asks to be left alone', (language) => {
    const closing = language === 'fr' ? 'ne pas répondre, ne pas supprimer' : 'do not answer, do not delete';
    for (const { subject, text } of all(language)) {
      expect(subject).toMatch(/^[ -~]{1,70}$/);
      expect(Math.max(...text.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(76);
      expect(text.trimEnd().endsWith(`${closing}.`)).toBe(true);
      // the short way of findEnvelope leaves texts that begin like an envelope to the parser
      expect(text).not.toMatch(/^[M=\u0080-\uffff]/);
    }
  });
});

describe("a receipt's letter", () => {
  it('tells what a person wants to know', () => {
    const { text } = receiptLetter(receipt('fr'));
    expect(text.replace(/\s+/g, ' ')).toContain('47 inventaires lus, 3 matériels changés');
    expect(text).toContain('- PC12.ocs est tronqué ou abîmé (XML)');
    expect(text.replace(/\s+/g, ' ')).toContain('ALERTE DE VERSION : ce site utilise Malleposte 1.4.0, le site commun 1.5.0.');
    expect(text).toContain('préférences version 3');
    expect(text).toContain("L'horloge de ce site avance de 2 heures.");
    const english = receiptLetter(receipt('en', { read: 1, changed: 0, clockSkewMinutes: -15 })).text;
    expect(english.replace(/\s+/g, ' ')).toContain('1 inventory read, 0 assets changed.');
    expect(english).toContain('The clock of this site is 15 minutes slow.');
  });

  it('says nothing of what there is nothing to say', () => {
    const { text } = receiptLetter(receipt('fr', { problems: [], versionAlert: null, preferences: null, clockSkewMinutes: 3 }));
    expect(text.trim().split('\n\n')).toHaveLength(2);
  });

  it('is not drowned nor broken by hostile file names', () => {
    const problems = Array.from({ length: 500 }, (_, index) => ({
      path: `${'x'.repeat(150)}${index}\r\n.\r\nBcc: a@b\u202e`,
      problem: 'constructor',
    }));
    const { text } = receiptLetter(receipt('fr', { problems, from: 'Siège\nBcc: x@y' }));
    expect(text).toContain('- 480 autres');
    expect(text).not.toMatch(/[\r\u202e]|^Bcc/m);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  });
});
