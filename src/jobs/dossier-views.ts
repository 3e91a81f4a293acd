/** Assets, changes and possible doubles as pages show them: with the names of sites and machines, and what people corrected. */
import type { Alert, AssetRow, AssetView, ChangeRow, DoubleView, EndOfLife, SiteRef } from '../intranet/view.ts';
import { endOfLife } from '../inventory/end-of-life.ts';
import { supportStateOf } from '../inventory/figures.ts';
import { factsOfState } from '../inventory/history/sections.ts';
import type { Double, Link } from '../inventory/identity/record.ts';
import { judgeKeySoftware, readKeySoftware } from '../inventory/key-software.ts';
import { corrections, type ManualEntry, overlay } from '../inventory/overlay.ts';
import type { AssetKind } from '../inventory/report.ts';
import type { ChangeFilter, ShownChange, StoredRecord } from '../store/dossier-port.ts';
import type { ListedRow } from '../store/listing-port.ts';
import type { Common } from './installation.ts';

/** What the views of one publishing share. */
export type Scene = {
  readonly common: Common;
  /** Id → name shown. */
  readonly siteNames: ReadonlyMap<string, string>;
  readonly manual: ReadonlyMap<string, readonly ManualEntry[]>;
  /** `YYYY-MM-DD` where this installation is. */
  readonly today: string;
  /** Ids of assets that people retired: they have no page. */
  readonly without: readonly string[];
  /** What needs a person. */
  readonly alerts: () => Promise<readonly Alert[]>;
  /** Entries of the preferences. */
  readonly keySoftware: readonly string[];
};

export const siteRef = ({ siteNames }: Scene, id: string): SiteRef => ({ id, name: siteNames.get(id) || id });

const named = (name: string, id: string): string => name || id;

export function rowOf(scene: Scene, row: ListedRow): AssetRow {
  const { searchName: _, revision: __, ...facts } = row;
  const corrected = corrections(scene.manual.get(row.id) ?? [], scene.today);
  return {
    ...facts,
    ...corrected,
    name: corrected['name'] ?? named(row.name, row.id),
    site: siteRef(scene, row.site),
    kind: row.kind as AssetKind,
  };
}

/** Newest first; those of assets that have no page are left out. */
export async function changeRows(scene: Scene, filter: Omit<ChangeFilter, 'without'>): Promise<readonly ChangeRow[]> {
  const changes = await scene.common.store.dossier.changes({ ...filter, without: scene.without });
  return changes.map((change) => changeRow(scene, change));
}

const changeRow = (scene: Scene, { asset, name, at: _, ...change }: ShownChange): ChangeRow => ({
  ...change,
  asset: { id: asset, name: named(name, asset) },
  siteName: siteRef(scene, change.site).name,
});

/** What is known of the end of support of an asset's system; [] when nothing is. */
export function endsOf({ today }: Pick<Scene, 'today'>, facts: { readonly os: string; readonly osVersion: string }): readonly EndOfLife[] {
  const known = endOfLife(facts);
  const state = supportStateOf(known, today);
  if (!known || state === 'unknown') return [];
  return [{ product: `${known.product} ${known.release}`.trim(), ends: known.supportEnds, state }];
}

// ---------------------------------------------------------------- one asset

/** null when there is no such asset. */
export async function assetView(scene: Scene, id: string): Promise<AssetView | null> {
  const { store } = scene.common;
  const found = await store.asset(id);
  const [stored] = found ? await store.dossier.storedAssets([found.id]) : [];
  if (!found || !stored) return null;
  const { software, ...asset } = found;
  const shown = overlay(asset, scene.manual.get(asset.id) ?? [], scene.today);
  const { sections, asOf, residences, claimedSince, lastDate } = stored.state;
  const { domain, agent } = factsOfState(stored.state);
  const records = await store.dossier.recordsOfAssets([asset.id]);
  const changes = await store.dossier.changes({ asset: asset.id, limit: shownChanges });
  return {
    ...shown,
    name: named(shown.name, asset.id),
    // As of its last inventory: each parcel tells that it is still there, and would have every page drawn again.
    lastSeen: lastDate,
    kind: shown.kind as AssetKind,
    site: siteRef(scene, asset.site),
    domain,
    agent,
    sections,
    olderSections: Object.fromEntries(Object.entries(asOf).flatMap(([name, { date }]) => (date < lastDate ? [[name, date]] : []))),
    software: stored.state.software === null ? null : software,
    changes,
    reasons: reasonsOf(scene, stored.links, records),
    doubles: await doublesOfRecords(scene, records),
    sources: asset.sources.map(({ site, path }) => ({ site: siteRef(scene, site), path, date: lastDate })),
    residences: residences.map((residence) => ({ ...residence, name: siteRef(scene, residence.site).name })),
    claimedSince,
    endOfLife: endsOf(scene, shown),
    // As `key-software` counts: computers whose software is known.
    keySoftware: shown.kind === 'computer' && stored.state.software !== null ? judgementsOf(scene.keySoftware, software) : [],
  };
}

const shownChanges = 200;

function judgementsOf(entries: readonly string[], software: Parameters<typeof judgeKeySoftware>[1]): AssetView['keySoftware'] {
  return judgeKeySoftware(entries, software).flatMap(({ entry, status, versions }) => {
    if (status === 'forbidden-absent') return [];
    const verdict = status === 'forbidden-present' ? 'forbidden' : status;
    const { name, comparison } = readKeySoftware(entry);
    const expected = comparison ? `${comparison.operator} ${comparison.version}` : '';
    return [{ name, verdict, expected, found: versions.filter((version) => version !== '').join(', ') }];
  });
}

function reasonsOf(scene: Scene, links: readonly Link[], records: readonly StoredRecord[]): AssetView['reasons'] {
  const origin = (id: string) => {
    const record = records.find((known) => known.id === id);
    const deviceId = record?.evidence.find(({ kind }) => kind === 'device-id')?.value ?? '';
    return { site: siteRef(scene, record?.site ?? ''), deviceId };
  };
  return links.map(({ rule, evidence, a, b }) => ({ rule, evidence, a: origin(a), b: origin(b) }));
}

async function doublesOfRecords(scene: Scene, records: readonly StoredRecord[]): Promise<readonly DoubleView[]> {
  const ids = new Set(records.map(({ id }) => id));
  const doubles = await scene.common.store.dossier.doublesOf([...ids]);
  return doubleViews(scene, doubles);
}

/** Possible doubles name records: pages name the assets that have them, where both have pages. */
export async function doubleViews(scene: Scene, doubles: readonly Double[]): Promise<readonly DoubleView[]> {
  if (doubles.length === 0) return [];
  const { dossier } = scene.common.store;
  const records = await dossier.records([...new Set(doubles.flatMap(({ a, b }) => [a, b]))]);
  const placed = new Map(records.map((record) => [record.id, record]));
  const names = await dossier.namesOf([...new Set(records.map(({ asset }) => asset))]);
  const side = (id: string) => {
    const record = placed.get(id);
    const asset = record?.asset ?? id;
    return { id: asset, name: named(names.get(asset) ?? '', asset), site: siteRef(scene, record?.site ?? '') };
  };
  const hidden = new Set(scene.without);
  const views = doubles.map(({ a, b, reason, agreeing, differing }) => ({ a: side(a), b: side(b), reason, agreeing, differing }));
  return views.filter(({ a, b }) => !hidden.has(a.id) && !hidden.has(b.id));
}
