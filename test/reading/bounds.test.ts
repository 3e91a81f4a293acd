/** Whatever is read, the run goes on: deadline and memory end the reading, not the process. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { openReading } from '../../src/reading/pool.ts';
import type { ParcelToRead } from '../../src/reading/port.ts';
import { startProcess } from '../../src/reading/reader-process.ts';
import { envelopeOf, inventoryLike, mailWith } from '../exchange/samples.ts';
import { attachmentPart, multipart, topHeaders } from '../hostile/mail-forge.ts';
import { agency, heavyInventory, parcelOf } from './samples.ts';

const small = parcelOf(agency(2));
const heavy = parcelOf([heavyInventory()]);

const opened = (...bounds: Parameters<typeof openReading>) => {
  const reading = openReading(...bounds);
  onTestFinished(() => reading.close());
  return reading;
};

const within = (parcel: ParcelToRead, seconds: number): ParcelToRead => ({
  ...parcel,
  limits: { ...parcel.limits, maxReadingSeconds: seconds },
});

const failed = (reason: string) => ({ ok: false, error: { kind: 'reading-failed', reason, retry: 'later' } });

describe('the process that reads', () => {
  it('says that it is gone, so that nothing is asked of it', async () => {
    const started = await startProcess({ maxHeapMb: 64, maxGrowthBytes: 1_000_000_000 });
    if (!started.ok) throw new Error(started.error.detail);
    expect(started.value.isGone()).toBe(false);
    await started.value.end();
    expect(started.value.isGone()).toBe(true);
  });
});

describe('reading', () => {
  it('gives up at the deadline, and reads the next parcel', async () => {
    const reading = opened();
    expect(await reading.readParcel(small)).toMatchObject({ ok: true });
    const start = performance.now();
    expect(await reading.readParcel(within(heavy, 0.1))).toMatchObject(failed('deadline'));
    const tookMs = performance.now() - start;
    expect(tookMs).toBeGreaterThanOrEqual(95);
    expect(tookMs).toBeLessThan(5_000);
    expect(await reading.readParcel(small)).toMatchObject({ ok: true });
  });

  it('does not count the start of the process, nor the tasks before, as time of a task', async () => {
    const reading = opened();
    const [first, second] = await Promise.all([reading.readParcel(heavy), reading.readParcel(within(small, 2))]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: true });
  });

  it('gives up a mail at the deadline, and opens the next one', async () => {
    const reading = opened();
    const parts = Array.from({ length: 18 }, (_, index) => attachmentPart(inventoryLike(1_500_000, index)));
    const raw = Buffer.from(multipart(parts, { headers: topHeaders }), 'latin1');
    expect(await reading.openMail(raw, { ...defaultLimits, maxReadingSeconds: 0.02 })).toMatchObject(failed('deadline'));
    expect(await reading.openMail(raw, defaultLimits)).toMatchObject({ ok: false, error: { kind: 'bad-message', reason: 'no-envelope' } });
  });

  it('gives up when objects need more memory than allowed, and reads the next parcel', async () => {
    const reading = opened({ maxHeapMb: 48 });
    expect(await reading.readParcel(heavy)).toMatchObject(failed('memory'));
    expect(await reading.readParcel(small)).toMatchObject({ ok: true });
  });

  it('gives up when the process grows more than allowed, and reads the next parcel', async () => {
    const reading = opened({ maxGrowthBytes: 200_000_000 });
    expect(await reading.readParcel(heavy)).toMatchObject(failed('memory'));
    expect(await reading.readParcel(small)).toMatchObject({ ok: true });
  });

  it('opens our own mails without any other process, whatever happens to it', async () => {
    const reading = opened();
    const raw = await mailWith(envelopeOf(Buffer.from('body')));
    await reading.close();
    expect(await reading.openMail(raw, defaultLimits)).toMatchObject({ ok: true });
    expect(await reading.readParcel(small)).toMatchObject(failed('crash'));
  });

  it('is given up when it is closed, at work or about to start', async () => {
    const starting = openReading();
    const first = starting.readParcel(heavy);
    await new Promise((resume) => setTimeout(resume, 20));
    await starting.close();
    expect(await first).toMatchObject({ error: { reason: 'crash', detail: 'closed' } });
    const working = openReading();
    expect(await working.readParcel(small)).toMatchObject({ ok: true });
    const second = working.readParcel(heavy);
    await new Promise((resume) => setTimeout(resume, 100));
    await working.close();
    expect(await second).toMatchObject(failed('crash'));
  });

  it('does not keep a process alive that forgets to close it, and lets none end that waits for it', () => {
    const script = `
      import { openReading } from './src/reading/pool.ts';
      import { agency, parcelOf } from './test/reading/samples.ts';
      const read = await openReading().readParcel(parcelOf(agency(2)));
      console.log(read.ok ? read.value.changed.length : read.error.detail);`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: new URL('../..', import.meta.url),
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(run).toMatchObject({ status: 0, stdout: '2\n', stderr: '' });
  });
});
