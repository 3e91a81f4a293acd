/**
 * What the sites delivered, told to a GLPI server: each inventory that stands in a dossier, once, in the order of the deliveries, as the
 * agent wrote it. The number of the last delivery told is kept; a server that fails keeps it where it is, and the next run tries again.
 * An inventory that the server refuses is passed over when a later one is taken: it would hold up all others for ever.
 */
import { hash } from 'node:crypto';
import { agentDocument } from '../inventory/agent-document.ts';
import type { OutputError, PostInventory } from '../outputs/port.ts';
import type { Common } from './installation.ts';
import type { Pushed, PushOutcome } from './push-outcome.ts';
import { originalOf } from './read-again.ts';

export type PushOptions = {
  /** Everything that stands in the dossiers, told or not. */
  readonly isAnew?: boolean;
  /** A person waits: to the end, however many there are. */
  readonly isWhole?: boolean;
};

const atMostARun = 200;
/** A slow server may not keep the next polling waiting. */
const runMs = 300_000;
/** A server that refuses so many in a row refuses all. */
const refusalsInARow = 5;
const deliveriesTogether = 500;

const nothingPushed: Pushed = { sent: 0, failed: 0, left: 0, error: '' };

/** Null when no server is set; what goes wrong is answered and traced, and holds up nothing. */
export async function pushInventories(common: Common, options: PushOptions = {}): Promise<PushOutcome | null> {
  const url = common.settings.glpiUrl;
  if (url === '') return null;
  const target = { output: 'glpi', url };
  const after = options.isAnew ? 0 : await common.store.pushes.pushedTo(target);
  if (options.isAnew) await common.store.pushes.notePushed(target, 0);
  // A dossier half computed again: what it does not describe yet would be passed over for ever.
  if ((await common.store.derivation.replayedTo()) !== undefined) return { glpi: nothingPushed, stopped: true };
  const { due, last } = await dueAfter(common, after);
  if (due.length === 0) {
    if (last > after) await common.store.pushes.notePushed(target, last);
    return { glpi: nothingPushed };
  }
  const round = { target, due, last, after, isWhole: options.isWhole === true };
  const glpi = await pushRound(common, round);
  return { glpi, ...(common.stop.aborted ? { stopped: true } : {}) };
}

// ---------------------------------------------------------------- what is due

type Due = { readonly number: number; readonly site: string; readonly path: string; readonly sha256: string };

/** Each file once, at its newest delivery, if that is what stands in the dossier and describes something. */
async function dueAfter(common: Common, after: number): Promise<{ readonly due: readonly Due[]; readonly last: number }> {
  const due = new Map<string, Due>();
  const standing = standingFiles(common);
  let last = after;
  for (;;) {
    const deliveries = await common.store.dossier.deliveriesAfter(last, deliveriesTogether);
    for (const [site, files] of Map.groupBy(deliveries, (delivery) => delivery.site)) {
      const described = await common.store.dossier.recordsByPath(site, [...new Set(files.map(({ path }) => path))]);
      const known = await standing(site);
      for (const { number, path, sha256 } of files) {
        const file = known.get(path);
        if (file?.sha256 === sha256 && file.problem === '' && described.has(path))
          due.set(`${site}/${path}`, { number, site, path, sha256 });
      }
    }
    last = deliveries.at(-1)?.number ?? last;
    if (deliveries.length < deliveriesTogether) break;
  }
  return { due: [...due.values()].sort((a, b) => a.number - b.number), last };
}

type Files = Awaited<ReturnType<Common['store']['files']>>;

function standingFiles({ store }: Common): (site: string) => Promise<Files> {
  const known = new Map<string, Promise<Files>>();
  return (site) => {
    const files = known.get(site) ?? store.files(site);
    known.set(site, files);
    return files;
  };
}

// ---------------------------------------------------------------- one run

type Target = { readonly output: string; readonly url: string };

type Round = {
  readonly target: Target;
  readonly due: readonly Due[];
  readonly last: number;
  readonly after: number;
  readonly isWhole: boolean;
};

async function pushRound(common: Common, { target, due, last, after, isWhole }: Round): Promise<Pushed> {
  const startedAt = common.now().getTime();
  const post = common.outputs.glpi(target.url);
  const count = { sent: 0, failed: 0, bytes: 0, refusals: 0, told: after, error: '' };
  let isOver = false;
  for (const [index, file] of due.entries()) {
    const isSpent = index >= atMostARun || common.now().getTime() - startedAt > runMs;
    if (isOver || common.stop.aborted || (isSpent && !isWhole)) break;
    const pushed = await pushOne(common, post, file);
    if (pushed.outcome === 'taken') {
      await common.store.pushes.notePushed(target, file.number);
      Object.assign(count, { sent: count.sent + 1, bytes: count.bytes + pushed.bytes, refusals: 0, told: file.number });
    }
    if (pushed.outcome === 'failed') {
      Object.assign(count, { failed: count.failed + 1, refusals: count.refusals + 1, error: count.error || reasonOf(file, pushed.error) });
      isOver = pushed.error.kind !== 'output-refused' || count.refusals >= refusalsInARow;
    }
    if (index === due.length - 1 && count.refusals === 0) count.told = last;
  }
  if (count.told > after) await common.store.pushes.notePushed(target, count.told);
  const left = due.filter(({ number }) => number > count.told).length;
  const { sent, failed, error, bytes } = count;
  if (sent > 0) await tracePush(common, { startedAt, target, bytes, reason: `sent=${sent} left=${left}` });
  return { sent, failed, left, error };
}

type PushedOne =
  | { readonly outcome: 'taken'; readonly bytes: number }
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly error: OutputError };

/** A format that GLPI does not read is passed over in silence, and so is a damaged original, which `check` names. */
async function pushOne(common: Common, post: PostInventory, file: Due): Promise<PushedOne> {
  const content = await originalOf(common, file.sha256);
  const { limits } = common.settings;
  const document = content.ok ? agentDocument(content.value, { ...limits, maxBytes: limits.maxEntryBytes }) : undefined;
  if (!document) return { outcome: 'passed' };
  const startedAt = common.now();
  const posted = await post({ ...document, agentId: agentIdOf(file) });
  if (posted.ok) return { outcome: 'taken', bytes: document.body.length };
  await common.store.trace([
    {
      at: startedAt.toISOString(),
      direction: 'out',
      peer: file.site,
      kind: 'push',
      messageId: '',
      outcome: posted.error.kind === 'output-refused' ? 'refused' : 'failed',
      reason: reasonOf(file, posted.error),
      bytes: document.body.length,
      durationMs: common.now().getTime() - startedAt.getTime(),
    },
  ]);
  return { outcome: 'failed', error: posted.error };
}

/** Facts, then the code, then which file, and what the server says: `http=400 output-refused: PC1.ocs: JSON not well formed!`. */
function reasonOf({ path }: Due, { kind, status, said }: OutputError): string {
  return `${status === 0 ? '' : `http=${status} `}${kind}: ${path}${said === '' ? '' : `: ${said}`}`;
}

/** A UUID that says nothing, the same for the same file for ever (RFC 9562 §5.8). */
function agentIdOf({ site, path }: Due): string {
  const hex = hash('sha256', `${site}/${path}`, 'hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

type Told = { readonly startedAt: number; readonly target: Target; readonly bytes: number; readonly reason: string };

async function tracePush(common: Common, { startedAt, target, bytes, reason }: Told): Promise<void> {
  const at = new Date(startedAt).toISOString();
  const durationMs = common.now().getTime() - startedAt;
  const peer = new URL(target.url).hostname;
  await common.store.trace([{ at, direction: 'out', peer, kind: 'push', messageId: '', outcome: 'done', reason, bytes, durationMs }]);
}
