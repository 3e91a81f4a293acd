/** What is left to people about who is who: possible doubles, values that tell nothing, values of people that contradict each other. */
import type { Double, Evidence, LearnedBad } from '../inventory/identity/record.ts';
import { corrections } from '../inventory/overlay.ts';
import type { ManualConflict } from '../store/decisions-port.ts';
import type { DecisionEntry, StoredRecord } from '../store/dossier-port.ts';
import { manualConflicts } from './decide.ts';
import type { Common } from './installation.ts';
import { today } from './look.ts';

/** A record with the machine that it belongs to. */
export type Machine = Pick<StoredRecord, 'firstDate' | 'lastDate' | 'site'> & {
  /** Id of the record, which stays the same whatever is decided. */
  readonly id: string;
  readonly asset: string;
  readonly name: string;
};

export type PossibleDouble = {
  readonly a: Machine;
  readonly b: Machine;
  readonly reason: Double['reason'];
  readonly agreeing: Double['agreeing'];
  readonly differing: Double['differing'];
};

export type WorthlessValue = Pick<Evidence, 'kind' | 'value'> & { readonly machines: readonly Machine[] };

export type DecidedPair = {
  readonly a: Machine;
  readonly b: Machine;
  readonly word: 'merge' | 'separate';
  readonly at: string;
  readonly by: string;
};

export type DoublesReport = {
  readonly doubles: readonly PossibleDouble[];
  readonly learned: readonly WorthlessValue[];
  readonly conflicts: readonly ManualConflict[];
  /** Standing decisions, the newest first; only when asked for. */
  readonly decided: readonly DecidedPair[];
};

export async function listDoubles(common: Common, { withDecided }: { readonly withDecided: boolean }): Promise<DoublesReport> {
  return { doubles: await possibleDoubles(common), ...(await standingFindings(common, { withDecided })) };
}

/** Pairs that are left to people. */
export async function possibleDoubles(common: Common): Promise<readonly PossibleDouble[]> {
  const doubles = await common.store.dossier.doubles();
  const machineOf = await machinesOf(
    common,
    doubles.flatMap(({ a, b }) => [a, b]),
  );
  return doubles.map(({ a, b, ...evidence }) => ({ a: machineOf(a), b: machineOf(b), ...evidence }));
}

/** All but the pairs that are left to people. */
export async function standingFindings(
  common: Common,
  { withDecided }: { readonly withDecided: boolean },
): Promise<Omit<DoublesReport, 'doubles'>> {
  const { dossier, decisions } = common.store;
  const learned = await dossier.learned();
  const words = withDecided ? standing(await decisions.decisions(mostDecisions)) : [];
  const decided = words.flatMap(({ record, other }) => [record, other]);
  const machineOf = await machinesOf(common, [...decided, ...learned.flatMap(({ records }) => records)]);
  return {
    learned: learned.map((value) => worthless(value, machineOf)),
    conflicts: await manualConflicts(common),
    decided: words.map(({ record, other, action, at, by }) => ({
      a: machineOf(record),
      b: machineOf(other),
      word: action === 'merge' ? 'merge' : 'separate',
      at,
      by,
    })),
  };
}

const mostDecisions = 100_000;

/** `entries`: newest first. */
function standing(entries: readonly DecisionEntry[]): readonly DecisionEntry[] {
  const about = entries.filter(({ action }) => action === 'merge' || action === 'separate' || action === 'undo');
  const last = new Map<string, DecisionEntry>();
  for (const entry of about) {
    const pair = [entry.record, entry.other].sort().join(' ');
    if (!last.has(pair)) last.set(pair, entry);
  }
  return [...last.values()].filter(({ action }) => action !== 'undo');
}

/** Each machine once, whatever it is made of. */
function worthless({ kind, value, records }: LearnedBad, machineOf: (id: string) => Machine): WorthlessValue {
  return { kind, value, machines: [...new Map(records.map(machineOf).map((machine) => [machine.asset, machine])).values()] };
}

/** Id of an asset → its name, corrected by people or as reported. */
async function shownNames(common: Common, assets: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const reported = await common.store.dossier.namesOf(assets);
  const manual = await common.store.decisions.manual();
  const day = today(common);
  return new Map(assets.map((id) => [id, corrections(manual.get(id) ?? [], day)['name'] ?? reported.get(id) ?? '']));
}

export async function machinesOf(common: Common, ids: readonly string[]): Promise<(id: string) => Machine> {
  const records = new Map((await common.store.dossier.records([...new Set(ids)])).map((record) => [record.id, record]));
  const names = await shownNames(common, [...new Set([...records.values()].map(({ asset }) => asset))]);
  return (id) => {
    const { asset = id, site = '', firstDate = '', lastDate = '', evidence = [] } = records.get(id) ?? {};
    // A machine of several names is called here as this record is.
    const shown = names.get(asset) ?? '';
    const stated = evidence.find(({ kind }) => kind === 'name')?.value ?? shown;
    const name = stated.startsWith(shown.toUpperCase()) && shown !== '' ? shown : stated;
    return { id, asset, site, name, firstDate, lastDate };
  };
}
