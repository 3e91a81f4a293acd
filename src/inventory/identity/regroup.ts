/** From what identity says to what changes: which assets keep their row, which are folded again from all their reports, which are gone. */
import type { Identification, IdentifiedAsset, IdentityRecord } from './record.ts';

/** A record and the id of the asset that it belonged to, '' for a new one. */
export type PlacedRecord = IdentityRecord & { readonly asset: string };

export type Group = IdentifiedAsset & {
  /** Id of the asset whose row it keeps; '' for a new asset. */
  readonly row: string;
  /** None of its records was known before. */
  readonly isNew: boolean;
  /** Its records are that asset's, and new ones: what is known of it stands, and goes on. */
  readonly isContinued: boolean;
};

export type Regrouping = {
  readonly groups: readonly Group[];
  /** Assets whose records all went elsewhere: the id of each, and of the group that has its first record. */
  readonly gone: readonly { readonly id: string; readonly into: string }[];
};

/** `records` must have all records of each asset of which it has one. */
export const regroup = (records: readonly PlacedRecord[], { assets }: Identification): Regrouping => {
  const placed = new Map(records.map((record) => [record.id, record]));
  const sizes = countedBy(records.map(({ asset }) => asset));
  const claims = claimRows(assets, placed);
  const groups = assets.map((asset) => {
    const row = claims.get(asset.id) ?? '';
    const before = asset.records.map((id) => placed.get(id)?.asset ?? '').filter((id) => id !== '');
    return {
      ...asset,
      row,
      isNew: before.length === 0,
      isContinued: row !== '' && before.every((id) => id === row) && before.length === sizes.get(row),
    };
  });
  const kept = new Set(claims.values());
  const lost = [...sizes.keys()].filter((id) => id !== '' && !kept.has(id));
  return { groups, gone: lost.map((id) => ({ id, into: holderOf(id, assets, placed) })) };
};

const countedBy = (values: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** Each row goes to one group only: to the one of its own id, else to the first that has records of it. */
const claimRows = (assets: readonly IdentifiedAsset[], placed: ReadonlyMap<string, PlacedRecord>): ReadonlyMap<string, string> => {
  const claims = new Map<string, string>();
  const taken = new Set<string>();
  const claim = (asset: IdentifiedAsset, row: string | undefined): void => {
    if (row === undefined || taken.has(row)) return;
    claims.set(asset.id, row);
    taken.add(row);
  };
  const rowsOf = (asset: IdentifiedAsset): readonly string[] => [...new Set(asset.records.map((id) => placed.get(id)?.asset ?? ''))].sort();
  for (const asset of assets) if (rowsOf(asset).includes(asset.id)) claim(asset, asset.id);
  for (const asset of assets) {
    if (!claims.has(asset.id))
      claim(
        asset,
        rowsOf(asset).find((row) => row !== '' && !taken.has(row)),
      );
  }
  return claims;
};

const holderOf = (id: string, assets: readonly IdentifiedAsset[], placed: ReadonlyMap<string, PlacedRecord>): string =>
  assets.find((asset) => asset.records.some((record) => placed.get(record)?.asset === id))?.id ?? '';
