/**
 * Reading in a process of its own, which is started when it is needed first, kept for the next mail, and killed with whatever it is doing
 * when a bound is reached; the next task gets a new one. Mails exactly as we write them are opened where they are: that takes less time
 * than the way to the process, and no library sees them. Tasks are read one after another.
 */
import { err, ok, type Result } from '../result.ts';
import { openOwnMail } from './mail-parsing.ts';
import { type Answer, asBuffer, type CrossingOriginal, type FilesRead } from './messages.ts';
import type { OpenedEnvelope, ParcelToRead, Reading, ReadingFailure, ReadOriginal } from './port.ts';
import { type Bounds, type HelperProcess, type RunOptions, startProcess, type Task } from './reader-process.ts';

const defaultBounds: Bounds = { maxHeapMb: 384, maxGrowthBytes: 1_500_000_000 };

/** Starts nothing yet. A task's deadline is its `limits.maxReadingSeconds`. */
export const openReading = (bounds: Partial<Bounds> = {}): Reading => {
  const keeper = openKeeper({ ...defaultBounds, ...bounds });
  return {
    prepare: keeper.prepare,
    openMail: async (raw, limits) => openOwnMail(raw, limits) ?? openMailThere(keeper, raw, limits),
    readParcel: (parcel) => readParcelThere(keeper, parcel),
    close: keeper.close,
  };
};

async function openMailThere(keeper: Keeper, raw: Buffer, limits: ParcelToRead['limits']): ReturnType<Reading['openMail']> {
  const answer = await keeper.run({ kind: 'mail', raw, limits }, optionsFor(limits));
  if (!answer.ok) return answer;
  if (answer.value.kind !== 'mail') throw new Error('a parcel was answered for a mail');
  const { outcome } = answer.value;
  return outcome.ok ? ok(withBuffers(outcome.value)) : outcome;
}

async function readParcelThere(keeper: Keeper, parcel: ParcelToRead): ReturnType<Reading['readParcel']> {
  const { zip, header, limits, known, stored } = parcel;
  const read: FilesRead[] = [];
  const options = { ...optionsFor(limits), take: (files: FilesRead) => void read.push(files) };
  const answer = await keeper.run({ kind: 'parcel', zip, header, limits, known, ...(stored ? { stored } : {}) }, options);
  if (!answer.ok) return answer;
  if (answer.value.kind !== 'parcel') throw new Error('a mail was answered for a parcel');
  const { outcome } = answer.value;
  if (!outcome.ok) return outcome;
  const originals = read.flatMap((files) => files.originals.map((original) => arrived(original, zip)));
  return ok({ manifest: outcome.value, changed: read.flatMap(({ files }) => files), originals });
}

const optionsFor = (limits: ParcelToRead['limits']): RunOptions => ({
  deadlineMs: limits.maxReadingSeconds * 1000,
  take: () => undefined,
});

const withBuffers = ({ headers, envelope }: OpenedEnvelope): OpenedEnvelope => ({
  headers,
  envelope: {
    ...envelope,
    signedBytes: asBuffer(envelope.signedBytes),
    signature: asBuffer(envelope.signature),
    body: asBuffer(envelope.body),
  },
});

const arrived = ({ sha256, bytes, deflated }: CrossingOriginal, zip: Buffer): ReadOriginal => ({
  sha256,
  bytes,
  deflated: deflated instanceof Uint8Array ? asBuffer(deflated) : zip.subarray(deflated.start, deflated.end),
});

// ---------------------------------------------------------------- the one process

type Keeper = {
  prepare(): void;
  run(task: Task, options: RunOptions): Promise<Result<Answer, ReadingFailure>>;
  close(): Promise<void>;
};

const closed = err<ReadingFailure>({ kind: 'reading-failed', reason: 'crash', detail: 'closed', retry: 'later' });

/** Keeps at most one process; a task waits for those before it. */
function openKeeper(bounds: Bounds): Keeper {
  let helper: HelperProcess | undefined;
  let isClosed = false;
  let before: Promise<unknown> = Promise.resolve();
  const start = async (): Promise<Result<HelperProcess, ReadingFailure>> => {
    if (isClosed) return closed;
    if (helper && !helper.isGone()) return ok(helper);
    const started = await startProcess(bounds);
    if (started.ok) helper = started.value;
    return isClosed ? closed : started; // it may have been closed meanwhile
  };
  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const outcome = before.then(work);
    before = outcome.catch(() => undefined); // whoever asked gets the exception
    return outcome;
  };
  const runNow: Keeper['run'] = async (task, options) => {
    const started = await start();
    if (!started.ok) return started;
    const answer = await started.value.run(task, options);
    if (!answer.ok) helper = undefined;
    return answer;
  };
  return {
    prepare: () => void queue(start), // whether it starts is seen by the first task
    run: (task, options) => queue(() => runNow(task, options)),
    close: async () => {
      isClosed = true;
      await helper?.end();
      await before;
      await helper?.end(); // one that was starting
    },
  };
}
