/** What ROTATE carries, and what its proof covers. */
import { describe, expect, it } from 'vitest';
import { decodeRotation, encodeRotation, type RotationBody, rotationTranscript } from '../../src/exchange/rotation.ts';

const facts = {
  org: '0123456789abcdef',
  from: 'lyon',
  to: 'common',
  key: 'fedcba9876543210',
  seq: 7,
  signing: Buffer.alloc(32, 9).toString('base64url'),
  sealing: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  reason: 'renewed',
} as const;

describe('the transcript of a change of keys', () => {
  it('differs with every fact, so that a proof serves one ROTATE only', () => {
    const others = [
      { ...facts, org: 'f'.repeat(16) },
      { ...facts, from: 'nord' },
      { ...facts, to: 'nord' },
      { ...facts, key: 'f'.repeat(16) },
      { ...facts, seq: 8 },
      { ...facts, signing: Buffer.alloc(32, 8).toString('base64url') },
      { ...facts, sealing: `${facts.sealing}q` },
      { ...facts, reason: 'stolen' as const },
      { ...facts, from: 'lyo', to: 'ncommon' },
    ];
    const transcripts = [facts, ...others].map((each) => rotationTranscript(each).toString());
    expect(new Set(transcripts).size).toBe(transcripts.length);
  });
});

describe('the body of a change of keys', () => {
  const body: RotationBody = { signing: facts.signing, sealing: facts.sealing, proof: 'A'.repeat(86), reason: 'renewed' };

  it('comes back as it was written, without what a newer program adds', () => {
    expect(decodeRotation(encodeRotation(body))).toEqual({ ok: true, value: body });
    expect(decodeRotation(Buffer.from(JSON.stringify({ ...body, novelty: 1 })))).toEqual({ ok: true, value: body });
  });

  it.each([
    ['a key that is too short', { ...body, signing: 'abc' }],
    ['a recipient that is none', { ...body, sealing: 'age2xyz' }],
    ['no proof', { ...body, proof: '' }],
    ['an unknown reason', { ...body, reason: 'whim' }],
  ])('is refused with %s', (_, wrong) => {
    expect(decodeRotation(Buffer.from(JSON.stringify(wrong)))).toMatchObject({ ok: false, error: { kind: 'bad-body', reason: 'shape' } });
  });
});
