/** Which records reports make, and which records are one asset now: everything related is looked at together. */
import type { TimelineReport } from '../inventory/history/timeline.ts';
import { blockingKeys, evidenceOf, sortedEvidence } from '../inventory/identity/evidence.ts';
import { identify } from '../inventory/identity/identify.ts';
import { type KnownBadPattern, parseKnownBad } from '../inventory/identity/known-bad.ts';
import type { Decision, Identification } from '../inventory/identity/record.ts';
import { type Group, regroup } from '../inventory/identity/regroup.ts';
import { type AssetKind, assetKinds } from '../inventory/report.ts';
import type { DossierChange, StoredRecord } from '../store/dossier-port.ts';
import type { Common } from './installation.ts';

/** A report that came, with what is noted of its file. */
export type Arrived = TimelineReport & { readonly modified: string; readonly bytes: number };

export type Grown = { readonly records: readonly StoredRecord[]; readonly dirty: ReadonlySet<string> };

/** Their records with what they add; dirty are those of which identity must be decided anew. */
export async function grownRecords(common: Common, fresh: readonly Arrived[]): Promise<Grown> {
  const byRecord = Map.groupBy(fresh, ({ record }) => record);
  const known = new Map((await common.store.dossier.records([...byRecord.keys()])).map((record) => [record.id, record]));
  const dirty = new Set<string>();
  const blocked = blockedBy(common.settings.blockedIdentifiers);
  const records = [...byRecord].map(([id, reports]) => {
    const before = known.get(id);
    const after = grownBy(before, id, { reports, blocked });
    if (!before || isOther(before, after)) dirty.add(id);
    return after;
  });
  return { records, dirty };
}

/** The settings were checked when they were read: what is no pattern there is none here. */
function blockedBy(texts: readonly string[]): readonly KnownBadPattern[] {
  const patterns = parseKnownBad(texts);
  return patterns.ok ? patterns.value : [];
}

/** What identity is decided on, in another way than before. */
const isOther = (before: StoredRecord, after: StoredRecord): boolean =>
  after.firstDate !== before.firstDate || after.kind !== before.kind || after.evidence.length !== before.evidence.length;

type Growth = { readonly reports: readonly Arrived[]; readonly blocked: readonly KnownBadPattern[] };

function grownBy(before: StoredRecord | undefined, id: string, { reports, blocked }: Growth): StoredRecord {
  const dates = [before?.firstDate ?? '', before?.lastDate ?? '', ...reports.map(({ date }) => date)].filter((date) => date !== '').sort();
  return {
    id,
    site: reports[0]?.site ?? '',
    kind: kindOf([...(before ? [before.kind] : []), ...reports.map(({ report }) => report.kind)]),
    evidence: sortedEvidence([...(before?.evidence ?? []), ...reports.flatMap(({ report }) => evidenceOf(report, blocked))]),
    firstDate: dates[0] ?? '',
    lastDate: dates.at(-1) ?? '',
    asset: before?.asset ?? '',
  };
}

/** What a discovery could not name is what an agent says it is; of two names the first of the list, whoever came first. */
const kindOf = (kinds: readonly AssetKind[]): AssetKind => assetKinds.find((kind) => kinds.includes(kind)) ?? 'unmanaged';

export type Grouping = {
  /** All records of all assets that are touched, as they will be; `asset` as it was. */
  readonly records: readonly StoredRecord[];
  readonly grown: Grown;
  readonly groups: readonly Group[];
  readonly gone: readonly { readonly id: string; readonly into: string }[];
  readonly isJudged: boolean;
  readonly doubles: Identification['doubles'];
  readonly learned: Identification['learned'];
};

/** `word`: what a person decides now, before anything else that was decided about that pair. */
export async function groupsOf(common: Common, grown: Grown, word?: Word): Promise<Grouping> {
  const standing = await common.store.dossier.recordsOfAssets(
    [...new Set(grown.records.map(({ asset }) => asset))].filter((id) => id !== ''),
  );
  if (grown.dirty.size === 0) {
    const records = overlaid(standing, grown.records);
    const groups = [...Map.groupBy(records, ({ asset }) => asset)].map(([id, members]) => ({
      id,
      records: members.map((record) => record.id),
      links: [],
      row: id,
      isNew: false,
      isContinued: true,
    }));
    return { records, grown, groups, gone: [], isJudged: false, doubles: [], learned: [] };
  }
  const records = await relatedTo(common, overlaid(standing, grown.records));
  const decisions = withWord(await common.store.dossier.decisionsOf(records.map(({ id }) => id)), word);
  const identification = identify(records, { decisions });
  const { doubles, learned } = identification;
  return { records, grown, ...regroup(records, identification), isJudged: true, doubles, learned };
}

/** A verdict about two records, or the withdrawal of one. */
export type Word = Omit<Decision, 'verdict'> & { readonly verdict: Decision['verdict'] | 'undo' };

function withWord(decisions: readonly Decision[], word: Word | undefined): readonly Decision[] {
  if (!word) return decisions;
  const { a, b, verdict } = word;
  const others = decisions.filter((decision) => ![decision.a, decision.b].every((id) => id === a || id === b));
  return verdict === 'undo' ? others : [...others, { a, b, verdict }];
}

const overlaid = (standing: readonly StoredRecord[], grown: readonly StoredRecord[]): readonly StoredRecord[] => [
  ...new Map([...standing, ...grown].map((record) => [record.id, record])).values(),
];

/** All records that share evidence with these, theirs, and so on; with whole assets, and whom people named together with them. */
async function relatedTo(common: Common, begin: readonly StoredRecord[]): Promise<readonly StoredRecord[]> {
  const { dossier } = common.store;
  const found = new Map(begin.map((record) => [record.id, record]));
  const asked = new Set<string>();
  for (let next = begin; next.length > 0; ) {
    const keys = [...new Set(next.flatMap(({ site, evidence }) => blockingKeys(site, evidence)))].filter((key) => !asked.has(key));
    for (const key of keys) asked.add(key);
    const named = (await dossier.decisionsOf(next.map(({ id }) => id))).flatMap(({ a, b }) => [a, b]);
    const near = [...(await dossier.recordsByKeys(keys)), ...(await dossier.records(named.filter((id) => !found.has(id))))];
    const assets = [...new Set(near.filter(({ id }) => !found.has(id)).map(({ asset }) => asset))];
    const whole = [...near, ...(await dossier.recordsOfAssets(assets))];
    next = [...new Map(whole.filter(({ id }) => !found.has(id)).map((record) => [record.id, record])).values()];
    for (const record of next) found.set(record.id, record);
  }
  return [...found.values()];
}

/** Records that are new, have grown or belong to another asset now; keys of those whose evidence changed. */
export function recordsToWrite({ records, grown, groups }: Grouping): Pick<DossierChange, 'records' | 'keys'> {
  const assetOf = new Map(groups.flatMap(({ id, records: members }) => members.map((member) => [member, id] as const)));
  const touched = new Set(grown.records.map(({ id }) => id));
  const placed = records.map((record) => ({ ...record, asset: assetOf.get(record.id) ?? record.asset }));
  const moved = new Set(records.filter((record) => assetOf.get(record.id) !== record.asset).map(({ id }) => id));
  return {
    records: placed.filter(({ id }) => touched.has(id) || moved.has(id)),
    keys: new Map(placed.filter(({ id }) => grown.dirty.has(id)).map(({ id, site, evidence }) => [id, blockingKeys(site, evidence)])),
  };
}
