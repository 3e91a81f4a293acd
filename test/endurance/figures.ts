/** What an endurance run counts, and the lines that it prints. */

export type Figures = {
  kills(): number;
  /** Of a point, or of one passing of it. */
  hits(where: string): number;
  /** Kills at the points, whatever the passing, and at random moments. */
  byPoint(): ReadonlyMap<string, number>;
  killed(where: string, milliseconds: number): void;
  filled(parcels: number): void;
  summary(): string;
};

export function openFigures(): Figures {
  const hits = new Map<string, number>();
  const startedAt = performance.now();
  let kills = 0;
  let killing = 0;
  let parcels = 0;
  const byPoint = (): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>();
    for (const [where, count] of hits) sums.set(pointOf(where), (sums.get(pointOf(where)) ?? 0) + count);
    return sums;
  };
  return {
    kills: () => kills,
    hits: (where) => (where.includes(':') ? hits.get(where) : byPoint().get(where)) ?? 0,
    byPoint,
    killed: (where, milliseconds) => {
      kills += 1;
      killing += milliseconds;
      hits.set(where, (hits.get(where) ?? 0) + 1);
    },
    filled: (count) => {
      parcels += count;
    },
    summary: () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const points = [...byPoint()].map(([point, count]) => `${point} ${count}`).join(', ');
      return `${kills} kills in ${seconds.toFixed(0)} s (${(killing / Math.max(1, kills)).toFixed(0)} ms a killed run), ${parcels} parcels; ${points}`;
    },
  };
}

const pointOf = (where: string): string => where.split(':')[0] ?? where;
