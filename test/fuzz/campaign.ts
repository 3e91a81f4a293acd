/** Many inputs through one target: chunks of fast-check runs until the time is over, with the smallest failing input of the first finding. */
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { examine, heldBytes, isAccepted, maxGrowthBytes } from './examine.ts';
import { findingsOf } from './findings.ts';
import { mutated } from './mutate.ts';
import type { Target } from './target.ts';

export type Finding = {
  readonly target: string;
  readonly seed: number;
  readonly path: string;
  readonly problem: string;
  readonly input: Buffer;
};

export type Campaign = { readonly runs: number; readonly accepted: number; readonly finding: Finding | undefined };

export type CampaignOptions = {
  readonly seconds: number;
  /** Of the first chunk; the next ones follow from it. */
  readonly seed: number;
  /** One exact run of the first chunk, as a finding names it. */
  readonly path?: string;
  /** Told before each chunk, so that a process that dies leaves word of where. */
  readonly onChunk?: (seed: number, runs: number) => void;
  /** Told before each input. */
  readonly onInput?: (bytes: Buffer) => void;
};

const runsOfChunk = 1000;
const runsOfTurn = 20;

/** Every seed as it is, then mutations for so many seconds, none for 0; ends at the first finding. */
export const fuzz = async (target: Target, options: CampaignOptions): Promise<Campaign> => {
  const seeds = [...(await target.seeds()), ...findingsOf(target.name).map(({ bytes }) => bytes)];
  const counts = { runs: 0, accepted: 0 };
  const judge = async (bytes: Buffer): Promise<string | undefined> => {
    counts.runs++;
    // Only between turns of the event loop are closed streams and their buffers let go.
    if (counts.runs % runsOfTurn === 0) await setImmediate();
    options.onInput?.(bytes);
    const { outcome, problem } = await examine(target, bytes);
    if (isAccepted(outcome)) counts.accepted++;
    return problem;
  };
  for (const input of options.path === undefined ? seeds : []) {
    const problem = await judge(input);
    if (problem !== undefined) return { ...counts, finding: { target: target.name, seed: options.seed, path: '', problem, input } };
  }
  const isMutated = options.seconds > 0 || options.path !== undefined;
  const finding = isMutated ? await mutations(target, { seeds, judge, counts, options }) : undefined;
  return { ...counts, finding };
};

type Work = {
  readonly seeds: readonly Buffer[];
  readonly judge: (bytes: Buffer) => Promise<string | undefined>;
  readonly counts: { readonly runs: number };
  readonly options: CampaignOptions;
};

const mutations = async (target: Target, { seeds, judge, counts, options }: Work): Promise<Finding | undefined> => {
  const inputs = (target.inputs ?? mutated)(seeds, target.words ?? []);
  const end = performance.now() + options.seconds * 1000;
  const before = await heldBytes();
  for (let seed = options.seed; performance.now() < end; seed++) {
    options.onChunk?.(seed, counts.runs);
    const finding = await chunk(target.name, inputs, { judge, seed, path: options.path ?? '', timeMs: end - performance.now() });
    if (finding || options.path !== undefined) return finding;
  }
  const grown = (await heldBytes()) - before;
  const problem = `holds ${Math.round(grown / 1e6)} MB more after ${counts.runs} inputs`;
  return grown > maxGrowthBytes ? { target: target.name, seed: options.seed, path: '', problem, input: Buffer.alloc(0) } : undefined;
};

type Chunk = { readonly judge: Work['judge']; readonly seed: number; readonly path: string; readonly timeMs: number };

const chunk = async (target: string, inputs: fc.Arbitrary<Buffer>, { judge, seed, path, timeMs }: Chunk): Promise<Finding | undefined> => {
  let lastProblem = '';
  const property = fc.asyncProperty(inputs, async (bytes) => {
    const problem = await judge(bytes);
    if (problem !== undefined) lastProblem = problem;
    return problem === undefined;
  });
  const run = await fc.check(property, {
    seed,
    path,
    numRuns: runsOfChunk,
    interruptAfterTimeLimit: Math.max(timeMs, 1),
    endOnFailure: false,
  });
  if (!run.failed || run.counterexample === null) return undefined;
  const [input] = run.counterexample;
  return { target, seed, path: run.counterexamplePath ?? '', problem: lastProblem, input };
};
