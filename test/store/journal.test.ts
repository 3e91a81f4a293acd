import { describe, expect, test } from 'vitest';
import type { Arrival, Journal } from '../../src/store/journal-port.ts';
import { openCommonStore, openOutpostStore } from '../../src/store/open.ts';
import { type Place, places } from './places.ts';
import { at, commit, event, mail, seen, sha256 } from './samples.ts';

type Closable = Journal & { close(): Promise<void> };

const named = (name: string, all: readonly Place<Closable>[]): readonly Place<Closable>[] =>
  all.map(([place, open]) => [`${name} in ${place}`, open]);

const journals = [...named('a common store', places(openCommonStore)), ...named('an outpost store', places(openOutpostStore))];

describe.each(journals)('the journal of %s', (_, open) => {
  const arrival = (account: string, mailId: string, facts: Partial<Arrival> = {}): Arrival => ({
    account,
    mailId,
    fingerprint: sha256(mailId),
    state: 'passed',
    attempts: 0,
    disposal: '',
    reason: 'unknown-key',
    at,
    ...facts,
  });

  test('mails of a mailbox are remembered by account and id, until they leave it', async () => {
    const journal = await open();
    await journal.noteArrivals([arrival('a', '7.1'), arrival('a', '7.2'), arrival('b', '7.1')]);
    await journal.noteArrivals([arrival('a', '7.1', { state: 'trying', attempts: 2 })], [event('tried')]);
    expect([...(await journal.arrivals('a')).values()]).toEqual([
      arrival('a', '7.1', { state: 'trying', attempts: 2 }),
      arrival('a', '7.2'),
    ]);
    await journal.forgetReason('b', 'pending');
    expect((await journal.arrivals('b')).size).toBe(1);
    await journal.noteArrivals([arrival('c', '7.1'), arrival('c', '7.2', { state: 'done' })]);
    await journal.forgetReason('c', 'unknown-key');
    expect([...(await journal.arrivals('c')).keys()]).toEqual(['7.2']);
    await journal.forgetArrivals('a', new Set(['7.2', '7.9']));
    expect([...(await journal.arrivals('a')).keys()]).toEqual(['7.2']);
    expect([...(await journal.arrivals('b')).keys()]).toEqual(['7.1']);
    await journal.forgetArrivals('a', new Set());
    expect((await journal.arrivals('a')).size).toBe(0);
    expect(await journal.traceList({ newestFirst: true, limit: 9 })).toHaveLength(1);
  });

  test('failed contacts are counted in a row, and a success ends the row', async () => {
    const journal = await open();
    expect(await journal.contact('a')).toBeUndefined();
    await journal.noteContact({ account: 'a', at: '2026-11-20T00:00:00Z', failure: '' });
    await journal.noteContact({ account: 'a', at: '2026-11-21T00:00:00Z', failure: 'timeout' });
    await journal.noteContact({ account: 'a', at, failure: 'credentials' });
    const failing = { account: 'a', lastOkAt: '2026-11-20T00:00:00Z', failures: 2, lastFailureAt: at, failure: 'credentials' };
    expect(await journal.contact('a')).toEqual(failing);
    await journal.noteContact({ account: 'a', at, failure: '' });
    expect(await journal.contact('a')).toEqual({ ...failing, lastOkAt: at, failures: 0, failure: '' });
  });

  test('a mail of ours is known by its Message-ID when it comes back', async () => {
    const journal = await open();
    await journal.enqueue([mail('one', { volume: 3 })], []);
    expect(await journal.outgoing(mail('one').messageId)).toMatchObject({ volume: 3, state: 'queued', bounce: '' });
    expect(await journal.outgoing('malleposte.0@mail.test')).toBeUndefined();
  });

  test('the trace is listed in both orders, and filtered', async () => {
    const journal = await open();
    await journal.trace([
      event('first', { at: '2026-11-20T00:00:00Z' }),
      event('second', { at: '2026-11-21T00:00:00Z', peer: 'nord', outcome: 'refused' }),
      event('third', { at: '2026-11-22T00:00:00Z', kind: 'GREETING' }),
    ]);
    const reasons = async (query: object): Promise<readonly string[]> =>
      (await journal.traceList({ newestFirst: true, limit: 10, ...query })).map(({ reason }) => reason);
    expect(await reasons({})).toEqual(['third', 'second', 'first']);
    expect(await reasons({ newestFirst: false })).toEqual(['first', 'second', 'third']);
    expect(await reasons({ limit: 1 })).toEqual(['third']);
    expect(await reasons({ limit: Number.POSITIVE_INFINITY })).toHaveLength(3);
    expect(await reasons({ peer: 'nord' })).toEqual(['second']);
    expect(await reasons({ kind: 'GREETING' })).toEqual(['third']);
    expect(await reasons({ outcome: 'refused' })).toEqual(['second']);
    expect(await reasons({ since: '2026-11-21T00:00:00Z' })).toEqual(['third', 'second']);
    expect(await reasons({ peer: 'nord', kind: 'GREETING' })).toEqual([]);
  });

  test('a trace event comes back as it was written, with a number; a measured fraction is rounded', async () => {
    const journal = await open();
    await journal.trace([event('E_ZIP é', { durationMs: 12.6, bytes: Number.NaN })]);
    const [stored] = await journal.traceList({ newestFirst: true, limit: 1 });
    expect(stored).toEqual({ ...event('E_ZIP é'), id: stored?.id, durationMs: 13, bytes: 0 });
    expect(stored?.id).toBeGreaterThan(0);
  });

  test('deleting trace events tells how many there were, and numbers are not used again', async () => {
    const journal = await open();
    await journal.trace([event('a'), event('b')]);
    const ids = (await journal.traceList({ newestFirst: false, limit: 9 })).map(({ id }) => id);
    expect(await journal.traceDeleteWhere({ ids: [...ids, 99_999] }, (deleted) => event(`deleted=${deleted}`))).toBe(2);
    await journal.trace([event('c')]);
    const left = await journal.traceList({ newestFirst: false, limit: 9 });
    expect(left.map(({ reason }) => reason)).toEqual(['deleted=2', 'c']);
    expect(left.filter(({ id }) => ids.includes(id))).toEqual([]);
  });

  test('queued mails come oldest first, byte for byte, and an attempt is noted before its outcome', async () => {
    const journal = await open();
    const raw = Buffer.from([0, 255, 13, 10, 128]);
    await journal.enqueue([mail('one', { raw }), mail('two')], [event('queued')]);
    const [one, two] = await journal.queued();
    const asNew = { state: 'queued', tries: 0, lastError: '', lastTriedAt: '', nextAt: '' };
    expect(one).toEqual({ ...mail('one', { raw }), volume: 1, inReplyTo: '', ...asNew });
    await journal.noteAttempt({ messageId: mail('one').messageId, at });
    expect((await journal.queued())[0]).toMatchObject({ tries: 1, lastTriedAt: at });
    await journal.noteOutcome({ messageId: mail('one').messageId, state: 'sent', error: '', event: event('posted') });
    await journal.noteOutcome({ messageId: mail('two').messageId, state: 'queued', error: 'timeout', event: event('deferred') });
    expect(await journal.queued()).toEqual([{ ...two, lastError: 'timeout' }]);
    expect(await journal.traceList({ newestFirst: false, limit: 9 })).toHaveLength(3);
  });

  test('an attempt on a mail that does not exist is refused', async () => {
    const journal = await open();
    await expect(journal.noteAttempt({ messageId: 'nobody@mail.test', at })).rejects.toMatchObject({ kind: 'store-failed' });
  });

  test('the same Message-ID cannot be queued twice, and then nothing of the call is written', async () => {
    const journal = await open();
    await journal.enqueue([mail('one')], []);
    await expect(journal.enqueue([mail('two'), mail('one')], [event('x')])).rejects.toMatchObject({ kind: 'store-failed' });
    expect(await journal.queued()).toHaveLength(1);
    expect(await journal.traceList({ newestFirst: true, limit: 9 })).toEqual([]);
  });

  test('a sent mail that was not answered is queued again with the same bytes', async () => {
    const journal = await open();
    await journal.enqueue([mail('hello', { kind: 'HELLO' }), mail('data', { kind: 'DATA' })], []);
    for (const name of ['hello', 'data']) {
      await journal.noteAttempt({ messageId: mail(name).messageId, at: '2026-11-22T03:00:00.000Z' });
      await journal.noteOutcome({ messageId: mail(name).messageId, state: 'sent', error: '', event: event('posted') });
    }
    expect(await journal.requeueOlderThan('HELLO', '2026-11-22T03:00:00.000Z')).toBe(0);
    expect(await journal.requeueOlderThan('HELLO', '2026-11-23T03:00:00.000Z', 'somebody else')).toBe(0);
    expect(await journal.requeueOlderThan('HELLO', '2026-11-23T03:00:00.000Z', mail('hello').peer)).toBe(1);
    expect((await journal.queued()).map(({ raw }) => raw)).toEqual([mail('hello').raw]);
  });

  test('dropping the bytes of sent mails keeps those that wait, and of other kinds', async () => {
    const journal = await open();
    await journal.enqueue([mail('sent', { kind: 'DATA' }), mail('waits', { kind: 'DATA' }), mail('other', { kind: 'HELLO' })], []);
    for (const name of ['sent', 'other']) {
      await journal.noteAttempt({ messageId: mail(name).messageId, at: '2026-11-22T03:00:00.000Z' });
      await journal.noteOutcome({ messageId: mail(name).messageId, state: 'sent', error: '', event: event('posted') });
    }
    await journal.dropSent('lyon', 'DATA');
    expect((await journal.queued()).map(({ raw }) => raw)).toEqual([mail('waits').raw]);
    expect(await journal.requeueOlderThan('DATA', '2027-01-01T00:00:00Z')).toBe(0);
    expect(await journal.requeueOlderThan('HELLO', '2027-01-01T00:00:00Z')).toBe(1);
  });
});

describe('what a commit notes', () => {
  test.each(places(openCommonStore))('a mail is seen once its commit is done, in %s', async (_, open) => {
    const store = await open();
    expect(await store.isSeen(seen('one').headerSha256)).toBeUndefined();
    await store.commit(commit('one'));
    expect(await store.isSeen(seen('one').headerSha256)).toEqual(seen('one'));
  });
});
