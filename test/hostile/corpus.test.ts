/** Every case of the hostile corpus through the real entry point: its one outcome, within a second, without much memory, nothing polluted. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HostileCase } from './case.ts';
import { corpus, corpusTable } from './corpus.ts';
import type { Judge } from './judges.ts';

type Cost = { readonly cpuMs: number; readonly grownBytes: number };

/** Processor time, because the machine may be busy otherwise; the peak of memory when it rose, else what is held afterwards. */
const costOf = async (work: () => unknown): Promise<Cost> => {
  const [before, peak, cpu] = [process.memoryUsage.rss(), process.resourceUsage().maxRSS, process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const after = process.resourceUsage().maxRSS;
  return { cpuMs: (user + system) / 1000, grownBytes: (after > peak ? after * 1024 : process.memoryUsage.rss()) - before };
};

const check = async (judge: Judge, { build, expect: expected, costs }: HostileCase): Promise<void> => {
  const bytes = await build();
  let outcome: unknown;
  const cost = await costOf(async () => {
    outcome = await judge(bytes);
  });
  expect(outcome).toEqual(expected);
  expect(cost.cpuMs).toBeLessThan(costs?.cpuMs ?? 1000);
  expect(cost.grownBytes).toBeLessThan(costs?.bytes ?? 150_000_000);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
};

describe.each(corpus)('$title', ({ cases, judge }) => {
  it.each(cases)('$name: $says', async (one) => check(judge, one));
});

describe('the corpus', () => {
  const cases = corpus.flatMap((list) => list.cases);

  it('has no name twice, and a sentence for each', () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { name, says } of cases) expect(`${name}: ${says}`).toMatch(/^[a-z0-9-]+: .+\.$/);
  });

  it('is built of the same bytes each time', async () => {
    for (const { name, build } of cases.filter((_, index) => index % 7 === 0))
      expect(Buffer.compare(await build(), await build()), name).toBe(0);
  });

  it('is told in fixtures/hostile/cases.md', () => {
    expect(readFileSync(new URL('../../fixtures/hostile/cases.md', import.meta.url), 'utf8')).toBe(corpusTable());
  });
});
