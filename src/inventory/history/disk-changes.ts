/** Which disks came and went. Order is no change, nor is a size that two agents round differently. */
import type { AssetFacts, Disk } from '../report.ts';
import type { BareChange } from './timeline.ts';

/**
 * By name; sizes in MB. A disk replaced by one of the same model shows in the serial numbers; a disk that grew (virtual machines) is
 * a change of hardware. Nothing when one of the two lists is empty: what is not said was not removed.
 */
export const diskChanges = (before: AssetFacts, after: AssetFacts): readonly BareChange[] => {
  if (before.disks.length === 0 || after.disks.length === 0) return [];
  const old = Map.groupBy([...before.disks].sort(bySize), nameOf);
  const young = Map.groupBy([...after.disks].sort(bySize), nameOf);
  const names = [...new Set([...old.keys(), ...young.keys()])].sort();
  const changes = names.flatMap((name) => changesOfModel(old.get(name) ?? [], young.get(name) ?? []));
  return changes.length > 0 ? changes : swappedSerials(before.diskSerials, after.diskSerials);
};

const nameOf = ({ name }: Disk): string => name.toLowerCase();

const bySize = (a: Disk, b: Disk): number => a.sizeMb - b.sizeMb;

/** Of one model: those of the same size stay; the rest in pairs, smallest with smallest. */
const changesOfModel = (before: readonly Disk[], after: readonly Disk[]): readonly BareChange[] => {
  const [old, young] = [without(before, after), without(after, before)];
  const grown = Math.min(old.length, young.length);
  return [
    ...young.slice(0, grown).map(({ name, sizeMb }, index): BareChange => {
      return { kind: 'hardware', subject: name, before: `${old[index]?.sizeMb ?? ''}`, after: `${sizeMb}` };
    }),
    ...old.slice(grown).map(({ name, sizeMb }): BareChange => ({ kind: 'disk-removed', subject: name, before: `${sizeMb}`, after: '' })),
    ...young.slice(grown).map(({ name, sizeMb }): BareChange => ({ kind: 'disk-added', subject: name, before: '', after: `${sizeMb}` })),
  ];
};

/** The disks that have no counterpart of their size among the others. */
const without = (disks: readonly Disk[], others: readonly Disk[]): readonly Disk[] => {
  const left = [...others];
  return disks.filter((disk) => {
    const index = left.findIndex((other) => isSameSize(disk, other));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
};

/** Decimal and binary megabytes of one disk are 4.9 % apart. */
const isSameSize = (a: Disk, b: Disk): boolean => Math.abs(a.sizeMb - b.sizeMb) * 20 <= Math.max(a.sizeMb, b.sizeMb);

/** Only as many for as many: an agent that begins to read serial numbers adds no disk. */
const swappedSerials = (before: readonly string[], after: readonly string[]): readonly BareChange[] => {
  const removed = before.filter((serial) => !after.includes(serial));
  const added = after.filter((serial) => !before.includes(serial));
  if (removed.length !== added.length) return [];
  return [
    ...removed.map((serial): BareChange => ({ kind: 'disk-removed', subject: serial, before: serial, after: '' })),
    ...added.map((serial): BareChange => ({ kind: 'disk-added', subject: serial, before: '', after: serial })),
  ];
};
