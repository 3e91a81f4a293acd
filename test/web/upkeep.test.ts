/** Quarantine and queue by the web door: looked at as text, taken in again, dropped; what waits is told and posted. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desk, portsOf } from '../../src/web/api/desk.ts';
import { retryWork } from '../../src/web/api/upkeep-tasks.ts';
import { openSpeech } from '../../src/words/speech.ts';
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
  const [entry] = await pair.office.ask('GET /api/quarantine');
  return entry?.id ?? '';
}

test('a hostile mail is told with its reason and shown as text, not as what it would like to be', async () => {
  const id = await quarantine(pair.office.desk, Buffer.from(hostile));
  const [entry] = await pair.office.ask('GET /api/quarantine', { language: 'fr', as: 'reader' });
  expect(entry).toMatchObject({
    id,
    kind: 'mail',
    reason: 'no-envelope',
    explanation: 'ne contient aucun envoi de Malleposte',
    isDroppable: true,
  });
  const item = await pair.office.ask('GET /api/quarantine/:id', { parameters: { id }, as: 'reader' });
  expect(item.headers).toMatchObject({ subject: 'Iparc Distant : <img src=x onerror=alert(2)>' });
  expect(item.text).toContain('<b>·· nothing of ours</b>');
  expect(item.isCut).toBe(false);
  const answer = await pair.office.request('GET /api/quarantine/:id/bytes', { parameters: { id }, as: 'reader' });
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.bin"/);
  expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(hostile);
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
  expect(left.map(({ reason }) => reason)).toEqual(['no-envelope']);
});

test('a person who stops before the first one is told so, not that there was nothing', async () => {
  await quarantine(pair.office.desk, Buffer.from(hostile));
  const told = await retryWork(pair.office.desk, 'all')({ tell: () => undefined, stop: AbortSignal.abort() });
  expect(told.ok && told.value.tell(openSpeech('en'))).toEqual([openSpeech('en').reports.alerts.stopped]);
  expect(told).toMatchObject({ ok: true, value: { isNotable: true, outcome: { items: [], stopped: true } } });
});

test('several are dropped together, and none when one of them is unknown', async () => {
  const first = await quarantine(pair.office.desk, Buffer.from(hostile));
  await quarantine(pair.office.desk, Buffer.from(`${hostile}2`));
  const ids = (await pair.office.ask('GET /api/quarantine')).map((entry) => entry.id);
  expect(await pair.office.refused('POST /api/quarantine/drop', { body: { ids: [first, 'none'] } })).toMatchObject({
    kind: 'quarantine-unknown',
  });
  expect((await pair.office.request('POST /api/quarantine/drop', { body: { ids }, as: 'reader' })).status).toBe(403);
  expect(await pair.office.ask('GET /api/quarantine')).toHaveLength(2);
  expect(await pair.office.ask('POST /api/quarantine/drop', { body: { ids } })).toEqual({ dropped: 2 });
  expect(await pair.office.ask('GET /api/quarantine')).toEqual([]);
});

test('an unreadable inventory of a good parcel is shown by its path, and is not dropped', async () => {
  await writeFile(join(pair.agency.path('parc'), 'PC12.ocs'), '<REQUEST><CONTENT><HARDWARE>');
  await pair.enrol();
  await pair.receive();
  const [entry] = await pair.office.ask('GET /api/quarantine');
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
  expect(await pair.agency.ask('GET /api/quarantine')).toHaveLength(1);
});

test('what a server puts off waits in the queue with its reason, and goes when a person asks', async () => {
  await pair.enrol();
  pair.office.postOffice.setFaults({ defer: () => true });
  const sent = await pair.agency.ask('POST /api/sending/send', { body: { isConfirmed: true } });
  expect(await pair.agency.ended(sent.id)).toMatchObject({ state: 'failed', problem: { kind: 'deferred' } });
  const { mails, total } = await pair.agency.ask('GET /api/queue', { language: 'fr', as: 'reader' });
  expect(total).toBe(1);
  expect(mails).toMatchObject([{ kind: 'DATA', kindSaid: 'colis', parcel: '1.2', to: 'siege@mail.test', tries: 1 }]);
  expect(mails[0]?.lastError).toContain('remis à plus tard');
  expect(Date.parse(mails[0]?.nextAt ?? '')).toBeGreaterThan(Date.now());
  pair.office.postOffice.setFaults({});
  const { id } = await pair.agency.ask('POST /api/queue/post');
  expect(await pair.agency.ended(id)).toMatchObject({
    kind: 'send',
    state: 'done',
    outcome: { outcome: 'parcel', seq: 2, postedVolumes: 1 },
  });
  expect(await pair.agency.ask('GET /api/queue')).toEqual({ mails: [], total: 0 });
});

test('a common site posts its queue without polling', async () => {
  await pair.enrol();
  pair.office.postOffice.setFaults({ defer: () => true });
  await pair.receive();
  expect(await pair.office.ask('GET /api/queue')).toMatchObject({ total: 1, mails: [{ kind: 'RECEIPT', peer: 'lyon' }] });
  expect((await pair.office.request('POST /api/queue/post', { as: 'reader' })).status).toBe(403);
  pair.office.postOffice.setFaults({});
  const { id } = await pair.office.ask('POST /api/queue/post');
  const posted = await pair.office.ended(id);
  expect(posted).toMatchObject({ kind: 'post', state: 'done', isNotable: false });
  expect(posted.summary.join(' ')).toMatch(/^1\smail was posted\.$/);
});
