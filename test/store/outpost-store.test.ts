import { describe, expect, test } from 'vitest';
import { openOutpostStore } from '../../src/store/open.ts';
import type { Outpost, OutpostCommit, ParcelRecord } from '../../src/store/port.ts';
import { places } from './places.ts';
import { at, event, mail, seen, sha256 } from './samples.ts';

const outpost = (facts: Partial<Outpost> = {}): Outpost => ({
  site: 'lyon',
  orgName: 'Compagnie des Étoffes',
  org: '0123456789abcdef',
  commonAddress: 'common@mail.test',
  commonSigningKey: 'c2lnbmluZw',
  commonSealingKey: 'age1common',
  recoveryKey: 'age1recovery',
  state: 'waiting',
  joinedAt: at,
  admittedAt: '',
  helloSha256: sha256('hello'),
  epoch: 1,
  seq: 0,
  lastReceipt: 0,
  applied: { epoch: 0, seq: 0, state: '-' },
  need: '',
  preferences: { version: 0, sha256: '', appliedAt: '' },
  alert: null,
  lastContactAt: '',
  summary: '',
  ...facts,
});

const parcel = (seq: number, facts: Partial<ParcelRecord> = {}): ParcelRecord => ({
  epoch: 1,
  seq,
  dossier: 'dossier',
  mode: 'snapshot',
  state: sha256(`state ${seq}`),
  parcel: sha256(`parcel ${seq}`),
  files: 10,
  bytes: 100_000,
  volumes: 1,
  createdAt: at,
  status: 'sent',
  detail: '',
  ...facts,
});

const change = (facts: Partial<OutpostCommit>): OutpostCommit => ({ parcels: [], queue: [], trace: [], ...facts });

describe.each(places(openOutpostStore))('an outpost store in %s', (_, open) => {
  test('before joining there is no outpost, afterwards one, replaced whole', async () => {
    const store = await open();
    expect(await store.outpost()).toBeUndefined();
    await store.commit(change({ outpost: outpost() }));
    expect(await store.outpost()).toEqual(outpost());
    const admitted = outpost({
      state: 'admitted',
      admittedAt: at,
      seq: 42,
      lastReceipt: 1_795_000_000_000,
      applied: { epoch: 1, seq: 41, state: sha256('state') },
      need: 'snapshot',
      preferences: { version: 3, sha256: sha256('preferences'), appliedAt: at },
      alert: { common: '1.4.0', ours: '1.3.0', since: at },
      lastContactAt: at,
      summary: '47 lus, 3 changés',
    });
    await store.commit(change({ outpost: admitted }));
    expect(await store.outpost()).toEqual(admitted);
    await store.commit(change({ outpost: { ...admitted, alert: null } }));
    expect((await store.outpost())?.alert).toBeNull();
  });

  test('parcels are newest first, and a receipt changes what became of one', async () => {
    const store = await open();
    await store.commit(change({ parcels: [parcel(1), parcel(2), parcel(1, { epoch: 2 })] }));
    await store.commit(change({ parcels: [parcel(2, { status: 'applied', detail: 'ok' })] }));
    const all = await store.parcels(10);
    expect(all).toEqual([parcel(1, { epoch: 2 }), parcel(2, { status: 'applied', detail: 'ok' }), parcel(1)]);
    expect(await store.parcels(1)).toHaveLength(1);
  });

  test('a commit is written whole: seen, outpost, parcels, queue and trace', async () => {
    const store = await open();
    const whole = change({ seen: seen('r1'), outpost: outpost(), parcels: [parcel(1)], queue: [mail('p1')], trace: [event('sent')] });
    await store.commit(whole);
    expect(await store.isSeen(seen('r1').headerSha256)).toEqual(seen('r1'));
    expect(await store.queued()).toHaveLength(1);
    expect(await store.traceList({ newestFirst: true, limit: 9 })).toHaveLength(1);
  });

  test('or not at all', async () => {
    const store = await open();
    await store.enqueue([mail('taken')], []);
    const failing = change({ seen: seen('r1'), outpost: outpost(), parcels: [parcel(1)], queue: [mail('taken')], trace: [event('sent')] });
    await expect(store.commit(failing)).rejects.toMatchObject({ kind: 'store-failed' });
    expect(await store.outpost()).toBeUndefined();
    expect(await store.parcels(9)).toEqual([]);
    expect(await store.isSeen(seen('r1').headerSha256)).toBeUndefined();
  });
});
