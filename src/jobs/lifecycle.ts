/**
 * How the machines of the company age: until when their systems are supported, how old they are, how long their warranties run, by site
 * and by system. Computers and phones; retired ones do not count. What people say of a machine wins over what its reports say.
 */
import { ageOf, type EndOfLife, endOfLife } from '../inventory/end-of-life.ts';
import {
  type AgeClass,
  ageClasses,
  ageClassOf,
  isDate,
  type LifeState,
  lifeStateOf,
  lifeStates,
  supportStateOf,
} from '../inventory/figures.ts';
import { type ManualEntry, manualFields } from '../inventory/overlay.ts';
import type { AgeingMachine, Page } from '../store/figures-port.ts';
import type { Common } from './installation.ts';
import { retiredAssets, today } from './look.ts';

export type LifecycleMachine = {
  readonly asset: string;
  readonly site: string;
  readonly name: string;
  readonly kind: string;
  readonly form: string;
  readonly os: string;
  readonly osVersion: string;
  /** All four are '' for a system that is not known (inventory/end-of-life.ts). */
  readonly product: string;
  readonly release: string;
  readonly supportEnds: string;
  readonly extendedEnds: string;
  readonly support: LifeState;
  /** At least so old, to a tenth of a year. */
  readonly ageYears: number | null;
  readonly ageFrom: 'purchasedOn' | 'biosDate' | 'osInstalledOn' | '';
  /** As a person wrote it. */
  readonly warrantyUntil: string;
  readonly warranty: LifeState;
};

export type LifecycleSite = {
  readonly site: string;
  readonly machines: number;
  readonly support: Readonly<Record<LifeState, number>>;
  readonly age: Readonly<Record<AgeClass, number>>;
  readonly warranty: Readonly<Record<LifeState, number>>;
};

/** A release; of a system that is not known, its name and version as reported. */
export type LifecycleSystem = Pick<LifecycleMachine, 'product' | 'release' | 'supportEnds' | 'extendedEnds' | 'support'> & {
  readonly machines: number;
};

export type LifecycleReport = {
  /** `YYYY-MM-DD`, here. */
  readonly today: string;
  /** By name. */
  readonly sites: readonly LifecycleSite[];
  /** Those that end first stand first, unknown ones last. */
  readonly systems: readonly LifecycleSystem[];
};

type Ports = Pick<Common, 'store' | 'now' | 'timeZone'>;

/** Reads the machines page by page; `onMachines` is told each page, for lists of any length. */
export async function lifecycle(
  ports: Ports,
  { site, onMachines }: { readonly site?: string; readonly onMachines?: (machines: readonly LifecycleMachine[]) => void },
): Promise<LifecycleReport> {
  const day = today(ports);
  const tally = openTally();
  for await (const page of pagesOf(ports, { ...(site === undefined ? {} : { site }), after: 0 })) {
    const machines = page.map(withoutNumber);
    for (const machine of machines) tally.add(machine);
    onMachines?.(machines);
  }
  return { today: day, ...tally.counts() };
}

/** Machines of one class of support, of age or of warranty. */
export type LifecycleClass =
  | { readonly by: 'support' | 'warranty'; readonly class: LifeState }
  | { readonly by: 'age'; readonly class: AgeClass };

export type LifecycleChoice = { readonly site?: string; readonly chosen?: LifecycleClass };

/** In pages: for lists of any length. */
export async function* lifecycleMachines(ports: Ports, { site, chosen }: LifecycleChoice): AsyncGenerator<readonly LifecycleMachine[]> {
  for await (const page of pagesOf(ports, { ...(site === undefined ? {} : { site }), after: 0 })) {
    const machines = page.filter((machine) => isIn(chosen, machine)).map(withoutNumber);
    if (machines.length > 0) yield machines;
  }
}

export type LifecyclePage = {
  readonly machines: readonly LifecycleMachine[];
  /** Where the next page goes on; null at the end. */
  readonly next: number | null;
};

/** Some of the machines of a choice, after those of the pages before. */
export async function lifecyclePage(ports: Ports, { site, chosen, after, limit }: LifecycleChoice & Page): Promise<LifecyclePage> {
  const found: Numbered[] = [];
  for await (const page of pagesOf(ports, { ...(site === undefined ? {} : { site }), after })) {
    found.push(...page.filter((machine) => isIn(chosen, machine)));
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  return { machines: shown.map(withoutNumber), next: found.length > limit ? (shown.at(-1)?.number ?? null) : null };
}

const isIn = (chosen: LifecycleClass | undefined, { support, ageYears, warranty }: LifecycleMachine): boolean =>
  chosen === undefined || { support, age: ageClassOf(ageYears), warranty }[chosen.by] === chosen.class;

type Numbered = LifecycleMachine & { readonly number: number };

const withoutNumber = ({ number: _, ...machine }: Numbered): LifecycleMachine => machine;

const pageSize = 500;

async function* pagesOf(
  ports: Ports,
  { site, after: from }: { readonly site?: string; readonly after: number },
): AsyncGenerator<readonly Numbered[]> {
  const { store } = ports;
  const day = today(ports);
  const manual = await store.decisions.manual();
  const without = [...(await retiredAssets({ store })).keys()];
  const scope = { ...(site === undefined ? {} : { site }), without, limit: pageSize };
  for (let after = from; ; ) {
    const page = await store.figures.lifecycle.machines({ ...scope, after });
    if (page.length > 0)
      yield page.map((machine) => ({ number: machine.number, ...machineOf(machine, manual.get(machine.asset) ?? [], day) }));
    if (page.length < pageSize) return;
    after = page.at(-1)?.number ?? after;
  }
}

function machineOf(machine: AgeingMachine, words: readonly ManualEntry[], day: string): LifecycleMachine {
  const { asset, site, name, kind, form, os: reportedOs, osVersion: reportedVersion, biosDate, osInstalledOn } = machine;
  const manual = manualFields(words, day);
  const said = (field: string): string => manual[field]?.value ?? '';
  const os = said('os') || reportedOs;
  const osVersion = said('osVersion') || reportedVersion;
  const end = endOfLife({ os, osVersion });
  const bought = said('purchasedOn');
  const facts = { biosDate, osInstalledOn, isVirtual: form === 'virtual' };
  const age = isDate(bought) && bought <= day ? ageSince(bought, day) : ageOf(facts, day);
  return {
    ...{ asset, site, name: said('name') || name, kind, form, os, osVersion },
    ...endOf(end),
    support: supportStateOf(end, day),
    ageYears: age?.years ?? null,
    ageFrom: age?.from ?? '',
    warrantyUntil: said('warrantyUntil'),
    warranty: lifeStateOf(said('warrantyUntil'), day),
  };
}

/** A day of purchase, reckoned like the firmware's. */
function ageSince(purchasedOn: string, day: string): { readonly years: number; readonly from: 'purchasedOn' } {
  const years = ageOf({ biosDate: purchasedOn, osInstalledOn: '', isVirtual: false }, day)?.years ?? 0;
  return { years, from: 'purchasedOn' };
}

const endOf = (end: EndOfLife | undefined): Pick<LifecycleMachine, 'product' | 'release' | 'supportEnds' | 'extendedEnds'> => {
  const { product = '', release = '', supportEnds = '', extendedEnds = '' } = end ?? {};
  return { product, release, supportEnds, extendedEnds };
};

// ---------------------------------------------------------------- counting

type Counts<K extends string> = Record<K, number>;

const zeros = <K extends string>(keys: readonly K[]): Counts<K> => Object.fromEntries(keys.map((key) => [key, 0])) as Counts<K>;

type SiteTally = { machines: number; support: Counts<LifeState>; age: Counts<AgeClass>; warranty: Counts<LifeState> };

function openTally() {
  const sites = new Map<string, SiteTally>();
  const systems = new Map<string, LifecycleSystem>();
  return {
    add: (machine: LifecycleMachine): void => {
      const site = sites.get(machine.site) ?? {
        machines: 0,
        support: zeros(lifeStates),
        age: zeros(ageClasses),
        warranty: zeros(lifeStates),
      };
      sites.set(machine.site, site);
      site.machines += 1;
      site.support[machine.support] += 1;
      site.age[ageClassOf(machine.ageYears)] += 1;
      site.warranty[machine.warranty] += 1;
      addSystem(systems, systemOf(machine), 1);
    },
    counts: () => ({
      sites: [...sites].map(([site, counts]) => ({ site, ...counts })).sort((a, b) => a.site.localeCompare(b.site)),
      systems: inOrder([...systems.values()]),
    }),
  };
}

type System = Omit<LifecycleSystem, 'machines'>;

const systemOf = ({ product, release, supportEnds, extendedEnds, support, os, osVersion }: LifecycleMachine): System =>
  product === ''
    ? { product: os, release: osVersion, supportEnds, extendedEnds, support }
    : { product, release, supportEnds, extendedEnds, support };

function addSystem(systems: Map<string, LifecycleSystem>, system: System, machines: number): void {
  const key = JSON.stringify([system.product, system.release, system.supportEnds]);
  systems.set(key, { ...system, machines: (systems.get(key)?.machines ?? 0) + machines });
}

const inOrder = (systems: readonly LifecycleSystem[]): readonly LifecycleSystem[] =>
  systems.toSorted(
    (a, b) =>
      Number(a.supportEnds === '') - Number(b.supportEnds === '') ||
      a.supportEnds.localeCompare(b.supportEnds) ||
      b.machines - a.machines ||
      a.product.localeCompare(b.product),
  );

/** Support by system alone, which the database counts in one question. What people corrected is not looked at. */
export async function systemsEnding({ store, now, timeZone }: Ports, site?: string): Promise<readonly LifecycleSystem[]> {
  const day = today({ now, timeZone });
  const without = [...(await retiredAssets({ store })).keys()];
  const systems = new Map<string, LifecycleSystem>();
  for (const { os, osVersion, machines } of await store.figures.lifecycle.systems({ ...(site === undefined ? {} : { site }), without })) {
    const end = endOfLife({ os, osVersion });
    if (end) addSystem(systems, { ...endOf(end), support: supportStateOf(end, day) }, machines);
  }
  return inOrder([...systems.values()]).filter(({ support }) => support === 'ended' || support === 'ending');
}
