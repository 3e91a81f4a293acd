/** The shape of what is told about the whole dossier in figures: key software, and how machines age. */
import type { AgeClass, LifeState } from '../inventory/figures.ts';

export type KeySoftwareWords = {
  /** `folder` is where the preferences are. */
  readonly none: (folder: string) => string;
  readonly judged: (computers: number, unlisted: number) => string;
  readonly columns: { readonly [C in 'entry' | 'site' | 'present' | 'outdated' | 'absent' | 'forbidden']: string };
  readonly statuses: Readonly<Record<'absent' | 'outdated' | 'forbidden-present', string>>;
  readonly licenceColumns: { readonly [C in 'entry' | 'licences' | 'machines' | 'installations' | 'left']: string };
  /** More installations than licences. */
  readonly exceeded: (licence: { readonly entry: string; readonly licences: number; readonly installations: number }) => string;
  readonly machines: string;
  readonly machineColumns: { readonly [C in 'entry' | 'status' | 'site' | 'name' | 'versions']: string };
  /** `name`: of the file, without its extension. */
  readonly file: { readonly name: string; readonly columns: { readonly [C in 'asset' | 'statusCode']: string } };
  readonly more: string;
};

export type LifecycleWords = {
  readonly none: string;
  readonly title: (machines: number, today: string) => string;
  readonly systems: string;
  readonly systemColumns: { readonly [C in 'system' | 'supportEnds' | 'extendedEnds' | 'state' | 'machines']: string };
  readonly support: string;
  readonly age: string;
  readonly warranty: string;
  readonly states: Readonly<Record<LifeState, string>>;
  readonly warrantyStates: Readonly<Record<LifeState, string>>;
  readonly ages: Readonly<Record<AgeClass, string>>;
  readonly site: string;
  readonly total: string;
  /** `name`: of the file, without its extension. */
  readonly file: { readonly name: string; readonly title: string; readonly columns: { readonly [C in LifecycleColumn]: string } };
  readonly more: string;
};

type LifecycleColumn =
  | 'asset'
  | 'site'
  | 'name'
  | 'kind'
  | 'form'
  | 'os'
  | 'osVersion'
  | 'product'
  | 'release'
  | 'supportEnds'
  | 'extendedEnds'
  | 'support'
  | 'ageYears'
  | 'ageFrom'
  | 'warrantyUntil'
  | 'warranty';

/** What the digest itself says is a letter (exchange/digest-letter.ts). */
export type DigestCommandWords = {
  readonly rhythms: Readonly<Record<'off' | 'daily' | 'weekly', string>>;
  readonly recipients: (addresses: readonly string[]) => string;
  readonly last: (date: string) => string;
  readonly next: (date: string) => string;
  readonly print: string;
};

export type FigureWords = {
  readonly keySoftware: KeySoftwareWords;
  readonly lifecycle: LifecycleWords;
  readonly digest: DigestCommandWords;
};
