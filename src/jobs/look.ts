/**
 * Assets as people see them: what the dossier knows, what people said laid over it with today's date, and whether somebody retired it.
 * A retired asset that a newer inventory describes is in use again.
 */
import { DateTime } from 'luxon';
import type { Asset, AssetFilter } from '../inventory/asset.ts';
import type { Residence } from '../inventory/history/timeline.ts';
import type { Link } from '../inventory/identity/record.ts';
import { type ManualEntry, type Overlaid, overlay, standingRetirements } from '../inventory/overlay.ts';
import type { Software } from '../inventory/report.ts';
import type { Common } from './installation.ts';

export type ShownAsset = Overlaid & {
  /** ISO 8601, '' while in use. */
  readonly retiredAt: string;
};

export type WholeAsset = ShownAsset & {
  readonly software: readonly Software[];
  /** Why its records are one machine, with where each record comes from. */
  readonly links: readonly Link[];
  readonly records: readonly { readonly id: string; readonly site: string; readonly firstDate: string; readonly lastDate: string }[];
  readonly residences: readonly Residence[];
  /** Since when two sites claim it; '' when they do not. */
  readonly claimedSince: string;
};

type Looking = Pick<Common, 'store' | 'now' | 'timeZone'>;

/** `YYYY-MM-DD` where this installation stands. */
export const today = ({ now, timeZone }: Pick<Common, 'now' | 'timeZone'>): string =>
  DateTime.fromJSDate(now(), { zone: timeZone }).toISODate() ?? now().toISOString().slice(0, 10);

/** Id of the asset → since when it is out of use. */
export const retiredAssets = async ({ store }: Pick<Common, 'store'>): Promise<ReadonlyMap<string, string>> =>
  standingRetirements(await store.decisions.retired());

/** Without retired ones, unless all are asked for. */
export async function lookAtAssets(looking: Looking, filter: AssetFilter, isAll = false): Promise<readonly ShownAsset[]> {
  const show = await overlayer(looking);
  const shown = (await candidates(looking, filter, show.isNamedByHand)).map(show.of).filter((asset) => matches(asset, filter));
  return isAll ? shown : shown.filter(({ retiredAt }) => retiredAt === '');
}

/** By the id of the asset or of any of its records. */
export async function lookAtAsset(looking: Looking, id: string): Promise<WholeAsset | undefined> {
  const { dossier } = looking.store;
  const asset = await looking.store.asset(id);
  if (!asset) return undefined;
  const show = await overlayer(looking);
  const [stored] = await dossier.storedAssets([asset.id]);
  const records = await dossier.recordsOfAssets([asset.id]);
  return {
    ...show.of(asset),
    software: asset.software,
    links: stored?.links ?? [],
    records: records.map(({ id: record, site, firstDate, lastDate }) => ({ id: record, site, firstDate, lastDate })),
    residences: stored?.state.residences ?? [],
    claimedSince: stored?.state.claimedSince ?? '',
  };
}

type Overlayer = { readonly of: (asset: Asset) => ShownAsset; readonly isNamedByHand: boolean };

async function overlayer(looking: Looking): Promise<Overlayer> {
  const [manual, retired] = [await looking.store.decisions.manual(), await retiredAssets(looking)];
  const day = today(looking);
  return {
    of: (asset) => ({ ...overlay(asset, manual.get(asset.id) ?? [], day), retiredAt: retired.get(asset.id) ?? '' }),
    isNamedByHand: [...manual.values()].flat().some(isSearched),
  };
}

const isSearched = ({ field }: ManualEntry): boolean => field === 'name' || field === 'os' || field === 'osVersion';

/** The store finds by what reports say; where people corrected a name, that is what must be found. */
async function candidates({ store }: Looking, filter: AssetFilter, isNamedByHand: boolean): Promise<readonly Asset[]> {
  const { name: _name, os: _os, ...others } = filter;
  return store.assets(isNamedByHand ? others : filter);
}

function matches({ name, os, osVersion, manual }: ShownAsset, filter: AssetFilter): boolean {
  if (Object.keys(manual).length === 0 && filter.name === undefined && filter.os === undefined) return true;
  return contains(name, filter.name) && contains(`${os} ${osVersion}`, filter.os);
}

const contains = (text: string, part = ''): boolean => folded(text).includes(folded(part));

/** As people compare texts: without case and accents. Plain ASCII is most of what agents write, and needs no tables. */
export const folded = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
