import { describe, expect, test } from 'vitest';
import { openCommonStore, openOutpostStore } from '../../src/store/open.ts';
import { places } from './places.ts';
import { at, commit, event, mail, progress, result, seen } from './samples.ts';

const volume = (number: number) => ({
  ...{ parcel: 'p', number, of: 2, epoch: 3, seq: 7, sha256: `${number}` },
  body: Buffer.alloc(10),
});

describe.each(places(openCommonStore))('the story of an exchange at a common site, in %s', (_, open) => {
  test('is that of a whole parcel: its mails, their lines, its result, the receipt, and its posting', async () => {
    const store = await open();
    const of = { epoch: 3, seq: 7 };
    await store.commit(
      commit('volume 1', {
        seen: seen('volume 1', { ...of, outcome: 'stored' }),
        volume: volume(1),
        trace: [event('stored 1/2', { messageId: 'm1@x' })],
      }),
    );
    await store.trace([event('a poll', { kind: 'connection', messageId: '' })]);
    const [first] = await store.traceList({ newestFirst: false, limit: 1 });
    expect(await store.story(first!.id)).toMatchObject({
      events: [first],
      results: [],
      held: { numbers: [1], of: 2 },
      mails: [],
      isReceiptDue: false,
    });
    await store.commit(
      commit('volume 2', {
        seen: seen('volume 2', of),
        progress: progress('lyon', of),
        parcelsForgotten: ['p'],
        result: result('lyon', { ...of, problems: [{ path: 'PC.ocs', problem: 'E_XML' }] }),
        receiptDue: { site: 'lyon', inReplyTo: 'm2@x', at },
        trace: [event('read=2', { messageId: 'm2@x' })],
      }),
    );
    expect(await store.story(first!.id)).toMatchObject({ isReceiptDue: true, held: null, mails: [] });
    const receipt = mail('receipt', { inReplyTo: 'm2@x' });
    await store.queueReceipts([{ site: 'lyon', number: 1, mail: receipt }]);
    await store.noteAttempt({ messageId: receipt.messageId, at });
    const posted = event('', { direction: 'out', kind: 'RECEIPT', messageId: receipt.messageId });
    await store.noteOutcome({ messageId: receipt.messageId, state: 'sent', error: '', event: posted });
    await store.commit(commit('another', { seen: seen('another', { epoch: 3, seq: 8 }), trace: [event('other', { messageId: 'm3@x' })] }));
    const lines = await store.traceList({ newestFirst: false, limit: 9 });
    const whole = lines.filter(({ reason }) => reason !== 'a poll' && reason !== 'other');
    for (const line of whole)
      expect(await store.story(line.id)).toMatchObject({
        event: line,
        events: whole,
        parcel: { peer: 'lyon', ...of },
        seen: [{ outcome: 'stored' }, { outcome: 'applied' }],
        mails: [{ messageId: receipt.messageId, state: 'sent', tries: 1, bytes: receipt.raw.length }],
        results: [{ status: 'applied', problems: [{ path: 'PC.ocs', problem: 'E_XML' }] }],
        isReceiptDue: false,
        files: { total: 0, first: [] },
      });
  });

  test('of a line without a mail is the line alone, and greetings are not mixed up', async () => {
    const store = await open();
    for (const name of ['a', 'b'])
      await store.commit(
        commit(name, {
          seen: seen(name, { kind: 'GREETING', epoch: 0, seq: 0 }),
          trace: [event(name, { kind: 'GREETING', messageId: `${name}@x` })],
        }),
      );
    await store.trace([event('poll', { messageId: '' }), event('poll again', { messageId: '' })]);
    for (const line of await store.traceList({ newestFirst: false, limit: 9 }))
      expect(await store.story(line.id)).toMatchObject({ events: [line], parcel: null, mails: [] });
    expect(await store.story(99_999)).toBeUndefined();
  });
});

describe.each(places(openOutpostStore))('the story of an exchange at a distant site, in %s', (_, open) => {
  test('is that of a parcel: its volumes in the queue, their postings, and what is known of it', async () => {
    const store = await open();
    const of = { kind: 'DATA', peer: 'siege', epoch: 2, seq: 5 };
    const volumes = [1, 2].map((number) => mail(`volume ${number}`, { ...of, volume: number }));
    const facts = { dossier: 'd', mode: 'delta', state: 's', parcel: 'p', files: 3, bytes: 900, volumes: 2, createdAt: at } as const;
    const standing = { status: 'sent', detail: '', have: [1], tries: 1, resendAt: '', volumeBytes: 500 } as const;
    const parcel = { epoch: 2, seq: 5, ...facts, ...standing };
    await store.commit({ parcels: [parcel], queue: [...volumes, mail('bye', { kind: 'BYE', peer: 'siege' })], trace: [] });
    const [one, two] = volumes;
    await store.noteAttempt({ messageId: one!.messageId, at });
    const out = { direction: 'out', peer: 'siege' } as const;
    await store.noteOutcome({
      messageId: one!.messageId,
      state: 'sent',
      error: '',
      event: event('', { ...out, messageId: one!.messageId }),
    });
    const late = event('timeout', { ...out, outcome: 'deferred', messageId: two!.messageId });
    await store.noteOutcome({ messageId: two!.messageId, state: 'queued', error: 'timeout', event: late, nextAt: 'later' });
    const lines = await store.traceList({ newestFirst: false, limit: 9 });
    expect(await store.story(lines[1]!.id)).toMatchObject({
      events: lines,
      parcel: { peer: 'siege', epoch: 2, seq: 5 },
      mails: [
        { volume: 1, state: 'sent' },
        { volume: 2, state: 'queued', lastError: 'timeout', nextAt: 'later' },
      ],
      sent: parcel,
    });
    await store.trace([event('poll', { messageId: '', kind: 'connection' })]);
    const [poll] = await store.traceList({ newestFirst: true, limit: 1 });
    expect(await store.story(poll!.id)).toEqual({ event: poll, events: [poll], seen: [], mails: [], parcel: null, sent: null });
  });
});
