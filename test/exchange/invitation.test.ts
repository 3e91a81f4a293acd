/** The multi-site key: pasted through anything, and clear about what is wrong with it. */
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintWords } from '../../src/exchange/fingerprint-words.ts';
import { decodeKey, encodeKey, fourWords, type Invitation, proofOf } from '../../src/exchange/invitation.ts';

const signing = Buffer.alloc(32, 9).toString('base64url');

const invitation: Invitation = {
  org: createHash('sha256').update(Buffer.alloc(32, 9)).digest('hex').slice(0, 16),
  orgName: 'Établissements Lœuf & Fils',
  site: 'lyon',
  commonAddress: 'commun@mail.test',
  signing,
  sealing: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  recovery: '',
  token: '00112233445566778899aabbccddeeff',
  expires: '2026-12-06T02:00:00.000Z',
  everyDays: 7,
};

const key = encodeKey(invitation);

const outcomeOf = (text: string): string => {
  const decoded = decodeKey(text);
  return decoded.ok ? 'read' : decoded.error.kind;
};

describe('a multi-site key', () => {
  it('says again what it was made of, in a few hundred characters', () => {
    expect(key).toMatch(/^MALLE1-[A-Za-z0-9_-]+-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(key.length).toBeLessThan(450);
    expect(decodeKey(key)).toEqual({ ok: true, value: invitation });
    const preset: Invitation = {
      ...invitation,
      presets: { mailbox: 'imaps://lyon@mail.test:993/INBOX', outbox: 'smtps://lyon@mail.test:465' },
    };
    expect(decodeKey(encodeKey(preset))).toEqual({ ok: true, value: preset });
  });

  it('survives what programs do to it on its way', () => {
    const lines = key.replace(/.{1,60}/g, '$&\r\n');
    const pasted = [
      `  ${key}\n`,
      `« ${key} »`,
      `"${key}"`,
      `‘${key}’`,
      `Voici la clé :\n\n${lines}`,
      lines.replace(/^/gm, '> '),
      lines.replace(/^/gm, '\t| '),
      key.split('').join('\u200b'),
      key.replace(/(.{20})/g, '$1\u00ad'),
      key.replace(/(.{30})/g, '$1\u00a0'),
      `\ufeff${key}.`,
      key.replaceAll('-', '\u2011'),
      `${lines}\n\nCordialement, le siège\n`,
      `<${key}>`,
    ];
    for (const text of pasted) expect(outcomeOf(text), text).toBe('read');
  });

  it('is told to be cut wherever it is cut', () => {
    for (let length = 0; length < key.length; length++) expect(outcomeOf(key.slice(0, length)), `${length}`).toBe('key-truncated');
    for (let start = 1; start < key.length - 20; start++) expect(outcomeOf(key.slice(start)), `${start}`).toBe('key-truncated');
  });

  it('is told to be damaged when a character differs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7, max: key.length - 8 }), fc.constantFrom(...'ABCxyz0189_'), (at, character) => {
        if (key[at] === character) return;
        expect(outcomeOf(`${key.slice(0, at)}${character}${key.slice(at + 1)}`)).toBe('key-damaged');
      }),
      { numRuns: 500 },
    );
    expect(outcomeOf(`${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`)).toBe('key-damaged');
    expect(outcomeOf('Bonjour, voici la clé demandée')).toBe('key-damaged');
    expect(outcomeOf(`MALLE2-${key.slice(7)}`)).not.toBe('read');
  });

  it('names a company whose keys have changed since, and its recovery key', () => {
    const later: Invitation = { ...invitation, org: 'f'.repeat(16), recovery: Buffer.alloc(32, 7).toString('base64url') };
    expect(decodeKey(encodeKey(later))).toEqual({ ok: true, value: later });
    expect(() => encodeKey({ ...invitation, recovery: 'age1recovery' })).toThrow();
  });

  it('cannot be made of nonsense, nor blow up when it is read', () => {
    expect(() => encodeKey({ ...invitation, site: 'common' })).toThrow();
    expect(() => encodeKey({ ...invitation, token: 'short' })).toThrow();
    expect(() => encodeKey({ ...invitation, commonAddress: 'a b@c' })).toThrow();
    const startedAt = performance.now();
    for (const text of ['MALLE1-'.repeat(1_000_000), '-'.repeat(5_000_000), `MALLE1-${'A'.repeat(3000)}-ABCDEF`])
      expect(outcomeOf(text)).not.toBe('read');
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('never makes the reader throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => outcomeOf(`MALLE1-${text}`) !== 'read'));
  });
});

describe('the proof of a token', () => {
  it('is the HMAC of the transcript under the digest of the token', () => {
    const digest = createHash('sha256').update(invitation.token).digest('hex');
    const expected = createHmac('sha256', Buffer.from(digest, 'hex')).update('été').digest('hex');
    expect(proofOf(digest, 'été')).toBe(expected);
    expect(proofOf(digest, 'other')).not.toBe(expected);
  });
});

describe('the four words', () => {
  it('are the same on both screens and differ for other keys', () => {
    const said = fourWords('common site');
    expect(said).toBe(fourWords('common site'));
    expect(said.split(' ')).toHaveLength(4);
    expect(new Set(Array.from({ length: 1000 }, (_, index) => fourWords(`${index}`))).size).toBe(1000);
  });

  it('come from 256 words that are not easily mistaken', () => {
    expect(new Set(fingerprintWords).size).toBe(256);
    const tooNear = fingerprintWords.flatMap((one, index) => fingerprintWords.slice(index + 1).filter((other) => distance(one, other) < 3));
    expect(tooNear).toEqual([]);
    expect(fingerprintWords.every((word) => /^[a-z]{3,11}$/.test(word))).toBe(true);
  });
});

/** Levenshtein. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, against] of [...other].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === against ? 0 : 1);
      current.push(Math.min((previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, replaced));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
