/**
 * What identity is decided on (inventory.md §2.2). A record is what one site's reports under one device key say, as long as they carry
 * the same strong identifiers; an asset is a group of records. Both are functions of the set of reports, never of their order.
 */
import type { AssetKind } from '../report.ts';

/** Strong: uuid, serial (with its maker), board, disk, imei. Medium: mac (administered by a maker). Weak: name, device-id, ip, and a mac administered locally. */
export const evidenceKinds = ['uuid', 'serial', 'board', 'disk', 'imei', 'mac', 'name', 'device-id', 'ip'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** `value` is normalised, and known not to be a placeholder. */
export type Evidence = { readonly kind: EvidenceKind; readonly value: string };

export type IdentityRecord = {
  /** 16 hexadecimal digits, the same for ever. */
  readonly id: string;
  readonly site: string;
  readonly kind: AssetKind;
  /** Of all its reports; sorted, without repeats. */
  readonly evidence: readonly Evidence[];
  /** Dates of its oldest and newest report, `YYYY-MM-DDTHH:mm:ssZ`, '' when none has a date. */
  readonly firstDate: string;
  readonly lastDate: string;
};

/** Why two records are one asset: `rule` is a key of words/, the evidence is what both have. */
export type Link = { readonly a: string; readonly b: string; readonly rule: LinkRule; readonly evidence: readonly Evidence[] };

export type LinkRule =
  | 'same-device'
  | 'same-uuid'
  | 'same-serial'
  | 'same-imei'
  | 'same-board'
  | 'same-disk'
  | 'same-network'
  | 'old-device-id'
  | 'merged-by-hand';

/** An administrator's word about two records; of several about one pair the last counts. */
export type Decision = { readonly a: string; readonly b: string; readonly verdict: 'same' | 'different' };

/** Two assets that may be one, or evidence that contradicts itself. Nothing was merged. */
export type Double = {
  readonly a: string;
  readonly b: string;
  /** `clone`: they share what should be unique, and differ in what should be the same. */
  readonly reason: 'clone' | 'several-candidates' | 'weak-evidence' | 'contradiction';
  readonly agreeing: readonly Evidence[];
  readonly differing: readonly { readonly kind: EvidenceKind; readonly a: string; readonly b: string }[];
};

/** A value that machines share which differ in other strong identifiers: it tells nothing, and is shown with the machines. */
export type LearnedBad = { readonly kind: EvidenceKind; readonly value: string; readonly records: readonly string[] };

export type IdentifiedAsset = {
  /** The id of its oldest record (by first date, then id). */
  readonly id: string;
  readonly records: readonly string[];
  readonly links: readonly Link[];
};

/** Each record is in exactly one asset; `a` and `b` of doubles are ids of records. All lists are sorted. */
export type Identification = {
  readonly assets: readonly IdentifiedAsset[];
  readonly doubles: readonly Double[];
  readonly learned: readonly LearnedBad[];
};
