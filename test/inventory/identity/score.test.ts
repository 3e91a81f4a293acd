/**
 * How many real machines are recognised, and how many are taken for another: all collected files, as of one site and as of
 * several, against the list of machines that was made by hand. The samples are no part of the repository (samples.test.ts).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evidenceOf, recordId } from '../../../src/inventory/identity/evidence.ts';
import { identify } from '../../../src/inventory/identity/identify.ts';
import { readInventory } from '../../../src/inventory/read.ts';
import type { AssetReport } from '../../../src/inventory/report.ts';
import { recordsOf, type Sighting } from './machines.ts';

const samples = process.env['MALLEPOSTE_SAMPLES'] ?? fileURLToPath(new URL('../../../../shared/samples', import.meta.url));

const isPresent = existsSync(join(samples, 'INDEX.tsv')) && existsSync(join(samples, 'identity-truth.tsv'));

if (!isPresent) console.info(`skipped: no samples in ${samples} (MALLEPOSTE_SAMPLES)`);

const linesOf = (name: string): readonly (readonly string[])[] =>
  readFileSync(join(samples, name), 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'));

type Filed = { readonly path: string; readonly report: AssetReport };

const filed = (): readonly Filed[] =>
  linesOf('INDEX.tsv').flatMap(([path = '']) => {
    const read = readInventory(readFileSync(join(samples, path)));
    return read.ok ? read.value.map((report) => ({ path, report })) : [];
  });

type Score = {
  readonly files: number;
  readonly machines: number;
  readonly falseMerges: readonly string[];
  readonly missed: readonly string[];
};

const scoreOf = (files: readonly Filed[], siteOf: (path: string) => string): Score => {
  const machines = new Map(linesOf('identity-truth.tsv').map(([path = '', machine = '']) => [path, machine]));
  const sightings: readonly (Sighting & Filed)[] = files.map((file) => ({ ...file, site: siteOf(file.path), date: '' }));
  const { assets } = identify(recordsOf(sightings), { decisions: [] });
  const assetOf = new Map(assets.flatMap(({ id, records }) => records.map((record) => [record, id] as const)));
  const known = sightings.filter(({ path }) => machines.has(path));
  const pairs = known.flatMap((b, index) => known.slice(0, index).map((a) => ({ a, b })));
  const isOne = ({ a, b }: (typeof pairs)[number]): boolean =>
    assetOf.get(recordId(a.site, a.report)) === assetOf.get(recordId(b.site, b.report));
  const isTrulyOne = ({ a, b }: (typeof pairs)[number]): boolean => machines.get(a.path) === machines.get(b.path);
  const name = ({ a, b }: (typeof pairs)[number]): string => `${a.path} = ${b.path}`;
  return {
    files: known.length,
    machines: new Set(known.map(({ path }) => machines.get(path))).size,
    falseMerges: pairs.filter((pair) => isOne(pair) && !isTrulyOne(pair)).map(name),
    missed: pairs.filter((pair) => !isOne(pair) && isTrulyOne(pair)).map(name),
  };
};

// The samples are other people's files and no part of the repository.
describe.skipIf(!isPresent)('the collected machines', () => {
  it.each([
    ['of one site', () => 'lyon'],
    ['of a site for each source', (path: string) => path.slice(0, path.indexOf('/'))],
  ])('%s are told apart, and recognised but for partial files that say nothing', { timeout: 60_000 }, (title, siteOf) => {
    const files = filed();
    const { machines, falseMerges, missed, ...score } = scoreOf(files, siteOf);
    console.info(`identity ${title}: ${score.files} reports, ${machines} machines, ${falseMerges.length} false, ${missed.length} missed`);
    expect(score.files).toBeGreaterThan(60);
    expect(falseMerges).toEqual([]);
    expect(missed.length).toBeLessThanOrEqual(5);
    const silent = new Set(files.filter(({ report }) => report.partial && isSilent(report)).map(({ path }) => path));
    expect(missed.filter((pair) => !pair.split(' = ').some((path) => silent.has(path)))).toEqual([]);
  });
});

/** Nothing but a name and a DEVICEID of its own. */
const isSilent = (report: AssetReport): boolean => evidenceOf(report).every(({ kind }) => kind === 'name' || kind === 'device-id');
