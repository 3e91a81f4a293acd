/**
 * An asset is the fold of its reports in the order of their dates: what is known of it, and what changed on the way. Pure, so that a
 * late file, a link found later and a replay all end in the same state.
 */
import type { AssetReport, SectionMap, Software } from '../report.ts';

/** One report in an asset's timeline; sorted by date, then sha256, then item, then site, then path. */
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

/** Which report a section comes from. */
export type SectionState = {
  /** Of the newest report that has it as it is. */
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
  /** True while no whole report is known. */
  readonly isPartial: boolean;
  /** Of the newest whole report, else of the newest. */
  readonly site: string;
  readonly path: string;
  readonly sha256: string;
  readonly item: number;
  readonly firstDate: string;
  readonly lastDate: string;
  /** The newest report's place in the order: a report before it is late. */
  readonly newest: Pick<TimelineReport, 'date' | 'sha256' | 'item' | 'site' | 'path'>;
  /** Oldest first; the last one is where it is, or where it was when two sites began to claim it. */
  readonly residences: readonly Residence[];
  /** Since when two sites claim it (more than two moves within 30 days); '' when they do not. */
  readonly claimedSince: string;
  /** When `site` changed for the last time, residences or not; '' when it never did. */
  readonly lastMove: string;
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
  /** Told by parcels, not by reports: no file of its sites describes it any more, and one does again. */
  'missing',
  'back',
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

/** A change before it is known which report shows it. */
export type BareChange = Pick<Change, 'kind' | 'subject' | 'before' | 'after'>;

export type Step = {
  readonly state: AssetState;
  /** The software list from now on; null when it stays as it was. */
  readonly software: readonly Software[] | null;
  readonly changes: readonly Change[];
};
