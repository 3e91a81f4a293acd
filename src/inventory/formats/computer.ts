/** What the sections of a computer (or a telephone with an agent) say, whatever format carried them. */
import { localDate, macAddress, megabytes, tidy, uuid } from '../normalise.ts';
import type { AssetReport, Disk, Software } from '../report.ts';
import type { Row, SectionName, Sections } from './sections.ts';

export type ComputerHead = Pick<AssetReport, 'deviceId' | 'kind' | 'partial'> & { readonly agent: string; readonly tag: string };

export const computerReport = (head: ComputerHead, sections: Sections): AssetReport => {
  const hardware = first(sections, 'hardware');
  const system = first(sections, 'operatingsystem');
  const bios = first(sections, 'bios');
  return {
    ...head,
    name: said(hardware('name'), system('fqdn')),
    os: said(system('full_name'), hardware('osname'), system('name')),
    osVersion: osVersionOf(hardware, system),
    manufacturer: said(bios('smanufacturer'), bios('mmanufacturer')),
    model: said(bios('smodel'), bios('mmodel')),
    serial: said(bios('ssn'), bios('msn')),
    uuid: uuid(hardware('uuid')),
    macs: macsOf(sections),
    cpu: cpuOf(sections),
    memoryMb: memoryOf(sections),
    disks: (sections.rows('storages') ?? []).flatMap(diskOf),
    user: userOf(sections),
    inventoryDate: localDate(first(sections, 'accesslog')('logdate')) ?? localDate(hardware('lastdate')),
    agent: said(head.agent, providerOf(sections)),
    tag: said(head.tag, tagOf(sections)),
    software: sections.rows('softwares')?.flatMap(softwareOf) ?? null,
  };
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
const osVersionOf = (hardware: Row<'hardware'>, system: Row<'operatingsystem'>): string => {
  const build = [hardware('osversion'), system('kernel_version')];
  const isWindows = /windows/i.test(said(system('name'), hardware('osname')));
  return isWindows ? said(...build, system('version')) : said(system('version'), ...build);
};

const nothing = (): string => '';

const first = <S extends SectionName>(sections: Sections, section: S): Row<S> => sections.rows(section)?.[0] ?? nothing;

/** Virtual interfaces (bridges, tunnels) come and go; they only count where there is no other. */
const macsOf = (sections: Sections): readonly string[] => {
  const rows = sections.rows('networks') ?? [];
  const physical = macsIn(rows.filter((row) => !/^(?:1|true)$/i.test(row('virtualdev').trim())));
  return physical.length > 0 ? physical : macsIn(rows);
};

const macsIn = (rows: readonly Row<'networks'>[]): readonly string[] => {
  const macs = rows.map((row) => macAddress(row('macaddr') || row('mac'))).filter((mac) => mac !== '');
  return [...new Set(macs)].sort();
};

const cpuOf = (sections: Sections): string => {
  const cpu = first(sections, 'cpus');
  return said(cpu('name'), cpu('type'), first(sections, 'hardware')('processort'));
};

const memoryOf = (sections: Sections): number | null => {
  const stated = megabytes(first(sections, 'hardware')('memory')) ?? 0;
  if (stated > 0) return stated;
  const modules = (sections.rows('memories') ?? []).map((row) => megabytes(row('capacity')) ?? 0);
  const sum = modules.reduce((total, capacity) => total + capacity, 0);
  return sum > 0 ? sum : null;
};

const optical = /\b(?:cd|dvd|bd|floppy|disquette|card ?reader)(?:\b|-?r|rom|vdw)/i;

/** Partitions, memory and loop devices that Unix agents list beside the disks. */
const pseudo = /^(?:(?:loop|zram|ram)\d+|mmcblk\d+(?:p\d+|boot\d+|rpmb))$/;

const diskOf = (row: Row<'storages'>): readonly Disk[] => {
  const sizeMb = megabytes(row('disksize')) ?? 0;
  const isDisk = sizeMb > 0 && !optical.test(`${row('type')} ${row('model')} ${row('description')}`) && !pseudo.test(row('name').trim());
  return isDisk ? [{ name: said(row('model'), row('name'), row('description')), sizeMb }] : [];
};

/** Lines of the login journal that agents take for people. */
const nobody = new Set(['wtmp', 'reboot', 'shutdown', 'runlevel']);

const userOf = (sections: Sections): string => {
  const hardware = first(sections, 'hardware');
  const candidates = [hardware('lastloggeduser'), first(sections, 'users')('login'), hardware('userid')];
  return said(...candidates.filter((user) => !nobody.has(user.trim())));
};

const providerOf = (sections: Sections): string => {
  const provider = first(sections, 'versionprovider');
  return tidy(`${provider('name')} ${provider('version')}`);
};

const tagOf = (sections: Sections): string =>
  (sections.rows('accountinfo') ?? []).find((row) => row('keyname').trim().toUpperCase() === 'TAG')?.('keyvalue') ?? '';

const softwareOf = (row: Row<'softwares'>): readonly Software[] => {
  const name = tidy(row('name'));
  return name === '' ? [] : [{ name, version: tidy(row('version')), publisher: tidy(row('publisher')) }];
};
