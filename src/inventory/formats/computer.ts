/** What the sections of a computer (or a telephone with an agent) say, whatever format carried them. */
import { firmwareDay, ipAddresses, localDate, macAddress, megabytes, tidy, uuid } from '../normalise.ts';
import type { AssetFacts, Disk, ReportHead, SectionMap, SectionRow, Software } from '../report.ts';
import { isVirtualMachine, machineForm } from './form.ts';

/** The facts that follow from these sections alone: of one file, or of all that is known of an asset. */
export const computerFacts = (head: ReportHead, sections: SectionMap): AssetFacts => {
  const hardware = first(sections, 'hardware');
  const system = first(sections, 'operatingsystem');
  const bios = first(sections, 'bios');
  const os = said(system('full_name'), hardware('osname'), system('name'));
  return {
    ...head,
    oldDeviceId: said(hardware('old_deviceid')),
    boardSerial: said(bios('msn')),
    diskSerials: diskSerialsOf(sections),
    imei: imeiOf(sections),
    domain: said(hardware('workgroup'), system('dns_domain')),
    ips: ipAddresses([
      ...rowsOf(sections, 'networks').flatMap((row) => [row['ipaddress'] ?? '', row['ipaddress6'] ?? '']),
      hardware('ipaddr'),
    ]),
    isVirtual: isVirtualMachine({ hardware, bios }),
    form: machineForm({ kind: head.kind, hardware, bios, os, sections }),
    osInstalledOn: dayOf(system('install_date')),
    biosDate: firmwareDay(bios('bdate')),
    name: said(hardware('name'), system('fqdn')),
    os,
    osVersion: osVersionOf(hardware, system),
    manufacturer: said(bios('smanufacturer'), bios('mmanufacturer')),
    model: said(bios('smodel'), bios('mmodel')),
    serial: said(bios('ssn'), bios('msn')),
    uuid: uuid(hardware('uuid')),
    macs: macsOf(sections),
    cpu: cpuOf(sections),
    memoryMb: memoryOf(sections),
    disks: rowsOf(sections, 'storages').flatMap(diskOf),
    user: userOf(sections),
    inventoryDate: localDate(first(sections, 'accesslog')('logdate')) ?? localDate(hardware('lastdate')),
    agent: said(head.agent, providerOf(sections)),
    tag: said(head.tag, tagOf(sections)),
  };
};

const dayOf = (raw: string): string => localDate(raw)?.slice(0, 10) ?? '';

const diskSerialsOf = (sections: SectionMap): readonly string[] => {
  const disks = rowsOf(sections, 'storages').filter((row) => diskOf(row).length > 0);
  const serials = disks.map((row) => said(row['serialnumber'] ?? '', row['serial'] ?? ''));
  return [...new Set(serials.filter((serial) => serial !== ''))].sort();
};

/** Of a telephone, or of the modem of a tablet or a router: digits only. */
export const imeiOf = (sections: SectionMap): string => {
  const stated = [...rowsOf(sections, 'simcards'), ...rowsOf(sections, 'modems')].map((row) => row['imei'] ?? '');
  return stated.map((imei) => imei.replaceAll(/\D/g, '')).find((imei) => imei.length >= 14) ?? '';
};

/** The first of the values that says something. */
const said = (...values: readonly string[]): string => {
  for (const value of values) {
    const text = tidy(value);
    if (text !== '') return text;
  }
  return '';
};

/** Windows states a release in VERSION that stopped at 2009; its build number is in the others, where Unix has the kernel. */
const osVersionOf = (hardware: Field, system: Field): string => {
  const build = [hardware('osversion'), system('kernel_version')];
  const isWindows = /windows/i.test(said(system('name'), hardware('osname')));
  return isWindows ? said(...build, system('version')) : said(system('version'), ...build);
};

/** A field of a record, '' when it lacks it. */
type Field = (name: string) => string;

const rowsOf = (sections: SectionMap, section: string): readonly SectionRow[] => sections[section] ?? [];

const first = (sections: SectionMap, section: string): Field => {
  const row = rowsOf(sections, section)[0];
  return (name) => row?.[name] ?? '';
};

/** Virtual interfaces (bridges, tunnels) come and go; they only count where there is no other. */
const macsOf = (sections: SectionMap): readonly string[] => {
  const rows = rowsOf(sections, 'networks');
  const physical = macsIn(rows.filter((row) => !/^(?:1|true)$/i.test((row['virtualdev'] ?? '').trim())));
  return physical.length > 0 ? physical : macsIn(rows);
};

const macsIn = (rows: readonly SectionRow[]): readonly string[] => {
  const macs = rows.map((row) => macAddress((row['macaddr'] ?? '') || (row['mac'] ?? ''))).filter((mac) => mac !== '');
  return [...new Set(macs)].sort();
};

const cpuOf = (sections: SectionMap): string => {
  const cpu = first(sections, 'cpus');
  return said(cpu('name'), cpu('type'), first(sections, 'hardware')('processort'));
};

const memoryOf = (sections: SectionMap): number | null => {
  const stated = megabytes(first(sections, 'hardware')('memory')) ?? 0;
  if (stated > 0) return stated;
  const modules = rowsOf(sections, 'memories').map((row) => megabytes(row['capacity'] ?? '') ?? 0);
  const sum = modules.reduce((total, capacity) => total + capacity, 0);
  return sum > 0 ? sum : null;
};

const optical = /\b(?:cd|dvd|bd|floppy|disquette|card ?reader)(?:\b|-?r|rom|vdw)/i;

/** Partitions, memory and loop devices that Unix agents list beside the disks. */
const pseudo = /^(?:(?:loop|zram|ram)\d+|mmcblk\d+(?:p\d+|boot\d+|rpmb))$/;

const diskOf = (row: SectionRow): readonly Disk[] => {
  const sizeMb = megabytes(row['disksize'] ?? '') ?? 0;
  const isDisk =
    sizeMb > 0 &&
    !optical.test(`${row['type'] ?? ''} ${row['model'] ?? ''} ${row['description'] ?? ''}`) &&
    !pseudo.test((row['name'] ?? '').trim());
  return isDisk ? [{ name: said(row['model'] ?? '', row['name'] ?? '', row['description'] ?? ''), sizeMb }] : [];
};

/** Lines of the login journal that agents take for people. */
const nobody = new Set(['wtmp', 'reboot', 'shutdown', 'runlevel']);

const userOf = (sections: SectionMap): string => {
  const hardware = first(sections, 'hardware');
  const candidates = [hardware('lastloggeduser'), first(sections, 'users')('login'), hardware('userid')];
  return said(...candidates.filter((user) => !nobody.has(user.trim())));
};

const providerOf = (sections: SectionMap): string => {
  const provider = first(sections, 'versionprovider');
  return tidy(`${provider('name')} ${provider('version')}`);
};

const tagOf = (sections: SectionMap): string =>
  rowsOf(sections, 'accountinfo').find((row) => row['keyname']?.toUpperCase() === 'TAG')?.['keyvalue'] ?? '';

/** A record of the software section, by the raw text of its fields; none without a name. */
export const softwareOf = (field: Field): readonly Software[] => {
  const name = tidy(field('name'));
  return name === '' ? [] : [{ name, version: tidy(field('version')), publisher: tidy(field('publisher')) }];
};
