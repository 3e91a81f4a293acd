/** The envelope: strict, canonical, and every byte of its header signed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleEnvelope, checkBody, parseEnvelope, signatureInput } from '../../src/exchange/envelope.ts';
import { anyHeader, envelopeOf, headerFor, signature } from './samples.ts';

const reasonOf = (bytes: Buffer): string => {
  const parsed = parseEnvelope(bytes);
  return parsed.ok ? 'accepted' : parsed.error.reason;
};

const edited = (change: (text: string) => string): Buffer =>
  Buffer.from(change(envelopeOf(Buffer.from('body')).toString('latin1')), 'latin1');

describe('an envelope', () => {
  it('reads back as it was written, whatever its header says', () => {
    fc.assert(
      fc.property(anyHeader, fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 64, maxLength: 64 }), (facts, bytes, signed) => {
        const header = { ...facts, length: bytes.length };
        const parsed = parseEnvelope(assembleEnvelope(header, signed, bytes));
        if (!parsed.ok) throw new Error(`${parsed.error.reason} ${parsed.error.detail}`);
        expect(parsed.value.header).toEqual(header);
        expect(parsed.value.signedBytes.equals(signatureInput(header))).toBe(true);
        expect(parsed.value.signature.equals(Buffer.from(signed))).toBe(true);
        expect(parsed.value.body.equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses any changed byte of its header, or the signature no longer fits', () => {
    fc.assert(
      fc.property(anyHeader, fc.nat(), fc.integer({ min: 1, max: 255 }), (header, position, difference) => {
        const bytes = assembleEnvelope(header, signature, Buffer.alloc(0));
        const original = parseEnvelope(bytes);
        if (!original.ok) throw new Error(original.error.reason);
        const changed = Buffer.from(bytes);
        const at = position % (bytes.length - 1);
        changed[at] = (changed[at] ?? 0) ^ difference;
        const parsed = parseEnvelope(changed);
        if (!parsed.ok) return;
        const isSame =
          parsed.value.signedBytes.equals(original.value.signedBytes) && parsed.value.signature.equals(original.value.signature);
        expect(isSame).toBe(false);
        expect(parsed.value.headerSha256).not.toBe(original.value.headerSha256);
      }),
      { numRuns: 2000 },
    );
  });

  it('has one form for one header, so that signing twice signs the same', () => {
    const body = Buffer.from('x');
    const one = headerFor(body, { extensions: { b: '2', a: '1' } });
    const other = headerFor(body, { extensions: { a: '1', b: '2' } });
    expect(signatureInput(one).equals(signatureInput(other))).toBe(true);
    expect(signatureInput(one).toString('latin1')).toMatch(/^MALLEPOSTE\/1 signature\0MALLEPOSTE\/1\nkind: DATA\n.*\nx-a: 1\nx-b: 2\n$/s);
  });

  it('is refused for each departure from the form', () => {
    expect(reasonOf(edited((text) => text))).toBe('accepted');
    expect(reasonOf(edited((text) => text.replace('MALLEPOSTE/1', 'MALLEPOSTE/2')))).toBe('magic');
    expect(reasonOf(edited((text) => text.replace('MALLEPOSTE/1\n', 'MALLEPOSTE/1\r\n')))).toBe('magic');
    expect(reasonOf(edited((text) => text.replace('epoch: 3\nseq: 42', 'seq: 42\nepoch: 3')))).toBe('order');
    expect(reasonOf(edited((text) => text.replace('seq: 42\n', '')))).toBe('order');
    expect(reasonOf(edited((text) => text.replace('x-preferences', 'unknown')))).toBe('order');
    expect(reasonOf(edited((text) => text.replace('x-receipt: 17', 'x-alpha: 17')))).toBe('order');
    expect(reasonOf(edited((text) => text.replace('x-receipt: 17', 'x-preferences: 3 abc')))).toBe('order');
    expect(reasonOf(edited((text) => text.replace('seq: 42', 'seq: 042')))).toBe('value');
    expect(reasonOf(edited((text) => text.replace('seq: 42', 'seq: 9007199254740993')))).toBe('value');
    expect(reasonOf(edited((text) => text.replace('vol: 1/1', 'vol: 2/1')))).toBe('value');
    expect(reasonOf(edited((text) => text.replace('org: 0', 'org: A')))).toBe('value');
    expect(reasonOf(edited((text) => text.replace('from: lyon', 'from: ../lyon')))).toBe('value');
    expect(reasonOf(edited((text) => text.replace('kind: DATA', 'kind: data')))).toBe('value');
    expect(reasonOf(edited((text) => text.replace('seq: 42', 'seq:42')))).toBe('line');
    expect(reasonOf(edited((text) => text.replace('seq: 42', 'seq: 42 ')))).toBe('line');
    expect(reasonOf(edited((text) => text.replace('3 abc', '3 \u00e9')))).toBe('line');
    expect(reasonOf(edited((text) => text.replace('3 abc', 'x'.repeat(520))))).toBe('line');
    expect(reasonOf(edited((text) => text.replace(/sig: .*\n/, '')))).toBe('no-signature');
    expect(reasonOf(edited((text) => text.replace(/(sig: .*).\n/, '$1\n')))).toBe('no-signature');
    expect(reasonOf(edited((text) => text.replace('\n\nbody', '\nbody')))).toBe('no-signature');
    expect(reasonOf(edited((text) => `${text}!`))).toBe('length');
    expect(reasonOf(edited((text) => text.slice(0, -1)))).toBe('length');
  });

  it('looks for the end of its header in 4096 bytes only', () => {
    const long = edited((text) =>
      text.replace('x-receipt: 17', Array.from({ length: 40 }, (_, index) => `x-s${100 + index}: ${'y'.repeat(100)}`).join('\n')),
    );
    expect(reasonOf(long)).toBe('too-long');
    expect(reasonOf(Buffer.from(`MALLEPOSTE/1\n${'a'.repeat(5_000_000)}`))).toBe('too-long');
  });

  it('cannot be written with what could not be read back', () => {
    const body = Buffer.alloc(0);
    expect(() => signatureInput(headerFor(body, { version: '1.0\nsig: x' }))).toThrow();
    expect(() => signatureInput(headerFor(body, { extensions: { preferences: 'été' } }))).toThrow();
    expect(() => signatureInput(headerFor(body, { extensions: { 'a b': 'c' } }))).toThrow();
    expect(() => signatureInput(headerFor(body, { epoch: 1.5 }))).toThrow();
  });

  it('shows a changed body when asked, and not before', () => {
    const bytes = envelopeOf(Buffer.from('body'));
    bytes[bytes.length - 1] = 0x21;
    const parsed = parseEnvelope(bytes);
    if (!parsed.ok) throw new Error(parsed.error.reason);
    const checked = checkBody(parsed.value);
    expect(checked.ok ? 'accepted' : checked.error.reason).toBe('digest');
  });
});
