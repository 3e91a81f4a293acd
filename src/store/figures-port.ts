/** The port of reports over the whole dossier: counted by the database, so that memory does not grow with the machines. */
import type { Change, ChangeKind } from '../inventory/history/timeline.ts';
import type { Software } from '../inventory/report.ts';

/** A software with its number. */
export type Title = Software & { readonly id: number };

/** Of the titles that a machine has, the one with the smallest weight decides. */
export type WeighedTitle = { readonly id: number; readonly weight: number };

/** Which machines count: one site or all, but for those that were retired. */
export type Scope = {
  readonly site?: string;
  /** Ids of assets that do not count. */
  readonly without: readonly string[];
};

export type WeightCount = { readonly site: string; readonly weight: number; readonly machines: number };

/** Computers of a site: with a software list, and without one. */
export type ListedCount = { readonly site: string; readonly listed: number; readonly unlisted: number };

export type InstallationCount = { readonly site: string; readonly machines: number; readonly installations: number };

export type FoundMachine = {
  /** Where the next page goes on. */
  readonly number: number;
  readonly asset: string;
  readonly site: string;
  readonly name: string;
  /** Those of the titles that it has; [] where it has none of them. */
  readonly titles: readonly number[];
};

export type Page = { readonly after: number; readonly limit: number };

/** Computers only, but for installations, which are counted wherever they are. */
export type KeySoftwareFigures = {
  /** Whose folded names hold each of these words. */
  titles(words: readonly string[]): Promise<readonly Title[]>;
  listed(scope: Scope): Promise<readonly ListedCount[]>;
  weights(titles: readonly WeighedTitle[], scope: Scope): Promise<readonly WeightCount[]>;
  installations(titles: readonly number[], scope: Scope): Promise<readonly InstallationCount[]>;
  /** Machines whose smallest weight is one of these, in the order of their numbers. */
  weighing(titles: readonly WeighedTitle[], weights: readonly number[], scope: Scope & Page): Promise<readonly FoundMachine[]>;
  /** Machines with a software list and none of these titles. */
  lacking(titles: readonly number[], scope: Scope & Page): Promise<readonly FoundMachine[]>;
};

/** A computer or a phone with what its facts follow from. */
export type AgeingMachine = {
  readonly number: number;
  readonly asset: string;
  readonly site: string;
  readonly name: string;
  readonly kind: string;
  readonly form: string;
  readonly os: string;
  readonly osVersion: string;
  readonly biosDate: string;
  readonly osInstalledOn: string;
};

export type SystemCount = {
  readonly site: string;
  readonly os: string;
  readonly osVersion: string;
  readonly machines: number;
  /** The smallest of their numbers. */
  readonly first: number;
};

/** Days (`YYYY-MM-DD`), the newest first. */
export type AgeQuestion = Scope & { readonly today: string; readonly begins: readonly string[] };

/** `begun`: on or before how many of the days the machines were made, as `ageOf` estimates it; null where nothing tells. */
export type AgeCount = { readonly site: string; readonly begun: number | null; readonly machines: number };

/** Computers and phones. */
export type LifecycleFigures = {
  systems(scope: Scope): Promise<readonly SystemCount[]>;
  ages(question: AgeQuestion): Promise<readonly AgeCount[]>;
  /** In the order of their numbers; `among`: of these ids alone. */
  machines(scope: Scope & Page & { readonly among?: readonly string[] }): Promise<readonly AgeingMachine[]>;
};

/** What was learnt from `since` on and before `until`, ISO 8601. Moves count at the site that was left, too. */
export type Period = { readonly since: string; readonly until: string };

/** A period, and between which numbers its changes lie: found once, it makes every question about it quick. */
export type Learnt = Period & { readonly first: number; readonly last: number };

export type KindCount = { readonly kind: ChangeKind; readonly machines: number };

export type ToldChange = Pick<Change, 'kind' | 'site' | 'before' | 'after'> & { readonly asset: string; readonly name: string };

export type SoftwareMoves = {
  readonly name: string;
  readonly machines: number;
  /** Of upgrades: one of the versions that came, by the order of text. */
  readonly after: string;
  /** Machines that have a software of this name now. */
  readonly holders: number;
};

export type SiteCount = { readonly site: string; readonly machines: number };

export type DigestFigures = {
  learnt(period: Period): Promise<Learnt>;
  assets(scope: Scope): Promise<number>;
  kinds(scope: Scope & Learnt): Promise<readonly KindCount[]>;
  /** Of one kind, the newest first. */
  changes(scope: Scope & Learnt & { readonly kind: ChangeKind; readonly limit: number }): Promise<readonly ToldChange[]>;
  /** Names that most machines installed or upgraded. */
  software(
    scope: Scope & Learnt & { readonly kind: 'software-installed' | 'software-upgraded'; readonly limit: number },
  ): Promise<readonly SoftwareMoves[]>;
  /** Machines that files still describe, with an inventory from before that day (`YYYY-MM-DD`). */
  stale(scope: Scope & { readonly before: string }): Promise<readonly SiteCount[]>;
};

export type Figures = {
  readonly keySoftware: KeySoftwareFigures;
  readonly lifecycle: LifecycleFigures;
  readonly digest: DigestFigures;
};
