/**
 * npm run endure: as many kills as asked for (--kills N, 300 when absent; --seed N), on a private mail host: four tenths of them of
 * `receive` by IMAP, as many by POP3, the rest of `send`. Ends with a line of figures and status 0, or at the first thing that was lost,
 * doubled or damaged. The machine's load decides what a random moment hits, so that a seed repeats the parcels and the plan only.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawFrom } from '../bench/draw.ts';
import { type Mailhost, startMailhost } from '../mailhost/mailhost.ts';
import type { Figures } from './figures.ts';
import { killReceiving, receivePoints } from './receive-kills.ts';
import { killSending, sendPoints } from './send-kills.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } } });
const wanted = Number(values.kills);
const draw = drawFrom(Number(values.seed));
const agencies = 36;

const host = await startMailhost();
if ('skipped' in host) {
  process.stdout.write(`endure skipped: ${host.skipped}\n`);
} else {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-endure-'));
  try {
    await endure(host, folder);
  } finally {
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function endure(at: Mailhost, folder: string): Promise<void> {
  const startedAt = performance.now();
  let kills = 0;
  for (const protocol of ['imap', 'pop3'] as const) {
    const received = await killReceiving(at, folder, { protocol, kills: Math.ceil(wanted * 0.4), agencies, draw });
    kills += told(`receive by ${protocol}`, received, receivePoints);
    const sent = await killSending(at, { protocol, kills: Math.ceil(wanted * 0.1), draw });
    kills += told(`send by ${protocol}`, sent, sendPoints);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${kills} kills in ${seconds.toFixed(0)} s: nothing lost, nothing twice, nothing damaged\n`);
}

/** Prints the figures; a point that no kill hit makes the run worthless, and fails it when there were enough kills for all. */
function told(what: string, figures: Figures, points: readonly string[]): number {
  process.stdout.write(`${what}: ${figures.summary()}\n`);
  const missed = points.filter((point) => figures.hits(point) === 0);
  if (missed.length === 0 || figures.kills() < 2 * points.length) return figures.kills();
  throw new Error(`${what}: no kill at ${missed.join(', ')}`);
}
