/**
 * What people say of an asset, laid over what its reports say (inventory.md rule 16). No import writes it; it survives merges, moves and
 * reinstalls, because it is kept by record. The shown value is the manual one, and the reported one stays visible beside it.
 */
import type { Asset } from './asset.ts';

/** A word about one field, the newest of its record. `value` '' clears it. */
export type ManualEntry = {
  readonly record: string;
  readonly field: string;
  readonly value: string;
  readonly at: string;
  readonly by: string;
  /** Holds until this day, `YYYY-MM-DD`; '' for ever. */
  readonly until: string;
};

export type ManualField = Omit<ManualEntry, 'record'> & {
  /** What another record of the same asset was told, before they were found to be one: to be asked about. */
  readonly conflict: string;
};

/** Fields of their own, and reported ones that a person may correct. Settings may add more (`fields`). */
export const ownFields = ['owner', 'room', 'inventoryNumber', 'purchasedOn', 'warrantyUntil', 'licence', 'note'] as const;
export const correctableFields = ['name', 'user', 'manufacturer', 'model', 'serial', 'os', 'osVersion'] as const;

export type Overlaid = Asset & {
  readonly manual: Readonly<Record<string, ManualField>>;
  /** What reports say of the fields that a person corrected. */
  readonly reported: Readonly<Record<string, string>>;
};

/** `today`: `YYYY-MM-DD`; words that held until before are over. */
export const overlay = (asset: Asset, entries: readonly ManualEntry[], today: string): Overlaid => {
  const corrected = corrections(entries, today);
  const reported = correctableFields.filter((field) => corrected[field] !== undefined).map((field) => [field, asset[field]] as const);
  return { ...asset, ...corrected, manual: manualFields(entries, today), reported: Object.fromEntries(reported) };
};

/** The reported fields that people corrected, with what they say. */
export const corrections = (entries: readonly ManualEntry[], today: string): Corrections => {
  const manual = manualFields(entries, today);
  return Object.fromEntries(correctableFields.flatMap((field) => (manual[field] ? [[field, manual[field].value]] : [])));
};

type Corrections = { readonly [F in (typeof correctableFields)[number]]?: string };

/** What people say that still holds, by field. */
export const manualFields = (entries: readonly ManualEntry[], today: string): Readonly<Record<string, ManualField>> =>
  fieldsOf(entries.filter(({ until }) => until === '' || until >= today));

/** Of each field the newest word; a different one of another record is a conflict. */
const fieldsOf = (entries: readonly ManualEntry[]): Readonly<Record<string, ManualField>> => {
  const fields = [...Map.groupBy(entries, ({ field }) => field)].flatMap(([field, words]) => {
    const [newest, ...others] = words.toSorted((a, b) => (a.at === b.at ? (a.record < b.record ? -1 : 1) : a.at < b.at ? 1 : -1));
    if (newest === undefined || newest.value === '') return [];
    const { value, at, by, until } = newest;
    const conflict = others.find((other) => other.value !== '' && other.value !== value)?.value ?? '';
    return [[field, { field, value, at, by, until, conflict }] as const];
  });
  return Object.fromEntries(fields);
};

/** A person's word that an asset is out of use, and its newest inventory. */
export type Retirement = { readonly asset: string; readonly at: string; readonly inventoryDate: string };

/** Id of the asset → since when it is out of use; one that a newer inventory describes (to the second) is in use again. */
export const standingRetirements = (retirements: readonly Retirement[]): ReadonlyMap<string, string> =>
  new Map(
    retirements.flatMap(({ asset, at, inventoryDate }) => (inventoryDate.slice(0, 19) > at.slice(0, 19) ? [] : [[asset, at] as const])),
  );
