/** How many machines age how, put together from counts: by site, and by system. Ignores where the counts come from. */
import { type AgeClass, ageClasses, type LifeState, lifeStates } from '../inventory/figures.ts';

export type LifecycleSite = {
  readonly site: string;
  readonly machines: number;
  readonly support: Readonly<Record<LifeState, number>>;
  readonly age: Readonly<Record<AgeClass, number>>;
  readonly warranty: Readonly<Record<LifeState, number>>;
};

/** A release; of a system that is not known, its name and version as reported. */
export type LifecycleSystem = {
  /** All four are '' for nothing at all; the dates are `YYYY-MM-DD`. */
  readonly product: string;
  readonly release: string;
  readonly supportEnds: string;
  readonly extendedEnds: string;
  readonly support: LifeState;
  readonly machines: number;
};

/** Machines of one site that run one system. */
type SystemHere = LifecycleSystem & {
  readonly site: string;
  /** The smallest of their numbers: systems that nothing else tells apart stand in the order in which they came. */
  readonly first: number;
};

type Counts<K extends string> = Record<K, number>;

const zeros = <K extends string>(keys: readonly K[]): Counts<K> => Object.fromEntries(keys.map((key) => [key, 0])) as Counts<K>;

type SiteTally = { machines: number; support: Counts<LifeState>; age: Counts<AgeClass>; warranty: Counts<LifeState> };

/** Every machine is to be told in each of the three ways. */
export function openTally() {
  const sites = new Map<string, SiteTally>();
  const systems: SystemHere[] = [];
  const siteOf = (name: string): SiteTally => {
    const site = sites.get(name) ?? { machines: 0, support: zeros(lifeStates), age: zeros(ageClasses), warranty: zeros(lifeStates) };
    sites.set(name, site);
    return site;
  };
  return {
    addSystem: (system: SystemHere): void => {
      const site = siteOf(system.site);
      site.machines += system.machines;
      site.support[system.support] += system.machines;
      systems.push(system);
    },
    addAge: (site: string, age: AgeClass, machines: number): void => {
      siteOf(site).age[age] += machines;
    },
    addWarranty: (site: string, warranty: LifeState, machines: number): void => {
      siteOf(site).warranty[warranty] += machines;
    },
    counts: () => ({
      sites: [...sites].map(([site, counts]) => ({ site, ...counts })).sort((a, b) => a.site.localeCompare(b.site)),
      systems: sumSystems(systems.toSorted((a, b) => a.first - b.first)),
    }),
  };
}

/** Those that end first stand first, unknown ones last. */
export function sumSystems(counted: readonly LifecycleSystem[]): readonly LifecycleSystem[] {
  const systems = new Map<string, LifecycleSystem>();
  for (const { product, release, supportEnds, extendedEnds, support, machines } of counted) {
    const key = JSON.stringify([product, release, supportEnds]);
    const sum = (systems.get(key)?.machines ?? 0) + machines;
    systems.set(key, { product, release, supportEnds, extendedEnds, support, machines: sum });
  }
  return [...systems.values()].sort(
    (a, b) =>
      Number(a.supportEnds === '') - Number(b.supportEnds === '') ||
      a.supportEnds.localeCompare(b.supportEnds) ||
      b.machines - a.machines ||
      a.product.localeCompare(b.product),
  );
}
