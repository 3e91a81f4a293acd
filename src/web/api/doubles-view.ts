/** Possible doubles as pages show them: in words, with the names of sites. */
import type { EvidenceKind } from '../../inventory/identity/record.ts';
import type { ComparedPair, PairPreview } from '../../jobs/compare-pair.ts';
import type { DoublesReport as Found, Machine, PossibleDouble, WorthlessValue } from '../../jobs/doubles.ts';
import type { Common } from '../../jobs/installation.ts';
import type { ManualConflict } from '../../store/decisions-port.ts';
import { sayCode } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import type { ComparedLine, Conflict, DoublesStanding, Pair, PairMachine, Preview, Worthless } from '../contract/doubles-routes.ts';

export type Saying = { readonly speech: Speech; readonly siteNames: ReadonlyMap<string, string> };

/** Id of a site → its name. */
export async function siteNamesOf({ register, settings }: Common): Promise<ReadonlyMap<string, string>> {
  const sites = await register.sites();
  return new Map([[settings.site, settings.name || settings.site], ...sites.map(({ id, name }) => [id, name || id] as const)]);
}

export const sayMachine = (
  { siteNames }: Pick<Saying, 'siteNames'>,
  { id, asset, name, site, firstDate, lastDate }: Machine,
): PairMachine => ({
  record: id,
  asset,
  name: name || asset,
  site: { id: site, name: siteNames.get(site) ?? site },
  firstDate,
  lastDate,
});

const mostDecided = 200;

export const sayStanding = (saying: Saying, { learned, conflicts, decided }: Omit<Found, 'doubles'>): DoublesStanding => ({
  conflicts: conflicts.map((conflict) => sayConflict(saying, conflict)),
  learned: learned.map((value) => sayWorthless(saying, value)),
  decided: decided
    .slice(0, mostDecided)
    .map(({ a, b, word, at, by }) => ({ a: sayMachine(saying, a), b: sayMachine(saying, b), word, at, by })),
});

export function sayPair(saying: Saying, { a, b, reason, agreeing, differing }: PossibleDouble): Pair {
  const { decisions } = saying.speech.reports;
  const groups = [...Map.groupBy(agreeing, ({ kind }) => kind)];
  return {
    a: sayMachine(saying, a),
    b: sayMachine(saying, b),
    reason,
    reasonText: decisions.reasons[reason],
    agreeing: groups.map(([kind, all]) => ({
      kind,
      word: decisions.evidence[kind],
      values: all.map(({ value }) => plainValue(kind, value)),
    })),
    differing: differing.map(({ kind, a: left, b: right }) => ({
      kind,
      word: decisions.evidence[kind],
      a: plainValue(kind, left),
      b: plainValue(kind, right),
    })),
  };
}

/** Serials carry their maker: `DELL|7XQ9K32`. Weak evidence carries its site, before a NUL. */
const plainValue = (kind: EvidenceKind, value: string): string => {
  const plain = value.replaceAll(/[^\s,]+\0/g, '');
  return kind === 'serial' ? plain.replaceAll('|', ' ').trim() : plain;
};

const listedMachines = 20;

const sayWorthless = (saying: Saying, { kind, value, machines }: WorthlessValue): Worthless => ({
  kind,
  word: saying.speech.reports.decisions.evidence[kind],
  value: plainValue(kind, value),
  machines: machines.slice(0, listedMachines).map((machine) => sayMachine(saying, machine)),
  others: Math.max(0, machines.length - listedMachines),
});

export const sayConflict = (saying: Saying, { asset, name, field, value, conflict }: ManualConflict): Conflict => ({
  asset: { id: asset, name: name || asset },
  field,
  label: fieldName(saying, field),
  value,
  conflict,
});

/** Fields of the house have names; those of the settings are their own. */
const fieldName = ({ speech }: Saying, field: string): string => sayCode(speech.reports.decisions.fields, field);

export const sayEvidence = ({ speech }: Saying, { evidence }: ComparedPair): ComparedLine[] =>
  evidence.map(({ kind, agreement, a, b }) => ({
    key: kind,
    label: speech.reports.decisions.evidence[kind],
    agreement,
    a: a.map((value) => plainValue(kind, value)),
    b: b.map((value) => plainValue(kind, value)),
  }));

export function sayPreview(
  saying: Saying,
  { word, before, after, changes, conflicts }: PairPreview,
  names: ReadonlyMap<string, string>,
): Preview {
  const named = (id: string) => ({ id, name: names.get(id) || id });
  return {
    word,
    before: before.map(named),
    after: after.map(named),
    changes,
    conflicts: conflicts.map(({ field, values }) => ({ field, label: fieldName(saying, field), values: [...values] })),
  };
}
