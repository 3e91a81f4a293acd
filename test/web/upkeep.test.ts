/** Quarantine and queue by the web door: looked at as text, taken in again, dropped; what waits is told and posted. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../src/result.ts';
import { type Desk, portsOf } from '../../src/web/api/desk.ts';
import { retryWork } from '../../src/web/api/upkeep-tasks.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { expectOk } from '../journeys/company.ts';
import { openPair, type Pair } from './pair.ts';

let pair: Pair;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

const hostile = `From: <script>alert(1)</script> <x@evil.test>\r\nTo: siege@mail.test\r\nMessage-ID: <bad@evil.test>
Subject: Iparc Distant : <img src=x onerror=alert(2)>\r\nX-Malleposte: 1\r\n\r\n<b>\u0007\u202e nothing of ours</b>\r\n`;

/** As the jobs put it there: bytes that nobody understood, with a reason. */
async function quarantine(desk: Desk, bytes: Buffer, reason = 'no-envelope'): Promise<string> {
  const kept = await desk.hold(async (held) =>
    portsOf(held).disk.quarantine({ name: '<i>mail</i>', bytes, reason, at: new Date().toISOString() }),
  );
  if (!kept.ok) throw new Error(kept.error.kind);
  const [entry] = (await pair.office.ask('GET /api/quarantine')).rows;
  return entry?.id ?? '';
}

test('a hostile mail is told with its reason and shown as text, not as what it would like to be', async () => {
  const id = await quarantine(pair.office.desk, Buffer.from(hostile));
  const [entry] = (await pair.office.ask('GET /api/quarantine', { language: 'fr', as: 'reader' })).rows;
  expect(entry).toMatchObject({
    id,
    kind: 'mail',
    reason: 'no-envelope',
    explanation: 'ne contient aucun envoi de Malleposte',
    isDroppable: true,
  });
  const item = await pair.office.ask('GET /api/quarantine/:id', { parameters: { id } });
  expect(item.headers).toMatchObject({ subject: 'Iparc Distant : <img src=x onerror=alert(2)>' });
  expect(item.text).toContain('<b>·· nothing of ours</b>');
  expect(item.isCut).toBe(false);
  const answer = await pair.office.request('GET /api/quarantine/:id/bytes', { parameters: { id } });
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.bin"/);
  expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(hostile);
  for (const key of ['GET /api/quarantine/:id', 'GET /api/quarantine/:id/bytes'] as const)
    expect((await pair.office.request(key, { parameters: { id }, as: 'reader' })).status).toBe(403);
});

test('bytes that are no text are offered for download only, long ones from their beginning', async () => {
  const binary = await quarantine(pair.office.desk, gzipSync(Array.from({ length: 4_000 }, (_, index) => String(index * index)).join()));
  expect((await pair.office.ask('GET /api/quarantine/:id', { parameters: { id: binary } })).text).toBe('');
  await pair.office.ask('POST /api/quarantine/drop', { body: { ids: [binary] } });
  const long = await quarantine(pair.office.desk, Buffer.from('ligne\n'.repeat(20_000)));
  const { text, isCut } = await pair.office.ask('GET /api/quarantine/:id', { parameters: { id: long } });
  expect(isCut).toBe(true);
  expect(text.length).toBeLessThanOrEqual(65_536);
});

test('what is tried again stays with its reason, or leaves; both are told in words', async () => {
  await pair.enrol();
  const [raw] = pair.office.postOffice.messages('siege@mail.test').slice(-1);
  if (!raw) throw new Error('no parcel waits');
  await quarantine(pair.office.desk, Buffer.from(hostile));
  await quarantine(pair.office.desk, Buffer.from(raw), 'attempts');
  const { id } = await pair.office.ask('POST /api/quarantine/retry', { body: { ids: 'all' } });
  const retried = await pair.office.ended(id);
  expect(retried).toMatchObject({ kind: 'quarantine-retry', state: 'done', isNotable: true });
  expect(retried.summary.join('\n')).toMatch(/merged/);
  const left = await pair.office.ask('GET /api/quarantine');
  expect(left.rows.map(({ reason }) => reason)).toEqual(['no-envelope']);
});

test('a person who stops before the first one is told so, not that there was nothing', async () => {
  await quarantine(pair.office.desk, Buffer.from(hostile));
  const told = await retryWork(pair.office.desk, async () => ok('all'))({ tell: () => undefined, stop: AbortSignal.abort() });
  expect(told.ok && told.value.tell(openSpeech('en'))).toEqual([openSpeech('en').reports.alerts.stopped]);
  expect(told).toMatchObject({ ok: true, value: { isNotable: true, outcome: { items: [], stopped: true } } });
});

test('several are dropped together, and none when one of them is unknown', async () => {
  const first = await quarantine(pair.office.desk, Buffer.from(hostile));
  await quarantine(pair.office.desk, Buffer.from(`${hostile}2`));
  const ids = (await pair.office.ask('GET /api/quarantine')).rows.map((entry) => entry.id);
  expect(await pair.office.refused('POST /api/quarantine/drop', { body: { ids: [first, 'none'] } })).toMatchObject({
    kind: 'quarantine-unknown',
  });
  expect((await pair.office.request('POST /api/quarantine/drop', { body: { ids }, as: 'reader' })).status).toBe(403);
  expect((await pair.office.ask('GET /api/quarantine')).total).toBe(2);
  expect(await pair.office.ask('POST /api/quarantine/drop', { body: { ids } })).toEqual({ dropped: 2 });
  expect((await pair.office.ask('GET /api/quarantine')).rows).toEqual([]);
});

test('an unreadable inventory of a good parcel is shown by its path, and is not dropped', async () => {
  await writeFile(join(pair.agency.path('parc'), 'PC12.ocs'), '<REQUEST><CONTENT><HARDWARE>');
  await pair.enrol();
  await pair.receive();
  const [entry] = (await pair.office.ask('GET /api/quarantine')).rows;
  expect(entry).toMatchObject({ id: 'file:lyon/PC12.ocs', kind: 'file', isDroppable: false });
  const item = await pair.office.ask('GET /api/quarantine/:id', { parameters: { id: 'file:lyon/PC12.ocs' } });
  expect(item).toMatchObject({ headers: null, text: '<REQUEST><CONTENT><HARDWARE>' });
  const refused = await pair.office.refused('POST /api/quarantine/drop', { body: { ids: ['file:lyon/PC12.ocs'] } });
  expect(refused).toMatchObject({ kind: 'file-not-droppable' });
});

test('a distant site has a quarantine of its own', async () => {
  const kept = await pair.agency.desk.hold(async (held) =>
    portsOf(held).disk.quarantine({ name: 'x', bytes: Buffer.from(hostile), reason: 'no-envelope', at: new Date().toISOString() }),
  );
  expect(kept.ok).toBe(true);
  expect((await pair.agency.ask('GET /api/quarantine')).rows).toHaveLength(1);
});

/** Each of a day of its own, so that their order is known. */
const strangers = Array.from({ length: 7 }, (_, index) => ({
  name: `étranger ${index}`,
  bytes: Buffer.from(`${hostile}${'x'.repeat((index * 37) % 50)}`),
  reason: index % 2 === 0 ? 'no-envelope' : 'unknown-key',
  at: new Date(Date.now() - index * 86_400_000).toISOString(),
}));

async function quarantineStrangers(): Promise<void> {
  const held = await pair.office.desk.hold(async (installation) => {
    for (const stranger of strangers) expectOk(await portsOf(installation).disk.quarantine(stranger));
    return ok(null);
  });
  expectOk(held);
}

test('a long quarantine is sorted, searched and told by pages at the server, and kept as a file', async () => {
  await quarantineStrangers();
  const names = async (query: Record<string, string | number>) =>
    (await pair.office.ask('GET /api/quarantine', { query, language: 'fr' })).rows.map(({ name }) => name);
  expect(await names({})).toEqual(strangers.map(({ name }) => name));
  expect(await names({ sort: 'name', direction: 'asc', offset: 2, limit: 3 })).toEqual(['étranger 2', 'étranger 3', 'étranger 4']);
  const sizes = (await pair.office.ask('GET /api/quarantine', { query: { sort: 'bytes' } })).rows.map(({ bytes }) => bytes);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  expect(await names({ text: 'ETRANGER 3' })).toEqual(['étranger 3']);
  expect(await names({ text: 'aucun envoi de malleposte' })).toEqual(['étranger 0', 'étranger 2', 'étranger 4', 'étranger 6']);
  expect(await names({ kind: 'file' })).toEqual([]);
  const walked: string[] = [];
  for (let cursor = ''; ; ) {
    const query = { limit: 2, sort: 'reason', direction: 'asc', ...(cursor === '' ? {} : { cursor }) };
    const page = await pair.office.ask('GET /api/quarantine', { query });
    walked.push(...page.rows.map(({ name }) => name));
    if (page.next === '') break;
    cursor = page.next;
  }
  expect(walked.toSorted()).toEqual(strangers.map(({ name }) => name));
  for (const query of [{ sort: 'remedy' }, { cursor: 'x' }, { kind: 'king' }])
    expect(await pair.office.refused('GET /api/quarantine', { query })).toMatchObject({ status: 422 });
  const file = await pair.office.request('GET /api/quarantine.csv', {
    query: { text: 'étranger 3', columns: 'name,kind', language: 'fr' },
    as: 'reader',
  });
  expect((await file.text()).replace('\uFEFF', '').trim().split(/\r?\n/)).toEqual(['name,kind', 'étranger 3,Message']);
  const sheet = await pair.office.request('GET /api/quarantine.xlsx', { as: 'reader' });
  expect(sheet.headers.get('content-type')).toContain('spreadsheetml');
});

test('all that match are tried again or dropped, but nothing that came since somebody looked', async () => {
  await quarantineStrangers();
  const upTo = strangers[1]?.at ?? '';
  for (const body of [{}, { ids: ['x'], matching: { upTo } }, { matching: {} }])
    expect(await pair.office.refused('POST /api/quarantine/drop', { body })).toMatchObject({ status: 422 });
  const { id } = await pair.office.ask('POST /api/quarantine/retry', { body: { matching: { text: 'étranger 3' } } });
  const retried = await pair.office.ended(id);
  expect(retried).toMatchObject({ state: 'done', outcome: { items: [{ isTaken: false }] } });
  const doomed = { matching: { text: 'étranger', upTo } };
  expect(await pair.office.ask('POST /api/quarantine/drop', { body: doomed })).toEqual({ dropped: 6 });
  const left = (await pair.office.ask('GET /api/quarantine')).rows.map(({ name }) => name);
  expect(left).toEqual(['étranger 0']);
});

test('what a server puts off waits in the queue with its reason, and goes when a person asks', async () => {
  await pair.enrol();
  pair.office.postOffice.setFaults({ defer: () => true });
  const sent = await pair.agency.ask('POST /api/sending/send', { body: { isConfirmed: true } });
  expect(await pair.agency.ended(sent.id)).toMatchObject({ state: 'failed', problem: { kind: 'deferred' } });
  const waiting = { query: { state: 'waiting' }, language: 'fr', as: 'reader' } as const;
  const { rows, total } = await pair.agency.ask('GET /api/queue', waiting);
  expect(total).toBe(1);
  expect(rows).toMatchObject([{ kind: 'DATA', kindSaid: 'colis', parcel: '1.2', to: 'siege@mail.test', tries: 1, state: 'waiting' }]);
  const [mail] = rows;
  expect(mail?.refusal.said).toContain('remis à plus tard');
  expect(mail?.peerSaid).toBe('site commun');
  expect(Date.parse(mail?.nextAt ?? '')).toBeGreaterThan(Date.now());
  const story = await pair.agency.ask('GET /api/trace/:id', { parameters: { id: String(mail?.event) } });
  expect(story.sent.map(({ messageId }) => messageId)).toEqual([mail?.messageId]);
  pair.office.postOffice.setFaults({});
  const { id } = await pair.agency.ask('POST /api/queue/post');
  expect(await pair.agency.ended(id)).toMatchObject({
    kind: 'send',
    state: 'done',
    outcome: { outcome: 'parcel', seq: 2, postedVolumes: 1 },
  });
  expect((await pair.agency.ask('GET /api/queue', waiting)).rows).toEqual([]);
  const [gone] = (await pair.agency.ask('GET /api/queue')).rows;
  expect(gone).toMatchObject({ messageId: mail?.messageId, state: 'sent', tries: 2, refusal: { code: '', said: '' }, nextAt: '' });
});

test('a common site posts its queue without polling', async () => {
  await pair.enrol();
  pair.office.postOffice.setFaults({ defer: () => true });
  await pair.receive();
  const waiting = { query: { state: 'waiting' } };
  expect(await pair.office.ask('GET /api/queue', waiting)).toMatchObject({ total: 1, rows: [{ kind: 'RECEIPT', peer: 'lyon' }] });
  expect((await pair.office.request('POST /api/queue/post', { as: 'reader' })).status).toBe(403);
  pair.office.postOffice.setFaults({});
  const { id } = await pair.office.ask('POST /api/queue/post');
  const posted = await pair.office.ended(id);
  expect(posted).toMatchObject({ kind: 'post', state: 'done', isNotable: false });
  expect(posted.summary.join(' ')).toMatch(/^1\smail was posted\.$/);
});

test('a mail that came back and one that is refused say why, what to do, and are counted apart', async () => {
  await pair.enrol();
  const [first, second] = (await pair.agency.ask('GET /api/queue', { query: { direction: 'asc' } })).rows;
  if (!first || !second) throw new Error('nothing was sent');
  const changed = await pair.agency.desk.hold(async (held) => {
    if (held.role !== 'distant') throw new Error(held.role);
    const { store } = held.distant;
    const event = {
      at: first.createdAt,
      direction: 'in',
      peer: 'mail.test',
      kind: 'bounce',
      messageId: first.messageId,
      bytes: 0,
    } as const;
    await store.commit({ bounce: { messageId: first.messageId, cause: 'mailbox-full' }, parcels: [], queue: [], trace: [] });
    const refused = { ...event, direction: 'out', outcome: 'refused', reason: 'too-large', durationMs: 0 } as const;
    await store.noteOutcome({ messageId: second.messageId, state: 'refused', error: 'too-large', event: refused });
    return ok(null);
  });
  expectOk(changed);
  const listed = async (state: string) => (await pair.agency.ask('GET /api/queue', { query: { state }, language: 'fr' })).rows;
  expect(await listed('returned')).toMatchObject([{ messageId: first.messageId, refusal: { code: 'bounce mailbox-full' } }]);
  const [refused] = await listed('refused');
  expect(refused).toMatchObject({ messageId: second.messageId, state: 'refused', refusal: { code: 'too-large' } });
  expect([refused?.refusal.said, (await listed('returned'))[0]?.refusal.remedy].join('')).not.toMatch(/mailbox-full|too-large/);
  const { states, kinds } = await pair.agency.ask('GET /api/queue/values', { language: 'fr', as: 'reader' });
  const { total } = await pair.agency.ask('GET /api/queue');
  expect(states).toEqual([
    { state: 'waiting', count: 0 },
    { state: 'sent', count: total - 2 },
    { state: 'returned', count: 1 },
    { state: 'refused', count: 1 },
  ]);
  expect(kinds).toContainEqual({ code: 'DATA', said: 'colis' });
});

test('the queue is sorted and searched at the server, told by pages, and kept as a file of what is shown', async () => {
  await pair.enrol();
  const { rows } = await pair.agency.ask('GET /api/queue');
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map(({ number }) => number)).toEqual(rows.map(({ number }) => number).toSorted((a, b) => b - a));
  const bySize = await pair.agency.ask('GET /api/queue', { query: { sort: 'bytes', direction: 'asc' } });
  expect(bySize.rows.map(({ bytes }) => bytes)).toEqual(rows.map(({ bytes }) => bytes).toSorted((a, b) => a - b));
  const walked: number[] = [];
  for (let cursor = ''; ; ) {
    const page = await pair.agency.ask('GET /api/queue', { query: { limit: 1, sort: 'kind', ...(cursor === '' ? {} : { cursor }) } });
    walked.push(...page.rows.map(({ number }) => number));
    if (page.next === '') break;
    cursor = page.next;
  }
  expect(new Set(walked)).toEqual(new Set(rows.map(({ number }) => number)));
  expect((await pair.agency.ask('GET /api/queue', { query: { text: 'SIEGE@mail' } })).total).toBe(rows.length);
  expect((await pair.agency.ask('GET /api/queue', { query: { text: 'nobody' } })).total).toBe(0);
  for (const query of [{ state: 'splendid' }, { sort: 'raw' }, { cursor: 'x' }])
    expect(await pair.agency.refused('GET /api/queue', { query })).toMatchObject({ status: 422 });
  const file = await pair.agency.request('GET /api/queue.csv', {
    query: { kind: 'DATA', columns: 'kind,state,to', language: 'fr' },
    as: 'reader',
  });
  const lines = (await file.text()).replace('\uFEFF', '').trim().split(/\r?\n/);
  const ofParcels = rows.filter(({ kind }) => kind === 'DATA').map(() => 'colis,envoyé,siege@mail.test');
  expect(lines).toEqual(['kind,state,to', ...ofParcels]);
  const sheet = await pair.agency.request('GET /api/queue.xlsx', { as: 'reader' });
  expect(sheet.headers.get('content-type')).toContain('spreadsheetml');
});
