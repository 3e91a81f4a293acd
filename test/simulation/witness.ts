/**
 * Who watches that the protocol keeps its promises (reliability.md §4.1, I1 to I7), after every commit and every mail taken away. Knows
 * what was really sent, and believes nothing that a machine says of itself.
 */
import { hash } from 'node:crypto';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { stateDigest } from '../../src/exchange/manifest.ts';
import { isBefore, type Numbered } from '../../src/exchange/receipt-effect.ts';
import { openReadingInThread } from '../../src/reading/in-thread.ts';
import type { Journal, PostingOutcome } from '../../src/store/journal-port.ts';
import type { CommonCommit, CommonStore, NumberedReceipt, OutpostCommit, OutpostStore, SiteProgress } from '../../src/store/port.ts';
import type { World } from './world.ts';

export type Written = { readonly write: string; readonly given: unknown };

export type Witness = {
  agencyWrote(agency: { readonly name: string }, store: OutpostStore, written: Written): Promise<void>;
  officeWrote(store: CommonStore, written: Written): Promise<void>;
  mailTaken(store: Journal, raw: Buffer, where: string): Promise<void>;
  /** This header is a forger's: it must have no effect anywhere. */
  forged(headerSha256: string): void;
  /** What this agency says may come from two machines now. */
  cloned(site: string): void;
  isCloned(site: string): boolean;
  /** The database of the head office is what it was at the last `officeBackedUp`. */
  officeBackedUp(): void;
  officeRestored(store: CommonStore): Promise<void>;
  agencyRestored(site: string): void;
  /** Does this receipt speak of the databases as they are? Not when either was restored since it was written. */
  isCurrent(site: string, receipt: number): boolean;
  /** A run of this agency came to its end: how many runs posted volumes since it last learnt what became of a parcel. */
  fruitlessRuns(site: string): number;
};

type Memory = {
  readonly world: World;
  /** `site/epoch/seq/state` of every parcel that was ever queued. */
  readonly sent: Set<string>;
  /** `site/epoch/seq` → digest of the parcel. */
  readonly parcels: Map<string, string>;
  readonly forgeries: Set<string>;
  readonly clones: Set<string>;
  readonly fruitless: Map<string, number>;
  /** Agencies whose run under way has posted a volume. */
  readonly posting: Set<string>;
  /** What each agency knows to be applied. */
  readonly applied: Map<string, string>;
  merged: Set<string>;
  mergedAtBackup: Set<string>;
  /** As it stood after the last commit. */
  progress: Map<string, SiteProgress>;
  readonly owed: Map<string, number>;
  /** When receipts to a site were written, true time. */
  readonly receipts: Map<string, number[]>;
  /** `site/number` → how many restores had been made then. */
  readonly eras: Map<string, number>;
  readonly era: Map<string, number>;
};

/** Watches one schedule. */
export function openWitness(world: World): Witness {
  const memory: Memory = {
    world,
    sent: new Set(),
    parcels: new Map(),
    forgeries: new Set(),
    clones: new Set(),
    fruitless: new Map(),
    posting: new Set(),
    applied: new Map(),
    merged: new Set(),
    mergedAtBackup: new Set(),
    progress: new Map(),
    owed: new Map(),
    receipts: new Map(),
    eras: new Map(),
    era: new Map(),
  };
  return {
    agencyWrote: async ({ name }, _store, { write, given }) => {
      if (write === 'commit') noteSent(memory, name, given as OutpostCommit);
      if (write === 'noteOutcome') notePosting(memory, name, given as PostingOutcome);
    },
    officeWrote: async (store, { write, given }) => {
      if (write === 'commit') await judgeCommit(memory, store, given as CommonCommit);
      if (write !== 'queueReceipts') return;
      for (const receipt of given as readonly NumberedReceipt[]) judgeReceipt(memory, receipt);
      memory.progress = await progressOf(store);
    },
    mailTaken: (store, raw, where) => judgeTaking(memory, store, { raw, where }),
    forged: (headerSha256) => void memory.forgeries.add(headerSha256),
    cloned: (site) => void memory.clones.add(site),
    isCloned: (site) => memory.clones.has(site),
    officeBackedUp: () => {
      memory.mergedAtBackup = new Set(memory.merged);
    },
    officeRestored: async (store) => {
      memory.merged = new Set(memory.mergedAtBackup);
      for (const site of memory.progress.keys()) renewEra(memory, site);
      memory.progress = await progressOf(store);
      // What was owed at the time of the backup is owed again.
      for (const { site } of await store.receiptsDue()) add(memory.owed, site);
    },
    agencyRestored: (site) => {
      renewEra(memory, site);
      memory.fruitless.delete(site);
    },
    isCurrent: (site, receipt) => memory.eras.get(`${site}/${receipt}`) === (memory.era.get(site) ?? 0),
    fruitlessRuns: (site) => {
      if (memory.posting.delete(site)) add(memory.fruitless, site);
      return memory.fruitless.get(site) ?? 0;
    },
  };
}

const add = (counts: Map<string, number>, key: string, one = 1): void => void counts.set(key, (counts.get(key) ?? 0) + one);

const renewEra = ({ era }: Memory, site: string): void => add(era, site);

// ---------------------------------------------------------------- the agencies

function noteSent(memory: Memory, site: string, change: OutpostCommit): void {
  const { world, sent, parcels, clones } = memory;
  if (change.seen && memory.forgeries.has(change.seen.headerSha256)) world.accuse(`I5 ${site} heeded a forged mail`);
  noteAnswer(memory, site, change);
  if (change.outpost?.need === 'epoch') world.count('epochs');
  if (!change.listing) return;
  for (const { epoch, seq, state, parcel, mode, volumes, status } of change.parcels) {
    if (status !== 'sent') continue;
    const number = `${site}/${epoch}/${seq}`;
    const known = parcels.get(number);
    if (known !== undefined && known !== parcel && !clones.has(site)) world.accuse(`I3 ${number} was used twice`);
    if (known === undefined && mode === 'delta') world.count('deltas');
    parcels.set(number, parcel);
    sent.add(`${number}/${state}`);
    world.tell(`   ${number} ${mode} in ${volumes}, state ${state.slice(0, 6)}`);
  }
}

function notePosting({ posting }: Memory, site: string, { state, event }: PostingOutcome): void {
  if (state === 'sent' && event.kind === 'DATA') posting.add(site);
}

function noteAnswer({ fruitless, applied }: Memory, site: string, { seen, outpost, parcels }: OutpostCommit): void {
  if (seen?.kind !== 'RECEIPT' || !outpost) return;
  const told = JSON.stringify(outpost.applied);
  if (parcels.length > 0 || applied.get(site) !== told) fruitless.set(site, 0);
  applied.set(site, told);
}

// ---------------------------------------------------------------- the head office

async function judgeCommit(memory: Memory, store: CommonStore, change: CommonCommit): Promise<void> {
  const { world, forgeries, progress } = memory;
  const { seen, result } = change;
  const site = seen.peer;
  if (forgeries.has(seen.headerSha256)) world.accuse(`I5 a forged mail of ${site} had an effect`);
  if (!(await store.isSeen(seen.headerSha256))) world.accuse(`I4 a mail of ${site} had an effect and is not noted as seen`);
  if (change.receiptDue) add(memory.owed, site);
  if (change.volume) world.count('volumes');
  const now = await progressOf(store);
  for (const [other, before] of progress) {
    const after = now.get(other);
    if (other !== site && JSON.stringify(after) !== JSON.stringify(before)) world.accuse(`I6 a mail of ${site} changed ${other}`);
  }
  memory.progress = now;
  const after = now.get(site);
  if (result?.status === 'applied') judgeMerge(memory, site, result);
  if (after) await judgeState(memory, store, { before: progress.get(site), after });
}

const progressOf = async (store: CommonStore): Promise<Map<string, SiteProgress>> =>
  new Map((await store.allProgress()).map((progress) => [progress.site, progress]));

function judgeMerge({ world, merged }: Memory, site: string, { epoch, seq }: Numbered): void {
  const number = `${site}/${epoch}/${seq}`;
  if (merged.has(number)) world.accuse(`I2 ${number} was merged twice`);
  merged.add(number);
  world.count('merges');
  world.tell(`   the head office merges ${number}`);
}

async function judgeState(
  { world, sent }: Memory,
  store: CommonStore,
  { before, after }: { readonly before: SiteProgress | undefined; readonly after: SiteProgress },
): Promise<void> {
  const { site, epoch, seq, state } = after;
  const number = `${site}/${epoch}/${seq}`;
  if (before && isBefore(after, before)) world.accuse(`I3 ${number} after ${before.epoch}/${before.seq}`);
  if (seq === 0 && state === '-') return;
  if (before?.state === state && before.epoch === epoch && before.seq === seq) return;
  if (before && !isBefore(before, after)) world.accuse(`I3 ${number} changed its state`);
  if (!sent.has(`${number}/${state}`)) world.accuse(`I1 ${number} has a state that was never sent: ${state.slice(0, 6)}`);
  const files = [...(await store.files(site))].map(([path, { sha256, bytes }]) => ({ path, size: bytes, sha256 }));
  if (stateDigest(files) !== state) world.accuse(`I1 the files of ${number} are not its state`);
}

function judgeReceipt(memory: Memory, { site, number }: NumberedReceipt): void {
  const { world, owed, receipts, eras, era } = memory;
  world.count('receipts');
  add(owed, site, -1);
  if ((owed.get(site) ?? 0) < 0) world.accuse(`I7 more receipts to ${site} than it is owed`);
  const times = receipts.get(site) ?? [];
  receipts.set(site, [...times, world.nowMs]);
  if (times.filter((at) => at > world.nowMs - 86_400_000).length > 24) world.accuse(`I7 more than 24 receipts a day to ${site}`);
  if (eras.has(`${site}/${number}`)) world.accuse(`I3 receipt ${number} to ${site} was numbered twice`);
  eras.set(`${site}/${number}`, era.get(site) ?? 0);
}

// ---------------------------------------------------------------- mails that leave a mailbox

const reading = openReadingInThread();

async function judgeTaking({ world }: Memory, store: Journal, { raw, where }: { raw: Buffer; where: string }): Promise<void> {
  const opened = await reading.openMail(raw, defaultLimits);
  const identity = opened.ok ? opened.value.envelope.headerSha256 : hash('sha256', raw, 'hex');
  if (await store.isSeen(identity)) return;
  // A bounce may enclose a whole mail of ours.
  if (await store.isSeen(hash('sha256', raw, 'hex'))) return;
  world.accuse(`I4 ${where} took a mail away whose effect is not committed`);
}
