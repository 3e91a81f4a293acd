/**
 * The thread that reads what came from outside. It knows neither clock nor deadline: whoever started it ends it. What a parser throws is
 * left to end the thread; nothing of a broken one is used again.
 */
import { parentPort } from 'node:worker_threads';
import type { ReadFile } from '../exchange/settle.ts';
import { asBuffer, type CrossingOriginal, copyOf, type MailTask, type ParcelTask, type Report } from './messages.ts';
import { parseParcel } from './parcel-parsing.ts';
import type { ReadOriginal } from './port.ts';

if (!parentPort) throw new Error('reading/worker.ts is started by reading/pool.ts, as a thread');
const port = parentPort;

const say = (report: Report, transferred: readonly ArrayBuffer[] = []): void => port.postMessage(report, transferred);

// No key of a document can add to what all objects inherit (threat T7). Sealed, not frozen: with a frozen prototype no object may have a
// key `toString` or `constructor` of its own, which documents and libraries are free to have.
for (const prototype of [Object.prototype, Array.prototype, Function.prototype]) Object.seal(prototype);

port.on('message', (task: MailTask | ParcelTask) => {
  if (task.kind === 'parcel') readParcel(task);
  else void openMail(task); // a rejection ends this thread, as it should
});
say({ kind: 'ready' });

/** Most threads never open a mail: the MIME libraries are loaded for the first one (half of the start). */
async function openMail({ raw, limits }: MailTask): Promise<void> {
  const { openAnyMail } = await import('./mail-parsing.ts');
  const outcome = await openAnyMail(asBuffer(raw), limits);
  if (!outcome.ok) return say({ kind: 'mail', outcome });
  const { envelope, headers } = outcome.value;
  const body = copyOf(envelope.body);
  say({ kind: 'mail', outcome: { ok: true, value: { headers, envelope: { ...envelope, body: asBuffer(body) } } } }, [body.buffer]);
}

/** So many files cross at once: the thread never holds a whole large parcel as objects. */
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
  if (deflated.buffer !== zip.buffer) return { sha256, bytes, deflated: copyOf(deflated) };
  const start = deflated.byteOffset - zip.byteOffset;
  return { sha256, bytes, deflated: { start, end: start + deflated.length } };
}
