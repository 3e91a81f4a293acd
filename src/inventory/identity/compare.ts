/**
 * What two records are to each other (inventory.md §2.2, rules 4–9, 13, 20): one machine, two, perhaps one, or nothing to each
 * other. All evidence is weighed together; no rule wins because it comes first. Rank tells which links are tried before others.
 */
import type { AssetKind } from '../report.ts';
import { type Profile, type Relation, relate } from './profile.ts';
import type { Double, Evidence, EvidenceKind, LinkRule } from './record.ts';
import { serialParts } from './spelling.ts';

export type Verdict =
  /** `rank`: 0 is the strongest. */
  | { readonly is: 'same'; readonly rule: LinkRule; readonly rank: number; readonly agreeing: readonly Evidence[] }
  /** They contradict each other: not even a third record may unite them. With `reason` people should look at them. */
  | { readonly is: 'different'; readonly reason: Double['reason'] | undefined }
  | { readonly is: 'possible'; readonly reason: Double['reason'] }
  | { readonly is: 'nothing' };

export const compareProfiles = (a: Profile, b: Profile): Verdict => {
  const relation = relate(a, b);
  const pair = { a, b, relation, isSilent: isSilent(relation) };
  const kinds = kindsOf(a.kinds, b.kinds);
  if (pair.isSilent && kinds !== 'apart' && !mayConflict(relation)) return nothing;
  if (kinds === 'apart') return different(agrees(pair, 'imei', 'uuid', 'serial') ? 'contradiction' : undefined);
  if (kinds === 'joining') return compareUnmanaged(pair);
  if (differs(pair, 'imei') && !agrees(pair, 'uuid')) return contradicting(pair);
  if (differs(pair, 'uuid')) return compareDifferentUuids(pair);
  return differs(pair, 'serial') ? compareDifferentSerials(pair) : compareAgreeing(pair);
};

type Pair = { readonly a: Profile; readonly b: Profile; readonly relation: Relation; readonly isSilent: boolean };

const nothing: Verdict = { is: 'nothing' };
const different = (reason: Double['reason'] | undefined): Verdict => ({ is: 'different', reason });
const possible = (reason: Double['reason']): Verdict => ({ is: 'possible', reason });
const weak = possible('weak-evidence');

const agrees = ({ relation }: Pair, ...kinds: readonly EvidenceKind[]): boolean => kinds.some((kind) => relation.stand[kind] === 'agree');
const differs = ({ relation }: Pair, ...kinds: readonly EvidenceKind[]): boolean => kinds.some((kind) => relation.stand[kind] === 'differ');

const isSilent = ({ agreeing }: Relation): boolean => agreeing.length === 0;
const mayConflict = ({ stand }: Relation): boolean => stand.uuid === 'differ' || stand.serial === 'differ' || stand.imei === 'differ';

/** Never across kinds of assets (rule 8); what a discovery could not name may turn out to be a known one. */
const kindsOf = (a: readonly AssetKind[], b: readonly AssetKind[]): 'alike' | 'apart' | 'joining' => {
  const known = (kinds: readonly AssetKind[]): readonly AssetKind[] => kinds.filter((kind) => kind !== 'unmanaged');
  const [left, right] = [known(a), known(b)];
  if (left.length === 0 && right.length === 0) return 'alike';
  if (left.length === 0 || right.length === 0) return 'joining';
  return left.some((kind) => right.includes(kind)) ? 'alike' : 'apart';
};

const isDevice = ({ a, b }: Pair): boolean => [...a.kinds, ...b.kinds].every((kind) => kind !== 'computer' && kind !== 'phone');

const same = (pair: Pair, rule: LinkRule): Verdict => ({ is: 'same', rule, rank: rankOf(pair, rule), agreeing: pair.relation.agreeing });

/** Strong identifiers, then what is kept inside the machine or by its agent, then the network; each first with a second witness. */
const rankOf = ({ relation }: Pair, rule: LinkRule): number => {
  const tier = rule === 'same-network' ? 2 : 1;
  const base = rule === 'same-uuid' || rule === 'same-serial' || rule === 'same-imei' ? 0 : tier;
  const witnesses = new Set(relation.agreeing.map(({ kind }) => kind).filter((kind) => kind !== 'name' && kind !== 'ip'));
  return 2 * base + (witnesses.size > 1 ? 0 : 1);
};

/** A discovered address and a known asset: the serial, or hardware address and network address (rule 8, 20). */
const compareUnmanaged = (pair: Pair): Verdict => {
  if (differs(pair, 'serial', 'uuid', 'imei')) return different(undefined);
  if (agrees(pair, 'serial')) return compareSerials(pair);
  if (!agrees(pair, 'mac') || !pair.relation.isSameSite) return nothing;
  return agrees(pair, 'ip') ? same(pair, 'same-network') : weak;
};

/** Contradiction; to be shown where something agrees that ought to be unique. A shared disk or dock is no such thing. */
const contradicting = (pair: Pair): Verdict => {
  if (agrees(pair, 'device-id')) return different('clone');
  if (agrees(pair, 'uuid', 'serial', 'imei')) return different('contradiction');
  return different(undefined);
};

/** Rule 6: the same chassis with another board, if the serial and something else say so; rule 5: a clone. */
const compareDifferentUuids = (pair: Pair): Verdict => {
  if (agrees(pair, 'serial')) return agrees(pair, 'name', 'mac', 'disk', 'board', 'device-id', 'imei') ? same(pair, 'same-serial') : weak;
  if (differs(pair, 'serial')) return contradicting(pair);
  if (agrees(pair, 'imei')) return same(pair, 'same-imei');
  // A board was replaced in a machine without serial: its agent and a disk (or the board, after new firmware) are the same.
  if (agrees(pair, 'disk', 'board')) return agrees(pair, 'device-id') ? sameDevice(pair) : weak;
  if (agrees(pair, 'device-id')) return different('clone');
  return different(agrees(pair, 'name') && agrees(pair, 'mac') ? 'contradiction' : undefined);
};

/** UUIDs do not differ. A serial rewritten by a workshop leaves the rest of the machine as it was; cloned firmware does not. */
const compareDifferentSerials = (pair: Pair): Verdict => {
  if (agrees(pair, 'uuid')) {
    const isConfirmed = agrees(pair, 'disk', 'board', 'imei') || isNetworkConfirmed(pair);
    return isConfirmed ? same(pair, 'same-uuid') : different('clone');
  }
  if (agrees(pair, 'device-id')) return different('clone');
  if (agrees(pair, 'imei', 'board') || (agrees(pair, 'name') && agrees(pair, 'mac'))) return different('contradiction');
  return different(undefined);
};

/** Rule 7: the name and one address, or two addresses. What is known to be one by its UUID may be a guest that went to another host. */
const isNetworkConfirmed = (pair: Pair): boolean =>
  pair.relation.sharedMacs >= 2 || (agrees(pair, 'name') && (agrees(pair, 'mac') || pair.relation.hasLocalMac));

/** Neither UUIDs nor serials differ. */
const compareAgreeing = (pair: Pair): Verdict => {
  if (agrees(pair, 'imei')) return same(pair, 'same-imei');
  if (agrees(pair, 'uuid')) return isElseForeign(pair) && !agrees(pair, 'serial') ? different('clone') : same(pair, 'same-uuid');
  if (agrees(pair, 'serial')) return compareSerials(pair);
  if (agrees(pair, 'board')) return agrees(pair, 'name', 'mac', 'disk', 'device-id') ? same(pair, 'same-board') : weak;
  if (agrees(pair, 'device-id')) return isCloned(pair) ? different('clone') : sameDevice(pair);
  if (agrees(pair, 'disk')) return agrees(pair, 'name', 'mac') && !differs(pair, 'board') ? same(pair, 'same-disk') : weak;
  return isDevice(pair) ? compareDevices(pair) : compareNetworks(pair);
};

/** A computer of which name and every address are others, and nothing inside it is the same. */
const isElseForeign = (pair: Pair): boolean =>
  !isDevice(pair) && differs(pair, 'name') && differs(pair, 'mac') && !agrees(pair, 'disk', 'board', 'device-id');

/** A serial is unique for its maker; without maker a short one needs a second witness. */
const compareSerials = (pair: Pair): Verdict => {
  if (isElseForeign(pair)) return different('clone');
  const isLong = pair.relation.agreeing.some(({ kind, value }) => {
    const [maker, part] = serialParts(value);
    return kind === 'serial' && (maker !== '' || part.length >= 7);
  });
  return isLong || agrees(pair, 'name', 'mac', 'disk', 'board', 'device-id') ? same(pair, 'same-serial') : weak;
};

/** Rule 5: two disks from one image carry one DEVICEID. */
const isCloned = (pair: Pair): boolean =>
  !pair.relation.hasLocalMac &&
  ((differs(pair, 'disk', 'board') && !agrees(pair, 'disk', 'board', 'mac')) || (differs(pair, 'name') && differs(pair, 'mac')));

/** Rules 5 and 13. A record with two DEVICEIDs says which one it had before; the day of installation at the end tells them apart. */
const sameDevice = (pair: Pair): Verdict => {
  const shared = pair.relation.agreeing.filter(({ kind }) => kind === 'device-id').map(({ value }) => value);
  const isCurrent = shared.some((value) => [pair.a, pair.b].every((profile) => currentOf(profile) === value));
  return same(pair, isCurrent ? 'same-device' : 'old-device-id');
};

const currentOf = ({ values }: Profile): string => {
  const ids = values['device-id'].map((value) => value.slice(value.indexOf('\0') + 1));
  return ids.reduce((best, id) => (installedAt(id) > installedAt(best) ? id : best), ids[0] ?? '');
};

const installedAt = (deviceId: string): string => /\d{4}(?:-\d\d){5}$/.exec(deviceId)?.[0] ?? '';

/** Rule 7: what computers without strong identifiers have in common on one site. */
const compareNetworks = (pair: Pair): Verdict => {
  const { sharedMacs, isSameSite, hasDomainsApart } = pair.relation;
  const isSteady = agrees(pair, 'name') && !differs(pair, 'disk', 'board') && !hasDomainsApart;
  if (!isSameSite) return sharedMacs >= 2 ? weak : nothing;
  if (sharedMacs >= 2) return same(pair, 'same-network');
  if (sharedMacs === 1) return isSteady ? same(pair, 'same-network') : weak;
  // Virtual machines without any identifier: three weak ones together, on one site.
  return pair.relation.hasLocalMac && agrees(pair, 'ip') && isSteady ? same(pair, 'same-network') : nothing;
};

/** Rule 20: what was found over the network, by its addresses, else by name and network address; inside a site. */
const compareDevices = (pair: Pair): Verdict => {
  const { sharedMacs, isSameSite } = pair.relation;
  if (!isSameSite) return sharedMacs > 0 ? weak : nothing;
  if (sharedMacs > 0) return sharedMacs >= 2 || agrees(pair, 'name', 'ip') || hasSameMacs(pair) ? same(pair, 'same-network') : weak;
  return agrees(pair, 'name') && agrees(pair, 'ip') && !differs(pair, 'mac') ? same(pair, 'same-network') : nothing;
};

const hasSameMacs = ({ a, b, relation }: Pair): boolean =>
  a.values.mac.length === relation.sharedMacs && b.values.mac.length === relation.sharedMacs;
