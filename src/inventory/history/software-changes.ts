/**
 * What was installed, removed or upgraded between two lists of software. Order, repeated rows, and a name or publisher in another
 * spelling are no change; a product that is there twice (x86 and x64) counts twice.
 */
import type { Software } from '../report.ts';
import { compareVersions } from '../versions.ts';
import { isUpdate, publisherKey, softwareKey } from './software-names.ts';
import type { BareChange } from './timeline.ts';

/**
 * Sorted, and the same whatever the order of the lists. One event for a change of version, be it up or down. A product under another
 * name is paired with its older one only if the publishers do not contradict; updates (`isUpdate`) only under the very same name.
 */
export const softwareChanges = (before: readonly Software[], after: readonly Software[]): readonly BareChange[] => {
  const gone = unmatched(before, after);
  const come = unmatched(after, before);
  const pairs = [
    ...pairUp({ gone, come, keyOf: ({ name }) => name }),
    ...pairUp({ gone, come, keyOf: (row) => familyOf(row) && `${familyOf(row)}\0${publisherKey(row.publisher)}` }),
    ...pairUp({ gone, come, keyOf: familyOf, mayGo: isAnonymous }),
    ...pairUp({ gone, come, keyOf: familyOf, mayCome: isAnonymous }),
  ];
  return [
    ...pairs.filter(([old, young]) => compareVersions(old.version, young.version) !== 0).map(([old, young]) => upgraded(old, young)),
    ...[...gone].map(({ name, version }): BareChange => ({ kind: 'software-removed', subject: name, before: version, after: '' })),
    ...[...come].map(({ name, version }): BareChange => ({ kind: 'software-installed', subject: name, before: '', after: version })),
  ].sort(byText);
};

/** Whether two lists hold the same rows as often, in whatever order. */
export const isSameSoftware = (a: readonly Software[], b: readonly Software[]): boolean => {
  if (a.length !== b.length) return false;
  const counts = new Map<string, number>();
  for (const row of a) counts.set(rowKey(row), (counts.get(rowKey(row)) ?? 0) + 1);
  for (const row of b) counts.set(rowKey(row), (counts.get(rowKey(row)) ?? 0) - 1);
  return [...counts.values()].every((count) => count === 0);
};

type Pair = readonly [old: Software, young: Software];

const rowKey = ({ name, version, publisher }: Software): string => `${name}\0${version}\0${publisher}`;

const exactKey = ({ name, version }: Software): string => `${name}\0${version}`;

/** The rows that the other list does not have, each once, in an order that does not depend on that of the list. */
const unmatched = (rows: readonly Software[], others: readonly Software[]): Set<Software> => {
  const known = new Set(others.map(exactKey));
  const missing = new Map(rows.filter((row) => !known.has(exactKey(row))).map((row) => [rowKey(row), row]));
  const single = new Map([...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => [exactKey(row), row]));
  return new Set(single.values());
};

/** '' is in no family: an update is itself only. */
const familyOf = ({ name }: Software): string => (isUpdate(name) ? '' : softwareKey(name));

type Pairing = {
  readonly gone: Set<Software>;
  readonly come: Set<Software>;
  readonly keyOf: (row: Software) => string;
  /** Which of the two may pair at all. */
  readonly mayGo?: (row: Software) => boolean;
  readonly mayCome?: (row: Software) => boolean;
};

/** Pairs those of one key, oldest with oldest, and takes them out of both sets. */
const pairUp = ({ gone, come, keyOf, mayGo = always, mayCome = always }: Pairing): readonly Pair[] => {
  const candidates = Map.groupBy([...come].filter(mayCome).sort(newestFirst), keyOf);
  const pairs: Pair[] = [];
  for (const old of [...gone].filter(mayGo).sort((a, b) => newestFirst(b, a))) {
    const key = keyOf(old);
    const young = key === '' ? undefined : candidates.get(key)?.pop();
    if (young === undefined) continue;
    gone.delete(old);
    come.delete(young);
    pairs.push([old, young]);
  }
  return pairs;
};

const always = (): boolean => true;

const isAnonymous = ({ publisher }: Software): boolean => publisherKey(publisher) === '';

const upgraded = (old: Software, young: Software): BareChange => ({
  kind: 'software-upgraded',
  subject: young.name,
  before: old.version,
  after: young.version,
});

const newestFirst = (a: Software, b: Software): number => compareVersions(b.version, a.version) || (rowKey(a) > rowKey(b) ? -1 : 1);

const byText = (a: BareChange, b: BareChange): number => {
  const [left, right] = [a, b].map(({ subject, kind, before, after }) => [subject, kind, before, after].join('\0'));
  return (left ?? '') < (right ?? '') ? -1 : 1;
};
