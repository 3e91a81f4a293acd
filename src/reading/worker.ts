/**
 * The process that reads what came from outside. It knows neither clock nor deadline: whoever started it ends it. What a parser throws is
 * left to end the process; nothing of a broken one is used again.
 */
import type { ReadFile } from '../exchange/files.ts';
import { asBuffer, type CrossingOriginal, type MailTask, type ParcelTask, type Report } from './messages.ts';
import { parseParcel } from './parcel-parsing.ts';
import type { ReadOriginal } from './port.ts';

/** Nobody listens any more when the program that started us has ended: then there is nothing to do. */
const say = (report: Report): void => void process.send?.(report, undefined, undefined, () => undefined);

// No key of a document can add to what all objects inherit (threat T7). Sealed, not frozen: with a frozen prototype no object may have a
// key `toString` or `constructor` of its own, which documents and libraries are free to have.
for (const prototype of [Object.prototype, Array.prototype, Function.prototype]) Object.seal(prototype);

// A terminal interrupts a whole group, a service manager ends one: whoever started us decides when what we read is no longer wanted.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

process.on('message', (task: MailTask | ParcelTask) => {
  if (task.kind === 'parcel') readParcel(task);
  else void openMail(task); // a rejection ends this process, as it should
});
say({ kind: 'ready' });

/** Most of us never open a mail: the MIME libraries are loaded for the first one (half of the start). */
async function openMail({ raw, limits }: MailTask): Promise<void> {
  const { openAnyMail } = await import('./mail-parsing.ts');
  const outcome = await openAnyMail(asBuffer(raw), limits);
  say({ kind: 'mail', outcome });
}

/** So many files cross at once: this process never holds a whole large parcel as objects. */
const filesAtOnce = 64;

function readParcel(task: ParcelTask): void {
  const zip = asBuffer(task.zip);
  let files: ReadFile[] = [];
  let originals: CrossingOriginal[] = [];
  const send = (): void => {
    say({ kind: 'files', files, originals });
    [files, originals] = [[], []];
  };
  const outcome = parseParcel({ ...task, zip }, ({ file, original }) => {
    files.push(file);
    if (original) originals.push(crossing(original, zip));
    if (files.length === filesAtOnce) send();
  });
  if (outcome.ok) send();
  say({ kind: 'parcel', outcome });
}

function crossing({ sha256, bytes, deflated }: ReadOriginal, zip: Buffer): CrossingOriginal {
  if (deflated.buffer !== zip.buffer) return { sha256, bytes, deflated };
  const start = deflated.byteOffset - zip.byteOffset;
  return { sha256, bytes, deflated: { start, end: start + deflated.length } };
}
