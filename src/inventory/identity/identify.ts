/**
 * Which records are one asset (inventory.md §2.2, rules 3–9, 13, 20). The result depends on the set of records and on the order
 * of people's decisions, on nothing else. Records are a group found by blocking keys: usually one to five, sometimes thousands.
 */
import { type Groups, openGroups } from './groups.ts';
import { learnedBad, learnedKeys } from './learned.ts';
import { comparedPairs, findTwins, twinPairs } from './pairs.ts';
import { type Profile, profileOf } from './profile.ts';
import type { Decision, Identification, IdentityRecord, LearnedBad } from './record.ts';
import { assetsOf, doublesOf, questionsOf, type UsedLink } from './result.ts';
import { rankedLinks, settle } from './settle.ts';

export type IdentifyOptions = {
  /** In the order in which they were taken; those about unknown records are ignored. */
  readonly decisions: readonly Decision[];
};

/** Ids of records are unique. */
export const identify = (unordered: readonly IdentityRecord[], { decisions }: IdentifyOptions): Identification => {
  const [only] = unordered;
  if (only === undefined) return { assets: [], doubles: [], learned: [] };
  if (unordered.length === 1) return { assets: [{ id: only.id, records: [only.id], links: [] }], doubles: [], learned: [] };
  const records = [...unordered].sort(byId);
  const learned = learnedBad(records);
  const profiles = profilesOf(records, learned);
  const { same, apart, decided } = indexed(decisions, records);
  const groups = openGroups(profiles, apart);
  const byHand = uniteByHand(same, groups);
  const twinOf = findTwins(profiles, (index) => decided.has(index));
  const pairs = comparedPairs(profiles, twinOf);
  const twins = rankedLinks(twinPairs(profiles, twinOf));
  for (const { a, b } of twins) groups.unite(a, b);
  const { used, refused } = settle(rankedLinks(pairs), groups);
  const handLinks = byHand.map((pair): UsedLink => ({ ...pair, rule: 'merged-by-hand' }));
  const known = { records, profiles, groups };
  return { assets: assetsOf([...handLinks, ...twins, ...used], known), doubles: doublesOf(questionsOf(pairs, refused), known), learned };
};

type IndexPair = { readonly a: number; readonly b: number };

const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);

const profilesOf = (records: readonly IdentityRecord[], learned: readonly LearnedBad[]): readonly Profile[] => {
  const sites = new Map(records.map(({ id, site }) => [id, site]));
  const bad = learnedKeys(learned, (id) => sites.get(id) ?? '');
  return records.map((record) => profileOf(record, (key) => bad.has(key)));
};

type IndexedDecisions = {
  /** The latest first. */
  readonly same: readonly IndexPair[];
  readonly apart: readonly (readonly [number, number])[];
  readonly decided: ReadonlySet<number>;
};

const indexed = (decisions: readonly Decision[], records: readonly IdentityRecord[]): IndexedDecisions => {
  if (decisions.length === 0) return { same: [], apart: [], decided: new Set() };
  const indexes = new Map(records.map(({ id }, index) => [id, index]));
  const lastOfPair = new Map<string, IndexPair & { readonly verdict: Decision['verdict'] }>();
  for (const { verdict, ...pair } of [...decisions].reverse()) {
    const [a, b] = [indexes.get(pair.a), indexes.get(pair.b)].sort((left = 0, right = 0) => left - right);
    if (a === undefined || b === undefined || a === b || lastOfPair.has(`${a} ${b}`)) continue;
    lastOfPair.set(`${a} ${b}`, { a, b, verdict });
  }
  const latest = [...lastOfPair.values()];
  return {
    same: latest.filter(({ verdict }) => verdict === 'same'),
    apart: latest.filter(({ verdict }) => verdict === 'different').map(({ a, b }) => [a, b] as const),
    decided: new Set(latest.flatMap(({ a, b }) => [a, b])),
  };
};

/** What people keep apart stays apart, also where their other words would join it through a third record. */
const uniteByHand = (same: readonly IndexPair[], groups: Groups): readonly IndexPair[] =>
  same.filter(({ a, b }) => {
    if (groups.rootOf(a) === groups.rootOf(b) || groups.isForbidden(a, b)) return false;
    groups.unite(a, b);
    return true;
  });
