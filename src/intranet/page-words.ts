/**
 * The shape of everything that pages say: words/ fills it in French and in English, and the compiler lets no sentence be missing.
 * Sentences get facts and answer text; they never see markup.
 */
import type { TraceEvent, TraceOutcome } from '../exchange/trace.ts';
import type { Change, ChangeKind } from '../inventory/history/timeline.ts';
import type { Double, EvidenceKind, LinkRule } from '../inventory/identity/record.ts';
import type { AssetKind } from '../inventory/report.ts';
import type { AgeBucket, DiskBucket, MemoryBucket } from './buckets.ts';
import type { Chapter, PageLanguage } from './paths.ts';
import type {
  Alert,
  AlertKind,
  AssetView,
  EndOfLifeView,
  Freshness,
  KeySoftwareView,
  OverviewView,
  SiteView,
  SupportState,
  Verdict,
} from './view.ts';

/** Dates and numbers as the language writes them (words/format.ts). */
export type PageFormat = {
  number(value: number): string;
  bytes(value: number): string;
  duration(ms: number): string;
  /** `29/11/2026 21:00`; the text itself when it is no date. */
  stamp(iso: string): string;
  /** `29/11/2026` */
  day(iso: string): string;
  /** `29 novembre 2026 à 21:00` */
  date(iso: string): string;
  /** `nov. 2026` */
  month(iso: string): string;
  list(items: readonly string[]): string;
};

export type AlertOf<K extends AlertKind> = Extract<Alert, { readonly kind: K }>;

/** What is wrong, and what to do. */
export type AlertWords = { readonly what: string; readonly remedy: string };

export type ColumnName =
  | 'site'
  | 'freshness'
  | 'lastContact'
  | 'lastParcel'
  | 'assets'
  | 'files'
  | 'version'
  | 'name'
  | 'kind'
  | 'os'
  | 'model'
  | 'serial'
  | 'user'
  | 'lastSeen'
  | 'publisher'
  | 'versions'
  | 'installations'
  | 'sites'
  | 'date'
  | 'asset'
  | 'change'
  | 'verdict'
  | 'expected'
  | 'found'
  | 'product'
  | 'ends'
  | 'state'
  | 'path'
  | 'since'
  | 'field'
  | 'value'
  | 'direction'
  | 'peer'
  | 'outcome'
  | 'size'
  | 'detail';

export type FactName =
  | 'site'
  | 'kind'
  | 'os'
  | 'maker'
  | 'serial'
  | 'uuid'
  | 'macs'
  | 'ips'
  | 'cpu'
  | 'memory'
  | 'disks'
  | 'user'
  | 'domain'
  | 'osInstalledOn'
  | 'biosDate'
  | 'agent'
  | 'deviceId'
  | 'inventoryDate'
  | 'firstSeen'
  | 'lastSeen';

export const figureNames = ['bySite', 'byKind', 'byOs', 'byAge', 'byMemory', 'byDisk', 'growth', 'freshness', 'softwareVersions'] as const;
export type FigureName = (typeof figureNames)[number];

/** Headings inside pages. */
export type HeadingName =
  | 'alerts'
  | 'sites'
  | 'figures'
  | 'recentChanges'
  | 'assets'
  | 'exchanges'
  | 'facts'
  | 'endOfLife'
  | 'keySoftware'
  | 'software'
  | 'history'
  | 'doubles'
  | 'reasons'
  | 'residences'
  | 'sources'
  | 'sections'
  | 'agreeing'
  | 'differing';

export type EmptyName =
  | 'alerts'
  | 'sites'
  | 'assets'
  | 'software'
  | 'noSoftwareList'
  | 'changes'
  | 'doubles'
  | 'keySoftware'
  | 'endOfLife'
  | 'exchanges'
  | 'sources'
  | 'figure';

export type SearchWords = {
  readonly label: string;
  readonly hint: string;
  readonly withoutScript: string;
  readonly browse: string;
  /** `{count}` stands for the number. */
  readonly found: string;
  readonly foundOne: string;
  readonly none: string;
  readonly more: string;
};

export type PageWords = {
  readonly language: PageLanguage;
  readonly format: PageFormat;
  /** Between a name and its value. */
  readonly colon: string;
  readonly unknown: string;
  readonly frame: {
    readonly noName: string;
    readonly skip: string;
    readonly navigation: string;
    readonly breadcrumb: string;
    readonly contents: string;
    readonly madeBy: string;
    readonly published: (date: string) => string;
    /** This language's own name, and the link to it. */
    readonly thisLanguage: string;
    readonly inThisLanguage: string;
    readonly pages: string;
    readonly page: (number: number, of: number) => string;
    readonly scrolls: string;
    readonly more: (count: number) => string;
    readonly seeAll: string;
  };
  readonly chapters: Readonly<Record<Chapter, string>>;
  readonly headings: Readonly<Record<HeadingName, string>>;
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly facts: Readonly<Record<FactName, string>>;
  readonly empty: Readonly<Record<EmptyName, string>>;
  readonly tiles: Readonly<Record<keyof OverviewView['counts'] | 'sites', (count: number) => string>>;
  /** The sentence under the title of each page: what matters. */
  readonly summaries: {
    readonly overview: (view: OverviewView) => string;
    readonly site: (view: SiteView) => string;
    readonly asset: (view: AssetView) => string;
    readonly assets: (count: number) => string;
    readonly software: string;
    readonly keySoftware: (views: readonly KeySoftwareView[]) => string;
    readonly endOfLife: (views: readonly EndOfLifeView[]) => string;
    readonly changes: (count: number) => string;
    readonly doubles: (count: number) => string;
    readonly exchanges: (count: number) => string;
    readonly figures: string;
    readonly search: string;
  };
  readonly alerts: { readonly [K in AlertKind]: (alert: AlertOf<K>) => AlertWords };
  readonly freshness: Readonly<Record<Freshness, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly supportStates: Readonly<Record<SupportState, string>>;
  readonly assetKinds: Readonly<Record<AssetKind, string>>;
  readonly memory: (megabytes: number) => string;
  readonly changes: { readonly [K in ChangeKind]: (change: Change) => string };
  readonly rules: Readonly<Record<LinkRule, string>>;
  readonly evidence: Readonly<Record<EvidenceKind, string>>;
  readonly doubleReasons: Readonly<Record<Double['reason'], AlertWords>>;
  readonly missingSince: (date: string) => string;
  readonly claimedSince: (date: string) => string;
  readonly asOf: (date: string) => string;
  readonly records: (count: number) => string;
  /** Sections of inventories; one without a name here is shown by its own. */
  readonly sections: Readonly<Record<string, string>>;
  readonly traceOutcomes: Readonly<Record<TraceOutcome, string>>;
  readonly directions: Readonly<Record<TraceEvent['direction'], string>>;
  readonly sayTraceKind: (kind: string) => string;
  readonly sayTraceReason: (reason: string) => string;
  readonly figures: Readonly<Record<FigureName, FigureWords>>;
  readonly ages: Readonly<Record<AgeBucket, string>>;
  readonly memories: Readonly<Record<MemoryBucket, string>>;
  readonly diskSizes: Readonly<Record<DiskBucket, string>>;
  readonly otherVersions: string;
  readonly noVersion: string;
  readonly figuresAsTable: string;
  readonly search: SearchWords;
  /** Letters of the plain index: what stands for names that begin with none. */
  readonly otherLetters: string;
};

export type FigureWords = {
  readonly title: string;
  readonly label: string;
  readonly count: string;
  /** In words, for who does not see it: the greatest value first. */
  readonly describe: (greatest: { readonly label: string; readonly count: number }, total: number) => string;
};
