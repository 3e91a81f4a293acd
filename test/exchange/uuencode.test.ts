/** Files in texts: ours come out whole or as damaged, others are stepped over. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHoldUuencode, uuencodedEnvelopes } from '../../src/exchange/uuencode.ts';
import { uuencoded } from '../hostile/mail-forge.ts';
import { envelopeOf, inventoryLike } from './samples.ts';

const fileOf = (content: Buffer, end = '\r\n'): string => `begin 644 a.malle\r\n${uuencoded(content)}\r\nend\r\n`.replaceAll('\r\n', end);

const foundIn = (text: string): readonly (Buffer | undefined)[] => [...uuencodedEnvelopes(Buffer.from(text, 'latin1'))];

describe('a text with uuencoded files', () => {
  it('gives our envelopes, of every length, with either line end', () => {
    for (let length = 0; length < 100; length++) {
      const content = envelopeOf(inventoryLike(300, length).subarray(0, length));
      expect(foundIn(`Bonjour\r\n${fileOf(content)}au revoir`)).toEqual([content]);
      expect(foundIn(fileOf(content, '\n'))).toEqual([content]);
    }
  });

  it('gives one after the other and steps over what is not ours', () => {
    const [one, two] = [envelopeOf(Buffer.from('one')), envelopeOf(Buffer.from('two'))];
    const text = `begin with this\n${fileOf(Buffer.from('a picture'))}${fileOf(one)}begin 644 x\n\n${fileOf(two)}`;
    expect(foundIn(text)).toEqual([one, two]);
    expect(mayHoldUuencode(Buffer.from(text))).toBe(true);
    expect(mayHoldUuencode(Buffer.from('Let us\n begin 644\nin the beginning'))).toBe(false);
  });

  it('never makes the reader throw, nor gives more than it holds, with a letter changed; and is damaged wherever it is cut', () => {
    const content = envelopeOf(inventoryLike(500, 1));
    const whole = fileOf(content);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.constantFrom('', 'x', '\n', ' ', '`', '\u00e9', 'end\n'), (at, put) => {
        const bytes = foundIn(whole.slice(0, at) + put + whole.slice(at + 1)).reduce((sum, found) => sum + (found?.length ?? 0), 0);
        expect(bytes).toBeLessThan(whole.length);
      }),
    );
    for (let at = whole.indexOf('\r\n') + 62; at < whole.length - 5; at += 7)
      expect(foundIn(whole.slice(0, at)), `cut at ${at}`).toEqual([undefined]);
  });
});
