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
  rotatingTo: '',
  rotation: 0,
  learntVolumeBytes: 0,
  unanswered: 0,
  snapshotAt: '',
  deltas: 0,
  epochChanges: [],
  delivery: null,
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
  have: [],
  tries: 0,
  resendAt: '',
  volumeBytes: 7_000_000,
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
      learntVolumeBytes: 3_500_000,
      unanswered: 2,
      snapshotAt: at,
      deltas: 4,
      epochChanges: [at],
      delivery: { cause: 'mailbox-full', at },
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

  test('what the common site holds of a parcel is remembered, and its volumes are settled or queued again', async () => {
    const store = await open();
    const volumes = [1, 2, 3].map((volume) => mail(`v${volume}`, { kind: 'DATA', volume, epoch: 1, seq: 1 }));
    await store.commit(change({ parcels: [parcel(1, { have: [1], volumes: 3 })], queue: volumes }));
    for (const { messageId } of volumes) {
      await store.noteOutcome({ messageId, state: 'sent', error: '', event: event('posted') });
    }
    expect((await store.parcel(1, 1))?.have).toEqual([1]);
    await store.commit(change({ volumes: [{ epoch: 1, seq: 1, numbers: [1], fate: 'settled' }] }));
    await store.commit(change({ volumes: [{ epoch: 1, seq: 1, numbers: [1, 3], fate: 'again' }] }));
    expect((await store.queued()).map(({ volume, raw }) => [volume, raw.length > 0])).toEqual([[3, true]]);
    await store.commit(change({ volumes: [{ epoch: 1, seq: 1, numbers: 'all', fate: 'settled' }] }));
    expect(await store.queued()).toEqual([]);
  });

  test('the files of the newest parcel and of the one applied last are kept, no others', async () => {
    const store = await open();
    const files = (name: string) => [{ path: name, size: 1, sha256: sha256(name) }];
    await store.commit(
      change({ outpost: outpost({ applied: { epoch: 1, seq: 1, state: '-' } }), listing: { epoch: 1, seq: 1, files: files('a') } }),
    );
    await store.commit(change({ listing: { epoch: 1, seq: 2, files: files('b') } }));
    await store.commit(change({ listing: { epoch: 1, seq: 3, files: files('c') } }));
    expect(await store.listing(1, 1)).toEqual(files('a'));
    expect(await store.listing(1, 2)).toBeUndefined();
    expect(await store.listing(1, 3)).toEqual(files('c'));
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
