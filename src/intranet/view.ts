/**
 * What the pages show, as plain values: each type is all that one page needs. Whoever reads the dossier fills them; no page asks back.
 * Dates are ISO 8601, '' for unknown. Texts of inventories stay as they came: escaping is the pages' work.
 */
import type { StoredTraceEvent } from '../exchange/trace.ts';
import type { Change, Residence } from '../inventory/history/timeline.ts';
import type { Double, Evidence, LinkRule } from '../inventory/identity/record.ts';
import type { AssetKind, Disk, SectionMap, Software } from '../inventory/report.ts';

/** `name` is the displayed one; never empty (the id when there is none). */
export type SiteRef = { readonly id: string; readonly name: string };
export type AssetRef = { readonly id: string; readonly name: string };

export const freshnesses = ['fresh', 'late', 'silent', 'never'] as const;
/** As jobs/freshness.ts judges. */
export type Freshness = (typeof freshnesses)[number];

/** What needs a person; each kind has its sentence and its remedy in words/. `days` are whole days. */
export type Alert =
  | { readonly kind: 'site-silent'; readonly site: SiteRef; readonly days: number }
  | { readonly kind: 'site-late'; readonly site: SiteRef; readonly days: number }
  | { readonly kind: 'site-never-heard'; readonly site: SiteRef; readonly days: number }
  | { readonly kind: 'site-pending'; readonly site: SiteRef }
  | { readonly kind: 'site-other-version'; readonly site: SiteRef; readonly version: string }
  | { readonly kind: 'site-duplicated'; readonly site: SiteRef }
  | { readonly kind: 'site-stripped'; readonly site: SiteRef }
  | { readonly kind: 'site-bounced'; readonly site: SiteRef }
  | { readonly kind: 'unreadable-files'; readonly site: SiteRef; readonly count: number }
  | { readonly kind: 'mail-server'; readonly failures: number }
  | { readonly kind: 'quarantine'; readonly count: number }
  | { readonly kind: 'asset-claimed'; readonly asset: AssetRef; readonly sites: readonly SiteRef[] }
  | { readonly kind: 'doubles'; readonly count: number }
  | { readonly kind: 'end-of-life'; readonly count: number }
  | { readonly kind: 'key-software'; readonly count: number };
export type AlertKind = Alert['kind'];

export type SiteSummary = SiteRef & {
  readonly freshness: Freshness;
  readonly lastContactAt: string;
  readonly lastParcelAt: string;
  readonly assets: number;
  readonly files: number;
  /** Of Malleposte there; '' when not known. */
  readonly version: string;
};

export type OverviewView = {
  /** Most urgent first. */
  readonly alerts: readonly Alert[];
  readonly sites: readonly SiteSummary[];
  readonly counts: Readonly<Record<'assets' | 'software' | 'changesThisWeek' | 'doubles', number>>;
  readonly recentChanges: readonly ChangeRow[];
};

export type SiteView = SiteSummary & {
  readonly alerts: readonly Alert[];
  readonly recentChanges: readonly ChangeRow[];
  readonly exchanges: readonly StoredTraceEvent[];
};

/** A line of a list of assets. */
export type AssetRow = AssetRef & {
  readonly site: SiteRef;
  readonly kind: AssetKind;
  readonly os: string;
  readonly osVersion: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly user: string;
  readonly macs: readonly string[];
  readonly ips: readonly string[];
  readonly lastSeen: string;
  /** '' unless it is missing from the complete dossier of its site. */
  readonly missingSince: string;
};

export type AssetView = AssetRow & {
  readonly deviceId: string;
  readonly uuid: string;
  readonly cpu: string;
  readonly memoryMb: number | null;
  readonly disks: readonly Disk[];
  readonly domain: string;
  readonly osInstalledOn: string;
  readonly biosDate: string;
  readonly agent: string;
  readonly inventoryDate: string;
  readonly firstSeen: string;
  readonly sections: SectionMap;
  /** Section → since when it says what it says, for those that the newest report did not have. */
  readonly olderSections: Readonly<Record<string, string>>;
  /** null when no report ever had a list. */
  readonly software: readonly Software[] | null;
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly reasons: readonly LinkReason[];
  readonly doubles: readonly DoubleView[];
  readonly sources: readonly AssetSource[];
  /** Oldest first. */
  readonly residences: readonly (Residence & { readonly name: string })[];
  readonly claimedSince: string;
  readonly endOfLife: readonly EndOfLife[];
  readonly keySoftware: readonly KeySoftwareJudgement[];
};

/** The file that a report came in. */
export type AssetSource = { readonly site: SiteRef; readonly path: string; readonly date: string };

/** Why reports of two origins are one asset. */
export type LinkReason = {
  readonly rule: LinkRule;
  readonly evidence: readonly Evidence[];
  readonly a: RecordRef;
  readonly b: RecordRef;
};

export type RecordRef = { readonly site: SiteRef; readonly deviceId: string };

export type DoubleView = {
  readonly a: AssetRef & { readonly site: SiteRef };
  readonly b: AssetRef & { readonly site: SiteRef };
  readonly reason: Double['reason'];
  readonly agreeing: Double['agreeing'];
  readonly differing: Double['differing'];
};

export type ChangeRow = Change & { readonly asset: AssetRef; readonly siteName: string };

/** All installed versions of one product. */
export type SoftwareView = {
  readonly name: string;
  readonly publisher: string;
  readonly installations: number;
  readonly sites: number;
  /** Most installed first. */
  readonly versions: readonly Tally[];
};

export const verdicts = ['present', 'absent', 'outdated', 'forbidden'] as const;
export type Verdict = (typeof verdicts)[number];

/** What the preferences say of one software on one asset. `expected` and `found` are versions, '' for any and none. */
export type KeySoftwareJudgement = {
  readonly name: string;
  readonly verdict: Verdict;
  readonly expected: string;
  readonly found: string;
};

/** One software of the preferences, over the whole company. */
export type KeySoftwareView = {
  readonly name: string;
  readonly expected: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Assets that need a hand; at most some hundred, `omitted` tells how many more. */
  readonly wanting: readonly { readonly asset: AssetRef; readonly site: SiteRef; readonly verdict: Verdict; readonly found: string }[];
  readonly omitted: number;
};

export const supportStates = ['ended', 'ending', 'supported'] as const;
export type SupportState = (typeof supportStates)[number];

/** A product with a known end of its support: `ends` is `YYYY-MM-DD`; `ending` within half a year. */
export type EndOfLife = { readonly product: string; readonly ends: string; readonly state: SupportState };

export type EndOfLifeView = EndOfLife & {
  readonly assets: readonly { readonly asset: AssetRef; readonly site: SiteRef }[];
  readonly omitted: number;
};

export type ExchangesView = {
  /** Newest first. */
  readonly events: readonly StoredTraceEvent[];
  /** Older ones that are kept and not shown. */
  readonly omitted: number;
};

export type ChangesView = { readonly changes: readonly ChangeRow[]; readonly omitted: number };

export type DoublesView = { readonly doubles: readonly DoubleView[]; readonly omitted: number };

/** A value of a figure with its count. A label of bytes from outside, or a bucket (buckets.ts). */
export type Tally = { readonly label: string; readonly count: number };

/** What the charts draw. Tallies come with the greatest first where there is no natural order. */
export type FiguresView = {
  readonly bySite: readonly Tally[];
  readonly byKind: readonly { readonly label: AssetKind; readonly count: number }[];
  readonly byOs: readonly Tally[];
  /** Labels of buckets.ts. */
  readonly byAge: readonly Tally[];
  readonly byMemory: readonly Tally[];
  readonly byDisk: readonly Tally[];
  /** `YYYY-MM` and how many assets were known at its end, oldest first. */
  readonly growth: readonly Tally[];
  readonly freshness: readonly { readonly label: Freshness; readonly count: number }[];
  /** The most installed products, each with its versions. */
  readonly softwareVersions: readonly { readonly name: string; readonly versions: readonly Tally[] }[];
};
