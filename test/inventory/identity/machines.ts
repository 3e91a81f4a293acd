/** Machines for the tests of identity: reports with little in them, the records that they make, and who ends with whom. */
import { evidenceOf, recordId, sortedEvidence } from '../../../src/inventory/identity/evidence.ts';
import { identify } from '../../../src/inventory/identity/identify.ts';
import type { Decision, Identification, IdentityRecord } from '../../../src/inventory/identity/record.ts';
import type { AssetReport } from '../../../src/inventory/report.ts';
import { emptyReport } from '../documents.ts';

export type Sighting = { readonly site: string; readonly report: AssetReport; readonly date?: string };

/** A report of a machine of Lyon, if no other site is said. */
export const seen = (facts: Partial<AssetReport>, site = 'lyon', date = '2026-03-01T08:00:00Z'): Sighting => ({
  site,
  report: { ...emptyReport, ...facts },
  date,
});

/** One record for each recordId(), with the evidence of all its reports. */
export const recordsOf = (sightings: readonly Sighting[]): readonly IdentityRecord[] => {
  const grouped = Map.groupBy(sightings, ({ site, report }) => recordId(site, report));
  return [...grouped].map(([id, group]) => {
    const dates = group.flatMap(({ date }) => (date === undefined || date === '' ? [] : [date])).sort();
    const kinds = group.map(({ report }) => report.kind);
    return {
      id,
      site: group[0]?.site ?? '',
      kind: kinds.find((kind) => kind !== 'unmanaged') ?? 'unmanaged',
      evidence: sortedEvidence(group.flatMap(({ report }) => evidenceOf(report))),
      firstDate: dates[0] ?? '',
      lastDate: dates.at(-1) ?? '',
    };
  });
};

export const identified = (sightings: readonly Sighting[], decisions: readonly Decision[] = []): Identification =>
  identify(recordsOf(sightings), { decisions });

/** For each sighting the number of its asset, counted as they appear: `[0, 0, 1]` is two of one machine and one of another. */
export const machinesOf = (sightings: readonly Sighting[], decisions: readonly Decision[] = []): readonly number[] => {
  const { assets } = identified(sightings, decisions);
  const assetOf = new Map(assets.flatMap(({ id, records }) => records.map((record) => [record, id] as const)));
  const numbers = new Map<string, number>();
  return sightings.map(({ site, report }) => {
    const asset = assetOf.get(recordId(site, report)) ?? '';
    if (!numbers.has(asset)) numbers.set(asset, numbers.size);
    return numbers.get(asset) ?? -1;
  });
};
