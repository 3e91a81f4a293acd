/** What an agent that queries the network (SNMP) says of a printer, a switch, a telephone or an unknown device. */
import { macAddress, megabytes, tidy } from '../normalise.ts';
import type { AssetKind, AssetReport } from '../report.ts';
import type { DeviceRow } from './sections.ts';

export type NetworkDevice = {
  readonly row: DeviceRow;
  readonly portMacs: readonly string[];
  /** GLPI's itemtype, '' when the file has none. */
  readonly itemType: string;
  /** Discovered only, or queried for a part: must not erase what a full query said. */
  readonly partial: boolean;
  readonly agent: string;
  readonly tag: string;
};

/** Undefined when nothing tells this device from another: no serial, no MAC, no name, no address (it did not answer). */
export const deviceReport = (device: NetworkDevice): AssetReport | undefined => {
  const field = (name: Parameters<DeviceRow>[0]): string => tidy(device.row(name));
  const name = field('name') || field('snmphostname') || field('netbiosname') || field('dnshostname') || field('ip');
  const serial = field('serial');
  const macs = macsOf(device);
  if (name === '' && serial === '' && macs.length === 0) return undefined;
  return {
    deviceId: '',
    kind: kindOf(device.itemType) ?? kindOf(field('type')) ?? 'unmanaged',
    name,
    os: '',
    osVersion: field('firmware'),
    manufacturer: field('manufacturer'),
    model: field('model'),
    serial,
    uuid: '',
    macs,
    cpu: '',
    memoryMb: megabytes(field('ram')),
    disks: [],
    user: '',
    inventoryDate: null,
    agent: tidy(device.agent),
    tag: tidy(device.tag),
    partial: device.partial,
    software: null,
  };
};

/** GLPI's item types and the types of SNMP results; undefined for any other word. */
export const kindOf = (type: string): AssetKind | undefined => kinds.get(type.trim().toLowerCase());

const kinds: ReadonlyMap<string, AssetKind> = new Map([
  ['computer', 'computer'],
  ['printer', 'printer'],
  ['networkequipment', 'network'],
  ['networking', 'network'],
  ['phone', 'phone'],
  ['storage', 'storage'],
  ['monitor', 'monitor'],
  ['unmanaged', 'unmanaged'],
]);

/** The device's own address; those of its ports only where it names none. */
const macsOf = ({ row, portMacs }: NetworkDevice): readonly string[] => {
  const own = macAddress(row('mac'));
  if (own !== '') return [own];
  return [...new Set(portMacs.map(macAddress).filter((mac) => mac !== ''))].sort();
};
