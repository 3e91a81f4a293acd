import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, defaultSizes, halvedVolume, volumeLimit } from '../../src/exchange/volumes.ts';

const question = { volumeBytes: 7_000_000, serverBytes: null, learntBytes: 0, receiverBytes: 40_000_000 };

describe('volumes', () => {
  test('pieces are the whole again, none larger than asked', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.integer({ min: 1, max: 900 }), (bytes, maxBytes) => {
        const sealed = Buffer.from(bytes);
        const pieces = cut(sealed, maxBytes);
        expect(Buffer.concat([...pieces])).toEqual(sealed);
        expect(pieces.length).toBe(Math.max(1, Math.ceil(sealed.length / maxBytes)));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  test('a volume with its mail around it fits the default of Postfix, and what the server states', () => {
    const asMail = (bytes: number): number => bytes * 1.3684 + 65_536;
    expect(asMail(volumeLimit(question))).toBeLessThan(10_240_000);
    for (const serverBytes of [500_000, 1_000_000, 5_000_000, 26_214_400]) {
      expect(asMail(volumeLimit({ ...question, serverBytes }))).toBeLessThanOrEqual(serverBytes);
    }
    expect(volumeLimit({ ...question, serverBytes: 26_214_400 })).toBe(7_000_000);
  });

  test('what was learnt from a refusal holds, whatever the server states', () => {
    expect(volumeLimit({ ...question, serverBytes: 26_214_400, learntBytes: 1_000_000 })).toBe(1_000_000);
  });

  test('halving ends before volumes become dust', () => {
    const { smallestVolumeBytes } = defaultSizes;
    expect(halvedVolume(7_000_000, defaultSizes)).toBe(3_500_000);
    expect(halvedVolume(2 * smallestVolumeBytes, defaultSizes)).toBe(smallestVolumeBytes);
    expect(halvedVolume(2 * smallestVolumeBytes - 1, defaultSizes)).toBeUndefined();
  });
});
