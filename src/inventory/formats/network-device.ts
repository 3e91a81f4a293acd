/** What an agent that queries the network (SNMP) says of a printer, a switch, a telephone or an unknown device. */
import { ipAddresses, macAddress, megabytes, tidy } from '../normalise.ts';
import type { AssetFacts, ReportHead, SectionMap } from '../report.ts';
import { imeiOf } from './computer.ts';
import { deviceForm } from './form.ts';
import { kindOf } from './kinds.ts';

/** The facts of a device: its section `device` (one record) and its `ports`. The address by which it was found is a name of last resort. */
export const deviceFacts = (head: ReportHead, sections: SectionMap): AssetFacts => {
  const described = sections['device']?.[0] ?? {};
  const field = (name: string): string => tidy(described[name] ?? '');
  const kind = head.kind === 'unmanaged' ? (kindOf(field('type')) ?? 'unmanaged') : head.kind;
  return {
    ...head,
    kind,
    form: deviceForm(kind),
    name: field('name') || field('snmphostname') || field('netbiosname') || field('dnshostname') || field('ip'),
    os: '',
    osVersion: field('firmware'),
    manufacturer: field('manufacturer'),
    model: field('model'),
    serial: field('serial') || chassisSerial(sections),
    uuid: '',
    macs: macsOf(field('mac'), sections),
    cpu: '',
    memoryMb: megabytes(field('ram')) ?? megabytes(field('memory')),
    disks: [],
    user: field('usersession'),
    inventoryDate: null,
    oldDeviceId: '',
    boardSerial: '',
    diskSerials: [],
    imei: imeiOf(sections),
    domain: field('workgroup'),
    ips: ipAddresses([field('ip'), ...(sections['ips'] ?? []).map((row) => row['ip'] ?? '')]),
    isVirtual: false,
    osInstalledOn: '',
    biosDate: '',
  };
};

/** A stack has the serial of its first chassis where it states none of its own; those of the others stay in `components`. */
const chassisSerial = (sections: SectionMap): string => {
  const chassis = (sections['components'] ?? []).filter((row) => /^(?:stack|chassis)$/i.test(row['type'] ?? ''));
  return chassis.find((row) => row['serial'] !== undefined)?.['serial'] ?? '';
};

/** Whether anything tells this device from another: a serial, a MAC, a name, an address. One that did not answer has none. */
export const isToldApart = ({ name, serial, macs }: AssetFacts): boolean => name !== '' || serial !== '' || macs.length > 0;

/** The device's own address; those of its ports only where it names none. */
const macsOf = (stated: string, sections: SectionMap): readonly string[] => {
  const own = macAddress(stated);
  if (own !== '') return [own];
  const ports = (sections['ports'] ?? []).map((port) => macAddress(port['mac'] ?? ''));
  return [...new Set(ports.filter((mac) => mac !== ''))].sort();
};
