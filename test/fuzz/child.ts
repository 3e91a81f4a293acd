/** One target in a process of its own, for run.ts: `child.ts TARGET SECONDS SEED [PATH] [--keep FILE]`; tells each step as a line of JSON. */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuzz } from './campaign.ts';
import { targets } from './targets.ts';

const { values, positionals } = parseArgs({ options: { keep: { type: 'string' } }, allowPositionals: true });
const [name = '', seconds = '', seed = '', path] = positionals;
const target = targets.find((candidate) => candidate.name === name);
if (!target) throw new Error(`no target ${name}`);

const tell = (step: object): void => void process.stdout.write(`${JSON.stringify(step)}\n`);

/** The input that a process dies of is the last one in this file. */
const file = values.keep === undefined ? undefined : openSync(values.keep, 'w');

const keep = (bytes: Buffer): void => {
  if (file === undefined) return;
  ftruncateSync(file);
  writeSync(file, bytes, 0, bytes.length, 0);
};

const campaign = await fuzz(target, {
  seconds: Number(seconds),
  seed: Number(seed),
  ...(path === undefined ? {} : { path }),
  onChunk: (chunk, runs) => tell({ chunk, runs }),
  onInput: keep,
});
await target.close?.();
if (file !== undefined) closeSync(file);
const { finding, ...counts } = campaign;
tell({ done: { ...counts, ...(finding ? { finding: { ...finding, input: finding.input.toString('hex') } } : {}) } });
