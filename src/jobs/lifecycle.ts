/**
 * How the machines of the company age: until when their systems are supported, how old they are, how long their warranties run, by site
 * and by system. Computers and phones; retired ones do not count. What people say of a machine wins over what its reports say.
 */
import { ageOf, type EndOfLife, endOfLife } from '../inventory/end-of-life.ts';
import {
  type AgeClass,
  ageClassBegins,
  ageClasses,
  ageClassOf,
  isDate,
  type LifeState,
  lifeStateOf,
  supportStateOf,
} from '../inventory/figures.ts';
import { type ManualEntry, manualFields } from '../inventory/overlay.ts';
import type { AgeingMachine } from '../store/figures-port.ts';
import type { Common } from './installation.ts';
import { type LifecycleSite, type LifecycleSystem, openTally, sumSystems } from './lifecycle-tally.ts';
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

export type LifecycleReport = {
  /** `YYYY-MM-DD`, here. */
  readonly today: string;
  /** By name. */
  readonly sites: readonly LifecycleSite[];
  /** Those that end first stand first, unknown ones last. */
  readonly systems: readonly LifecycleSystem[];
};

type Ports = Pick<Common, 'store' | 'now' | 'timeZone'>;

/**
 * Counted by the database, but for machines of which people said something that counts: those are judged one by one, as
 * `lifecycleMachines` judges all of them.
 */
export async function lifecycle(ports: Ports, asked: { readonly site?: string }): Promise<LifecycleReport> {
  const day = today(ports);
  const tally = openTally();
  const spoken = await spokenOf(ports);
  const counted = { ...asked, without: [...spoken, ...(await retiredAssets(ports)).keys()] };
  const { systems, ages } = ports.store.figures.lifecycle;
  const judge = openJudge(day);
  for (const { site, os, osVersion, machines, first } of await systems(counted)) {
    tally.addSystem({ ...systemOf({ ...judge(os, osVersion), os, osVersion }), site, machines, first });
    tally.addWarranty(site, 'unknown', machines);
  }
  for (const { site, begun, machines } of await ages({ ...counted, today: day, begins: ageClassBegins(day) }))
    tally.addAge(site, begun === null ? 'unknown' : (ageClasses[begun] ?? 'old'), machines);
  for await (const page of pagesOf(ports, { ...asked, after: 0, among: spoken })) {
    for (const machine of page) {
      tally.addSystem({ ...systemOf(machine), site: machine.site, machines: 1, first: machine.number });
      tally.addAge(machine.site, ageClassOf(machine.ageYears), 1);
      tally.addWarranty(machine.site, machine.warranty, 1);
    }
  }
  return { today: day, ...tally.counts() };
}

/** Fields of people that decide in which class a machine is. */
const judgedFields: ReadonlySet<string> = new Set(['os', 'osVersion', 'purchasedOn', 'warrantyUntil']);

async function spokenOf({ store }: Pick<Ports, 'store'>): Promise<readonly string[]> {
  const manual = [...(await store.decisions.manual())];
  return manual.filter(([, words]) => words.some(({ field }) => judgedFields.has(field))).map(([asset]) => asset);
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

const isIn = (chosen: LifecycleClass | undefined, { support, ageYears, warranty }: LifecycleMachine): boolean =>
  chosen === undefined || { support, age: ageClassOf(ageYears), warranty }[chosen.by] === chosen.class;

type Numbered = LifecycleMachine & { readonly number: number };

const withoutNumber = ({ number: _, ...machine }: Numbered): LifecycleMachine => machine;

/** A few hundred bytes each. */
const pageSize = 1000;

async function* pagesOf(
  ports: Ports,
  { site, after: from, among }: { readonly site?: string; readonly after: number; readonly among?: readonly string[] },
): AsyncGenerator<readonly Numbered[]> {
  const { store } = ports;
  const day = today(ports);
  const manual = await store.decisions.manual();
  const without = [...(await retiredAssets({ store })).keys()];
  const scope = { ...(site === undefined ? {} : { site }), ...(among === undefined ? {} : { among }), without, limit: pageSize };
  const judge = openJudge(day);
  for (let after = from; ; ) {
    const page = await store.figures.lifecycle.machines({ ...scope, after });
    if (page.length > 0)
      yield page.map((machine) => ({ number: machine.number, ...machineOf(machine, manual.get(machine.asset) ?? [], { day, judge }) }));
    if (page.length < pageSize) return;
    after = page.at(-1)?.number ?? after;
  }
}

type Judging = { readonly day: string; readonly judge: Judge };

function machineOf(machine: AgeingMachine, words: readonly ManualEntry[], { day, judge }: Judging): LifecycleMachine {
  const { asset, site, name, kind, form, os: reportedOs, osVersion: reportedVersion, biosDate, osInstalledOn } = machine;
  const manual = manualFields(words, day);
  const said = (field: string): string => manual[field]?.value ?? '';
  const os = said('os') || reportedOs;
  const osVersion = said('osVersion') || reportedVersion;
  const bought = said('purchasedOn');
  const facts = { biosDate, osInstalledOn, isVirtual: form === 'virtual' };
  const age = isDate(bought) && bought <= day ? ageSince(bought, day) : ageOf(facts, day);
  return {
    ...{ asset, site, name: said('name') || name, kind, form, os, osVersion },
    ...judge(os, osVersion),
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

type Judged = ReturnType<typeof endOf> & { readonly support: LifeState };

type Judge = (os: string, osVersion: string) => Judged;

/** Each system is looked up once: there are few of them, however many machines run them. */
function openJudge(day: string): Judge {
  const known = new Map<string, Judged>();
  return (os, osVersion) => {
    const key = `${os}\n${osVersion}`;
    const end = known.has(key) ? undefined : endOfLife({ os, osVersion });
    const judged = known.get(key) ?? { ...endOf(end), support: supportStateOf(end, day) };
    known.set(key, judged);
    return judged;
  };
}

type System = Omit<LifecycleSystem, 'machines'>;

const systemOf = ({ product, release, supportEnds, extendedEnds, support, os, osVersion }: Judged & ReportedSystem): System =>
  product === ''
    ? { product: os, release: osVersion, supportEnds, extendedEnds, support }
    : { product, release, supportEnds, extendedEnds, support };

type ReportedSystem = { readonly os: string; readonly osVersion: string };

/** Support by system alone, which the database counts in one question. What people corrected is not looked at. */
export async function systemsEnding({ store, now, timeZone }: Ports, site?: string): Promise<readonly LifecycleSystem[]> {
  const judge = openJudge(today({ now, timeZone }));
  const without = [...(await retiredAssets({ store })).keys()];
  const counts = await store.figures.lifecycle.systems({ ...(site === undefined ? {} : { site }), without });
  const systems = counts.map(({ os, osVersion, machines }) => ({ ...judge(os, osVersion), machines }));
  return sumSystems(systems.filter(({ support }) => support === 'ended' || support === 'ending'));
}
