/**
 * Which pairs of records are worth comparing. A few records are compared all with all; of many, only those that share a value
 * on which compareProfiles() can found anything: never the name alone, which thousands may share.
 */
import { compareProfiles, type Verdict } from './compare.ts';
import type { Profile } from './profile.ts';
import type { EvidenceKind } from './record.ts';
import { serialParts } from './spelling.ts';

/** `a` < `b` */
export type ComparedPair = { readonly a: number; readonly b: number; readonly verdict: Verdict };

/** Those which are one machine, perhaps one, or contradict each other in a way that people should see. `twinOf`: first record like it. */
export const comparedPairs = (profiles: readonly Profile[], twinOf: readonly number[]): readonly ComparedPair[] =>
  candidatePairs(profiles, twinOf).flatMap(([a, b]) => comparedPair(profiles, a, b));

/** The links that make twins one. */
export const twinPairs = (profiles: readonly Profile[], twinOf: readonly number[]): readonly ComparedPair[] =>
  twinOf.flatMap((a, b) => (a === b ? [] : comparedPair(profiles, a, b)));

const comparedPair = (profiles: readonly Profile[], a: number, b: number): readonly ComparedPair[] => {
  const [left, right] = [profiles[a], profiles[b]];
  if (left === undefined || right === undefined) return [];
  const verdict = compareProfiles(left, right);
  return verdict.is === 'nothing' || (verdict.is === 'different' && verdict.reason === undefined) ? [] : [{ a, b, verdict }];
};

/**
 * Records that say the same but for DEVICEID and addresses: agents without memory make hundreds. Each is given the index of the
 * first of its kind, if that makes them one machine; `isDecided` ones stay alone.
 */
export const findTwins = (profiles: readonly Profile[], isDecided: (index: number) => boolean): readonly number[] => {
  if (profiles.length <= fewRecords) return profiles.map((_, index) => index);
  const firsts = new Map<string, number>();
  return profiles.map((profile, index) => {
    if (isDecided(index)) return index;
    const signature = JSON.stringify([profile.sites, profile.kinds, twinKinds.map((kind) => profile.values[kind]), profile.domains]);
    const first = firsts.get(signature);
    if (first === undefined) firsts.set(signature, index);
    const twin = first === undefined ? undefined : profiles[first];
    return first !== undefined && twin !== undefined && compareProfiles(twin, profile).is === 'same' ? first : index;
  });
};

const twinKinds: readonly EvidenceKind[] = ['uuid', 'serial', 'board', 'disk', 'imei', 'mac', 'name'];

const fewRecords = 16;

/** What so many share connects them all through a few of them; comparing all with all would take minutes. */
const manyHolders = 200;
const hubs = 20;

const candidatePairs = (profiles: readonly Profile[], twinOf: readonly number[]): readonly (readonly [number, number])[] => {
  if (profiles.length <= fewRecords) return profiles.flatMap((_, b) => profiles.slice(0, b).map((_unused, a) => [a, b] as const));
  const seen = new Set<number>();
  const pairs: (readonly [number, number])[] = [];
  for (const holders of holdersByKey(profiles, twinOf).values()) {
    for (const [at, b] of holders.entries()) {
      for (const a of holders.slice(0, Math.min(at, holders.length > manyHolders ? hubs : at))) {
        const key = a * profiles.length + b;
        if (!seen.has(key)) pairs.push([a, b]);
        seen.add(key);
      }
    }
  }
  return pairs;
};

const holdersByKey = (profiles: readonly Profile[], twinOf: readonly number[]): ReadonlyMap<string, readonly number[]> => {
  const holders = new Map<string, number[]>();
  for (const [index, profile] of profiles.entries()) {
    for (const key of new Set(keysOf(profile, twinOf[index] !== index))) {
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [index]);
      else known.push(index);
    }
  }
  return holders;
};

/** A twin is like its first in all but its DEVICEID and addresses. */
const keysOf = ({ values, hosts, localMacs }: Profile, isTwin: boolean): readonly string[] => {
  const weak = [
    ...values['device-id'].map((id) => `device-id\0${id}`),
    ...[...values.ip, ...localMacs].flatMap((address) => hosts.map((host) => `address\0${address}\0${host}`)),
  ];
  if (isTwin) return weak;
  const serials = values.serial.map((serial) => `serial\0${serialParts(serial)[1]}`);
  return [...weak, ...serials, ...plainKinds.flatMap((kind) => values[kind].map((value) => `${kind}\0${value}`))];
};

const plainKinds: readonly EvidenceKind[] = ['uuid', 'board', 'disk', 'imei', 'mac'];
