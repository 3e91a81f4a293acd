/** What holds for any records: the order does not matter, each is in one asset, strangers change nothing, many are no trouble. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockingKeys } from '../../../src/inventory/identity/evidence.ts';
import { identify } from '../../../src/inventory/identity/identify.ts';
import type { Decision, IdentityRecord } from '../../../src/inventory/identity/record.ts';
import type { AssetReport } from '../../../src/inventory/report.ts';
import { recordsOf, type Sighting, seen } from './machines.ts';

/** Few values, so that they meet. */
const facts: fc.Arbitrary<Partial<AssetReport>> = fc.record({
  kind: fc.constantFrom('computer', 'computer', 'computer', 'printer', 'unmanaged'),
  deviceId: fc.constantFrom('', 'd1', 'd2', 'd3'),
  oldDeviceId: fc.constantFrom('', '', 'd1'),
  uuid: fc.constantFrom(
    '',
    '',
    '11E737A8-F827-41DF-9297-47C0A301005A',
    'A837E711-27F8-DF41-9297-47C0A301005A',
    '22330A60-C536-41DC-9DCF-C594D566C2E5',
  ),
  serial: fc.constantFrom('', '', '640HP72', '2FAGP34'),
  manufacturer: fc.constantFrom('', 'Dell', 'HP'),
  boardSerial: fc.constantFrom('', '', 'MB4711XY', 'MB4712XY'),
  diskSerials: fc.constantFrom([], ['S29NNXAH1'], ['S29NNXAH2'], ['S29NNXAH1', 'S29NNXAH3']),
  name: fc.constantFrom('', 'PC-01', 'PC-02', 'localhost'),
  macs: fc.constantFrom(
    [],
    ['00:00:5e:00:53:01'],
    ['00:00:5e:00:53:02'],
    ['00:00:5e:00:53:01', '00:00:5e:00:53:02'],
    ['52:54:00:00:53:01'],
  ),
  ips: fc.constantFrom([], ['192.0.2.1']),
});

const sighting: fc.Arbitrary<Sighting> = fc
  .tuple(facts, fc.constantFrom('lyon', 'nord'), fc.constantFrom('', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'))
  .map(([said, site, date]) => seen(said, site, date));

const records = fc.array(sighting, { maxLength: 14 }).map(recordsOf);

const world = records.chain((known) =>
  fc.record({
    known: fc.constant(known),
    shuffled: fc.shuffledSubarray([...known], { minLength: known.length }),
    decisions: fc.array(
      fc.record({
        a: fc.constantFrom('none', ...known.map(({ id }) => id)),
        b: fc.constantFrom('none', ...known.map(({ id }) => id)),
        verdict: fc.constantFrom('same', 'different'),
      }) satisfies fc.Arbitrary<Decision>,
      { maxLength: 3 },
    ),
  }),
);

describe('for any records', () => {
  it('the order in which they come does not matter', () => {
    fc.assert(
      fc.property(world, ({ known, shuffled, decisions }) => {
        expect(identify(shuffled, { decisions })).toEqual(identify(known, { decisions }));
      }),
      { numRuns: 500 },
    );
  });

  it('each is in exactly one asset, which the links hold together and an own record names', () => {
    fc.assert(
      fc.property(world, ({ known, decisions }) => {
        const { assets, doubles } = identify(known, { decisions });
        expect(assets.flatMap((asset) => asset.records).sort()).toEqual(known.map(({ id }) => id).sort());
        for (const asset of assets) {
          expect(asset.records).toContain(asset.id);
          expect(asset.links).toHaveLength(asset.records.length - 1);
        }
        const assetOf = new Map(assets.flatMap(({ id, records: own }) => own.map((record) => [record, id] as const)));
        for (const { a, b } of doubles) expect(assetOf.get(a)).not.toBe(assetOf.get(b));
      }),
      { numRuns: 500 },
    );
  });

  it('what it united stays united when people confirm it, and asked twice it says the same', () => {
    fc.assert(
      fc.property(records, (known) => {
        const first = identify(known, { decisions: [] });
        const { assets } = first;
        expect(identify(known, { decisions: [] })).toEqual(first);
        const confirmed = assets.flatMap(({ links }) => links.map(({ a, b }) => ({ a, b, verdict: 'same' }) as const));
        const again = identify(known, { decisions: confirmed });
        for (const { records: own } of assets)
          expect(again.assets.some((asset) => own.every((id) => asset.records.includes(id)))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('an unrelated one changes nothing for the others', () => {
    const stranger = recordsOf([
      seen({ deviceId: 'z', uuid: 'FD744CD7-61C6-446E-9F6B-3AB8B0425039', name: 'Z' }, 'ouest', '2020-01-01T00:00:00Z'),
    ]);
    fc.assert(
      fc.property(world, ({ known, decisions }) => {
        const alone = identify(known, { decisions });
        const { assets, ...rest } = identify([...known, ...stranger], { decisions });
        expect(rest).toEqual({ doubles: alone.doubles, learned: alone.learned });
        expect(assets.filter(({ id }) => id !== stranger[0]?.id)).toEqual(alone.assets);
      }),
      { numRuns: 300 },
    );
  });

  it('people have the last word', () => {
    fc.assert(
      fc.property(world, ({ known, decisions }) => {
        const { assets } = identify(known, { decisions });
        const assetOf = new Map(assets.flatMap(({ id, records: own }) => own.map((record) => [record, id] as const)));
        const settled = new Map(decisions.map((decision) => [[decision.a, decision.b].sort().join(' '), decision]));
        for (const { a, b, verdict } of settled.values())
          if (verdict === 'different' && a !== b && assetOf.has(a) && assetOf.has(b)) expect(assetOf.get(a)).not.toBe(assetOf.get(b));
      }),
      { numRuns: 300 },
    );
  });

  it('two that are linked or listed share a blocking key', () => {
    fc.assert(
      fc.property(sighting, sighting, (one, other) => {
        const pair = recordsOf([one, other]);
        const [a, b] = pair;
        if (a === undefined || b === undefined) return;
        const { assets, doubles } = identify(pair, { decisions: [] });
        const keys = new Set(blockingKeys(a.site, a.evidence));
        if (assets.length === 1 || doubles.length > 0) expect(blockingKeys(b.site, b.evidence).some((key) => keys.has(key))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('thousands of records', () => {
  const many = (make: (index: number) => Partial<AssetReport>): readonly IdentityRecord[] =>
    recordsOf(Array.from({ length: 4000 }, (_, index) => seen({ deviceId: `d${index}`, name: 'localhost', ...make(index) })));

  const macOf = (index: number): string =>
    `00:00:5e:${(index + 4096)
      .toString(16)
      .padStart(6, '0')
      .replace(/(..)(..)(..)/, '$1:$2:$3')}`;

  it('with one name are told apart', { timeout: 20_000 }, () => {
    const { assets } = identify(
      many((index) => ({ macs: [macOf(index)] })),
      { decisions: [] },
    );
    expect(assets).toHaveLength(4000);
  });

  it('of one machine whose agent forgets its DEVICEID are one asset', { timeout: 20_000 }, () => {
    const { assets } = identify(
      many(() => ({ uuid: '11E737A8-F827-41DF-9297-47C0A301005A', macs: [macOf(1)] })),
      { decisions: [] },
    );
    expect(assets).toHaveLength(1);
  });

  it('of one machine that reports from containers with ever new names are one asset', { timeout: 20_000 }, () => {
    const containers = many((index) => ({ uuid: '11E737A8-F827-41DF-9297-47C0A301005A', macs: [macOf(1)], name: `c${index}` }));
    expect(identify(containers, { decisions: [] }).assets).toHaveLength(1);
  });

  it('with one fixed address of a VPN adapter are told apart by the rest', { timeout: 20_000 }, () => {
    const fleet = many((index) => ({
      uuid: `${(index + 4096).toString(16).padStart(8, '1')}-F827-41DF-9297-47C0A301005A`,
      macs: ['00:00:5e:00:53:99'],
    }));
    const { assets, learned } = identify(fleet, { decisions: [] });
    expect(assets).toHaveLength(4000);
    expect(learned.map(({ kind }) => kind)).toEqual(['mac']);
  });
});
