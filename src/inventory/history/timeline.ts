/**
 * An asset is the fold of its reports in the order of their dates: what is known of it, and what changed on the way. Pure, so that a
 * late file, a link found later and a replay all end in the same state.
 */
import type { AssetReport, SectionMap, Software } from '../report.ts';

/** One report in an asset's timeline; sorted by date, then sha256, then item. */
export type TimelineReport = {
  readonly report: AssetReport;
  /** Id of its record (identity/record.ts). */
  readonly record: string;
  readonly site: string;
  /** `YYYY-MM-DDTHH:mm:ssZ`, '' when nothing says when. */
  readonly date: string;
  readonly sha256: string;
  /** Which of the reports of its file, from 0. */
  readonly item: number;
  readonly path: string;
};

/** Since when a section says what it says. */
export type SectionState = {
  readonly date: string;
  readonly sha256: string;
  /** The newest whole report had it empty; a second one in a row erases it (agents time out). */
  readonly isDoubted: boolean;
};

export type Residence = { readonly site: string; readonly since: string };

/** All that a step needs of the past. JSON: it is stored with the asset. */
export type AssetState = {
  readonly head: Pick<AssetReport, 'deviceId' | 'kind' | 'agent' | 'tag'>;
  readonly sections: SectionMap;
  readonly asOf: Readonly<Record<string, SectionState>>;
  /** Of the software list, which is kept elsewhere; null while none was reported. */
  readonly software: SectionState | null;
  /** Of the newest whole report, else of the newest. */
  readonly site: string;
  readonly path: string;
  readonly sha256: string;
  readonly item: number;
  readonly firstDate: string;
  readonly lastDate: string;
  /** The newest report's place in the order: a report before it is late. */
  readonly newest: { readonly date: string; readonly sha256: string; readonly item: number };
  /** Oldest first; the last one is where it is. */
  readonly residences: readonly Residence[];
  /** Since when two sites claim it (more than two moves within 30 days); '' when they do not. */
  readonly claimedSince: string;
};

export const changeKinds = [
  'appeared',
  'renamed',
  'moved',
  'claimed',
  'reinstalled-agent',
  'reinstalled-os',
  'os-upgraded',
  'board-replaced',
  'serial-changed',
  'hardware',
  'disk-added',
  'disk-removed',
  'memory',
  'address',
  'user',
  'software-installed',
  'software-removed',
  'software-upgraded',
  'section-emptied',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** `subject` is what changed (a software's or a field's name), `before` and `after` its values, '' for none. */
export type Change = {
  /** Of the report that shows it. */
  readonly date: string;
  readonly site: string;
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
  readonly sha256: string;
};

export type Step = {
  readonly state: AssetState;
  /** The software list from now on; null when it stays as it was. */
  readonly software: readonly Software[] | null;
  readonly changes: readonly Change[];
};
