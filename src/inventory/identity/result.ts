/** Groups, links and open questions told as assets and possible doubles: by the ids of records, sorted, each question once. */
import type { Groups } from './groups.ts';
import type { ComparedPair } from './pairs.ts';
import { type Profile, relate } from './profile.ts';
import {
  type Double,
  type EvidenceKind,
  evidenceKinds,
  type IdentifiedAsset,
  type IdentityRecord,
  type Link,
  type LinkRule,
} from './record.ts';

export type UsedLink = { readonly a: number; readonly b: number; readonly rule: LinkRule };

export type Question = { readonly a: number; readonly b: number; readonly reason: Double['reason'] };

/** `records` sorted by id; profiles and groups by the same indexes. */
export type Known = { readonly records: readonly IdentityRecord[]; readonly profiles: readonly Profile[]; readonly groups: Groups };

/** What the comparison leaves to people, and links that could not be used. */
export const questionsOf = (pairs: readonly ComparedPair[], refused: readonly UsedLink[]): readonly Question[] => [
  ...pairs.flatMap(({ a, b, verdict }) => {
    if (verdict.is === 'possible') return [{ a, b, reason: verdict.reason }];
    return verdict.is === 'different' && verdict.reason !== undefined ? [{ a, b, reason: verdict.reason }] : [];
  }),
  ...refused.map(({ a, b }) => ({ a, b, reason: 'several-candidates' as const })),
];

export const assetsOf = (links: readonly UsedLink[], known: Known): readonly IdentifiedAsset[] => {
  const recordsOf = Map.groupBy(known.records.keys(), (index) => known.groups.rootOf(index));
  const linksOf = Map.groupBy(links, ({ a }) => known.groups.rootOf(a));
  return [...recordsOf]
    .map(([root, indexes]) => {
      const records = indexes.flatMap((index) => known.records[index] ?? []);
      const told = (linksOf.get(root) ?? []).map((link) => tellLink(link, known));
      return { id: oldestId(records), records: records.map(({ id }) => id), links: told.sort(byPair) };
    })
    .sort((left, right) => (left.id < right.id ? -1 : 1));
};

/** One question for two assets, the gravest; none about what is one asset now, or what people keep apart. */
export const doublesOf = (questions: readonly Question[], known: Known): readonly Double[] => {
  const gravest = new Map<string, Double>();
  for (const question of questions) {
    const [a = 0, b = 0] = [known.groups.rootOf(question.a), known.groups.rootOf(question.b)].sort((left, right) => left - right);
    if (a === b || known.groups.isForbidden(a, b)) continue;
    const double = tellDouble(question, known);
    const other = gravest.get(`${a} ${b}`);
    if (other === undefined || isGraver(double, other)) gravest.set(`${a} ${b}`, double);
  }
  return [...gravest.values()].sort(byPair);
};

type Pair = { readonly a: string; readonly b: string };

const byPair = (left: Pair, right: Pair): number => {
  if (left.a !== right.a) return left.a < right.a ? -1 : 1;
  return left.b < right.b ? -1 : 1;
};

/** By first date; without date, as if it were the newest; then by id. */
const oldestId = (records: readonly IdentityRecord[]): string =>
  records.reduce((oldest, record) => (seniority(record) < seniority(oldest) ? record : oldest), records[0] ?? nobody).id;

const seniority = ({ firstDate, id }: Pick<IdentityRecord, 'firstDate' | 'id'>): string => `${firstDate === '' ? '~' : firstDate}\0${id}`;

const nobody = { id: '', firstDate: '' };

const idsOf = (pair: { readonly a: number; readonly b: number }, { records }: Known): Pair => {
  const [a = '', b = ''] = [records[pair.a]?.id ?? '', records[pair.b]?.id ?? ''].sort();
  return { a, b };
};

const tellLink = (link: UsedLink, known: Known): Link => ({
  ...idsOf(link, known),
  rule: link.rule,
  evidence: relationOf(link, known)?.agreeing ?? [],
});

const tellDouble = (question: Question, known: Known): Double => {
  const relation = relationOf(question, known);
  const [first, second] = [known.profiles[Math.min(question.a, question.b)], known.profiles[Math.max(question.a, question.b)]];
  const differing = evidenceKinds.filter((kind) => relation?.stand[kind] === 'differ');
  return {
    ...idsOf(question, known),
    reason: question.reason,
    agreeing: relation?.agreeing ?? [],
    differing: differing.map((kind) => ({ kind, a: told(first, kind), b: told(second, kind) })),
  };
};

const relationOf = ({ a, b }: { readonly a: number; readonly b: number }, { profiles }: Known): ReturnType<typeof relate> | undefined => {
  const [first, second] = [profiles[Math.min(a, b)], profiles[Math.max(a, b)]];
  return first === undefined || second === undefined ? undefined : relate(first, second);
};

const told = (profile: Profile | undefined, kind: EvidenceKind): string =>
  (kind === 'name' ? profile?.hosts : profile?.values[kind])?.join(', ') ?? '';

const gravity: readonly Double['reason'][] = ['clone', 'several-candidates', 'contradiction', 'weak-evidence'];

const isGraver = (double: Double, other: Double): boolean => {
  const [left, right] = [gravity.indexOf(double.reason), gravity.indexOf(other.reason)];
  if (left !== right) return left < right;
  if (double.agreeing.length !== other.agreeing.length) return double.agreeing.length > other.agreeing.length;
  return byPair(double, other) < 0;
};
