/**
 * The exchange under simulated bad days, in every run of the tests: each seed that once failed, and as many fresh ones as fit in a
 * minute of one core. `npm run simulate` plays thousands, and the mutants.
 */
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import failedSeeds from './failed-seeds.json' with { type: 'json' };
import { edited } from './mutants.ts';
import { mutations } from './mutations.ts';
import { type Played, playSchedule } from './schedule.ts';
import { figureNames, noFigures } from './world.ts';

const freshMs = 25_000;

/** What failed, with the command that tells it line by line. */
const complaints = ({ seed, violations }: Played): readonly string[] =>
  violations.map((violation) => `${violation} (npm run simulate -- --seed ${seed} --trace)`);

describe('the exchange on bad days', () => {
  test.each(failedSeeds)('seed $seed holds: $why', async ({ seed }) => {
    expect(complaints(await playSchedule(seed))).toEqual([]);
  });

  test('fresh seeds hold: nothing is lost, doubled, forged or left hanging', { timeout: 4 * freshMs }, async () => {
    const endsAt = performance.now() + freshMs;
    const figures = noFigures();
    let seed = randomInt(1, 2 ** 31 - 1_000_000);
    let played = 0;
    for (; performance.now() < endsAt; seed += 1) {
      const one = await playSchedule(seed);
      expect(complaints(one)).toEqual([]);
      for (const name of figureNames) figures[name] += one.figures[name];
      played += 1;
    }
    console.log(
      `${played} fresh seeds, the last one ${seed - 1}: ${figures.mails} mails, ${figures.crashes} crashes, ${figures.merges} merges`,
    );
    expect(played).toBeGreaterThan(0);
    expect(figures.merges).toBeGreaterThan(played);
  });

  test('the same seed gives the same schedule', async () => {
    const [first, second] = [await playSchedule(7), await playSchedule(7)];
    expect(second.digest).toBe(first.digest);
    expect(first.figures.mails).toBeGreaterThan(20);
  });
});

describe('the mutations of the protocol', () => {
  test.each(mutations)('$name: its words are still in the source', async ({ edits }) => {
    const texts = new Map<string, string>();
    for (const edit of edits) texts.set(edit.file, edited(texts.get(edit.file) ?? (await readFile(edit.file, 'utf8')), edit));
    expect(texts.size).toBeGreaterThan(0);
  });
});
