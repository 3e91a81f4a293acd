/**
 * The common dossier computed again from what is kept: every file that was ever delivered, in the order in which they came, and what
 * people decided. The result is the dossier that stands; after an upgrade that reads more of the originals, it is a richer one.
 */
import { problemOf, type ReadFile } from '../exchange/files.ts';
import type { Delivery } from '../store/dossier-port.ts';
import type { Common, OnProgress } from './installation.ts';
import { readAgain } from './read-again.ts';
import { settleDossier } from './settle-dossier.ts';

export type Replayed = {
  /** Files that came, as often as they came with another content; and those whose original is missing or damaged: `check` names them. */
  readonly files: number;
  readonly unreadable: number;
  /** A person ended it before the last file: what comes next computes the rest. Absent otherwise. */
  readonly stopped?: boolean;
};

export type ReplayOptions = {
  /** Goes on where one was interrupted; otherwise from the beginning. */
  readonly isContinued?: boolean;
  readonly onFiles?: (files: number) => void;
};

const deliveriesTogether = 200;

/** Killed or stopped at any moment, it goes on with the next run that writes. */
export async function replay(common: Common, { isContinued = false, onFiles }: ReplayOptions = {}): Promise<Replayed> {
  const { derivation, dossier } = common.store;
  let to = isContinued ? await derivation.replayedTo() : undefined;
  if (!to) await derivation.begin();
  const counts = { files: 0, unreadable: 0 };
  for (;;) {
    const deliveries = await dossier.deliveriesAfter(to ?? 0, deliveriesTogether);
    if (deliveries.length === 0) break;
    for (const run of runsOf(deliveries)) {
      counts.unreadable += await replayRun(common, run);
      common.reached('committed');
      counts.files += run.filter(({ sha256 }) => sha256 !== '').length;
      onFiles?.(counts.files);
      if (common.stop.aborted) return { ...counts, stopped: true };
    }
    to = deliveries.at(-1)?.number ?? 0;
  }
  await derivation.end();
  return counts;
}

/**
 * Before anything is merged: what is due is computed again, told as it goes. Answers nothing when nothing was due; nothing may be merged
 * after one that was stopped.
 */
export async function completeReplay(common: Common, onProgress?: OnProgress): Promise<Replayed | undefined> {
  if ((await common.store.derivation.replayedTo()) === undefined) return undefined;
  return replay(common, { isContinued: true, onFiles: (files) => onProgress?.({ step: 'replaying', files }) });
}

type Numbered = Delivery & { readonly number: number };

/** What one commit of one site delivered; a batch may cut it in two, which changes nothing. */
function runsOf(deliveries: readonly Numbered[]): readonly (readonly Numbered[])[] {
  const runs: Numbered[][] = [];
  for (const delivery of deliveries) {
    const run = runs.at(-1);
    if (run?.[0]?.site === delivery.site && run[0].at === delivery.at) run.push(delivery);
    else runs.push([delivery]);
  }
  return runs;
}

/** The number of files that could not be read. */
async function replayRun(common: Common, run: readonly Numbered[]): Promise<number> {
  const [first] = run;
  if (!first) return 0;
  const { site, at, timeZone } = first;
  const files: ReadFile[] = [];
  const came = run.filter(({ sha256 }) => sha256 !== '');
  for (const delivery of came) {
    const read = await readAgain(common, delivery);
    if (read.ok) files.push(read.value);
  }
  const settled = await settleDossier({ ...common, now: () => (at === '' ? common.now() : new Date(at)) }, { site, timeZone, files });
  const gone = run.filter(({ sha256 }) => sha256 === '').map(({ path }) => [path, []] as const);
  await common.store.derivation.write({
    site,
    at,
    described: new Map([...gone, ...settled.described]),
    problems: files.map((file) => ({ path: file.path, sha256: file.sha256, problem: problemOf(file) })),
    dossier: settled.dossier,
    to: run.at(-1)?.number ?? 0,
  });
  return came.length - files.length;
}
