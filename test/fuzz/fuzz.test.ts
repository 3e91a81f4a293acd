/**
 * Every reader of what comes from outside: what campaigns begin from, every input that ever broke a promise, and the oracle itself. The
 * campaigns are CI's, and `npm run fuzz`: each target in a process that may die.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { fuzz } from './campaign.ts';
import { examine } from './examine.ts';
import { findingsOf, targetsWithFindings } from './findings.ts';
import type { Target } from './target.ts';
import { targets } from './targets.ts';

afterAll(async () => {
  for (const { close } of targets) await close?.();
});

describe.each(targets)('$name', (target) => {
  it('keeps every promise for what its campaigns begin from', { timeout: 120_000 }, async () => {
    const { finding, runs } = await fuzz(target, { seconds: 0, seed: 1 });
    expect(finding && `${finding.problem}\n${finding.input.toString('hex').slice(0, 4000)}`).toBeUndefined();
    expect(runs).toBeGreaterThan(0);
  });

  const findings = findingsOf(target.name);
  // Most readers have never been broken.
  it.runIf(findings.length > 0).each(findings)('keeps its promises for what broke one: $quirk', async ({ bytes }) => {
    expect((await examine(target, bytes)).problem).toBeUndefined();
  });
});

describe('the oracle', () => {
  const targetThat = (run: Target['run']): Target => ({ name: 'made up', seeds: () => [Buffer.from('seed of eight words or so')], run });
  const firstFinding = async (run: Target['run']): Promise<string> =>
    (await fuzz(targetThat(run), { seconds: 5, seed: 1 })).finding?.problem ?? 'none';
  const isChanged = (bytes: Buffer): boolean => !bytes.includes('eight');

  it('finds an exception', async () => {
    const throwing = (bytes: Buffer) => (isChanged(bytes) ? JSON.parse('{') : { refused: '' });
    expect(await firstFinding(throwing)).toContain('SyntaxError');
  });

  it('finds a loop that takes too long', async () => {
    const looping = (bytes: Buffer) => {
      // By the processor's clock: on a busy machine the wall's seconds hold less of it.
      for (const begin = process.cpuUsage(); isChanged(bytes) && process.cpuUsage(begin).user < 1_100_000; );
      return { refused: '' };
    };
    expect(await firstFinding(looping)).toMatch(/took \d{4,} ms of processor time/);
  });

  it('finds a polluted prototype', async () => {
    const polluting = (bytes: Buffer) => {
      if (isChanged(bytes)) Object.assign(Object.prototype, { polluted: true });
      return { refused: '' };
    };
    expect(await firstFinding(polluting)).toBe('a prototype was changed');
    Reflect.deleteProperty(Object.prototype, 'polluted');
  });

  it('finds two results for one input', async () => {
    let count = 0;
    expect(await firstFinding(() => ({ accepted: count++ }))).toBe('accepted twice, with two results');
  });

  it('finds memory that an input takes', async () => {
    const hoarding = (bytes: Buffer) => ({ refused: `${isChanged(bytes) ? Buffer.alloc(400_000_000, 1).length : 0}` });
    expect(await firstFinding(hoarding)).toMatch(/took \d+ ms of processor time and [1-9]\d\d MB/);
  });

  it('gives the smallest input, and where to find it again', async () => {
    const { finding } = await fuzz(
      targetThat((bytes) => JSON.parse(isChanged(bytes) ? '{' : '{"refused":""}')),
      { seconds: 5, seed: 7 },
    );
    const { seed = 0, path = '', input } = finding ?? {};
    const again = await fuzz(
      targetThat((bytes) => JSON.parse(isChanged(bytes) ? '{' : '{"refused":""}')),
      { seconds: 5, seed, path },
    );
    expect(again.finding?.input).toEqual(input);
  });

  it('has findings of known targets only', () => {
    const names = targets.map(({ name }) => name);
    expect(targetsWithFindings().filter((name) => !names.includes(name))).toEqual([]);
  });
});
