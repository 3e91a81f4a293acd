/**
 * Values that turn out to be worthless (inventory.md §2.2, rule 3): at least three records have them and are, by another
 * identifier, three machines. Found from all records at once, so that no order of theirs matters.
 */
import { keyedValue } from './profile.ts';
import type { Evidence, EvidenceKind, IdentityRecord, LearnedBad } from './record.ts';
import { hostOf } from './spelling.ts';

/** Sorted by kind and value; the records by id. */
export const learnedBad = (records: readonly IdentityRecord[]): readonly LearnedBad[] => {
  const telling = tellingKinds(records);
  if (telling.size === 0) return [];
  const holders = new Map<string, { readonly evidence: Evidence; readonly records: IdentityRecord[] }>();
  for (const record of records) {
    for (const evidence of record.evidence) {
      if (evidence.kind === 'name' || evidence.kind === 'ip') continue;
      const key = keyedValue(record.site, evidence.kind, evidence.value);
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, { evidence, records: [record] });
      else holder.records.push(record);
    }
  }
  return [...holders]
    .filter(([, holder]) => isWorthless(holder.evidence, holder.records, telling))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, holder]) => ({ ...holder.evidence, records: holder.records.map(({ id }) => id).sort() }));
};

/** The keys (`keyedValue`) that count for nothing; a DEVICEID only on the sites of its records. */
export const learnedKeys = (learned: readonly LearnedBad[], siteOf: (id: string) => string): ReadonlySet<string> =>
  new Set(learned.flatMap(({ kind, value, records }) => records.map((id) => keyedValue(siteOf(id), kind, value))));

const fewest = 3;

/** Identifiers of which a machine has one for life; a board or disk that was replaced shows nothing. */
const lasting: readonly EvidenceKind[] = ['uuid', 'serial', 'imei'];

/** What is inside a machine or on its door: all of it together changes only with the machine. */
const movable: readonly EvidenceKind[] = ['board', 'disk', 'mac', 'name'];

/** Of `lasting` and `name` those with enough values to tell three machines apart: of most groups none, and nothing is to be done. */
const tellingKinds = (records: readonly IdentityRecord[]): ReadonlySet<EvidenceKind> => {
  if (records.length < fewest) return new Set();
  const valuesOf = (kind: EvidenceKind): number =>
    new Set(records.flatMap(({ evidence }) => evidence.flatMap((each) => (each.kind === kind ? [each.value] : [])))).size;
  return new Set([...lasting, 'name' as const].filter((kind) => valuesOf(kind) >= fewest));
};

const isWorthless = (evidence: Evidence, records: readonly IdentityRecord[], telling: ReadonlySet<EvidenceKind>): boolean =>
  records.length >= fewest &&
  (lasting.some((kind) => kind !== evidence.kind && telling.has(kind) && machinesBy([kind], evidence, records) >= fewest) ||
    (telling.has('name') && machinesBy(movable, evidence, records.filter(isDescribed)) >= fewest));

const isDescribed = ({ evidence, kind }: IdentityRecord): boolean =>
  (kind === 'computer' || kind === 'phone') &&
  evidence.some((each) => each.kind === 'name') &&
  evidence.some((each) => each.kind === 'mac' || each.kind === 'disk' || each.kind === 'board');

/** How many groups the records form that have no value of `kinds` in common, the suspect itself left out. */
const machinesBy = (kinds: readonly EvidenceKind[], suspect: Evidence, records: readonly IdentityRecord[]): number => {
  const groupOf = new Map<string, number>();
  const parents: number[] = [];
  for (const record of records) {
    const keys = record.evidence.flatMap(({ kind, value }) => {
      if (!kinds.includes(kind) || (kind === suspect.kind && value === suspect.value)) return [];
      return [kind === 'name' ? `name\0${hostOf(value)}` : `${kind}\0${value}`];
    });
    if (keys.length === 0) continue;
    const group = parents.push(parents.length) - 1;
    for (const key of keys) {
      const known = groupOf.get(key);
      if (known === undefined) groupOf.set(key, group);
      else parents[rootOf(parents, group)] = rootOf(parents, known);
    }
  }
  return parents.filter((parent, index) => parent === index).length;
};

const rootOf = (parents: readonly number[], start: number): number => {
  let at = start;
  for (let up = parents[at]; up !== undefined && up !== at; up = parents[at]) at = up;
  return at;
};
