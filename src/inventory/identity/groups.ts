/** Records on their way to assets: who has been united with whom, and whether two groups may be. Records go by their index. */
import { compareProfiles } from './compare.ts';
import { joined, type Profile } from './profile.ts';

export type Groups = {
  /** The smallest index of the group: its name for now. */
  readonly rootOf: (index: number) => number;
  readonly unite: (a: number, b: number) => void;
  /** Whether people keep the groups of these two apart. */
  readonly isForbidden: (a: number, b: number) => boolean;
  /** Forbidden, or all that is known of one contradicts all that is known of the other. */
  readonly isConflict: (a: number, b: number) => boolean;
};

/** `apart`: pairs that people said are different. */
export const openGroups = (records: readonly Profile[], apart: readonly (readonly [number, number])[]): Groups => {
  const parents = records.map((_, index) => index);
  const profiles = [...records];
  const rootOf = (index: number): number => {
    let at = index;
    for (let up = parents[at]; up !== undefined && up !== at; up = parents[at]) {
      parents[at] = parents[up] ?? up;
      at = up;
    }
    return at;
  };
  const isForbidden = (a: number, b: number): boolean => {
    const [left, right] = [rootOf(a), rootOf(b)];
    return apart.some(([one, other]) => {
      const [first, second] = [rootOf(one), rootOf(other)];
      return (first === left && second === right) || (first === right && second === left);
    });
  };
  const isConflict = (a: number, b: number): boolean => {
    const [left, right] = [profiles[rootOf(a)], profiles[rootOf(b)]];
    if (left === undefined || right === undefined || left === right) return false;
    return isForbidden(a, b) || compareProfiles(left, right).is === 'different';
  };
  const unite = (a: number, b: number): void => {
    const [first, second] = [rootOf(a), rootOf(b)].sort((left, right) => left - right);
    if (first === undefined || second === undefined || first === second) return;
    const [kept, added] = [profiles[first], profiles[second]];
    if (kept !== undefined && added !== undefined) profiles[first] = joined(kept, added);
    parents[second] = first;
  };
  return { rootOf, unite, isForbidden, isConflict };
};
