/** winmail.dat: contents come out whole or not at all, and no blob, however broken, makes the reader throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsWithTnef, tnefContents } from '../../src/exchange/tnef.ts';
import { attachment, attachmentInProperties, messageAttributes, tnef } from '../hostile/tnef-forge.ts';

const first = Buffer.from('first content, of no length that four divides');
const second = Buffer.from('second');
const blob = tnef([...messageAttributes, ...attachment(first), ...attachmentInProperties(second, 0x0102)]);

describe('a winmail.dat', () => {
  it('gives its attachments in their order, wherever their content lies', () => {
    expect([...tnefContents(blob)]).toEqual([first, second]);
    expect([...tnefContents(tnef(attachmentInProperties(blob, 0x000d)))]).toEqual([blob]);
  });

  it('is known by its first bytes', () => {
    expect(beginsWithTnef(blob)).toBe(true);
    expect(beginsWithTnef(blob.subarray(0, 5))).toBe(false);
    expect(beginsWithTnef(blob.subarray(1))).toBe(false);
  });

  it('that breaks off gives what came before, wherever it breaks off', () => {
    for (let length = 6; length < blob.length; length++) {
      const contents = [...tnefContents(blob.subarray(0, length))];
      expect([first, second].slice(0, contents.length), `cut at ${length}`).toEqual(contents);
    }
  });

  it('never makes the reader throw, nor hands out more than it holds', () => {
    const change = fc.tuple(fc.nat(blob.length - 1), fc.constantFrom(0, 1, 2, 0x0d, 0x10, 0x1f, 0x37, 0x7f, 0x80, 0xff));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const changed = Buffer.from(blob);
        for (const [at, byte] of changes) changed[at] = byte;
        const bytes = [...tnefContents(changed)].reduce((sum, content) => sum + content.length, 0);
        expect(bytes).toBeLessThanOrEqual(changed.length);
      }),
      { numRuns: 2000 },
    );
  });
});
