/**
 * `npm run fuzz -- --seconds 60 [--target NAME]… [--seed S [--path P]]`: every target in a process of its own, with bounds on heap and
 * address space, killed when it stands still. The last line is `N passed, N failed`, a target each; a finding makes the status 1.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Finding } from './campaign.ts';
import { targets } from './targets.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
});

const child = fileURLToPath(new URL('child.ts', import.meta.url));
const maxHeapMegabytes = 512;
/** Node reserves gigabytes that it never uses, and on a busy machine it is late in giving buffers back: with 6 GB honest runs died. */
const maxAddressKilobytes = 24_000_000;
/** One input may take a second; so long without a next one is a loop, on however busy a machine; beginning takes longer than that. */
const [standstillMs, beginningMs] = [120_000, 300_000];
/** Longer inputs go into a file of the temporary folder. */
const maxPrintedBytes = 400;

type Told = {
  readonly chunk?: number;
  readonly runs?: number;
  readonly done?: {
    readonly runs: number;
    readonly accepted: number;
    readonly finding?: Omit<Finding, 'input'> & { readonly input: string };
  };
};

const folder = mkdtempSync(join(tmpdir(), 'malleposte-fuzz-run-'));
const chosen = targets.map(({ name }) => name).filter((name) => values.target?.includes(name) ?? true);
const unknown = (values.target ?? []).filter((name) => !chosen.includes(name));
if (unknown.length > 0) console.log(`No such target: ${unknown.join(', ')}. There are: ${targets.map(({ name }) => name).join(', ')}`);

let failed = unknown.length;
let executions = 0;
const waiting = [...chosen];
await Promise.all(Array.from({ length: Math.min(availableParallelism(), chosen.length) }, work));
rmSync(folder, { recursive: true });
console.log(`${executions} executions`);
process.stdout.write(`${chosen.length + unknown.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) if (!(await runTarget(name))) failed++;
}

/** Whether the target kept its promises. */
async function runTarget(name: string): Promise<boolean> {
  const seed = values.seed ?? String(randomInt(2 ** 31));
  const kept = join(folder, name);
  writeFileSync(kept, '');
  const began = performance.now();
  const process = start([name, values.seconds, seed, ...(values.path === undefined ? [] : [values.path]), '--keep', kept]);
  const watch = setInterval(() => {
    const { mtimeMs, size } = statSync(kept);
    if (Date.now() - mtimeMs > (size === 0 ? beginningMs : standstillMs)) process.kill('SIGKILL');
  }, 1000);
  const last = await hear(process);
  clearInterval(watch);
  if (last.done === undefined) return tellDeath(name, { seed: last.chunk ?? Number(seed), kept, process });
  const { runs, accepted, finding } = last.done;
  executions += runs;
  const seconds = (performance.now() - began) / 1000;
  const share = Math.round((100 * accepted) / runs);
  console.log(`${name.padEnd(18)} ${String(runs).padStart(8)} executions, ${Math.round(runs / seconds)}/s, ${share} % accepted`);
  if (finding) tellFinding(name, { ...finding, bytes: Buffer.from(finding.input, 'hex') });
  return finding === undefined;
}

function start(argumentsOfChild: readonly string[]): ChildProcess {
  const program = [process.execPath, `--max-old-space-size=${maxHeapMegabytes}`, child, ...argumentsOfChild];
  const bounded = ['-c', `ulimit -v ${maxAddressKilobytes}; exec "$0" "$@"`, ...program];
  const [command = '', ...rest] = process.platform === 'linux' ? ['sh', ...bounded] : program;
  return spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The last thing that the process said, once it has ended. */
async function hear(process: ChildProcess): Promise<Told> {
  const ended = new Promise((resolve) => process.on('close', resolve));
  let last: Told = {};
  if (process.stdout) for await (const line of createInterface(process.stdout)) last = line.startsWith('{') ? JSON.parse(line) : last;
  await ended;
  return last;
}

type Death = { readonly seed: number; readonly kept: string; readonly process: ChildProcess };

function tellDeath(name: string, { seed, kept, process: { exitCode, signalCode } }: Death): false {
  const problem = signalCode === 'SIGKILL' ? 'stood still and was killed' : `the process ended with ${signalCode ?? exitCode}`;
  tellFinding(name, { seed, path: '', problem, bytes: readFileSync(kept) });
  return false;
}

function tellFinding(name: string, { seed, path, problem, bytes }: Omit<Finding, 'input' | 'target'> & { readonly bytes: Buffer }): void {
  console.log(`FINDING in ${name}: ${problem}`);
  console.log(`  again: npm run fuzz -- --target ${name} --seed ${seed}${path === '' ? '' : ` --path ${path}`}`);
  console.log(`  input: ${bytes.length <= maxPrintedBytes ? `hex ${bytes.toString('hex')}` : writtenTo(`${name}-${seed}`, bytes)}`);
  console.log(`  once mended, keep it in test/fuzz/findings/${name}/ under the name of its quirk`);
}

function writtenTo(name: string, bytes: Buffer): string {
  const file = join(tmpdir(), `malleposte-finding-${name}`);
  writeFileSync(file, bytes);
  return `${file}, ${bytes.length} bytes`;
}
