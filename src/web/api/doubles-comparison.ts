/** Two assets side by side: what each says of itself, said in words, and whether it is the same. */
import type { PageWords } from '../../intranet/page-words.ts';
import type { AssetView } from '../../intranet/view.ts';
import type { SectionRow } from '../../inventory/report.ts';
import { agreementOf, type ComparedPair } from '../../jobs/compare-pair.ts';
import { openPages } from '../../words/pages.ts';
import type { ComparedLine, ComparedSection, Comparison } from '../contract/doubles-routes.ts';
import { type Saying, sayEvidence, sayMachine } from './doubles-view.ts';

export function sayComparison(saying: Saying, pair: ComparedPair): Comparison {
  const words = openPages(saying.speech);
  const [left, right] = pair.assets;
  return {
    a: sayMachine(saying, pair.a),
    b: sayMachine(saying, pair.b),
    isOne: pair.a.asset === pair.b.asset,
    isDecided: pair.isDecided,
    reason: pair.double ? words.doubleReasons[pair.double.reason] : null,
    evidence: sayEvidence(saying, pair),
    facts: left && right ? compareFacts(words, left, right) : [],
    sections: left && right ? compareSections(words, left, right) : [],
    history: pair.assets.map((asset) => historyOf(words, asset)),
  };
}

const shownChanges = 8;

const historyOf = (words: PageWords, { id, name, changes }: AssetView) => ({
  asset: { id, name },
  changes: changes.slice(0, shownChanges).map((change) => ({ date: change.date, text: words.changes[change.kind](change) })),
});

type Fact = readonly [key: string, label: string, of: (asset: AssetView) => readonly string[]];

const factsOf = ({ facts, headings, columns, format, memory, assetKinds }: PageWords): readonly Fact[] => [
  ['name', columns.name, ({ name }) => [name]],
  ['site', facts.site, ({ site }) => [site.name]],
  ['kind', facts.kind, ({ kind }) => [assetKinds[kind]]],
  ['os', facts.os, ({ os, osVersion }) => [`${os} ${osVersion}`.trim()]],
  ['maker', facts.maker, ({ manufacturer, model }) => [`${manufacturer} ${model}`.trim()]],
  ['serial', facts.serial, ({ serial }) => [serial]],
  ['uuid', facts.uuid, ({ uuid }) => [uuid]],
  ['macs', facts.macs, ({ macs }) => macs],
  ['ips', facts.ips, ({ ips }) => ips],
  ['cpu', facts.cpu, ({ cpu }) => [cpu]],
  ['memory', facts.memory, ({ memoryMb }) => (memoryMb === null ? [] : [memory(memoryMb)])],
  ['disks', facts.disks, ({ disks }) => disks.map(({ name, sizeMb }) => `${name} ${format.bytes(sizeMb * 1_000_000)}`.trim())],
  ['user', facts.user, ({ user }) => [user]],
  ['domain', facts.domain, ({ domain }) => [domain]],
  ['deviceId', facts.deviceId, ({ deviceId }) => [deviceId]],
  ['inventoryDate', facts.inventoryDate, ({ inventoryDate }) => [format.stamp(inventoryDate)]],
  ['firstSeen', facts.firstSeen, ({ firstSeen }) => [format.stamp(firstSeen)]],
  ['lastSeen', facts.lastSeen, ({ lastSeen }) => [format.stamp(lastSeen)]],
  ['residences', headings.residences, ({ residences }) => residences.map(({ name, since }) => `${name} (${format.day(since)})`)],
];

const filled = (values: readonly string[]): string[] => values.filter((value) => value !== '');

function compareFacts(words: PageWords, left: AssetView, right: AssetView): ComparedLine[] {
  return factsOf(words).flatMap(([key, label, of]) => {
    const [a, b] = [filled(of(left)), filled(of(right))];
    return a.length + b.length === 0 ? [] : [{ key, label, agreement: agreementOf(a, b), a, b }];
  });
}

const shownRecords = 6;

function compareSections(words: PageWords, left: AssetView, right: AssetView): ComparedSection[] {
  const all = [...new Set([...Object.keys(left.sections), ...Object.keys(right.sections)])].sort();
  const sections = all.map((key) =>
    compareRecords(key, words.sections[key] ?? key, [linesOf(left.sections[key]), linesOf(right.sections[key])]),
  );
  const software = compareRecords('software', words.headings.software, [softwareOf(left), softwareOf(right)]);
  return [...sections, software].filter(({ a, b }) => a + b > 0);
}

function compareRecords(key: string, label: string, [a, b]: readonly [readonly string[], readonly string[]]): ComparedSection {
  const [inA, inB] = [new Set(a), new Set(b)];
  const [onlyA, onlyB] = [a.filter((each) => !inB.has(each)), b.filter((each) => !inA.has(each))];
  const isSame = onlyA.length + onlyB.length === 0;
  const agreement = isSame ? 'same' : a.length === 0 || b.length === 0 ? 'one-sided' : 'different';
  return { key, label, agreement, a: a.length, b: b.length, onlyA: onlyA.slice(0, shownRecords), onlyB: onlyB.slice(0, shownRecords) };
}

/** `key: value`, in the order of the file. */
const linesOf = (rows: readonly SectionRow[] = []): readonly string[] =>
  rows.map((row) =>
    Object.entries(row)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `${key}: ${value}`)
      .join('; '),
  );

const softwareOf = ({ software }: AssetView): readonly string[] => (software ?? []).map(({ name, version }) => `${name} ${version}`.trim());
