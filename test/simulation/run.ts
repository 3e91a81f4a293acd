/**
 * npm run simulate: any number of schedules over worker threads, figures, and for each failing seed the command that replays it.
 * Options: --seeds N, --from S (else random), --workers K; --seed S --trace tells one schedule line by line; --until-failure stops
 * at the first failing seed; --mutants breaks the protocol on purpose, once for each mutation, and says whether that was noticed.
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { playOver } from './players.ts';
import { type Played, playSchedule } from './schedule.ts';
import { type Figures, figureNames, noFigures } from './world.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string' },
    workers: { type: 'string' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    'until-failure': { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const workers = Number(values.workers ?? availableParallelism());

if (values.mutants) await judgeMutants();
else if (values.seed !== undefined) await tellOne(Number(values.seed));
else await playMany();

async function tellOne(seed: number): Promise<void> {
  const { violations, figures, digest } = await playSchedule(seed, values.trace ? { onLine: say } : {});
  say(`seed ${seed}, digest ${digest.slice(0, 16)}: ${violations.length === 0 ? 'holds' : violations.join('\n  ')}`);
  say(figuresLine(figures));
  process.exitCode = violations.length === 0 ? 0 : 1;
}

async function playMany(): Promise<void> {
  const count = Number(values.seeds);
  const from = values.from === undefined ? randomInt(1, 2 ** 31 - count) : Number(values.from);
  say(`Seeds ${from} to ${from + count - 1}, ${workers} at a time`);
  const startedAt = performance.now();
  const figures = noFigures();
  const failed: Played[] = [];
  let played = 0;
  for await (const one of playOver({ from, count, workers })) {
    played += 1;
    for (const name of figureNames) figures[name] += one.figures[name];
    if (one.violations.length === 0) continue;
    failed.push(one);
    tellFailure(one);
    if (values['until-failure']) break;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  say(`${figuresLine(figures)}`);
  say(`${played} schedules, ${failed.length} failed; ${(played / seconds).toFixed(2)} a second`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function tellFailure({ seed, violations }: Played): void {
  say(`seed ${seed} fails: ${violations[0] ?? ''}${violations.length > 1 ? ` (and ${violations.length - 1} more)` : ''}`);
  say(`  replay it: npm run simulate -- --seed ${seed} --trace`);
}

function figuresLine(figures: Figures): string {
  return figureNames.map((name) => `${name} ${figures[name]}`).join(', ');
}

async function judgeMutants(): Promise<void> {
  const { killMutants } = await import('./mutants.ts');
  const from = values.from === undefined ? 1 : Number(values.from);
  let survivors = 0;
  for await (const { name, killedAfter, reason } of killMutants({ from, seeds: Number(values.seeds), workers, only: values.only })) {
    if (killedAfter === undefined) survivors += 1;
    say(`${killedAfter === undefined ? 'SURVIVES' : `killed after ${String(killedAfter).padStart(4)}`}  ${name}  ${reason}`);
  }
  say(`${survivors} survive`);
  process.exitCode = survivors === 0 ? 0 : 1;
}
