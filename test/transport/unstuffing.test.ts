import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startUnstuffing } from '../../src/transport/unstuffing.ts';

/** As a server sends it (RFC 1939 §3). */
const stuff = (content: Buffer): Buffer => Buffer.from(`${content.toString('latin1').replaceAll(/^\./gm, '..')}.\r\n`, 'latin1');

const unstuff = (chunks: readonly Buffer[]): { content: Buffer; isEnded: boolean; rest: number } => {
  const unstuffing = startUnstuffing();
  const kept: Buffer[] = [];
  for (const chunk of chunks) {
    const end = unstuffing.feed(chunk, (content) => kept.push(content));
    if (end >= 0) return { content: Buffer.concat(kept), isEnded: true, rest: chunk.length - end };
  }
  return { content: Buffer.concat(kept), isEnded: false, rest: 0 };
};

const cut = (bytes: Buffer, size: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

describe('the end of a multi-line answer', () => {
  const tricky = Buffer.from('first\r\n.\r\n..\r\n.x\r\n\r\n.\r\nlast \xff\r\n', 'latin1');

  it.each([1, 2, 3, 7, 1000])('is found and the dots are taken out, in chunks of %i bytes (L9, L10)', (size) => {
    expect(unstuff(cut(stuff(tricky), size))).toEqual({ content: tricky, isEnded: true, rest: 0 });
  });

  it('a chunk that is a single dot within a stuffed line ends nothing (L10)', () => {
    const chunks = ['a\r\n', '.', '.', 'b\r\n', '.', '\r\n'].map((text) => Buffer.from(text));
    expect(unstuff(chunks).content.toString()).toBe('a\r\n.b\r\n');
  });

  it('is not a dot after bare LF, nor a dot before bare CR', () => {
    expect(unstuff([Buffer.from('a\n.\r\nb\r\n.\rc\r\n')])).toMatchObject({ isEnded: false });
    expect(unstuff([Buffer.from('a\n.\r\nb\r\n.\rc\r\n.\r\n')]).content.toString()).toBe('a\n.\r\nb\r\n\rc\r\n');
  });

  it('leaves what follows, the next answer, alone', () => {
    expect(unstuff([Buffer.from('a\r\n.\r\n+OK next\r\n')])).toEqual({ content: Buffer.from('a\r\n'), isEnded: true, rest: 10 });
  });

  it('gives back any bytes, wherever TCP cuts them', () => {
    const bytes = fc.array(fc.constantFrom('.', '\r', '\n', 'a', '\xff'), { maxLength: 40 }).map((parts) => `${parts.join('')}\r\n`);
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(bytes, cuts, (text, sizes) => {
        const lines = text.split('\r\n').slice(0, -1);
        const stuffed = [...lines.map((line) => (line.startsWith('.') ? `.${line}` : line)), '.', ''].join('\r\n');
        expect(unstuff(cutBy(Buffer.from(stuffed, 'latin1'), sizes))).toEqual({
          content: Buffer.from(text, 'latin1'),
          isEnded: true,
          rest: 0,
        });
      }),
      { numRuns: 1000 },
    );
  });
});

const cutBy = (bytes: Buffer, sizes: readonly number[]): readonly Buffer[] => {
  const chunks: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const size = sizes[chunks.length % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
};
