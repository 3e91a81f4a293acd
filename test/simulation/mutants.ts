/**
 * The judges judged: each mutation is applied to a copy of the sources in a temporary folder, and a child process simulates with it until
 * something is noticed. A mutation whose words are no longer in the source is a failure of its own.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Edit, type Mutation, mutations } from './mutations.ts';

export type Judged = {
  readonly name: string;
  /** How many schedules it took; undefined when it survived all of them. */
  readonly killedAfter: number | undefined;
  /** The first promise that was seen broken. */
  readonly reason: string;
};

export type Hunt = {
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
  /** A part of a name: these mutations only. */
  readonly only: string | undefined;
};

/** The text after this edit. Throws when its words are not there exactly once. */
export function edited(text: string, { file, find, replace }: Edit): string {
  const pieces = text.split(find);
  if (pieces.length !== 2) throw new Error(`${file} has these words ${pieces.length - 1} times: ${find}`);
  return pieces.join(replace);
}

/** One after the other, as they are judged. */
export async function* killMutants(hunt: Hunt): AsyncGenerator<Judged> {
  const wanted = mutations.filter(({ name }) => hunt.only === undefined || name.includes(hunt.only));
  for (const mutation of wanted) yield await judge(mutation, hunt);
}

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const copied = ['src', 'test/simulation', 'test/journeys/tiny-inventory.ts', 'package.json'];

async function judge(mutation: Mutation, hunt: Hunt): Promise<Judged> {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-mutant-'));
  try {
    for (const path of copied) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await cp(join(projectRoot, path), join(folder, path), { recursive: true });
    }
    await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
    for (const edit of mutation.edits) await apply(folder, edit);
    return await simulate(mutation.name, folder, hunt);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function apply(folder: string, edit: Edit): Promise<void> {
  const path = join(folder, edit.file);
  await writeFile(path, edited(await readFile(path, 'utf8'), edit));
}

const outputBytes = 10_000_000;

function simulate(name: string, folder: string, { from, seeds, workers }: Hunt): Promise<Judged> {
  const options = ['--seeds', String(seeds), '--from', String(from), '--workers', String(workers), '--until-failure'];
  return new Promise((resolve) => {
    const program = [join(folder, 'test/simulation/run.ts'), ...options];
    execFile(process.execPath, program, { cwd: folder, maxBuffer: outputBytes }, (_error, printed, complaints) => {
      const played = /^(\d+) schedules, (\d+) failed/m.exec(printed);
      const reason = /^seed \d+ fails: (.*)/m.exec(printed)?.[1] ?? (played ? '' : complaints.slice(0, 500));
      const isKilled = played !== null && Number(played[2]) > 0;
      resolve({ name, killedAfter: isKilled ? Number(played[1]) : undefined, reason: reason.slice(0, 160) });
    });
  });
}
