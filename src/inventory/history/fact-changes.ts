/**
 * What changed between what was known of an asset and what is known now. A fact that becomes known, or is no longer said, is no change;
 * nor is another spelling or another order.
 */
import type { AssetFacts } from '../report.ts';
import { diskChanges } from './disk-changes.ts';
import { familyOf, hardwareKey, nameKey, releaseKey, systemKey, userKey, uuidKey } from './spellings.ts';
import type { BareChange, ChangeKind } from './timeline.ts';

/** Always in the same order; subjects are the names of facts, or of disks. */
export const factChanges = (before: AssetFacts, after: AssetFacts): readonly BareChange[] => [
  ...changed({ kind: 'renamed', subject: 'name', keyOf: nameKey }, before, after),
  ...changed({ kind: 'reinstalled-agent', subject: 'deviceId', keyOf: exactly }, before, after),
  ...systemChanges(before, after),
  ...machineChanges(before, after),
  ...memoryChanges(before, after),
  ...diskChanges(before, after),
  ...changed({ kind: 'user', subject: 'user', keyOf: userKey }, before, after),
];

type TextFact = { [K in keyof AssetFacts]: AssetFacts[K] extends string ? K : never }[keyof AssetFacts];

type Rule = { readonly kind: ChangeKind; readonly subject: TextFact; readonly keyOf: (text: string) => string };

const exactly = (text: string): string => text;

const upperCase = (text: string): string => text.toUpperCase();

const changed = ({ kind, subject, keyOf }: Rule, before: AssetFacts, after: AssetFacts): readonly BareChange[] => {
  const [old, young] = [before[subject], after[subject]];
  return isOther(keyOf(old), keyOf(young)) ? [{ kind, subject, before: old, after: young }] : [];
};

/** Both are known, and not the same. */
const isOther = (old: string, young: string): boolean => old !== '' && young !== '' && old !== young;

/**
 * Another system, or a later date of installation, is a reinstallation. A feature update of Windows dates the installation anew:
 * with another version it is an upgrade.
 */
const systemChanges = (before: AssetFacts, after: AssetFacts): readonly BareChange[] => {
  const isOtherFamily = isOther(familyOf(before.os), familyOf(after.os));
  const isOtherSystem = isOther(systemKey(before.os), systemKey(after.os));
  const isOtherVersion = isOther(releaseKey(before.osVersion), releaseKey(after.osVersion));
  if (isOtherFamily) return [{ kind: 'reinstalled-os', subject: 'os', before: systemOf(before), after: systemOf(after) }];
  const isUpgraded = isOtherSystem || isOtherVersion;
  const isRedated = isLaterByDays(before.osInstalledOn, after.osInstalledOn) && !(isUpgraded && familyOf(after.os) === 'windows');
  return [
    ...(isRedated ? [reinstalled(before, after)] : []),
    ...(isUpgraded ? [{ kind: 'os-upgraded', subject: 'os', before: systemOf(before), after: systemOf(after) } as const] : []),
  ];
};

const reinstalled = (before: AssetFacts, after: AssetFacts): BareChange => ({
  kind: 'reinstalled-os',
  subject: 'osInstalledOn',
  before: before.osInstalledOn,
  after: after.osInstalledOn,
});

const systemOf = ({ os, osVersion }: AssetFacts): string => `${os} ${osVersion}`.trim();

/** By more than a day: agents state the moment in local time or in UTC. */
const isLaterByDays = (old: string, young: string): boolean =>
  old !== '' && young !== '' && Date.parse(young) - Date.parse(old) > 86_400_000;

const machineChanges = (before: AssetFacts, after: AssetFacts): readonly BareChange[] => {
  const isSameSerial = before.serial !== '' && upperCase(before.serial) === upperCase(after.serial);
  const board = isSameSerial ? 'board-replaced' : 'hardware';
  const boards = changed({ kind: board, subject: 'uuid', keyOf: uuidKey }, before, after);
  return [
    ...boards,
    ...(boards.length > 0 ? [] : changed({ kind: 'hardware', subject: 'boardSerial', keyOf: upperCase }, before, after)),
    ...changed({ kind: 'serial-changed', subject: 'serial', keyOf: upperCase }, before, after),
    ...changed({ kind: 'hardware', subject: 'manufacturer', keyOf: hardwareKey }, before, after),
    ...changed({ kind: 'hardware', subject: 'model', keyOf: hardwareKey }, before, after),
    ...changed({ kind: 'hardware', subject: 'cpu', keyOf: hardwareKey }, before, after),
    ...changed({ kind: 'hardware', subject: 'biosDate', keyOf: exactly }, before, after),
    ...changed({ kind: 'hardware', subject: 'imei', keyOf: exactly }, before, after),
  ];
};

/** A kernel, another agent, or the share of the graphics chip count up to a tenth less of the same modules. */
const memoryChanges = ({ memoryMb: old }: AssetFacts, { memoryMb: young }: AssetFacts): readonly BareChange[] => {
  if (old === null || young === null || Math.abs(young - old) * 10 <= Math.max(old, young)) return [];
  return [{ kind: 'memory', subject: 'memoryMb', before: `${old}`, after: `${young}` }];
};
