import { describe, expect, test } from 'vitest';
import type { StoredTraceEvent } from '../../src/exchange/trace.ts';
import type { Journal, TraceFilter } from '../../src/store/journal-port.ts';
import { openCommonStore, openOutpostStore } from '../../src/store/open.ts';
import { times } from '../bench/draw.ts';
import { places } from './places.ts';
import { at, event, mail } from './samples.ts';

const journals = [...places<Journal & { close(): Promise<void> }>(openCommonStore), ...places(openOutpostStore)];

const day = (index: number): string => `2026-11-${String(1 + index).padStart(2, '0')}T00:00:00Z`;

const events = [
  event('Accès refusé 100%', { at: day(0), peer: 'Lyon-Étage', outcome: 'refused' }),
  event('read=1', { at: day(1), kind: 'connection', messageId: '', direction: 'out' }),
  event("l'index \\ a_b", { at: day(2), peer: '' }),
  event('axb', { at: day(3), messageId: 'malleposte.ABC@mail.test' }),
];

const filters: readonly (readonly [TraceFilter, readonly number[]])[] = [
  [{}, [0, 1, 2, 3]],
  [{ peer: '' }, [2]],
  [{ kind: 'connection', direction: 'out' }, [1]],
  [{ outcome: 'refused' }, [0]],
  [{ since: day(1), until: day(3) }, [1, 2]],
  [{ text: 'ACCES REFUSE' }, [0]],
  [{ text: 'étage' }, [0]],
  [{ text: '%' }, [0]],
  [{ text: 'a_b' }, [2]],
  [{ text: '\\' }, [2]],
  [{ text: "l'i" }, [2]],
  [{ text: 'abc@MAIL' }, [3]],
  [{ text: 'etagedata' }, []],
  [{ text: '"; delete from trace --' }, []],
];

const told = (deleted: number) => event(`deleted=${deleted}`, { kind: 'journal' });

describe.each(journals)('the table of the trace in %s', (_, open) => {
  const filled = async (): Promise<Journal> => {
    const journal = await open();
    await journal.trace(events);
    return journal;
  };

  test('is filtered and searched as the texts are stored', async () => {
    const journal = await filled();
    for (const [filter, expected] of filters) {
      const page = await journal.tracePage({ ...filter, newestFirst: false, limit: 10 });
      const reasons = expected.map((index) => events[index]?.reason);
      expect({ filter, total: page.total, reasons: page.rows.map(({ reason }) => reason) }).toEqual({
        filter,
        total: reasons.length,
        reasons,
      });
    }
    expect(await journal.traceValues()).toEqual({ peers: ['', 'Lyon-Étage', 'lyon'], kinds: ['DATA', 'connection'] });
  });

  test('turns its pages without a repeat while lines are written', async () => {
    const journal = await open();
    await journal.trace(times(25, (index) => event(`${index}`)));
    const first = await journal.tracePage({ newestFirst: true, limit: 10 });
    await journal.trace([event('new')]);
    const second = await journal.tracePage({ newestFirst: true, limit: 10, after: first.next });
    const last = await journal.tracePage({ newestFirst: true, limit: 10, after: second.next });
    const reasons = [first, second, last].flatMap(({ rows }) => rows.map(({ reason }) => reason));
    expect(reasons).toEqual(times(25, (index) => `${24 - index}`));
    expect(last).toMatchObject({ total: 26, next: '' });
    const jump = await journal.tracePage({ newestFirst: true, limit: 10, offset: 20 });
    expect(jump.rows.map(({ reason }) => reason)).toEqual(['5', '4', '3', '2', '1', '0']);
    expect(await journal.tracePage({ newestFirst: false, limit: 10, after: first.next })).toMatchObject({ isLost: true, rows: [] });
  });

  test('is read to its end some lines at a time', async () => {
    const journal = await open();
    await journal.trace(times(2_500, (index) => event(`${index}`, { peer: index % 2 === 0 ? 'lyon' : 'nord' })));
    const read: StoredTraceEvent[] = [];
    let most = 0;
    for await (const rows of journal.traceRows({ newestFirst: true, peer: 'lyon' })) {
      most = Math.max(most, rows.length);
      read.push(...rows);
    }
    expect(read.map(({ reason }) => reason)).toEqual(times(1_250, (index) => `${2_498 - 2 * index}`));
    expect(most).toBeLessThanOrEqual(1_000);
    expect(await journal.traceList({ newestFirst: true, peer: 'lyon', limit: 1_100 })).toEqual(read.slice(0, 1_100));
  });

  test('loses all that matches, and nothing else', async () => {
    const journal = await filled();
    expect(await journal.traceDeleteWhere({ text: 'nobody said this' }, told)).toBe(0);
    expect(await journal.traceDeleteWhere({ kind: 'DATA', until: day(3) }, told)).toBe(2);
    const left = await journal.traceList({ newestFirst: false, limit: 9 });
    expect(left.map(({ reason }) => reason)).toEqual(['read=1', 'axb', 'deleted=2']);
  });

  test('loses nothing when the line that would tell of it cannot be written', async () => {
    const journal = await filled();
    const before = await journal.traceList({ newestFirst: false, limit: 9 });
    const untold = (): never => {
      throw new Error('nothing to tell it with');
    };
    await expect(journal.traceDeleteWhere({ kind: 'DATA' }, untold)).rejects.toThrow('nothing to tell it with');
    expect(await journal.traceList({ newestFirst: false, limit: 9 })).toEqual(before);
    expect(await journal.traceDeleteWhere({ kind: 'DATA' }, told)).toBe(3);
  });

  test('loses of what matches only the lines that are meant, and none that came later', async () => {
    const journal = await open();
    await journal.trace(times(5, (index) => event(`${index}`, { peer: index === 1 ? 'nord' : 'lyon' })));
    const ids = (await journal.traceList({ newestFirst: false, limit: 9 })).map(({ id }) => id);
    expect(await journal.traceDeleteWhere({ peer: 'lyon', ids: ids.slice(0, 2) }, told)).toBe(1);
    expect(await journal.tracePage({ ids: ids.slice(0, 3), newestFirst: false, limit: 9 })).toMatchObject({ total: 2 });
    expect(await journal.traceDeleteWhere({ upTo: ids[3]! }, told)).toBe(3);
    expect((await journal.traceList({ newestFirst: false, limit: 9 })).map(({ reason }) => reason)).toEqual([
      '4',
      'deleted=1',
      'deleted=3',
    ]);
  });
});

const firstPage = { order: 'queued', direction: 'desc', limit: 10 } as const;

describe.each(journals)('the table of our mails in %s', (_, open) => {
  const filled = async (): Promise<Journal> => {
    const journal = await open();
    await journal.enqueue([mail('one'), mail('two', { kind: 'DATA', peer: 'nord', inReplyTo: 'x@y' }), mail('three')], []);
    await journal.noteAttempt({ messageId: mail('one').messageId, at });
    const posted = event('posted', { messageId: mail('one').messageId });
    await journal.noteOutcome({ messageId: mail('one').messageId, state: 'sent', error: '', event: posted });
    return journal;
  };

  test('tells what waits and what went, without the bytes, and where the trace speaks of it', async () => {
    const journal = await filled();
    await journal.dropSent('lyon', 'RECEIPT');
    const { rows, total } = await journal.mailPage(firstPage);
    expect(total).toBe(3);
    expect(rows.map(({ number: _n, ...row }) => row)).toMatchObject([
      { messageId: mail('three').messageId, state: 'queued', bytes: mail('three').raw.length, event: 0 },
      { inReplyTo: 'x@y', peer: 'nord', to: 'lyon@mail.test', bounce: '', event: 0 },
      { state: 'sent', tries: 1, lastTriedAt: at, bytes: 0 },
    ]);
    const [posted] = await journal.traceList({ newestFirst: true, limit: 1 });
    expect(rows[2]?.event).toBe(posted?.id);
    expect(rows.every((row) => !('raw' in row))).toBe(true);
    expect(await journal.mailPage({ ...firstPage, limit: 1, state: 'queued' })).toMatchObject({ total: 2, rows: [rows[0]] });
    expect(await journal.mailPage({ ...firstPage, peer: 'nord', kind: 'DATA' })).toMatchObject({ total: 1, rows: [rows[1]] });
    expect(await journal.mailPage({ ...firstPage, text: 'NORD' })).toMatchObject({ total: 1, rows: [rows[1]] });
    expect(await journal.mailPage({ ...firstPage, text: '%' })).toMatchObject({ total: 0 });
    expect(await journal.mailPage({ ...firstPage, isReturned: true })).toMatchObject({ total: 0 });
    expect(await journal.mailCounts()).toEqual([
      { kind: 'DATA', state: 'queued', bounce: '', count: 1 },
      { kind: 'RECEIPT', state: 'queued', bounce: '', count: 1 },
      { kind: 'RECEIPT', state: 'sent', bounce: '', count: 1 },
    ]);
  });

  test('is read in every order, both ways, page after page', async () => {
    const journal = await filled();
    for (const order of ['queued', 'state', 'peer', 'to', 'kind', 'bytes', 'tries', 'tried'] as const) {
      const walked: string[] = [];
      for (let after: string | undefined; after !== ''; ) {
        const page = await journal.mailPage({ order, direction: 'asc', limit: 1, ...(after === undefined ? {} : { after }) });
        walked.push(...page.rows.map(({ messageId }) => messageId));
        after = page.next;
      }
      const backwards = await journal.mailPage({ order, direction: 'desc', limit: 10 });
      expect(walked, order).toEqual(backwards.rows.map(({ messageId }) => messageId).toReversed());
      expect(walked).toHaveLength(3);
    }
    const [mostTried] = (await journal.mailPage({ order: 'tries', direction: 'desc', limit: 1 })).rows;
    expect(mostTried?.messageId).toBe(mail('one').messageId);
  });
});
