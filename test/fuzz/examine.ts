/**
 * One input through one target, under the oracle that all targets share: nothing is thrown, nothing hangs, a second of processor time and
 * 150 MB are enough, no prototype changes, and what is accepted is accepted the same way again.
 */
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { insist, type Outcome, type Target } from './target.ts';

const maxCpuMs = 1000;
export const maxGrowthBytes = 150_000_000;

/** A promise that nobody keeps: this long without any progress. */
const hangMs = 20_000;

export type Verdict = { readonly outcome: Outcome | undefined; readonly problem: string | undefined };

/** `problem` undefined: all well. */
export const examine = async (target: Target, bytes: Buffer): Promise<Verdict> => {
  const first = await measured(target, bytes);
  if (first.problem !== undefined) return first;
  const again = isAccepted(first.outcome) && !target.isTimed ? await measured(target, bytes) : first;
  if (!isDeepStrictEqual(again.outcome, first.outcome)) return { ...first, problem: 'accepted twice, with two results' };
  if (!isTooCostly(target, first)) return first;
  // A collection of garbage or a compilation may fall upon any input: it takes two.
  collectGarbage();
  const repeated = await measured(target, bytes);
  if (!isTooCostly(target, repeated)) return first;
  return { ...first, problem: `took ${Math.round(repeated.cpuMs)} ms of processor time and ${Math.round(repeated.grownBytes / 1e6)} MB` };
};

export const isAccepted = (outcome: Outcome | undefined): boolean => outcome !== undefined && 'accepted' in outcome;

type Measured = Verdict & { readonly cpuMs: number; readonly grownBytes: number };

const measured = async (target: Target, bytes: Buffer): Promise<Measured> => {
  const [resident, peak, cpu] = [process.memoryUsage.rss(), process.resourceUsage().maxRSS, process.cpuUsage()];
  const copy = Buffer.from(bytes);
  const verdict = await verdictOf(target, copy);
  const { user, system } = process.cpuUsage(cpu);
  const highest = process.resourceUsage().maxRSS;
  const grownBytes = (highest > peak ? highest * 1024 : process.memoryUsage.rss()) - resident;
  return { ...verdict, cpuMs: (user + system) / 1000, grownBytes, problem: verdict.problem ?? sideEffect(bytes, copy) };
};

const verdictOf = async (target: Target, bytes: Buffer): Promise<Verdict> => {
  try {
    const answer = target.run(bytes);
    return { outcome: answer instanceof Promise ? await inTime(answer) : answer, problem: undefined };
  } catch (error) {
    return { outcome: undefined, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const inTime = async (answer: Promise<Outcome>): Promise<Outcome> => {
  const patience = new AbortController();
  // It is given up when the answer came first.
  const late = setTimeout(hangMs, undefined, { signal: patience.signal }).catch(() => undefined);
  try {
    const outcome = await Promise.race([answer, late]);
    insist(outcome !== undefined, `an answer within ${hangMs} ms`);
    return outcome;
  } finally {
    patience.abort();
  }
};

const isTooCostly = ({ maxMs = maxCpuMs }: Target, { cpuMs, grownBytes }: Measured): boolean =>
  cpuMs > maxMs || grownBytes > maxGrowthBytes;

setFlagsFromString('--expose-gc');
const exposed: unknown = runInNewContext('gc');

const collectGarbage = (): void => {
  if (typeof exposed === 'function') exposed();
};

/** In use once the garbage is gone, buffers included, which V8 frees on the side; pages that the allocator keeps for later are not counted. */
export const heldBytes = async (): Promise<number> => {
  for (let round = 0; round < 4; round++) {
    collectGarbage();
    await setTimeout(100);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Buffer.prototype] as const;

const known = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);

const sideEffect = (bytes: Buffer, copy: Buffer): string | undefined => {
  const isClean = prototypes.every((prototype, index) => Reflect.ownKeys(prototype).length === known[index]);
  if (!isClean || 'polluted' in {}) return 'a prototype was changed';
  return bytes.equals(copy) ? undefined : 'the input was written to';
};
