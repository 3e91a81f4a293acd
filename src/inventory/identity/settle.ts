/**
 * From links to groups, the strongest links first (inventory.md §2.2, rule 9). Links of one rank are looked at together: what
 * would join records that contradict each other is not joined to either side, but left for people.
 */
import type { Groups } from './groups.ts';
import type { ComparedPair } from './pairs.ts';
import type { Evidence, LinkRule } from './record.ts';

export type RankedLink = {
  readonly a: number;
  readonly b: number;
  readonly rule: LinkRule;
  readonly rank: number;
  readonly agreeing: readonly Evidence[];
};

export type Settlement = { readonly used: readonly RankedLink[]; readonly refused: readonly RankedLink[] };

export const rankedLinks = (pairs: readonly ComparedPair[]): readonly RankedLink[] =>
  pairs
    .flatMap(({ a, b, verdict }) => (verdict.is === 'same' ? [{ a, b, ...verdict }] : []))
    .sort((left, right) => left.rank - right.rank || right.agreeing.length - left.agreeing.length || left.a - right.a || left.b - right.b);

/** Unites in `groups`. Used links are those that brought two groups together; refused ones stay open questions. */
export const settle = (links: readonly RankedLink[], groups: Groups): Settlement => {
  const used: RankedLink[] = [];
  const refused: RankedLink[] = [];
  for (const rank of new Set(links.map((link) => link.rank))) {
    const open = links.filter((link) => link.rank === rank && groups.rootOf(link.a) !== groups.rootOf(link.b));
    const cut = ambiguousLinks(open, groups);
    for (const link of open) {
      if (groups.rootOf(link.a) === groups.rootOf(link.b)) continue;
      if (cut.has(link) || groups.isConflict(link.a, link.b)) {
        refused.push(link);
        continue;
      }
      groups.unite(link.a, link.b);
      used.push(link);
    }
  }
  return { used, refused };
};

/** Above this, groups that belong together are not compared all with all: settle() still unites none that contradict each other. */
const mostCompared = 200;

/** The links of one rank that lead from one group, or a chain of them, to several that contradict each other. */
const ambiguousLinks = (links: readonly RankedLink[], groups: Groups): ReadonlySet<RankedLink> => {
  const neighbours = neighboursOf(links, groups);
  const cut = new Set<string>();
  for (const nodes of componentsOf(neighbours, () => true)) {
    const conflicts = nodes.length > mostCompared ? noConflicts : conflictsIn(nodes, groups);
    if (conflicts.size === 0) continue;
    const isFree = (node: number): boolean => !conflicts.has(node);
    const free = new Map(nodes.filter(isFree).map((node) => [node, neighbours.get(node) ?? new Set<number>()]));
    const sources = [...componentsOf(free, isFree), ...nodes.filter((node) => !isFree(node)).map((node) => [node])];
    for (const source of sources) {
      const reached = new Set(source.flatMap((node) => [...(neighbours.get(node) ?? [])]).filter((node) => !isFree(node)));
      for (const node of reached) if (intersects(conflicts.get(node), reached)) for (const from of source) cut.add(keyOf(from, node));
    }
  }
  return new Set(links.filter(({ a, b }) => cut.has(keyOf(groups.rootOf(a), groups.rootOf(b)))));
};

const noConflicts: ReadonlyMap<number, ReadonlySet<number>> = new Map();

const keyOf = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

const intersects = (some: ReadonlySet<number> | undefined, others: ReadonlySet<number>): boolean =>
  some !== undefined && [...some].some((node) => others.has(node));

type Neighbours = ReadonlyMap<number, ReadonlySet<number>>;

const neighboursOf = (links: readonly RankedLink[], groups: Groups): Neighbours => {
  const neighbours = new Map<number, Set<number>>();
  const add = (from: number, to: number): void => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, new Set([to]));
    else known.add(to);
  };
  for (const link of links) {
    const [a, b] = [groups.rootOf(link.a), groups.rootOf(link.b)];
    add(a, b);
    add(b, a);
  }
  return neighbours;
};

/** The nodes of `neighbours` in connected parts, walking only through those that `isOpen`. */
const componentsOf = (neighbours: Neighbours, isOpen: (node: number) => boolean): readonly (readonly number[])[] => {
  const seen = new Set<number>();
  const components: number[][] = [];
  for (const start of neighbours.keys()) {
    if (seen.has(start)) continue;
    const component = [start];
    seen.add(start);
    for (const node of component) {
      for (const next of neighbours.get(node) ?? []) {
        if (seen.has(next) || !isOpen(next)) continue;
        seen.add(next);
        component.push(next);
      }
    }
    components.push(component);
  }
  return components;
};

const conflictsIn = (nodes: readonly number[], groups: Groups): ReadonlyMap<number, ReadonlySet<number>> => {
  const conflicts = new Map<number, Set<number>>();
  for (const [at, b] of nodes.entries()) {
    for (const a of nodes.slice(0, at)) {
      if (!groups.isConflict(a, b)) continue;
      conflicts.set(a, (conflicts.get(a) ?? new Set()).add(b));
      conflicts.set(b, (conflicts.get(b) ?? new Set()).add(a));
    }
  }
  return conflicts;
};
