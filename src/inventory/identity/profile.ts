/**
 * The evidence of one record, or of several taken as one, ready for comparison: weak evidence with its site, values that were
 * learned to be worthless left out. And how two of them stand to each other, kind by kind; what follows from that is compare.ts's.
 */
import type { AssetKind } from '../report.ts';
import type { Evidence, EvidenceKind, IdentityRecord } from './record.ts';
import { hostOf, isMakersMac, serialParts } from './spelling.ts';

export type Profile = {
  readonly sites: readonly string[];
  readonly kinds: readonly AssetKind[];
  /** Values of each kind; those of `name` (host only), `device-id` and `ip` are `site\0value`. */
  readonly values: Readonly<Record<EvidenceKind, readonly string[]>>;
  /** Those administered locally, which virtual machines and shy telephones make up: `site\0value`. */
  readonly localMacs: readonly string[];
  readonly hosts: readonly string[];
  readonly domains: readonly string[];
};

/** `differ`: both say something, and have nothing in common. */
export type Stand = 'agree' | 'differ' | 'unknown';

export type Relation = {
  readonly stand: Readonly<Record<EvidenceKind, Stand>>;
  /** What both have, as evidence. */
  readonly agreeing: readonly Evidence[];
  readonly sharedMacs: number;
  readonly hasLocalMac: boolean;
  readonly isSameSite: boolean;
  readonly hasDomainsApart: boolean;
};

/** `isLearnedBad` gets a key of `keyedValue`. */
export const profileOf = (record: IdentityRecord, isLearnedBad: (key: string) => boolean): Profile => {
  const values = emptyValues();
  const localMacs: string[] = [];
  const hosts: string[] = [];
  const domains: string[] = [];
  for (const { kind, value } of record.evidence) {
    if (isLearnedBad(keyedValue(record.site, kind, value))) continue;
    if (kind === 'mac' && !isMakersMac(value)) {
      localMacs.push(`${record.site}\0${value}`);
      continue;
    }
    const host = kind === 'name' ? hostOf(value) : value;
    values[kind].push(scoped.has(kind) ? `${record.site}\0${host}` : host);
    if (kind === 'name') hosts.push(host);
    if (kind === 'name' && host !== value) domains.push(value.slice(host.length + 1));
  }
  return { sites: [record.site], kinds: [record.kind], values, localMacs, hosts, domains };
};

/** The same for values that mean the same: weak ones carry their site. */
export const keyedValue = (site: string, kind: EvidenceKind, value: string): string =>
  scoped.has(kind) ? `${kind}\0${site}\0${value}` : `${kind}\0${value}`;

/** Two profiles taken for one machine. */
export const joined = (a: Profile, b: Profile): Profile => ({
  sites: union(a.sites, b.sites),
  kinds: union(a.kinds, b.kinds),
  values: mapValues((kind) => union(a.values[kind], b.values[kind])),
  localMacs: union(a.localMacs, b.localMacs),
  hosts: union(a.hosts, b.hosts),
  domains: union(a.domains, b.domains),
});

export const relate = (a: Profile, b: Profile): Relation => {
  const agreeing: Evidence[] = [];
  const stand = mapValues((kind): Stand => {
    const common = kind === 'serial' ? commonSerials(a.values.serial, b.values.serial) : commonValues(a.values[kind], b.values[kind]);
    for (const value of common) agreeing.push({ kind, value: scoped.has(kind) ? withoutSite(value) : value });
    if (common.length > 0) return 'agree';
    return a.values[kind].length > 0 && b.values[kind].length > 0 && !scoped.has(kind) ? 'differ' : 'unknown';
  });
  const areNamesApart = a.hosts.length > 0 && b.hosts.length > 0 && commonValues(a.hosts, b.hosts).length === 0;
  const localMacs = commonValues(a.localMacs, b.localMacs).map((value) => ({ kind: 'mac', value: withoutSite(value) }) as const);
  return {
    stand: areNamesApart ? { ...stand, name: 'differ' } : stand,
    agreeing: [...agreeing, ...localMacs],
    hasLocalMac: localMacs.length > 0,
    sharedMacs: agreeing.filter(({ kind }) => kind === 'mac').length,
    isSameSite: commonValues(a.sites, b.sites).length > 0,
    hasDomainsApart: a.domains.length > 0 && b.domains.length > 0 && commonValues(a.domains, b.domains).length === 0,
  };
};

/** Weak evidence counts inside its site only (rule 4). */
const scoped: ReadonlySet<EvidenceKind> = new Set(['name', 'device-id', 'ip']);

const withoutSite = (value: string): string => value.slice(value.indexOf('\0') + 1);

const mapValues = <T>(make: (kind: EvidenceKind) => T): Record<EvidenceKind, T> => ({
  uuid: make('uuid'),
  serial: make('serial'),
  board: make('board'),
  disk: make('disk'),
  imei: make('imei'),
  mac: make('mac'),
  name: make('name'),
  'device-id': make('device-id'),
  ip: make('ip'),
});

const emptyValues = (): Record<EvidenceKind, string[]> => mapValues(() => []);

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => {
  if (b.every((value) => a.includes(value))) return a;
  return [...new Set([...a, ...b])];
};

const commonValues = (a: readonly string[], b: readonly string[]): readonly string[] => {
  if (a.length === 0 || b.length === 0) return [];
  if (b.length < 16) return a.filter((value) => b.includes(value));
  const known = new Set(b);
  return a.filter((value) => known.has(value));
};

/** A serial whose maker is not said is that of any maker. */
const commonSerials = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.filter((left) => b.some((right) => left === right || isSameSerial(left, right)));

const isSameSerial = (left: string, right: string): boolean => {
  const [leftMaker, leftPart] = serialParts(left);
  const [rightMaker, rightPart] = serialParts(right);
  return leftPart === rightPart && (leftMaker === '' || rightMaker === '');
};
