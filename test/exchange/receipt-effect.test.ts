import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ReceiptBody } from '../../src/exchange/bodies.ts';
import { effectOf, type SentParcel, type Standing } from '../../src/exchange/receipt-effect.ts';

const digest = (text: string): string => hash('sha256', text, 'hex');

const sent = (seq: number, facts: Partial<SentParcel> = {}): SentParcel => ({
  epoch: 1,
  seq,
  state: digest(`state ${seq}`),
  parcel: digest(`parcel ${seq}`),
  status: 'sent',
  detail: '',
  have: [],
  ...facts,
});

const standing = (seq: number, applied = 0): Standing => ({ epoch: 1, seq, lastReceipt: 1, applied: appliedTo(applied) });

const appliedTo = (seq: number, epoch = 1) => ({ epoch: seq === 0 ? 0 : epoch, seq, state: seq === 0 ? '-' : digest(`state ${seq}`) });

const result = (seq: number, status: ReceiptBody['results'][number]['status'], code = '', epoch = 1) => ({
  epoch,
  seq,
  status,
  code,
  detail: '',
});

const receipt = (facts: Partial<ReceiptBody>): ReceiptBody => ({
  number: 2,
  site: 'lyon',
  epoch: 1,
  applied: appliedTo(0),
  have: {},
  results: [],
  files: [],
  need: null,
  preferences: { version: 0, sha256: '', files: null },
  version: { common: '1', yours: '1', alert: false },
  time: '2026-11-22T02:00:00Z',
  summary: { read: 0, changed: 0, unreadable: 0 },
  ...facts,
});

describe('a receipt', () => {
  test('that applies our last parcel settles it', () => {
    const effect = effectOf(receipt({ applied: appliedTo(2), results: [result(2, 'applied')] }), standing(2, 1), [
      sent(2),
      sent(1, { status: 'applied' }),
    ]);
    expect(effect).toMatchObject({ newEpoch: null, needsSnapshot: false, isAnswer: true });
    expect(effect.changes).toEqual([{ epoch: 1, seq: 2, status: 'applied', detail: '', have: [] }]);
  });

  test('that holds some volumes says which need not go again', () => {
    const effect = effectOf(receipt({ applied: appliedTo(1), have: { [digest('parcel 2')]: [1, 3] } }), standing(2, 1), [sent(2)]);
    expect(effect.changes).toEqual([{ epoch: 1, seq: 2, status: 'sent', detail: '', have: [1, 3] }]);
    expect(effect.isAnswer).toBe(true);
  });

  test('that has forgotten volumes makes them go again', () => {
    const effect = effectOf(receipt({ applied: appliedTo(1) }), standing(2, 1), [sent(2, { have: [1, 3] })]);
    expect(effect.changes).toMatchObject([{ seq: 2, have: [] }]);
  });

  test('that refuses our last parcel asks for a snapshot; one that speaks of an older parcel does not', () => {
    const refusing = receipt({ applied: appliedTo(1), results: [result(2, 'rejected', 'E_BASE')], need: 'snapshot' });
    expect(effectOf(refusing, standing(2, 1), [sent(2), sent(1)]).needsSnapshot).toBe(true);
    expect(effectOf(refusing, standing(3, 1), [sent(3), sent(2), sent(1)]).needsSnapshot).toBe(false);
  });

  test.each([
    ['a number that we never reached', receipt({ applied: appliedTo(7) }), 'unknown-number'],
    ['a later epoch', receipt({ applied: appliedTo(1, 4) }), 'unknown-number'],
    [
      'a result beyond our last number',
      receipt({ applied: appliedTo(1), results: [result(6, 'rejected', 'E_ZIP_FORM')] }),
      'unknown-number',
    ],
    ['a state that we never sent', receipt({ applied: { epoch: 1, seq: 1, state: digest('another') } }), 'unknown-state'],
    ['a number under which we sent nothing', receipt({ applied: { epoch: 1, seq: 2, state: digest('state 2') } }), 'unknown-state'],
    [
      'a demand for a new epoch about our last number',
      receipt({ applied: appliedTo(1), results: [result(3, 'rejected', 'E_EPOCH')], need: 'epoch' }),
      'asked',
    ],
  ] as const)('that tells of %s begins a new epoch', (_, told, reason) => {
    const effect = effectOf(told, standing(3, 1), [sent(3), sent(1)]);
    expect(effect.reason).toBe(reason);
    expect(effect.newEpoch).toBeGreaterThan(Math.max(1, told.applied.epoch));
  });

  test('of a common site that was restored from a backup asks for everything again', () => {
    const effect = effectOf(receipt({ applied: appliedTo(1) }), standing(3, 3), [
      sent(3, { status: 'applied' }),
      sent(1, { status: 'applied' }),
    ]);
    expect(effect).toMatchObject({ newEpoch: null, needsSnapshot: true });
  });

  test('written before our new epoch arrived changes nothing about it', () => {
    const effect = effectOf(receipt({ applied: appliedTo(3) }), { ...standing(1, 3), epoch: 2 }, [sent(1, { epoch: 2 }), sent(3)]);
    expect(effect).toMatchObject({ newEpoch: null, needsSnapshot: false });
  });

  test('of a parcel that a later one overtook says superseded', () => {
    const effect = effectOf(receipt({ applied: appliedTo(3) }), standing(3, 1), [sent(3), sent(2)]);
    expect(effect.changes.map(({ seq, status }) => `${seq} ${status}`)).toEqual(['3 applied', '2 superseded']);
  });
});
