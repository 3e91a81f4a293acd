import { describe, expect, test } from 'vitest';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonCommit } from '../../src/store/port.ts';
import { places } from './places.ts';
import { asset, at, commit, dossier, event, filePut, mail, original, progress, result, seen, sha256 } from './samples.ts';

/** A whole parcel of the site: two inventories, one of them damaged. */
const parcel = (facts: Partial<CommonCommit> = {}): CommonCommit =>
  commit('parcel 1', {
    progress: progress('lyon'),
    filesPut: [filePut('PC-01.ocs', 'one'), filePut('PC-02.ocs', 'two', 'malformed-xml')],
    originals: [original('one'), original('two')],
    dossier: dossier([asset('lyon', 'PC-01')]),
    result: result('lyon', { problems: [{ path: 'PC-02.ocs', problem: 'malformed-xml' }] }),
    receiptDue: { site: 'lyon', inReplyTo: 'm1@mail.test', at },
    queue: [mail('answer', { kind: 'WELCOME' })],
    trace: [event('merged')],
    ...facts,
  });

describe.each(places(openCommonStore))('a commit in %s', (_, open) => {
  test('everything that a parcel changes is there afterwards', async () => {
    const store = await open();
    await store.commit(parcel());
    expect(await store.progress('lyon')).toEqual(progress('lyon'));
    expect(await store.allProgress()).toEqual([progress('lyon')]);
    expect(await store.files('lyon')).toEqual(
      new Map([
        ['PC-01.ocs', { sha256: sha256('one'), bytes: 3, problem: '' }],
        ['PC-02.ocs', { sha256: sha256('two'), bytes: 3, problem: 'malformed-xml' }],
      ]),
    );
    expect(await store.results('lyon', 5)).toEqual([parcel().result]);
    expect(await store.receiptsDue()).toEqual([{ site: 'lyon', inReplyTo: 'm1@mail.test', since: at }]);
    expect((await store.queued()).map(({ messageId }) => messageId)).toEqual([mail('answer').messageId]);
    expect(await store.traceList({ newestFirst: true, limit: 5 })).toHaveLength(1);
    expect((await store.original(sha256('two')))?.toString()).toBe('two');
    expect(await store.isSeen(seen('parcel 1').headerSha256)).toEqual(seen('parcel 1'));
  });

  test('nothing of it is there when its last statement fails', async () => {
    const store = await open();
    await store.enqueue([mail('answer')], []);
    await expect(store.commit(parcel())).rejects.toMatchObject({ kind: 'store-failed' });
    expect(await store.isSeen(seen('parcel 1').headerSha256)).toBeUndefined();
    expect(await store.progress('lyon')).toBeUndefined();
    expect((await store.files('lyon')).size).toBe(0);
    expect(await store.assets({})).toEqual([]);
    expect(await store.software({})).toEqual([]);
    expect(await store.hasOriginals([sha256('one')])).toEqual(new Set());
    expect(await store.results('lyon', 5)).toEqual([]);
    expect(await store.receiptsDue()).toEqual([]);
    expect(await store.traceList({ newestFirst: true, limit: 5 })).toEqual([]);
  });

  test('the database itself forbids that a parcel is applied twice', async () => {
    const store = await open();
    await store.commit(parcel());
    const again = { ...parcel({ queue: [] }), seen: seen('the same parcel, signed again') };
    await expect(store.commit(again)).rejects.toMatchObject({ kind: 'store-failed' });
    expect(await store.results('lyon', 5)).toHaveLength(1);
    await store.commit({ ...again, seen: seen('another epoch'), result: result('lyon', { epoch: 2 }) });
    await store.commit({ ...again, seen: seen('another site'), result: result('nord') });
  });

  test('a parcel may be superseded or rejected any number of times', async () => {
    const store = await open();
    await store.commit(parcel());
    for (const [number, status] of (['superseded', 'rejected', 'superseded'] as const).entries()) {
      await store.commit(commit(`mail ${number}`, { result: result('lyon', { status }) }));
    }
    expect((await store.results('lyon', 3)).map(({ status }) => status)).toEqual(['superseded', 'rejected', 'superseded']);
  });

  test('a mail seen again is answered and traced again, and keeps its first outcome', async () => {
    const store = await open();
    await store.commit(parcel());
    const seenAgain = seen('parcel 1', { outcome: 'duplicate' });
    await store.commit(
      commit('parcel 1', { seen: seenAgain, receiptDue: { site: 'lyon', inReplyTo: 'm2@mail.test', at }, trace: [event('again')] }),
    );
    expect((await store.isSeen(seenAgain.headerSha256))?.outcome).toBe('applied');
    expect((await store.receiptsDue())[0]?.inReplyTo).toBe('m2@mail.test');
    expect(await store.traceList({ newestFirst: true, limit: 5 })).toHaveLength(2);
  });

  test('a mail seen again is never merged again', async () => {
    const store = await open();
    await store.commit(parcel());
    const changes: readonly Partial<CommonCommit>[] = [
      { dossier: dossier([asset('lyon', 'PC-09')]) },
      { filesPut: [filePut('PC-09.ocs')] },
      { filesDeleted: ['PC-01.ocs'] },
      { result: result('lyon', { seq: 9 }) },
    ];
    for (const change of changes) await expect(store.commit(commit('parcel 1', change))).rejects.toMatchObject({ kind: 'store-busy' });
    expect((await store.files('lyon')).size).toBe(2);
  });

  test('only the differences of files are given, and only they change; other sites have their own', async () => {
    const store = await open();
    await store.commit(parcel());
    await store.commit(commit('nord 1', { progress: progress('nord'), filesPut: [filePut('PC-01.ocs', 'north')] }));
    const put = [filePut('PC-02.ocs', 'repaired'), filePut('photos/façade.jpg', 'photo')];
    await store.commit(commit('parcel 2', { filesPut: put, filesDeleted: ['PC-01.ocs'] }));
    const files = await store.files('lyon');
    expect([...files.keys()].sort()).toEqual(['PC-02.ocs', 'photos/façade.jpg']);
    expect(files.get('PC-02.ocs')).toEqual({ sha256: sha256('repaired'), bytes: 8, problem: '' });
    expect((await store.files('nord')).get('PC-01.ocs')?.sha256).toBe(sha256('north'));
  });

  test('progress is replaced whole, and belongs to one site', async () => {
    const store = await open();
    await store.commit(commit('a', { progress: progress('lyon') }));
    await store.commit(commit('b', { progress: progress('lyon', { seq: 2, version: '0.2.0' }) }));
    await store.commit(commit('c', { progress: progress('brest') }));
    expect(await store.progress('lyon')).toEqual(progress('lyon', { seq: 2, version: '0.2.0' }));
    expect((await store.allProgress()).map(({ site }) => site)).toEqual(['brest', 'lyon']);
  });

  test('results are newest first, and those of one site', async () => {
    const store = await open();
    for (const seq of [1, 2, 3]) await store.commit(commit(`lyon ${seq}`, { result: result('lyon', { seq }) }));
    await store.commit(commit('nord', { result: result('nord', { seq: 9 }) }));
    expect((await store.results('lyon', 2)).map(({ seq }) => seq)).toEqual([3, 2]);
  });
});

describe.each(places(openCommonStore))('receipts in %s', (_, open) => {
  test('a receipt is due since the first mail, in answer to the last', async () => {
    const store = await open();
    await store.commit(commit('a', { receiptDue: { site: 'lyon', inReplyTo: 'm1@x', at: '2026-11-22T01:00:00Z' } }));
    await store.commit(commit('b', { receiptDue: { site: 'lyon', inReplyTo: 'm2@x', at: '2026-11-22T02:00:00Z' } }));
    expect(await store.receiptsDue()).toEqual([{ site: 'lyon', inReplyTo: 'm2@x', since: '2026-11-22T01:00:00Z' }]);
  });

  test('queueing a receipt notes its number and clears the mark', async () => {
    const store = await open();
    await store.commit(commit('a', { progress: progress('lyon'), receiptDue: { site: 'lyon', inReplyTo: 'm1@x', at } }));
    await store.queueReceipts([{ site: 'lyon', number: 1_795_000_000_000, mail: mail('r1') }]);
    expect(await store.progress('lyon')).toEqual(progress('lyon', { lastReceipt: 1_795_000_000_000 }));
    expect(await store.receiptsDue()).toEqual([]);
    expect(await store.queued()).toHaveLength(1);
  });

  test('a newer receipt makes the bytes of the sent ones superfluous', async () => {
    const store = await open();
    await store.queueReceipts([{ site: 'lyon', number: 1, mail: mail('r1') }]);
    await store.noteOutcome({ messageId: mail('r1').messageId, state: 'sent', error: '', event: event('posted') });
    await store.queueReceipts([{ site: 'lyon', number: 2, mail: mail('r2') }]);
    expect(await store.requeueOlderThan('RECEIPT', '2027-01-01T00:00:00Z')).toBe(0);
  });

  test('a newer receipt replaces the unsent one of its site, and no other mail', async () => {
    const store = await open();
    await store.enqueue([mail('welcome', { kind: 'WELCOME' }), mail('north', { peer: 'nord' })], []);
    await store.queueReceipts([{ site: 'lyon', number: 1, mail: mail('r1') }]);
    await store.noteOutcome({ messageId: mail('r1').messageId, state: 'sent', error: '', event: event('posted') });
    await store.queueReceipts([{ site: 'lyon', number: 2, mail: mail('r2') }]);
    await store.queueReceipts([{ site: 'lyon', number: 3, mail: mail('r3') }]);
    const waiting = (await store.queued()).map(({ messageId }) => messageId);
    expect(waiting).toEqual(['welcome', 'north', 'r3'].map((name) => mail(name).messageId));
  });

  test('a site may be answered before its first parcel', async () => {
    const store = await open();
    await store.queueReceipts([{ site: 'lyon', number: 5, mail: mail('r1') }]);
    expect(await store.progress('lyon')).toMatchObject({ lastReceipt: 5, seq: 0, state: '-' });
  });
});

describe.each(places(openCommonStore))('originals in %s', (_, open) => {
  test('an original comes back byte for byte, an empty one too; an unknown one is undefined', async () => {
    const store = await open();
    await store.commit(commit('a', { originals: [original('<é/>'), original(''), original('<é/>')] }));
    expect((await store.original(sha256('<é/>')))?.toString()).toBe('<é/>');
    expect(await store.original(sha256(''))).toHaveLength(0);
    expect(await store.original(sha256('never'))).toBeUndefined();
    expect(await store.hasOriginals([sha256(''), sha256('never')])).toEqual(new Set([sha256('')]));
  });

  test('the first bytes stored under a digest stay', async () => {
    const store = await open();
    await store.commit(commit('a', { originals: [original('true')] }));
    await store.commit(commit('b', { originals: [{ ...original('false'), sha256: sha256('true') }] }));
    expect((await store.original(sha256('true')))?.toString()).toBe('true');
  });

  test.each([
    ['other bytes', { ...original('others'), sha256: sha256('mine') }],
    ['no deflated data', { sha256: sha256('mine'), bytes: 4, deflated: Buffer.from('????') }],
    ['more bytes than announced', { ...original('mine'), bytes: 2 }],
  ])('%s under a digest are store-damaged, never handed out', async (__, damaged) => {
    const store = await open();
    await store.commit(commit('a', { originals: [damaged] }));
    await expect(store.original(sha256('mine'))).rejects.toMatchObject({ kind: 'store-damaged' });
  });
});

describe.each(places(openCommonStore))('records by path in %s', (_, open) => {
  const idOf = (name: string): string => asset('lyon', name).id;
  const puts = (path: string, content: string, ...names: readonly string[]) => ({ ...filePut(path, content), records: names.map(idOf) });

  test('a file describes what the caller says that it describes, at its site only', async () => {
    const store = await open();
    const assets = [asset('lyon', 'PC-01'), asset('lyon', 'PC-02'), asset('lyon', 'PC-03')];
    const filesPut = [puts('all.xml', '1', 'PC-01', 'PC-02'), puts('PC-03.ocs', '2', 'PC-03'), filePut('photo.jpg')];
    await store.commit(commit('a', { progress: progress('lyon'), filesPut, dossier: dossier(assets) }));
    const described = await store.dossier.recordsByPath('lyon', ['all.xml', 'PC-03.ocs', 'photo.jpg']);
    expect(described.get('all.xml')?.toSorted()).toEqual([idOf('PC-01'), idOf('PC-02')].sort());
    expect(described.get('PC-03.ocs')).toEqual([idOf('PC-03')]);
    expect(described.has('photo.jpg')).toBe(false);
    expect(await store.dossier.recordsByPath('nord', ['all.xml'])).toEqual(new Map());
  });

  test('an asset that no file describes any more is missing since then, is not deleted, and comes back as itself', async () => {
    const store = await open();
    const standing = async () => (await store.assets({})).map(({ name, missingSince }) => [name, missingSince]);
    const [later, last] = ['2026-11-23T02:00:00Z', '2026-11-24T02:00:00Z'];
    await store.commit(commit('a', { filesPut: [puts('x.ocs', '1', 'PC-01')], dossier: dossier([asset('lyon', 'PC-01')]) }));
    await store.commit(commit('b', { filesPut: [puts('x.ocs', '2', 'PC-02')], dossier: dossier([asset('lyon', 'PC-02')]), at: later }));
    expect(await standing()).toEqual([
      ['PC-01', later],
      ['PC-02', ''],
    ]);
    await store.commit(commit('c', { filesDeleted: ['x.ocs'], filesPut: [puts('y.ocs', '1', 'PC-01')], at: last }));
    expect(await standing()).toEqual([
      ['PC-01', ''],
      ['PC-02', last],
    ]);
    expect((await store.dossier.changes({})).map(({ kind, name }) => `${name} ${kind}`).sort()).toEqual([
      'PC-01 back',
      'PC-01 missing',
      'PC-02 missing',
    ]);
  });
});
