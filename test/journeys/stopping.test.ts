/** A person stops a long run: it ends well, what is done stays done, nothing is lost or told to be at fault, and the next run goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Common, Progress } from '../../src/jobs/installation.ts';
import { publishIntranet } from '../../src/jobs/publish-intranet.ts';
import { retryQuarantined } from '../../src/jobs/quarantine.ts';
import { receive } from '../../src/jobs/receive.ts';
import { completeReplay, replay } from '../../src/jobs/replay.ts';
import { send } from '../../src/jobs/send.ts';
import { openOffice } from './common-dossier.ts';
import { type Company, expectOk, openCompany } from './company.ts';
import { machineFile } from './machine-files.ts';
import { maildirPlace } from './maildir-place.ts';
import { memoryPlace, type Place } from './place.ts';

/** Stops when this has been told for the `times`-th time. */
function stopAt(step: Progress['step'], times: number): { readonly stop: AbortSignal; readonly onProgress: (progress: Progress) => void } {
  const stopping = new AbortController();
  let left = times;
  const onProgress = (progress: Progress): void => {
    if (progress.step === step) left -= 1;
    if (left === 0) stopping.abort();
  };
  return { stop: stopping.signal, onProgress };
}

const stopped = AbortSignal.abort();

describe('mails', () => {
  let place: Place;
  let company: Company;

  beforeEach(async () => {
    place = memoryPlace();
    company = await openCompany(place);
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    for (let greeting = 0; greeting < 4; greeting += 1) await company.send('lyon');
  });

  afterEach(() => company.close());

  const receiveUntil = (mails: number) => {
    const { stop, onProgress } = stopAt('mail', mails);
    return company.asOffice(async (common) => expectOk(await receive({ ...common, stop }, { dryRun: false, onProgress })));
  };

  it('that were not looked at wait for the next run, without an attempt being held against them', async () => {
    const first = await receiveUntil(2);
    expect(first).toMatchObject({ stopped: true, messages: 5, left: 3 });
    expect(await place.messages('common')).toHaveLength(3);
    const arrivals = await company.asOffice(async ({ store, settings }) => [...(await store.arrivals(settings.mailbox)).values()]);
    expect(arrivals.filter(({ state }) => state === 'trying').map(({ attempts, reason }) => ({ attempts, reason }))).toEqual(
      Array(3).fill({ attempts: 0, reason: '' }),
    );
    const second = await company.receive();
    expect(second).toMatchObject({ messages: 3, left: 0 });
    expect('stopped' in second).toBe(false);
    expect(first.merged + second.merged).toBe(1);
    expect(first.greetings + second.greetings).toBe(4);
    expect(await place.messages('common')).toHaveLength(0);
  });

  it('that answer stay queued, and go with the next run', async () => {
    const first = await receiveUntil(5);
    expect(first).toMatchObject({ stopped: true, left: 0, merged: 1, receipts: 0, unsent: [{ error: 'stopped' }] });
    expect(await company.receive()).toMatchObject({ messages: 0, receipts: 1, unsent: [] });
    expect(await company.send('lyon')).toMatchObject({ heeded: { receipts: 1 } });
  });

  it('of a parcel in volumes go one by one: those that went are not posted again', async () => {
    await company.receive();
    company.passDays(8);
    const { stop, onProgress } = stopAt('posting', 1);
    const sent = await company.asAgency('lyon', async (distant) => {
      const settings = { ...distant.settings, volumeBytes: 4_000 };
      return expectOk(await send({ ...distant, settings, stop }, { force: false, dryRun: false, onProgress }));
    });
    expect(sent).toMatchObject({ stopped: true, outcome: 'parcel', postedVolumes: 1 });
    expect(sent.volumes).toBeGreaterThan(2);
    expect(sent.unsent).toHaveLength(sent.volumes - 1);
    expect(await place.messages('common')).toHaveLength(1);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', seq: sent.seq, postedVolumes: sent.volumes - 1, unsent: [] });
    expect(await company.receive()).toMatchObject({ merged: 1, stored: sent.volumes - 1 });
  });

  it('are not written at all when a sending is stopped before it reads the dossier', async () => {
    company.passDays(8);
    const seqBefore = (await company.trySend('lyon', { dryRun: true })) as { value?: { seq: number } };
    const early = await company.asAgency('lyon', async (distant) =>
      expectOk(
        await send({ ...distant, stop: stopped }, { force: true, dryRun: false, confirmRecent: () => Promise.reject(new Error('asked')) }),
      ),
    );
    expect(early).toMatchObject({ outcome: 'stopped', stopped: true, mode: null, postedVolumes: 0, seq: seqBefore.value?.seq });
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel' });
  });
});

describe('a common dossier', () => {
  const machine = (name: string) => ({ path: `${name}.ocs`, content: machineFile({ name, date: '2026-10-01 08:00:00' }) });

  async function threeParcels(): Promise<{ readonly common: Common; readonly picture: () => Promise<unknown> }> {
    const office = await openOffice();
    for (const name of ['PC-A', 'PC-B', 'PC-C']) await office.deliver({ site: 'lyon', put: [machine(name)] });
    return office;
  }

  it('that is being computed again goes on where it was stopped; nothing is merged meanwhile', async () => {
    const { common, picture } = await threeParcels();
    const before = await picture();
    const stopping = new AbortController();
    const half = await replay({ ...common, stop: stopping.signal }, { onFiles: () => stopping.abort() });
    expect(half).toEqual({ files: 1, unreadable: 0, stopped: true });
    const polled = expectOk(await receive({ ...common, stop: stopped }, { dryRun: false }));
    expect(polled).toMatchObject({ stopped: true, messages: 0, left: 0, replayed: 1 });
    expect(await completeReplay(common)).toEqual({ files: 1, unreadable: 0 });
    expect(await picture()).toEqual(before);
  });

  it('takes nothing of the quarantine in while it is half computed, or once a person stops', async () => {
    const { common, deliver } = await openOffice();
    for (const path of ['one.ocs', 'two.ocs']) await deliver({ site: 'lyon', put: [{ path, content: '<REQUEST><CONTENT>' }] });
    const none = { items: [], receipts: 0, unsent: [], stopped: true };
    expect(await retryQuarantined({ ...common, stop: stopped }, 'all')).toEqual({ ok: true, value: none });
    await common.store.derivation.begin();
    expect(await retryQuarantined({ ...common, stop: stopped }, 'all')).toEqual({ ok: true, value: none });
    expect(await common.store.derivation.replayedTo()).toBe(1);
    const retried = expectOk(await retryQuarantined(common, 'all'));
    expect(retried.items.map(({ id, isTaken }) => [id, isTaken])).toEqual([
      ['file:lyon/two.ocs', false],
      ['file:lyon/one.ocs', false],
    ]);
    expect('stopped' in retried).toBe(false);
  });

  it('of which the pages are being published: the next publishing writes the rest', async () => {
    const { common } = await threeParcels();
    const folder = await mkdtemp(join(tmpdir(), 'malleposte-pages-'));
    afterAll(() => rm(folder, { recursive: true, force: true }));
    const none = expectOk(await publishIntranet({ ...common, stop: stopped }, { folder, isEverything: false }));
    expect(none).toMatchObject({ isStopped: true, written: 0 });
    expect(await readdir(folder)).toEqual([]);
    const all = expectOk(await publishIntranet(common, { folder, isEverything: false }));
    expect(all).toMatchObject({ isStopped: false });
  });
});

describe('the real program', { timeout: 120_000 }, () => {
  const greetings = 60;
  let folder: string;
  let company: Company;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'malleposte-maildir-'));
    company = await openCompany(await maildirPlace(folder));
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.asAgency('lyon', async (distant) => {
      for (let number = 0; number < greetings; number += 1) expectOk(await send(distant, { force: false, dryRun: false }));
    });
  });

  afterEach(async () => {
    await company.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends well at the first %s: exit 1, and the next run takes the rest', async (signal) => {
    const first = await run(company.office, signal);
    expect(first).toMatchObject({ status: 1, signal: null });
    const answer = JSON.parse(first.out) as { readonly left: number; readonly messages: number; readonly stopped: boolean };
    expect(answer).toMatchObject({ stopped: true, messages: greetings + 1, quarantined: 0, refused: 0 });
    expect(answer.left).toBeGreaterThan(0);
    expect(first.error).toContain('Arrêt dès que possible');
    const second = await run(company.office);
    expect(second.status).toBe(0);
    expect(JSON.parse(second.out)).toMatchObject({ messages: answer.left, left: 0, quarantined: 0 });
    const mails = JSON.parse(first.out).greetings + JSON.parse(second.out).greetings;
    expect(mails).toBe(greetings);
    expect(await readdir(join(folder, 'office', 'new'))).toEqual([]);
  });

  it('ends at once at the second signal, and loses nothing either', async () => {
    const killed = await run(company.office, 'SIGINT', 'SIGINT');
    expect(killed.status === 1 || killed.signal === 'SIGINT').toBe(true);
    await run(company.office);
    expect(await readdir(join(folder, 'office', 'new'))).toEqual([]);
    const { counts } = await company.asOffice(async (common) => ({ counts: await common.store.audit.counts() }));
    expect(counts.files).toBeGreaterThan(0);
  });
});

type Ended = { readonly status: number | null; readonly signal: string | null; readonly out: string; readonly error: string };

/** `receive` in a process of its own, told these signals, one after the other, once it is among the mails. */
async function run(home: string, ...signals: readonly NodeJS.Signals[]): Promise<Ended> {
  const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [program, 'receive', '--json', '--verbose', '--lang', 'fr', '--home', home], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
  });
  const out = text(child.stdout);
  let error = '';
  let left = signals;
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    error += chunk;
    if (!/^3\/\d+ /m.test(error)) return;
    for (const signal of left) child.kill(signal);
    left = [];
  });
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { status, signal, out: await out, error };
}
