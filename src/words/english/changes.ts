/** The history of assets, in English. */
import { compareVersions } from '../../inventory/versions.ts';
import { type ChangeWords, diskOf, fromTo, type SaidChange, saidOf, sizesOf } from '../changes.ts';
import type { Format } from '../format.ts';

const on = ({ name }: SaidChange): string => (name === '' ? '' : ` on ${name}`);

const facts: ChangeWords['facts'] = {
  uuid: 'hardware UUID',
  boardSerial: 'serial number of the main board',
  manufacturer: 'maker',
  model: 'model',
  cpu: 'processor',
  biosDate: 'firmware',
  imei: 'IMEI',
  ips: 'IP address',
  macs: 'MAC address',
};

const softwareSentence = (change: SaidChange): string => {
  const isOlder = compareVersions(change.before, change.after) > 0;
  return `${change.subject} ${fromTo(change.before, change.after)} ${isOlder ? 'downgraded' : 'updated'}${on(change)}`;
};

const hardware = (format: Format, change: SaidChange): string => {
  if (!Object.hasOwn(facts, change.subject)) return `Disk ${change.subject} now another size${on(change)}: ${sizesOf(format, change)}`;
  return `Hardware changed${on(change)}, ${facts[change.subject]}: ${fromTo(change.before, change.after)}`;
};

export const englishChanges = (format: Format): ChangeWords => ({
  sentences: {
    appeared: (change) => saidOf(change, `appeared${change.after === '' ? '' : ` at the site ${change.after}`}`),
    renamed: ({ before, after }) => `${before} is now called ${after}`,
    moved: (change) => saidOf(change, `moved from ${change.before} to ${change.after}`),
    claimed: (change) => saidOf(change, `is claimed by two sites: ${change.before} and ${change.after}`),
    'reinstalled-agent': (change) => `Inventory agent reinstalled${on(change)}`,
    'reinstalled-os': (change) => `System reinstalled${on(change)}: ${fromTo(change.before, change.after)}`,
    'os-upgraded': (change) => `System upgraded${on(change)}: ${fromTo(change.before, change.after)}`,
    'board-replaced': (change) => `Main board replaced${on(change)}`,
    'serial-changed': (change) => `Serial number changed${on(change)}: ${fromTo(change.before, change.after)}`,
    hardware: (change) => hardware(format, change),
    'disk-added': (change) => `Disk ${diskOf(format, change)} added${on(change)}`,
    'disk-removed': (change) => `Disk ${diskOf(format, change)} removed${on(change)}`,
    memory: (change) => `Memory ${sizesOf(format, change)}${on(change)}`,
    address: (change) => `Other ${facts[change.subject] ?? 'address'}${on(change)}: ${fromTo(change.before, change.after)}`,
    user: (change) => `Other user${on(change)}: ${fromTo(change.before, change.after)}`,
    'software-installed': (change) => `${`${change.subject} ${change.after}`.trim()} installed${on(change)}`,
    'software-removed': (change) => `${`${change.subject} ${change.before}`.trim()} removed${on(change)}`,
    'software-upgraded': softwareSentence,
    'section-emptied': (change) => `The section ${change.subject.toUpperCase()} is empty now${on(change)} (it had ${change.before})`,
    missing: (change) => saidOf(change, 'is missing: no file of its site describes it any more'),
    back: (change) => saidOf(change, 'is back'),
  },
  facts,
  undated: 'Without a date',
  none: 'No change matches.',
  count: (count) => format.count(count, { one: 'change', other: 'changes' }),
  limited: (limit) => `Only the ${format.number(limit)} newest are shown; --limit shows more.`,
  columns: { date: 'Date', site: 'Site', name: 'Machine', change: 'Change' },
});
